// Pooling of rows and copies of rows by index, for one instruction set.

CAIRN_POOL(CAIRN_SET(cairnPool)) {
  for (int64_t segment = start; segment < end; segment++) {
    const int32_t *first = members + offsets[segment], *last = members + offsets[segment + 1];
    float *to = output + segment * 2 * width;
    int64_t count = 0;
    for (const int32_t *member = first; member < last; member++) {
      count += isRow(*member, rowCount);
    }
    float share = count == 0 ? 0.0f : 1.0f / (float)count;
    for (int64_t column = 0; column < width; column += 16) {
      Part part = partOf(width - column);
      F16 sum = 0.0f, greatest = -INFINITY;
      for (const int32_t *member = first; member < last; member++) {
        if (!isRow(*member, rowCount)) continue;
        F16 value = loadPart(values + *member * width + column, part, 0.0f);
        sum += value;
        greatest = value > greatest ? value : greatest;
      }
      storePart(to + column, sum * share, part);
      storePart(to + width + column, count == 0 ? (F16)0.0f : greatest, part);
    }
  }
}

CAIRN_GATHER(CAIRN_SET(cairnGather)) {
  for (int64_t i = 0; i < count; i++) {
    bool isThere = isRow(indices[i], rowCount);
    for (int64_t column = 0; column < width; column += 16) {
      Part part = partOf(width - column);
      F16 value = 0.0f;
      if (isThere) value = loadPart(values + indices[i] * width + column, part, 0.0f);
      storePart(output + i * width + column, value, part);
    }
  }
}
