// Sorts points into the leaves of a tree (CPointTree.h), for one instruction set.
//
// A range is halved along its longest side until a leaf is left. The point in the middle is found
// from a sample (Floyd and Rivest, "Expected time bounds for selection", 1975), then all points move
// to the other of two buffers, which costs no branch that could be guessed wrongly.

INLINE F4 loadPoint(const float *points, int64_t index) {
  F4 point;
  memcpy(&point, points + 4 * index, sizeof point);
  return point;
}

INLINE F4 fold(F16 v, bool least) {
  F8 low = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7);
  F8 high = __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
  F8 both = least ? (low < high ? low : high) : (low > high ? low : high);
  F4 a = __builtin_shufflevector(both, both, 0, 1, 2, 3);
  F4 b = __builtin_shufflevector(both, both, 4, 5, 6, 7);
  return least ? (a < b ? a : b) : (a > b ? a : b);
}

/// The box of points, of which there are four or more.
INLINE void bound(const float *points, int64_t count, F4 *low, F4 *high) {
  F16 least = load16(points), most = least;
  for (int64_t i = 4; i + 4 <= count; i += 4) {
    F16 four = load16(points + 4 * i);
    least = four < least ? four : least;
    most = four > most ? four : most;
  }
  F16 last = load16(points + 4 * (count - 4));
  *low = fold(last < least ? last : least, true);
  *high = fold(last > most ? last : most, false);
}

enum {
  /// Up to so many values are ranked by comparing each with all.
  rankedCount = 64,
};

/// The value at a rank of up to `rankedCount` values; there is room for that many.
INLINE float valueAtRank(float *values, int64_t count, int64_t rank) {
  for (int64_t block = 0; block < count; block += 16) {
    F16 own = load16(values + block);
    I16 smaller = 0, notLarger = 0;
    for (int64_t j = 0; j < count; j++) {
      smaller -= own > values[j];
      notLarger -= own >= values[j];
    }
    I16 isThere = lanes16 + (int32_t)block < (int32_t)count;
    uint32_t found =
        bits16((smaller <= (int32_t)rank) & (notLarger > (int32_t)rank) & isThere);
    if (found != 0) return values[block + __builtin_ctz(found)];
  }
  return values[0];
}

/// The value at a rank; values are moved about. There is room for `rankedCount` more.
static float selected(float *values, int64_t count, int64_t rank) {
  while (count > rankedCount) {
    // A value near the rank, from a few that lie far apart.
    float sample[16];
    for (int64_t i = 0; i < 16; i++) sample[i] = values[i * count / 16 + count / 32];
    float pivot = valueAtRank(sample, 16, rank * 16 / count);
    int64_t place = 0;
    for (int64_t i = 0; i < count; i++) {
      float value = values[i];
      values[i] = values[place];
      values[place] = value;
      place += value < pivot;
    }
    if (rank < place) {
      count = place;
      continue;
    }
    if (place == 0) {
      // Nothing is smaller than the pivot: what equals it goes first.
      for (int64_t i = 0; i < count; i++) {
        float value = values[i];
        values[i] = values[place];
        values[place] = value;
        place += value <= pivot;
      }
      if (rank < place) return pivot;
    }
    values += place;
    count -= place;
    rank -= place;
  }
  return valueAtRank(values, count, rank);
}

/// Where a range is cut.
typedef struct {
  float value;
  int64_t smallerCount, equalCount;
} Cut;

#define KEYS(a, b, axis) \
  __builtin_shufflevector( \
      a, b, axis, 4 + axis, 8 + axis, 12 + axis, 16 + axis, 20 + axis, 24 + axis, 28 + axis)

INLINE F16 keysOf16(const float *points, int axis) {
  F16 a = load16(points), b = load16(points + 16);
  F16 c = load16(points + 32), d = load16(points + 48);
  F8 low, high;
  if (axis == 0) {
    low = KEYS(a, b, 0);
    high = KEYS(c, d, 0);
  } else if (axis == 1) {
    low = KEYS(a, b, 1);
    high = KEYS(c, d, 1);
  } else {
    low = KEYS(a, b, 2);
    high = KEYS(c, d, 2);
  }
  return __builtin_shufflevector(
      low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

/// Lists the coordinates between two values, and counts those below.
INLINE int64_t coordinatesBetween(
    const float *points, int64_t count, int axis, float low, float high, float *keys,
    int64_t *belowCount) {
  int64_t keyCount = 0, below = 0, i = 0;
#ifdef CAIRN_HAS_AVX512
  for (; i + 16 <= count; i += 16) {
    F16 sixteen = keysOf16(points + 4 * i, axis);
    uint32_t isBelow = bits16(sixteen < low), isWithin = bits16(sixteen <= high) & ~isBelow;
    _mm512_storeu_ps(
        keys + keyCount,
        _mm512_maskz_compress_ps((__mmask16)isWithin, __builtin_bit_cast(__m512, sixteen)));
    keyCount += __builtin_popcount(isWithin);
    below += __builtin_popcount(isBelow);
  }
#endif
  for (; i < count; i++) {
    float key = points[4 * i + axis];
    keys[keyCount] = key;
    keyCount += (key >= low) & (key <= high);
    below += key < low;
  }
  *belowCount = below;
  return keyCount;
}

INLINE Cut cut(const float *points, int64_t count, int axis, int64_t rank, float *keys) {
  int64_t keyCount = 0, below = 0;
  if (count > 256) {
    // The rank lies between two values of a sample but for rare cases.
    int64_t sampleCount = count > 65536 ? 1024 : count > 4096 ? 256 : 64;
    int64_t margin = count > 65536 ? 56 : count > 4096 ? 26 : 11;
    int64_t step = count / sampleCount, middle = rank * sampleCount / count;
    for (int64_t i = 0; i < sampleCount; i++) keys[i] = points[4 * i * step + axis];
    float low = middle < margin ? -INFINITY : selected(keys, sampleCount, middle - margin);
    float high = middle + margin >= sampleCount ? INFINITY
                                                : selected(keys, sampleCount, middle + margin);
    keyCount = coordinatesBetween(points, count, axis, low, high, keys, &below);
  }
  if (rank < below || rank >= below + keyCount) {
    below = 0;
    keyCount = count;
    for (int64_t i = 0; i < count; i++) keys[i] = points[4 * i + axis];
  }
  Cut result = {selected(keys, keyCount, rank - below), below, 0};
  for (int64_t i = 0; i < keyCount; i++) {
    result.smallerCount += keys[i] < result.value;
    result.equalCount += keys[i] == result.value;
  }
  return result;
}

#ifdef CAIRN_HAS_AVX512
/// For each choice among four points where to take those that are chosen, in order.
static const uint64_t chosen[16][8] __attribute__((aligned(64))) = {
    {0, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0, 0}, {2, 3, 0, 0, 0, 0, 0, 0},
    {0, 1, 2, 3, 0, 0, 0, 0}, {4, 5, 0, 0, 0, 0, 0, 0}, {0, 1, 4, 5, 0, 0, 0, 0},
    {2, 3, 4, 5, 0, 0, 0, 0}, {0, 1, 2, 3, 4, 5, 0, 0}, {6, 7, 0, 0, 0, 0, 0, 0},
    {0, 1, 6, 7, 0, 0, 0, 0}, {2, 3, 6, 7, 0, 0, 0, 0}, {0, 1, 2, 3, 6, 7, 0, 0},
    {4, 5, 6, 7, 0, 0, 0, 0}, {0, 1, 4, 5, 6, 7, 0, 0}, {2, 3, 4, 5, 6, 7, 0, 0},
    {0, 1, 2, 3, 4, 5, 6, 7}};
#endif

/// Moves points to the left or the right part of another buffer, in order.
INLINE void partition(
    const float *from, int64_t count, int axis, Cut cut, int64_t leftCount, float *to) {
  int64_t equalsToLeft = leftCount - cut.smallerCount;
  int64_t left = 0, right = leftCount, i = 0;
#ifdef CAIRN_HAS_AVX512
  if (equalsToLeft == 0 || equalsToLeft == cut.equalCount) {
    // All that are at the cut go the same way.
    float value = equalsToLeft == 0 ? cut.value : nextafterf(cut.value, INFINITY);
    const __m512 values = _mm512_set1_ps(value);
    const uint32_t lanes = 0x1111u << axis;
    for (; i + 4 <= count && left + 4 <= leftCount && right + 4 <= count; i += 4) {
      __m512i four = _mm512_loadu_si512(from + 4 * i);
      uint32_t smaller =
          _mm512_cmp_ps_mask(_mm512_castsi512_ps(four), values, _CMP_LT_OQ);
      uint32_t isLeft = _pext_u32(smaller, lanes);
      _mm512_storeu_si512(
          to + 4 * left, _mm512_permutexvar_epi64(_mm512_load_si512(chosen[isLeft]), four));
      _mm512_storeu_si512(
          to + 4 * right,
          _mm512_permutexvar_epi64(_mm512_load_si512(chosen[isLeft ^ 15]), four));
      int64_t leftOnes = __builtin_popcount(isLeft);
      left += leftOnes;
      right += 4 - leftOnes;
    }
    if (equalsToLeft != 0) equalsToLeft = count;
  }
#endif
  for (; i < count; i++) {
    float key = from[4 * i + axis];
    bool isEqual = key == cut.value;
    bool isLeft = (key < cut.value) | (isEqual & (equalsToLeft > 0));
    equalsToLeft -= isEqual;
    memcpy(to + 4 * (isLeft ? left : right), from + 4 * i, 16);
    left += isLeft;
    right += !isLeft;
  }
}

CAIRN_HALVE(CAIRN_SET(cairnHalve)) {
  int64_t count = range.end - range.start, leafCount = (count + 15) / 16;
  if (leafCount < 2) return false;
  int64_t leavesPerChild = range.leavesPerChild;
  while (leavesPerChild >= leafCount) leavesPerChild /= 8;
  int64_t childCount = (leafCount + leavesPerChild - 1) / leavesPerChild;
  int64_t leftCount = childCount / 2 * leavesPerChild * 16;
  const float *from = (range.isInFirst ? sorter->first : sorter->second) + 4 * range.start;
  float *to = (range.isInFirst ? sorter->second : sorter->first) + 4 * range.start;
  F4 low, high;
  bound(from, count, &low, &high);
  F4 size = high - low;
  if (size.x >= size.y && size.x >= size.z) {
    partition(from, count, 0, cut(from, count, 0, leftCount, scratch), leftCount, to);
  } else if (size.y >= size.z) {
    partition(from, count, 1, cut(from, count, 1, leftCount, scratch), leftCount, to);
  } else {
    partition(from, count, 2, cut(from, count, 2, leftCount, scratch), leftCount, to);
  }
  int64_t middle = range.start + leftCount;
  *left = (CairnPointRange){range.start, middle, leavesPerChild, !range.isInFirst};
  *right = (CairnPointRange){middle, range.end, leavesPerChild, !range.isInFirst};
  return true;
}

#define PAIRS(a, b, axis) \
  __builtin_shufflevector( \
      a, b, axis, 4 + axis, 8 + axis, 12 + axis, 16 + axis, 20 + axis, 24 + axis, 28 + axis, \
      axis + 1, 5 + axis, 9 + axis, 13 + axis, 17 + axis, 21 + axis, 25 + axis, 29 + axis)
#define LOWS(a, b) \
  __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)
#define HIGHS(a, b) \
  __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)

/// Turns up to 16 points into a leaf, in place or from the other buffer, and computes its box.
INLINE void makeLeaf(const CairnPointSorter *sorter, CairnPointRange range) {
  const float *from = (range.isInFirst ? sorter->first : sorter->second) + 4 * range.start;
  int64_t count = range.end - range.start;
  float points[64];
  memcpy(points, from, (size_t)count * 16);
  // The box of what is there; what is not there shall be NaN.
  for (int64_t i = count; i < 16; i++) memcpy(points + 4 * i, points, 16);
  F16 a = load16(points), b = load16(points + 16);
  F16 c = load16(points + 32), d = load16(points + 48);
  F16 ab = a < b ? a : b, cd = c < d ? c : d;
  F4 low = fold(ab < cd ? ab : cd, true);
  ab = a > b ? a : b;
  cd = c > d ? c : d;
  F4 high = fold(ab > cd ? ab : cd, false);
  int64_t leaf = range.start / 16;
  float *box = sorter->boxes + leaf / 8 * 48 + leaf % 8;
  box[0] = low.x;
  box[8] = low.y;
  box[16] = low.z;
  box[24] = high.x;
  box[32] = high.y;
  box[40] = high.z;
  F16 xy01 = PAIRS(a, b, 0), xy23 = PAIRS(c, d, 0);
  F16 zi01 = PAIRS(a, b, 2), zi23 = PAIRS(c, d, 2);
  F16 lanes[4] = {LOWS(xy01, xy23), HIGHS(xy01, xy23), LOWS(zi01, zi23), HIGHS(zi01, zi23)};
  float *to = sorter->first + 4 * range.start;
  memcpy(to, lanes, sizeof lanes);
  for (int lane = 0; lane < 4; lane++) {
    for (int64_t i = count; i < 16; i++) to[16 * lane + i] = NAN;
  }
}

CAIRN_SORT_POINTS(CAIRN_SET(cairnSortPoints)) {
  CairnPointRange left, right;
  if (!CAIRN_SET(cairnHalve)(sorter, range, scratch, &left, &right)) {
    makeLeaf(sorter, range);
    return;
  }
  CAIRN_SET(cairnSortPoints)(sorter, left, scratch);
  CAIRN_SET(cairnSortPoints)(sorter, right, scratch);
}
