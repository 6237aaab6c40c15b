// Layer normalization, for one instruction set.

CAIRN_LAYER_NORM(CAIRN_SET(cairnLayerNorm)) {
  int64_t whole = width & ~15;
  Part rest = partOf(width - whole);
  float share = 1.0f / (float)width;
  for (int64_t row = 0; row < rowCount; row++) {
    const float *from = input + row * width;
    float *to = output + row * width;
    F16 sums = 0.0f;
    for (int64_t i = 0; i < whole; i += 16) sums += load16(from + i);
    if (whole < width) sums += loadPart(from + whole, rest, 0.0f);
    float mean = sumOf16(sums) * share;
    F16 squares = 0.0f;
    for (int64_t i = 0; i < whole; i += 16) {
      F16 offset = load16(from + i) - mean;
      squares = fma16(offset, offset, squares);
    }
    if (whole < width) {
      F16 offset = loadPart(from + whole, rest, mean) - mean;
      squares = fma16(offset, offset, squares);
    }
    F16 factor = 1.0f / __builtin_sqrtf(sumOf16(squares) * share + epsilon);
    for (int64_t i = 0; i < whole; i += 16) {
      F16 normal = (load16(from + i) - mean) * factor;
      store16(to + i, fma16(normal, load16(scale + i), load16(shift + i)));
    }
    if (whole < width) {
      F16 normal = (loadPart(from + whole, rest, 0.0f) - mean) * factor;
      F16 factors = loadPart(scale + whole, rest, 0.0f);
      storePart(
          to + whole, fma16(normal, factors, loadPart(shift + whole, rest, 0.0f)), rest);
    }
  }
}
