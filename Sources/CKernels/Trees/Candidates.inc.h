// Keeps and ranks the candidates for the nearest points of a place, for one instruction set.

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
