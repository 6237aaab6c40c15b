// Finds the points within a radius (CPointTree.h), for one instruction set.

CAIRN_WITHIN(CAIRN_SET(cairnWithin)) {
  uint32_t pending[96];
  int64_t pendingCount = 1, count = 0;
  pending[0] = (uint32_t)tree->rootLevel << levelShift;
  while (pendingCount-- > 0) {
    uint32_t level = pending[pendingCount] >> levelShift;
    uint32_t node = pending[pendingCount] & ((1u << levelShift) - 1);
    const float *boxes = tree->boxes + (tree->start[level] + node) * 48;
    uint32_t mask = bits8(childDistances(boxes, query, query) <= squaredRadius);
    if (level > 1) {
      // The last child first, so that leaves come in their order.
      while (mask != 0) {
        uint32_t child = 31 - (uint32_t)__builtin_clz(mask);
        mask &= ~(1u << child);
        pending[pendingCount++] = ((level - 1) << levelShift | 8 * node) + child;
      }
      continue;
    }
    for (; mask != 0; mask &= mask - 1) {
      if (count + slack > capacity) return -1;
      int64_t leaf = 8 * (int64_t)node + __builtin_ctz(mask);
      count = append(
          squaredDistances, (uint32_t *)indices, count,
          leafDistances(tree->leaves + leaf * 64, query), ids(tree->leaves, leaf, false),
          squaredRadius);
    }
  }
  return count;
}

CAIRN_WITHIN_OF_LEAF(CAIRN_SET(cairnWithinOfLeaf)) {
  const float *points = tree->leaves + leaf * 64;
  int64_t left = tree->count - 16 * leaf;
  int64_t pointCount = left < 16 ? left : 16;
  const float *box = tree->boxes + (tree->start[1] + leaf / 8) * 48 + leaf % 8;
  float low[3] = {box[0], box[8], box[16]}, high[3] = {box[24], box[32], box[40]};
  Nearby nearby;
  bool isListed = collect(tree, 0, low, high, squaredRadius, nearbyLimit, &nearby);
  int64_t count = 0;
  for (int64_t j = 0; j < pointCount; j++) {
    float place[3] = {points[j], points[16 + j], points[32 + j]};
    int64_t before = count;
    if (isListed) {
      for (int64_t slot = 0; slot < nearby.count; slot += 16) {
        uint32_t mask = within(&nearby, slot, place, squaredRadius);
        if (count + 16 * slack > capacity) return -1;
        for (; mask != 0; mask &= mask - 1) {
          int64_t other = nearby.nodes[slot + __builtin_ctz(mask)];
          count = append(
              squaredDistances, (uint32_t *)indices, count,
              leafDistances(tree->leaves + other * 64, place), ids(tree->leaves, other, false),
              squaredRadius);
        }
      }
    } else {
      int64_t found = CAIRN_SET(cairnWithin)(
          tree, place, squaredRadius, capacity - count, indices + count,
          squaredDistances + count);
      if (found < 0) return -1;
      count += found;
    }
    counts[j] = (int32_t)(count - before);
  }
  return count;
}
