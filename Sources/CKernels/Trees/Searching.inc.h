// Finds points in a tree (CPointTree.h), for one instruction set.

/// How far a coordinate is outside of a range, given both differences; NaN stays NaN.
INLINE F8 outside8(F8 below, F8 above) {
  F8 most = below > above ? below : above;
  return 0.0f > most ? (F8)0.0f : most;
}

INLINE F16 outside16(F16 below, F16 above) {
  F16 most = below > above ? below : above;
  return 0.0f > most ? (F16)0.0f : most;
}

/// Squared distances between a box and the boxes of a node's children.
INLINE F8 childDistances(const float *node, const float *low, const float *high) {
  F8 x = outside8(load8(node) - high[0], low[0] - load8(node + 24));
  F8 y = outside8(load8(node + 8) - high[1], low[1] - load8(node + 32));
  F8 z = outside8(load8(node + 16) - high[2], low[2] - load8(node + 40));
  return (x * x + y * y) + z * z;
}

/// Squared distances between a place and the points of a leaf.
INLINE F16 leafDistances(const float *leaf, const float *place) {
  F16 x = load16(leaf) - place[0];
  F16 y = load16(leaf + 16) - place[1];
  F16 z = load16(leaf + 32) - place[2];
  return (x * x + y * y) + z * z;
}

// MARK: - Candidates

enum {
  /// Candidates are never more: twice the limit of neighbors, and some leaves.
  candidateLimit = 256,
  slack = 16,
};

typedef struct {
  float squaredDistances[candidateLimit + slack];
  uint32_t indices[candidateLimit + slack];
} Candidates;

/// Appends the points of a leaf that are no farther than a bound; writes up to `slack` beyond.
INLINE int64_t append(
    float *squaredDistances, uint32_t *indices, int64_t count, F16 distances, I16 ids,
    float bound) {
  uint32_t mask = bits16(distances <= bound);
#ifdef CAIRN_HAS_AVX512
  _mm512_storeu_ps(
      squaredDistances + count,
      _mm512_maskz_compress_ps((__mmask16)mask, __builtin_bit_cast(__m512, distances)));
  _mm512_storeu_si512(
      indices + count,
      _mm512_maskz_compress_epi32((__mmask16)mask, __builtin_bit_cast(__m512i, ids)));
  return count + __builtin_popcount(mask);
#else
  if (mask == 0) return count;
  float distance[16];
  uint32_t id[16];
  memcpy(distance, &distances, sizeof distance);
  memcpy(id, &ids, sizeof id);
  for (; mask != 0; mask &= mask - 1) {
    int lane = __builtin_ctz(mask);
    squaredDistances[count] = distance[lane];
    indices[count++] = id[lane];
  }
  return count;
#endif
}

/// Sorts candidates of which some are equally near: by distance, then by index.
static __attribute__((noinline)) void sortTied(
    const Candidates *from, int64_t count, Candidates *to) {
  // Distance and index as one positive double, which sorts like the pair; the bias keeps clear of
  // denormals, whatever the processor is set to do with them.
  const uint32_t bias = 0x00100000u;
  uint64_t keys[candidateLimit + 8];
  for (int64_t j = 0; j < count; j++) {
    uint32_t bits = __builtin_bit_cast(uint32_t, from->squaredDistances[j]) + bias;
    keys[j] = (uint64_t)bits << 32 | from->indices[j];
  }
  for (int64_t j = count; j < count + 8; j++) keys[j] = 0x7FEFFFFFFFFFFFFFull;
  for (int64_t block = 0; block < count; block += 8) {
    D8 values;
    memcpy(&values, keys + block, sizeof values);
    L8 ranks = 0;
    for (int64_t j = 0; j < count; j++) ranks -= (L8)(__builtin_bit_cast(double, keys[j]) < values);
    for (int64_t j = block; j < count && j < block + 8; j++) {
      to->squaredDistances[ranks[j - block]] = from->squaredDistances[j];
      to->indices[ranks[j - block]] = from->indices[j];
    }
  }
}

#ifdef CAIRN_HAS_AVX512
#define COUNT_SMALLER(ranks, values, other) \
  ranks = __builtin_bit_cast( \
      I16, _mm512_mask_add_epi32( \
               __builtin_bit_cast(__m512i, ranks), \
               _mm512_cmpgt_epi32_mask( \
                   __builtin_bit_cast(__m512i, values), _mm512_set1_epi32(other)), \
               __builtin_bit_cast(__m512i, ranks), _mm512_set1_epi32(1)))
#else
#define COUNT_SMALLER(ranks, values, other) ranks -= (values > (other))
#endif

/// Ranks of 16 · `width` candidates from `block` on: how many are nearer.
INLINE void rank(
    const Candidates *from, int64_t count, int64_t block, int width, uint32_t *ranks, I16 *sum) {
  I16 values[4], found[4];
  UNROLL for (int part = 0; part < width; part++) {
    // Floats that are not negative sort like their bits.
    memcpy(&values[part], from->squaredDistances + block + 16 * part, sizeof values[part]);
    found[part] = 0;
  }
  for (int64_t j = 0; j < count; j++) {
    int32_t other = __builtin_bit_cast(int32_t, from->squaredDistances[j]);
    UNROLL for (int part = 0; part < width; part++) {
      COUNT_SMALLER(found[part], values[part], other);
    }
  }
  UNROLL for (int part = 0; part < width; part++) {
    memcpy(ranks + block + 16 * part, &found[part], sizeof found[part]);
    I16 isThere = lanes16 + (int32_t)(block + 16 * part) < (int32_t)count;
    *sum += found[part] & isThere;
  }
}

/// Sorts candidates: each goes where as many are before it as are nearer.
INLINE void sort(const Candidates *from, int64_t count, Candidates *to) {
  uint32_t ranks[candidateLimit + slack];
  I16 sum = 0;
  int64_t block = 0;
  for (; count - block > 48; block += 64) rank(from, count, block, 4, ranks, &sum);
  if (count - block > 32) {
    rank(from, count, block, 3, ranks, &sum);
  } else if (count - block > 16) {
    rank(from, count, block, 2, ranks, &sum);
  } else if (count - block > 0) {
    rank(from, count, block, 1, ranks, &sum);
  }
  // Each tie leaves a rank out, so that their sum is too small.
  if (__builtin_reduce_add(sum) != count * (count - 1) / 2) {
    sortTied(from, count, to);
    return;
  }
  for (int64_t j = 0; j < count; j++) {
    to->squaredDistances[ranks[j]] = from->squaredDistances[j];
    to->indices[ranks[j]] = from->indices[j];
  }
}

/// The nearest points of a place so far.
typedef struct {
  Candidates *candidates, *spare;
  int64_t count;
  int32_t k;
  /// With so many candidates it is time to leave out all but k.
  int32_t full;
  /// No point beyond can be among the k nearest.
  float bound;
  bool isSorted;
} Best;

INLINE void sortBest(Best *best) {
  sort(best->candidates, best->count, best->spare);
  Candidates *sorted = best->spare;
  best->spare = best->candidates;
  best->candidates = sorted;
  best->isSorted = true;
}

/// Keeps the k nearest.
INLINE void reduce(Best *best) {
  sortBest(best);
  if (best->count < best->k) return;
  best->count = best->k;
  float farthest = best->candidates->squaredDistances[best->k - 1];
  if (farthest < best->bound) best->bound = farthest;
}

INLINE I16 ids(const float *leaves, int64_t leaf, bool byRank) {
  if (byRank) return lanes16 + (int32_t)(leaf * 16);
  return __builtin_bit_cast(I16, load16(leaves + leaf * 64 + 48));
}

/// Looks at the points of a leaf.
INLINE void scan(
    Best *best, const CairnPointTree *tree, int64_t leaf, const float *place, bool byRank) {
  F16 distances = leafDistances(tree->leaves + leaf * 64, place);
  I16 numbers = ids(tree->leaves, leaf, byRank);
  if (best->k == 1) {
    if (bits16(distances <= best->bound) == 0) return;
    I16 bits = __builtin_bit_cast(I16, distances);
    int32_t least = __builtin_reduce_min(bits);
    float nearest = __builtin_bit_cast(float, least);
    I16 isNearest = bits == least;
    uint32_t index = __builtin_reduce_min(isNearest ? numbers : (I16)INT32_MAX);
    Candidates *candidates = best->candidates;
    if (best->count == 0 || nearest < candidates->squaredDistances[0] ||
        index < candidates->indices[0]) {
      candidates->squaredDistances[0] = nearest;
      candidates->indices[0] = index;
      best->count = 1;
      best->bound = nearest;
      best->isSorted = true;
    }
    return;
  }
  Candidates *candidates = best->candidates;
  int64_t count = append(
      candidates->squaredDistances, candidates->indices, best->count, distances, numbers,
      best->bound);
  best->isSorted &= count == best->count;
  best->count = count;
  if (count >= best->full) reduce(best);
}

/// Copies a few words; a call would take longer than the copy.
INLINE void copyWords(void *to, const void *from, int64_t count) {
#ifdef CAIRN_HAS_AVX512
  for (int64_t j = 0; j < count; j += 16) {
    int64_t left = count - j;
    __mmask16 mask = left < 16 ? (__mmask16)((1u << left) - 1) : (__mmask16)0xFFFF;
    _mm512_mask_storeu_epi32(
        (uint32_t *)to + j, mask, _mm512_loadu_si512((const uint32_t *)from + j));
  }
#else
  memcpy(to, from, (size_t)count * 4);
#endif
}

/// Writes the k nearest, nearest first. Returns the squared distance of the last, which must not be
/// read from where it was written: that memory is seldom in the cache.
INLINE float finish(Best *best, int32_t *indices, float *squaredDistances) {
  if (!best->isSorted) sortBest(best);
  int64_t count = best->count < best->k ? best->count : best->k;
  copyWords(indices, best->candidates->indices, count);
  for (int64_t j = count; j < best->k; j++) indices[j] = -1;
  if (squaredDistances != NULL) {
    copyWords(squaredDistances, best->candidates->squaredDistances, count);
    for (int64_t j = count; j < best->k; j++) squaredDistances[j] = INFINITY;
  }
  return count < best->k ? INFINITY : best->candidates->squaredDistances[best->k - 1];
}

INLINE int32_t fullCount(int32_t k) { return k < 8 ? 16 : 2 * k; }

// MARK: - From the root down

/// Nodes still to be looked at: seven at most on each of ten levels.
typedef struct {
  float squaredDistances[96];
  uint32_t nodes[96];
  int64_t count;
} Pending;

enum {
  /// A node's level is above its number; there are fewer than 2²⁷ leaves.
  levelShift = 28,
};

INLINE void push(Pending *pending, F8 distances, uint32_t mask, uint32_t firstNode) {
#ifdef CAIRN_HAS_AVX512
  _mm256_storeu_ps(
      pending->squaredDistances + pending->count,
      _mm256_maskz_compress_ps((__mmask8)mask, __builtin_bit_cast(__m256, distances)));
  _mm256_storeu_si256(
      (__m256i *)(pending->nodes + pending->count),
      _mm256_maskz_compress_epi32(
          (__mmask8)mask, __builtin_bit_cast(__m256i, lanes8 + (int32_t)firstNode)));
  pending->count += __builtin_popcount(mask);
#else
  for (; mask != 0; mask &= mask - 1) {
    int child = __builtin_ctz(mask);
    pending->squaredDistances[pending->count] = distances[child];
    pending->nodes[pending->count++] = firstNode + (uint32_t)child;
  }
#endif
}

/// The nearest of some children.
INLINE uint32_t nearestChild(F8 distances) {
  // Floats that are not negative sort like their bits, and NaN comes last.
  I8 bits = __builtin_bit_cast(I8, distances);
  return (uint32_t)__builtin_ctz(bits8(bits == __builtin_reduce_min(bits)));
}

/// Looks at the leaves of a node that are near enough, the nearest first.
INLINE void scanLeaves(
    Best *best, const CairnPointTree *tree, int64_t node, F8 distances, uint32_t mask,
    const float *place, bool byRank) {
  uint32_t leaf = nearestChild(distances);
  scan(best, tree, 8 * node + leaf, place, byRank);
  mask &= ~(1u << leaf) & bits8(distances <= best->bound);
  for (; mask != 0; mask &= mask - 1) {
    scan(best, tree, 8 * node + __builtin_ctz(mask), place, byRank);
  }
}

/// Finds the nearest points of a place: down to the nearest child first.
INLINE void descend(const CairnPointTree *tree, const float *place, Best *best, bool byRank) {
  Pending pending;
  pending.count = 0;
  uint32_t node = 0, level = (uint32_t)tree->rootLevel;
  while (true) {
    F8 distances = childDistances(tree->boxes + (tree->start[level] + node) * 48, place, place);
    uint32_t mask = bits8(distances <= best->bound);
    if (mask != 0) {
      if (level > 1) {
        uint32_t child = nearestChild(distances);
        push(&pending, distances, mask & ~(1u << child), (level - 1) << levelShift | 8 * node);
        node = 8 * node + child;
        level--;
        continue;
      }
      scanLeaves(best, tree, node, distances, mask, place, byRank);
    }
    do {
      if (pending.count-- == 0) return;
    } while (pending.squaredDistances[pending.count] > best->bound);
    level = pending.nodes[pending.count] >> levelShift;
    node = pending.nodes[pending.count] & ((1u << levelShift) - 1);
  }
}

/// The square of a sum of distances, and a little more than all roundings and underflows together.
INLINE float widened(float distance) {
  float reach = distance * 1.00001f + 4e-22f;
  return reach * reach;
}

/// The bound that another place's farthest neighbor gives, by the triangle inequality.
INLINE float carried(float squaredDistance, const float *from, const float *to) {
  float x = to[0] - from[0], y = to[1] - from[1], z = to[2] - from[2];
  return widened(sqrtf(squaredDistance) + sqrtf((x * x + y * y) + z * z));
}

// MARK: - Places near each other

enum { nearbyLimit = 128 };

/// Nodes of one level near a group of places, or leaves, with their boxes side by side.
typedef struct {
  int64_t count;
  int32_t nodes[nearbyLimit];
  float boxes[6][nearbyLimit + slack];
} Nearby;

/// Lists the nodes of a level whose boxes are no farther than a bound from a box; false where there
/// are more than fit.
INLINE bool collect(
    const CairnPointTree *tree, uint32_t wanted, const float *low, const float *high, float bound,
    int64_t limit, Nearby *nearby) {
  uint32_t pending[96];
  int64_t pendingCount = 1;
  pending[0] = (uint32_t)tree->rootLevel << levelShift;
  nearby->count = 0;
  while (pendingCount-- > 0) {
    uint32_t level = pending[pendingCount] >> levelShift;
    uint32_t node = pending[pendingCount] & ((1u << levelShift) - 1);
    const float *boxes = tree->boxes + (tree->start[level] + node) * 48;
    uint32_t mask = bits8(childDistances(boxes, low, high) <= bound);
    if (level > wanted + 1) {
      uint32_t firstNode = (level - 1) << levelShift | 8 * node;
      for (; mask != 0; mask &= mask - 1) {
        pending[pendingCount++] = firstNode + (uint32_t)__builtin_ctz(mask);
      }
      continue;
    }
    if (nearby->count + 8 > limit) return false;
    for (; mask != 0; mask &= mask - 1) {
      int child = __builtin_ctz(mask);
      int64_t slot = nearby->count++;
      nearby->nodes[slot] = (int32_t)(8 * node) + child;
      UNROLL for (int side = 0; side < 6; side++) {
        nearby->boxes[side][slot] = boxes[8 * side + child];
      }
    }
  }
  for (int64_t slot = nearby->count; slot < nearby->count + 15; slot++) {
    nearby->boxes[0][slot] = NAN;
    nearby->boxes[3][slot] = NAN;
  }
  return true;
}

/// Squared distances between a place and 16 listed boxes.
INLINE F16 listedDistances(const Nearby *nearby, int64_t slot, const float *place) {
  F16 x = outside16(
      load16(nearby->boxes[0] + slot) - place[0], place[0] - load16(nearby->boxes[3] + slot));
  F16 y = outside16(
      load16(nearby->boxes[1] + slot) - place[1], place[1] - load16(nearby->boxes[4] + slot));
  F16 z = outside16(
      load16(nearby->boxes[2] + slot) - place[2], place[2] - load16(nearby->boxes[5] + slot));
  return (x * x + y * y) + z * z;
}

/// Which of 16 listed boxes are no farther than a bound from a place.
INLINE uint32_t within(const Nearby *nearby, int64_t slot, const float *place, float bound) {
  return bits16(listedDistances(nearby, slot, place) <= bound);
}

/// Looks at listed nodes above the leaves that are near enough, the nearest first.
INLINE void scanListed(
    Best *best, const CairnPointTree *tree, const Nearby *nearby, const float *place) {
  float distances[nearbyLimit];
  F16 least = INFINITY;
  for (int64_t slot = 0; slot < nearby->count; slot += 16) {
    F16 sixteen = listedDistances(nearby, slot, place);
    memcpy(distances + slot, &sixteen, sizeof sixteen);
    least = sixteen < least ? sixteen : least;
  }
  int32_t nearestBits = __builtin_reduce_min(__builtin_bit_cast(I16, least));
  float nearest = __builtin_bit_cast(float, nearestBits);
  int64_t first = -1;
  for (int64_t slot = 0; slot < nearby->count && first < 0; slot += 16) {
    uint32_t isNearest = bits16(load16(distances + slot) <= nearest);
    if (isNearest != 0) first = slot + __builtin_ctz(isNearest);
  }
  if (first < 0 || nearest > best->bound) return;
  const float *boxes = tree->boxes + tree->start[1] * 48;
  F8 leaves = childDistances(boxes + nearby->nodes[first] * (int64_t)48, place, place);
  uint32_t mask = bits8(leaves <= best->bound);
  if (mask != 0) scanLeaves(best, tree, nearby->nodes[first], leaves, mask, place, false);
  for (int64_t slot = 0; slot < nearby->count; slot += 16) {
    uint32_t isNear = bits16(load16(distances + slot) <= best->bound);
    for (; isNear != 0; isNear &= isNear - 1) {
      int64_t other = slot + __builtin_ctz(isNear);
      if (other == first) continue;
      leaves = childDistances(boxes + nearby->nodes[other] * (int64_t)48, place, place);
      mask = bits8(leaves <= best->bound);
      if (mask != 0) scanLeaves(best, tree, nearby->nodes[other], leaves, mask, place, false);
    }
  }
}

enum {
  /// Places that share a list.
  groupSize = 16,
  /// With more nodes than that each place goes down from the root.
  groupLimit = 48,
};

CAIRN_NEAREST(CAIRN_SET(cairnNearest)) {
  Candidates candidates, spare;
  Nearby nearby;
  float last = INFINITY;
  const float *lastPlace = queries;
  for (int64_t start = 0; start < queryCount; start += groupSize) {
    int64_t end = start + groupSize < queryCount ? start + groupSize : queryCount;
    bool isListed = false;
    for (int64_t step = start; step < end; step++) {
      int64_t row = order[step];
      const float *place = queries + 4 * row;
      float bound = fminf(carried(last, lastPlace, place), squaredBound);
      Best best = {&candidates, &spare, 0, k, fullCount(k), bound, false};
      if (isListed) {
        scanListed(&best, tree, &nearby, place);
      } else {
        descend(tree, place, &best, false);
      }
      last = finish(&best, indices + row * k, squaredDistances + row * k);
      lastPlace = place;
      if (step > start || tree->rootLevel < 2) continue;
      // What the first place found bounds what the others can find.
      float low[3] = {place[0], place[1], place[2]}, high[3] = {place[0], place[1], place[2]};
      float reach = 0;
      for (int64_t other = start + 1; other < end; other++) {
        const float *next = queries + 4 * (int64_t)order[other];
        UNROLL for (int axis = 0; axis < 3; axis++) {
          low[axis] = next[axis] < low[axis] ? next[axis] : low[axis];
          high[axis] = next[axis] > high[axis] ? next[axis] : high[axis];
        }
        float further = carried(last, place, next);
        reach = further > reach ? further : reach;
      }
      isListed = collect(tree, 1, low, high, fminf(reach, squaredBound), groupLimit, &nearby);
    }
  }
}

// MARK: - A leaf of queries at a time

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

// MARK: - Within a radius

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
