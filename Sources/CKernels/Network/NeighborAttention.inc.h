// Attention to neighbors, and sums over neighbors by weights, for one instruction set.

/// Sums of the lanes of eight vectors.
INLINE F8 sumsOf8(const F16 *vectors) {
  F8 pairs[4], fours[2];
  UNROLL for (int i = 0; i < 4; i++) {
    F8 a = vectors[2 * i].lo + vectors[2 * i].hi;
    F8 b = vectors[2 * i + 1].lo + vectors[2 * i + 1].hi;
    pairs[i] = __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11) +
               __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
  }
  UNROLL for (int i = 0; i < 2; i++) {
    F8 a = pairs[2 * i], b = pairs[2 * i + 1];
    fours[i] = __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13) +
               __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
  }
  F8 a = fours[0], b = fours[1];
  F8 sums = __builtin_shufflevector(a, b, 0, 2, 8, 10, 4, 6, 12, 14) +
            __builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15);
  return __builtin_shufflevector(sums, sums, 0, 4, 1, 5, 2, 6, 3, 7);
}

/// Products of a query with eight keys, of the channels from `start` to `end`.
INLINE F8 products8(const float *query, const float *const *keys, int64_t start, int64_t end) {
  F16 sums[8];
  UNROLL for (int j = 0; j < 8; j++) sums[j] = 0.0f;
  int64_t d = start;
  for (; d + 16 <= end; d += 16) {
    F16 q = load16(query + d);
    UNROLL for (int j = 0; j < 8; j++) sums[j] = fma16(q, load16(keys[j] + d), sums[j]);
  }
  if (d < end) {
    Part part = partOf(end - d);
    F16 q = loadPart(query + d, part, 0.0f);
    UNROLL for (int j = 0; j < 8; j++) {
      sums[j] = fma16(q, loadPart(keys[j] + d, part, 0.0f), sums[j]);
    }
  }
  return sumsOf8(sums);
}

/// Turns scores, a multiple of eight of them, into weights that sum to 1.
INLINE void softmaxEights(float *scores, int64_t count) {
  F8 most = -INFINITY, sums = 0.0f;
  for (int64_t i = 0; i < count; i += 8) {
    F8 x = load8(scores + i);
    most = x > most ? x : most;
  }
  float greatest = greatestOf8(most);
  if (greatest == -INFINITY) greatest = 0.0f;
  for (int64_t i = 0; i < count; i += 8) {
    F8 y = exp8(load8(scores + i) - greatest);
    store8(scores + i, y);
    sums += y;
  }
  float sum = sumOf8(sums), factor = sum == 0.0f ? 0.0f : 1.0f / sum;
  for (int64_t i = 0; i < count; i += 8) store8(scores + i, load8(scores + i) * factor);
}

/// Computes the scores of eight neighbors of a row for all heads, `stride` numbers apart.
///
/// What is not there has the score -infinity, whatever is computed in its place.
INLINE void scoreNeighbors(
    const CairnNeighborScores *scores, int64_t row, int64_t slot, float *results, int64_t stride) {
  int64_t k = scores->neighbors.k, width = scores->width, heads = scores->headCount;
  int64_t headWidth = width / heads;
  float scale = 1.0f / __builtin_sqrtf((float)headWidth);
  const int32_t *indices = scores->neighbors.indices + row * k;
  const float *query = scores->queries == NULL ? NULL : scores->queries + row * width;
  I8 isThere;
  const float *keys[8];
  UNROLL for (int j = 0; j < 8; j++) {
    bool isValid = slot + j < k && isRow(indices[slot + j], scores->neighbors.sourceCount);
    isThere[j] = -(int32_t)isValid;
    keys[j] = isValid && query != NULL ? scores->keys + indices[slot + j] * width : query;
  }
  for (int64_t head = 0; head < heads; head++) {
    F8 sums = 0.0f;
    if (query != NULL) {
      sums = products8(query, keys, head * headWidth, (head + 1) * headWidth) * scale;
    }
    if (scores->bias != NULL) {
      int64_t biasWidth = scores->biasWidth;
      const float *bias = scores->bias + (row * k + slot) * biasWidth + head;
      F8 added = 0.0f;
      if (slot + 8 <= k) {
        UNROLL for (int j = 0; j < 8; j++) added[j] = bias[j * biasWidth];
      } else {
        for (int j = 0; slot + j < k; j++) added[j] = bias[j * biasWidth];
      }
      sums += added;
    }
    store8(results + head * stride, isThere ? sums : (F8)-INFINITY);
  }
}

/// Computes the weights of a row's neighbors: for each head `padded` numbers.
INLINE void weighNeighbors(
    const CairnNeighborScores *scores, int64_t row, int64_t padded, float *weights) {
  for (int64_t slot = 0; slot < padded; slot += 8) {
    scoreNeighbors(scores, row, slot, weights + slot, padded);
  }
  for (int64_t head = 0; head < scores->headCount; head++) {
    softmaxEights(weights + head * padded, padded);
  }
}

/// The lanes of a vector, four by four: in each of them the greatest, or the sum, of those that are
/// as far from the first of their four.
#define OVER_FOURS(name, combined) \
  INLINE F16 name(F16 v) { \
    F16 other = __builtin_shufflevector( \
        v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7); \
    v = combined; \
    other = __builtin_shufflevector( \
        v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11); \
    return combined; \
  }

OVER_FOURS(greatestOverFours, other > v ? other : v)
OVER_FOURS(sumOverFours, v + other)

/// Whether scores are known and of four heads, so that all heads of four neighbors fill a vector.
INLINE bool areKnownFours(const CairnNeighborScores *scores) {
  return scores->queries == NULL && scores->bias != NULL && scores->headCount == 4;
}

/// Turns such scores into weights: for each neighbor of a row four numbers, up to a multiple of four
/// neighbors.
INLINE void weighKnownFours(const CairnNeighborScores *scores, int64_t row, float *weights) {
  int64_t k = scores->neighbors.k, biasWidth = scores->biasWidth;
  const int32_t *indices = scores->neighbors.indices + row * k;
  const float *bias = scores->bias + row * k * biasWidth;
  const float nobody[4] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
  F16 most = -INFINITY, sums = 0.0f;
  for (int64_t slot = 0; slot < k; slot += 4) {
    F4 parts[4];
    UNROLL for (int j = 0; j < 4; j++) {
      int64_t place = slot + j < k ? slot + j : k - 1;
      bool isThere = slot + j < k && isRow(indices[place], scores->neighbors.sourceCount);
      memcpy(&parts[j], isThere ? bias + place * biasWidth : nobody, sizeof parts[j]);
    }
    F16 x;
    x.lo.lo = parts[0], x.lo.hi = parts[1], x.hi.lo = parts[2], x.hi.hi = parts[3];
    store16(weights + 4 * slot, x);
    most = x > most ? x : most;
  }
  most = greatestOverFours(most);
  most = most == -INFINITY ? (F16)0.0f : most;
  for (int64_t slot = 0; slot < k; slot += 4) {
    F16 y = exp16(load16(weights + 4 * slot) - most);
    store16(weights + 4 * slot, y);
    sums += y;
  }
  sums = sumOverFours(sums);
  F16 factors = sums == 0.0f ? (F16)0.0f : 1.0f / sums;
  for (int64_t slot = 0; slot < k; slot += 4) {
    store16(weights + 4 * slot, load16(weights + 4 * slot) * factors);
  }
}

enum {
  /// Vectors that are summed at the same time.
#if defined(CAIRN_HAS_FMA)
  sumVectors = 4,
#else
  sumVectors = 2,
#endif
};

/// Where a vector of a head's channels is.
typedef struct {
  int64_t column, head;
  Part part;
} Channels;

/// Sums some vectors of channels over a row's neighbors.
INLINE void sumChannels(
    const CairnNeighbors *neighbors, int64_t row, const float *weights, int64_t neighborStride,
    int64_t headStride, const float *values, int64_t width, int vectors, bool areFull,
    const Channels *channels, float *output) {
  const int32_t *indices = neighbors->indices + row * neighbors->k;
  F16 sums[sumVectors];
  UNROLL for (int v = 0; v < vectors; v++) sums[v] = 0.0f;
  for (int64_t j = 0; j < neighbors->k; j++) {
    if (!isRow(indices[j], neighbors->sourceCount)) continue;
    const float *from = values + indices[j] * width;
    UNROLL for (int v = 0; v < vectors; v++) {
      F16 value = areFull ? load16(from + channels[v].column)
                          : loadPart(from + channels[v].column, channels[v].part, 0.0f);
      F16 weight = weights[j * neighborStride + channels[v].head * headStride];
      sums[v] = fma16(weight, value, sums[v]);
    }
  }
  UNROLL for (int v = 0; v < vectors; v++) {
    storePart(output + channels[v].column, sums[v], channels[v].part);
  }
}

/// Sums a row's neighbors by weights.
INLINE void sumNeighbors(
    const CairnNeighbors *neighbors, int64_t row, const float *weights, int64_t neighborStride,
    int64_t headStride, const float *values, int64_t width, int64_t heads, float *output) {
  int64_t headWidth = width / heads, head = 0, channel = 0;
  while (head < heads) {
    Channels channels[sumVectors];
    int vectors = 0;
    bool areFull = true;
    for (; vectors < sumVectors && head < heads; vectors++) {
      channels[vectors].column = head * headWidth + channel;
      channels[vectors].head = head;
      channels[vectors].part = partOf(headWidth - channel);
      areFull &= channels[vectors].part.count == 16;
      channel += 16;
      if (channel >= headWidth) {
        head++;
        channel = 0;
      }
    }
#define SUM(vectors, areFull, channels) \
  sumChannels( \
      neighbors, row, weights, neighborStride, headStride, values, width, vectors, areFull, \
      channels, output)
    if (vectors == sumVectors && areFull) {
      SUM(sumVectors, true, channels);
    } else if (vectors == sumVectors) {
      SUM(sumVectors, false, channels);
    } else {
      for (int v = 0; v < vectors; v++) SUM(1, false, channels + v);
    }
#undef SUM
  }
}

CAIRN_NEIGHBOR_WEIGHTS(CAIRN_SET(cairnNeighborWeights)) {
  int64_t k = scores->neighbors.k, heads = scores->headCount, padded = (k + 7) & ~7;
  bool areFours = areKnownFours(scores);
  for (int64_t row = start; row < end; row++) {
    if (areFours) {
      weighKnownFours(scores, row, scratch);
      memcpy(weights + row * k * heads, scratch, (size_t)(k * heads) * sizeof(float));
      continue;
    }
    weighNeighbors(scores, row, padded, scratch);
    for (int64_t j = 0; j < k; j++) {
      for (int64_t head = 0; head < heads; head++) {
        weights[(row * k + j) * heads + head] = scratch[head * padded + j];
      }
    }
  }
}

CAIRN_NEIGHBOR_ATTENTION(CAIRN_SET(cairnNeighborAttention)) {
  int64_t heads = scores->headCount, padded = (scores->neighbors.k + 7) & ~7;
  bool areFours = areKnownFours(scores);
  for (int64_t row = start; row < end; row++) {
    if (areFours) {
      weighKnownFours(scores, row, scratch);
    } else {
      weighNeighbors(scores, row, padded, scratch);
    }
    sumNeighbors(
        &scores->neighbors, row, scratch, areFours ? heads : 1, areFours ? 1 : padded, values,
        scores->width, heads, output + row * scores->width);
  }
}

CAIRN_DIFFUSE(CAIRN_SET(cairnDiffuse)) {
  int64_t heads = diffusion->headCount, width = diffusion->width;
  int64_t weightCount = diffusion->neighbors.k * heads;
  for (int64_t i = 0; i < count; i++) {
    int64_t row = rows == NULL ? start + i : rows[i];
    sumNeighbors(
        &diffusion->neighbors, row, diffusion->weights + row * weightCount, heads, 1,
        diffusion->values, width, heads, output + row * width);
  }
}
