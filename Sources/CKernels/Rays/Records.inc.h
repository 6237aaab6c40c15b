// Boxes of triangles, and packs of their corners (CTriangleTree.h), for one instruction set.
#include "CTriangleTree.h"

typedef int32_t I4 __attribute__((ext_vector_type(4)));

/// Beyond, products of three coordinates would overflow.
static const float farthest = 1e12f;

INLINE F4 load4(const float *from) {
  F4 value;
  memcpy(&value, from, sizeof value);
  return value;
}

INLINE F4 lesser4(F4 a, F4 b) { return a < b ? a : b; }
INLINE F4 greater4(F4 a, F4 b) { return a > b ? a : b; }
INLINE F8 lesser8(F8 a, F8 b) { return a < b ? a : b; }
INLINE F8 greater8(F8 a, F8 b) { return a > b ? a : b; }

/// A box of lows, which are negated, and highs.
INLINE F8 box8(F4 low, F4 high) {
  return __builtin_shufflevector(-low, high, 0, 1, 2, 3, 4, 5, 6, 7);
}

INLINE F4 lowsNegated(F8 box) { return __builtin_shufflevector(box, box, 0, 1, 2, 3); }
INLINE F4 highs(F8 box) { return __builtin_shufflevector(box, box, 4, 5, 6, 7); }

/// The center of a box, times two; lane 3, where the index is, becomes 0.
INLINE F4 doubledCenter(F8 box) {
  return __builtin_shufflevector(highs(box) - lowsNegated(box), (F4)0.0f, 0, 1, 2, 7);
}

INLINE uint32_t triangleIndex(const CairnTriangleRecord *record) {
  uint32_t index;
  memcpy(&index, record->box + 3, sizeof index);
  return index;
}

/// Whether the corners lie in one line; exact but for corners that are many octaves apart.
INLINE bool isDegenerate(F4 a, F4 b, F4 c) {
  double x = (double)b.x - a.x, y = (double)b.y - a.y, z = (double)b.z - a.z;
  double u = (double)c.x - a.x, v = (double)c.y - a.y, w = (double)c.z - a.z;
  return y * w == z * v && z * u == x * w && x * v == y * u;
}

CAIRN_RECORD_TRIANGLES(CAIRN_SET(cairnRecordTriangles)) {
  F8 box = -INFINITY, centers = -INFINITY;
  int64_t count = 0;
  for (int64_t triangle = start; triangle < end; triangle++) {
    const uint32_t *corners = triangles + 4 * triangle;
    if (corners[0] >= positionCount || corners[1] >= positionCount ||
        corners[2] >= positionCount) {
      return triangle;
    }
    F4 a = load4(positions + 4 * (int64_t)corners[0]);
    F4 b = load4(positions + 4 * (int64_t)corners[1]);
    F4 c = load4(positions + 4 * (int64_t)corners[2]);
    F4 low = lesser4(lesser4(a, b), c), high = greater4(greater4(a, b), c);
    // A NaN is lost in a minimum, but not in a sum.
    F4 sum = (a + b) + c;
    F4 most = greater4(-low, high);
    bool isSound = sum.x * 0 == 0 && sum.y * 0 == 0 && sum.z * 0 == 0 && most.x < farthest &&
                   most.y < farthest && most.z < farthest;
    if (!isSound || isDegenerate(a, b, c)) continue;
    F8 own = box8(low, high);
    F4 center = doubledCenter(own);
    box = greater8(box, own);
    centers = greater8(centers, box8(center, center));
    uint32_t index = (uint32_t)triangle;
    memcpy(records[count].box, &own, sizeof own);
    memcpy(records[count].box + 3, &index, sizeof index);
    count++;
  }
  memcpy(range->box, &box, sizeof box);
  memcpy(range->centers, &centers, sizeof centers);
  range->start = 0;
  range->end = count;
  return -1;
}

CAIRN_FILL_PACKS(CAIRN_SET(cairnFillPacks)) {
  for (int64_t pack = 0; pack < packCount; pack++) {
    const CairnTriangleRecord *first = records + (list[pack] >> 4);
    int64_t count = list[pack] & 15;
    uint32_t indices[8];
    // By index, so that the first of several equally near ones is the lowest.
    for (int64_t i = 0; i < count; i++) {
      uint32_t index = triangleIndex(first + i);
      int64_t place = i;
      for (; place > 0 && indices[place - 1] > index; place--) {
        indices[place] = indices[place - 1];
      }
      indices[place] = index;
    }
    float *to = packs + cairnPackSize * pack;
    for (int64_t i = 0; i < 8; i++) {
      uint32_t index = i < count ? indices[i] : UINT32_MAX;
      memcpy(to + 72 + i, &index, sizeof index);
      for (int64_t corner = 0; corner < 3; corner++) {
        const float *from = i < count
                                ? positions + 4 * (int64_t)triangles[4 * (int64_t)index + corner]
                                : NULL;
        for (int64_t axis = 0; axis < 3; axis++) {
          to[24 * axis + 8 * corner + i] = from ? from[axis] : NAN;
        }
      }
    }
  }
}
