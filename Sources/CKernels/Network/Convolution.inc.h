// Convolution over neighbors, for one instruction set.

enum {
#if defined(CAIRN_HAS_AVX512)
  /// Edges that are computed together.
  blockEdges = 8,
#elif defined(CAIRN_HAS_FMA)
  blockEdges = 4,
#else
  blockEdges = 2,
#endif
};

/// Whether a number is a row that can be pointed at.
INLINE bool isRow(int32_t index, int64_t count) { return index >= 0 && index < count; }

/// Adds some edges of a row, which come one after the other, to sums and greatest values.
INLINE void addEdges(
    const CairnConvolution *convolution, int edgeCount, int vectors, bool areFull, int64_t edge,
    const F16 *center, int64_t column, const Part *parts, F16 *sums, F16 *greatest) {
  int64_t width = convolution->width, edgeWidth = convolution->edgeWidth;
  int64_t sourceCount = convolution->neighbors.sourceCount;
  const int32_t *indices = convolution->neighbors.indices + edge;
  Block block;
  // Where there is no neighbor the center stands in, and the message is taken for 0.
  const float *none = convolution->centers + edge / convolution->neighbors.k * width;
  bool isThere[blockEdges];
  UNROLL for (int i = 0; i < edgeCount; i++) {
    isThere[i] = isRow(indices[i], sourceCount);
    const float *source = isThere[i] ? convolution->sources + indices[i] * width : none;
    UNROLL for (int v = 0; v < vectors; v++) {
      const float *from = source + column + 16 * v;
      F16 value = areFull ? load16(from) : loadPart(from, parts[v], 0.0f);
      block.at[i][v] = center[v] + value;
    }
  }
  addProducts(
      &block, edgeCount, vectors, convolution->edges + edge * edgeWidth, edgeWidth,
      convolution->edgePanels + column / 32 * 32 * edgeWidth + column % 32, edgeWidth);
  UNROLL for (int i = 0; i < edgeCount; i++) {
    I16 mask = -(int32_t)isThere[i];
    UNROLL for (int v = 0; v < vectors; v++) {
      F16 message = mask ? relu16(block.at[i][v]) : (F16)0.0f;
      sums[v] += message;
      greatest[v] = message > greatest[v] ? message : greatest[v];
    }
  }
}

INLINE void convolveColumns(
    const CairnConvolution *convolution, int vectors, bool areFull, int64_t row, int64_t column,
    float share, float *output) {
  int64_t width = convolution->width, k = convolution->neighbors.k;
  F16 center[blockVectors], sums[blockVectors], greatest[blockVectors];
  Part parts[blockVectors];
  UNROLL for (int v = 0; v < vectors; v++) {
    parts[v] = partOf(width - column - 16 * v);
    center[v] =
        loadPart(convolution->centers + row * width + column + 16 * v, parts[v], 0.0f);
    sums[v] = 0.0f;
    greatest[v] = 0.0f;
  }
  int64_t edge = row * k, end = edge + k;
  for (; edge + blockEdges <= end; edge += blockEdges) {
    addEdges(
        convolution, blockEdges, vectors, areFull, edge, center, column, parts, sums, greatest);
  }
  for (; edge < end; edge++) {
    addEdges(convolution, 1, vectors, areFull, edge, center, column, parts, sums, greatest);
  }
  UNROLL for (int v = 0; v < vectors; v++) {
    float *to = output + row * 2 * width + column + 16 * v;
    storePart(to, sums[v] * share, parts[v]);
    storePart(to + width, greatest[v], parts[v]);
  }
}

CAIRN_CONVOLVE(CAIRN_SET(cairnConvolve)) {
  int64_t width = convolution->width, k = convolution->neighbors.k;
  for (int64_t row = start; row < end; row++) {
    int64_t count = 0;
    for (int64_t i = 0; i < k; i++) {
      count += isRow(
          convolution->neighbors.indices[row * k + i], convolution->neighbors.sourceCount);
    }
    float share = count == 0 ? 0.0f : 1.0f / (float)count;
    for (int64_t column = 0; column < width; column += blockColumns) {
      if (width - column >= blockColumns) {
        convolveColumns(convolution, blockVectors, true, row, column, share, output);
      } else if (width - column > 16) {
        convolveColumns(convolution, blockVectors, false, row, column, share, output);
      } else {
        convolveColumns(convolution, 1, false, row, column, share, output);
      }
    }
  }
}
