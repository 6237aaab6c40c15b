// Finds the nearest points of places (CPointTree.h), for one instruction set.

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
