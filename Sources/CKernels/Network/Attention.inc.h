// Attention of each query to all keys, for one instruction set.

/// Computes scores of a block of queries with some keys of a panel.
INLINE void scoreBlock(
    const float *queries, int64_t width, int64_t depth, const float *panel, float scale,
    int rows, int vectors, float *scores, int64_t scoreStride) {
  Block sums;
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int v = 0; v < vectors; v++) sums.at[i][v] = 0.0f;
  }
  addProducts(&sums, rows, vectors, queries, width, panel, depth);
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int v = 0; v < vectors; v++) {
      store16(scores + i * scoreStride + 16 * v, sums.at[i][v] * scale);
    }
  }
}

/// Computes a block of weighted sums of values.
INLINE void valueBlock(
    const float *weights, int64_t weightStride, int64_t keyCount, const float *panel,
    int64_t columns, int rows, int vectors, float *output, int64_t width) {
  Block sums;
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int v = 0; v < vectors; v++) sums.at[i][v] = 0.0f;
  }
  addProducts(&sums, rows, vectors, weights, weightStride, panel, keyCount);
  UNROLL for (int v = 0; v < vectors; v++) {
    Part part = partOf(columns - 16 * v);
    UNROLL for (int i = 0; i < rows; i++) {
      storePart(output + i * width + 16 * v, sums.at[i][v], part);
    }
  }
}

CAIRN_ATTEND(CAIRN_SET(cairnAttend)) {
  int64_t width = attention->width, depth = width / attention->headCount;
  int64_t keyCount = attention->keyCount, padded = (keyCount + 31) & ~31;
  float scale = 1.0f / __builtin_sqrtf((float)depth);
  // Keys as columns, values as they are, both in panels.
  float *keyPanels = scratch, *valuePanels = keyPanels + padded * depth;
  float *scores = valuePanels + padded * ((depth + 31) & ~31);
  const float *keys = attention->keys + head * depth;
  const float *values = attention->values + head * depth;
  for (int64_t key = 0; key < padded; key += 32) {
    int64_t count = keyCount - key < 32 ? keyCount - key : 32;
    float *panel = keyPanels + key * depth;
    for (int64_t d = 0; d < depth; d++) {
      for (int64_t j = 0; j < count; j++) panel[d * 32 + j] = keys[(key + j) * width + d];
      for (int64_t j = count; j < 32; j++) panel[d * 32 + j] = 0.0f;
    }
  }
  for (int64_t channel = 0; channel < depth; channel += 32) {
    float *panel = valuePanels + channel * keyCount;
    for (int64_t v = 0; v < 32; v += 16) {
      F16 nothing = 0.0f;
      Part part = partOf(depth - channel > v ? depth - channel - v : 1);
      for (int64_t key = 0; key < keyCount; key++) {
        F16 value = depth - channel > v
                        ? loadPart(values + key * width + channel + v, part, 0.0f)
                        : nothing;
        store16(panel + key * 32 + v, value);
      }
    }
  }
#define ATTEND(rows, vectors, row) \
  do { \
    const float *queries = attention->queries + (row) * width + head * depth; \
    for (int64_t key = 0; key < padded; key += blockColumns) { \
      scoreBlock( \
          queries, width, depth, keyPanels + key / 32 * 32 * depth + key % 32, scale, rows, \
          blockVectors, scores + key, padded); \
    } \
    for (int i = 0; i < rows; i++) { \
      softmaxRow(scores + i * padded, keyCount, scores + i * padded); \
    } \
    for (int64_t channel = 0; channel < depth; channel += blockColumns) { \
      const float *panel = valuePanels + channel / 32 * 32 * keyCount + channel % 32; \
      float *to = output + (row) * width + head * depth + channel; \
      if (depth - channel > 16) { \
        valueBlock( \
            scores, padded, keyCount, panel, depth - channel, rows, blockVectors, to, width); \
      } else { \
        valueBlock(scores, padded, keyCount, panel, depth - channel, rows, 1, to, width); \
      } \
    } \
  } while (0)
  int64_t row = start;
  FOR_BLOCKS(row, end, blockVectors, ATTEND);
#undef ATTEND
}
