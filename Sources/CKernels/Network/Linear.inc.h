// Linear layers, for one instruction set.

INLINE F16 activated(int32_t activation, F16 x) {
  if (activation == cairnReLU) return relu16(x);
  if (activation == cairnSiLU) return silu16(x);
  return x;
}

/// Computes a block of a layer's output.
INLINE void linearBlock(
    const CairnLinear *layer, int rows, int vectors, const float *input, const float *addend,
    int64_t column, float *output) {
  const float *panel = layer->panels + column / 32 * 32 * layer->inputWidth + column % 32;
  Block sums;
  UNROLL for (int v = 0; v < vectors; v++) {
    F16 bias = load16(layer->bias + column + 16 * v);
    UNROLL for (int i = 0; i < rows; i++) sums.at[i][v] = bias;
  }
  addProducts(&sums, rows, vectors, input, layer->inputWidth, panel, layer->inputWidth);
  int64_t width = layer->outputWidth;
  UNROLL for (int v = 0; v < vectors; v++) {
    int64_t first = column + 16 * v;
    Part part = partOf(width - first);
    UNROLL for (int i = 0; i < rows; i++) {
      F16 sum = sums.at[i][v];
      if (addend != NULL) sum += loadPart(addend + i * width + first, part, 0.0f);
      storePart(output + i * width + first, activated(layer->activation, sum), part);
    }
  }
}

CAIRN_LINEAR(CAIRN_SET(cairnLinear)) {
  int64_t inputWidth = layer->inputWidth, width = layer->outputWidth;
  // Some blocks of rows with one panel at a time: both stay in the caches next to the processor.
  const int64_t chunk = 8 * blockRows;
  for (int64_t start = 0; start < rowCount; start += chunk) {
    int64_t end = start + chunk < rowCount ? start + chunk : rowCount;
    for (int64_t column = 0; column < width; column += blockColumns) {
      int64_t row = start;
#define BLOCK(rows, vectors, row) \
  linearBlock( \
      layer, rows, vectors, input + (row) * inputWidth, \
      addend == NULL ? NULL : addend + (row) * width, column, output + (row) * width)
      FOR_BLOCKS_OF_COLUMNS(row, end, width - column, BLOCK);
#undef BLOCK
    }
  }
}
