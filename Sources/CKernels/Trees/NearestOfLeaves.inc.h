// Finds the nearest points of the points of leaves (CPointTree.h), for one instruction set.

#define EXCHANGE(a, b) \
  { \
    F16 less = rows[a] < rows[b] ? rows[a] : rows[b]; \
    rows[b] = rows[a] < rows[b] ? rows[b] : rows[a]; \
    rows[a] = less; \
  }

/// Sorts each column of 16 rows (Green's network of 60 exchanges; Knuth, vol. 3, 5.3.4).
INLINE void sortColumns(F16 *rows) {
  EXCHANGE(0, 13) EXCHANGE(1, 12) EXCHANGE(2, 15) EXCHANGE(3, 14)
  EXCHANGE(4, 8) EXCHANGE(5, 6) EXCHANGE(7, 11) EXCHANGE(9, 10)
  EXCHANGE(0, 5) EXCHANGE(1, 7) EXCHANGE(2, 9) EXCHANGE(3, 4)
  EXCHANGE(6, 13) EXCHANGE(8, 14) EXCHANGE(10, 15) EXCHANGE(11, 12)
  EXCHANGE(0, 1) EXCHANGE(2, 3) EXCHANGE(4, 5) EXCHANGE(6, 8)
  EXCHANGE(7, 9) EXCHANGE(10, 11) EXCHANGE(12, 13) EXCHANGE(14, 15)
  EXCHANGE(0, 2) EXCHANGE(1, 3) EXCHANGE(4, 10) EXCHANGE(5, 11)
  EXCHANGE(6, 7) EXCHANGE(8, 9) EXCHANGE(12, 14) EXCHANGE(13, 15)
  EXCHANGE(1, 2) EXCHANGE(3, 12) EXCHANGE(4, 6) EXCHANGE(5, 7)
  EXCHANGE(8, 10) EXCHANGE(9, 11) EXCHANGE(13, 14)
  EXCHANGE(1, 4) EXCHANGE(2, 6) EXCHANGE(5, 8) EXCHANGE(7, 10) EXCHANGE(9, 13) EXCHANGE(11, 14)
  EXCHANGE(2, 4) EXCHANGE(3, 6) EXCHANGE(9, 12) EXCHANGE(11, 13)
  EXCHANGE(3, 5) EXCHANGE(6, 8) EXCHANGE(7, 9) EXCHANGE(10, 12)
  EXCHANGE(3, 4) EXCHANGE(5, 6) EXCHANGE(7, 8) EXCHANGE(9, 10) EXCHANGE(11, 12)
  EXCHANGE(6, 7) EXCHANGE(8, 9)
}

/// Squared distances from the points of one leaf (columns) to those of another (rows), sorted.
INLINE void sortedDistances(const float *from, const float *to, F16 *rows) {
  F16 x = load16(from), y = load16(from + 16), z = load16(from + 32);
  UNROLL for (int row = 0; row < 16; row++) {
    F16 dx = to[row] - x, dy = to[16 + row] - y, dz = to[32 + row] - z;
    F16 squared = (dx * dx + dy * dy) + dz * dz;
    rows[row] = squared == squared ? squared : (F16)INFINITY;
  }
  sortColumns(rows);
}

/// For each point of a leaf a bound within which k points are, k up to 16.
INLINE void boundsOfLeaf(const CairnPointTree *tree, int64_t leaf, int32_t k, float *bounds) {
  const float *points = tree->leaves + leaf * 64;
  F16 own[16];
  sortedDistances(points, points, own);
  int64_t sibling = leaf ^ 1;
  if (k <= 8 || sibling >= tree->leafCount) {
    memcpy(bounds, &own[k - 1], sizeof own[0]);
    return;
  }
  F16 others[16];
  sortedDistances(points, tree->leaves + sibling * 64, others);
  // The k smallest of two sorted lists: each of the one against its counterpart of the other.
  F16 most = 0.0f;
  for (int32_t j = 0; j < k; j++) {
    F16 less = own[j] < others[k - 1 - j] ? own[j] : others[k - 1 - j];
    most = most > less ? most : less;
  }
  memcpy(bounds, &most, sizeof most);
}

INLINE void nearestOfLeaf(
    const CairnPointTree *tree, int64_t leaf, int32_t k, bool byRank, int64_t firstRow,
    int32_t *indices, float *squaredDistances) {
  const float *points = tree->leaves + leaf * 64;
  const uint32_t *rows = (const uint32_t *)(points + 48);
  int64_t left = tree->count - 16 * leaf;
  int64_t pointCount = left < 16 ? left : 16;
  Candidates candidates, spare;
  Nearby nearby;
  float bounds[16];
  bool isBounded = k <= 16 && k <= pointCount;
  if (isBounded) {
    boundsOfLeaf(tree, leaf, k, bounds);
  } else {
    // The first point's neighbors bound those of the others.
    float first[3] = {points[0], points[16], points[32]};
    Best best = {&candidates, &spare, 0, k, fullCount(k), INFINITY, false};
    descend(tree, first, &best, byRank);
    if (!best.isSorted) sortBest(&best);
    float farthest =
        best.count >= k ? best.candidates->squaredDistances[k - 1] : INFINITY;
    for (int64_t j = 0; j < pointCount; j++) {
      float place[3] = {points[j], points[16 + j], points[32 + j]};
      bounds[j] = carried(farthest, first, place);
    }
  }
  float reach = 0;
  for (int64_t j = 0; j < pointCount; j++) reach = bounds[j] > reach ? bounds[j] : reach;
  const float *box = tree->boxes + (tree->start[1] + leaf / 8) * 48 + leaf % 8;
  float low[3] = {box[0], box[8], box[16]}, high[3] = {box[24], box[32], box[40]};
  bool isListed = collect(tree, 0, low, high, reach, nearbyLimit, &nearby);
  // How far the farthest neighbors of the points so far are.
  F16 reaches = INFINITY;
  for (int64_t j = 0; j < pointCount; j++) {
    float place[3] = {points[j], points[16 + j], points[32 + j]};
    float bound = bounds[j];
    if (!isBounded && j > 0) {
      F16 sums = __builtin_elementwise_sqrt(leafDistances(points, place)) + reaches;
      int32_t least = __builtin_reduce_min(__builtin_bit_cast(I16, sums));
      bound = fminf(bound, widened(__builtin_bit_cast(float, least)));
    }
    int32_t full = isBounded ? candidateLimit - 16 : fullCount(k);
    Best best = {&candidates, &spare, 0, k, full, bound, false};
    if (isListed) {
      if (!isBounded) scan(&best, tree, leaf, place, byRank);
      for (int64_t slot = 0; slot < nearby.count; slot += 16) {
        uint32_t mask = within(&nearby, slot, place, best.bound);
        for (; mask != 0; mask &= mask - 1) {
          int64_t other = nearby.nodes[slot + __builtin_ctz(mask)];
          if (isBounded || other != leaf) scan(&best, tree, other, place, byRank);
        }
      }
    } else {
      best.full = fullCount(k);
      descend(tree, place, &best, byRank);
    }
    int64_t row = byRank ? firstRow + j : rows[j];
    float *distances = squaredDistances == NULL ? NULL : squaredDistances + row * k;
    reaches[j] = sqrtf(finish(&best, indices + row * k, distances));
  }
}

CAIRN_NEAREST_OF_LEAVES(CAIRN_SET(cairnNearestOfLeaves)) {
  for (int64_t leaf = firstLeaf; leaf < firstLeaf + leafCount; leaf++) {
    int64_t row = 16 * (leaf - firstLeaf);
    if (byRank) {
      nearestOfLeaf(tree, leaf, k, true, row, indices, squaredDistances);
    } else {
      nearestOfLeaf(tree, leaf, k, false, row, indices, squaredDistances);
    }
  }
}
