// Cuts ranges of triangles in two (CTriangleTree.h), for one instruction set.

enum { binCount = 16 };

/// Half the surface of a box.
INLINE float halfArea(F8 box) {
  F4 size = highs(box) + lowsNegated(box);
  return (size.x * size.y + size.y * size.z) + size.z * size.x;
}

/// How many packs some triangles fill.
INLINE float packsFor(int32_t count) { return (float)((count + 7) / 8); }

/// Which bins a center is in.
typedef struct {
  F4 low, scale;
} Bins;

INLINE Bins binsOver(F8 centers) {
  F4 size = highs(centers) + lowsNegated(centers);
  // Sizes so small that their inverse overflows count as none.
  F4 scale = size > 1e-30f ? (binCount * 0.99999f) / size : (F4)0.0f;
  return (Bins){-lowsNegated(centers), scale};
}

INLINE I4 binsOf(Bins bins, F4 center) {
  I4 bin = __builtin_convertvector((center - bins.low) * bins.scale, I4);
  return bin < binCount - 1 ? bin : (I4)(binCount - 1);
}

/// A cut between two bins of an axis; an axis of -1 is none.
typedef struct {
  int axis, bin;
} BinCut;

INLINE BinCut bestCut(
    const CairnTriangleRecord *records, const CairnTriangleRange *range, Bins bins, F8 *leftBox,
    F8 *rightBox) {
  F8 boxes[3][binCount];
  int32_t counts[3][binCount];
  for (int i = 0; i < 3 * binCount; i++) {
    boxes[0][i] = -INFINITY;
    counts[0][i] = 0;
  }
  for (int64_t i = range->start; i < range->end; i++) {
    F8 box = load8(records[i].box);
    I4 bin = binsOf(bins, doubledCenter(box));
    boxes[0][bin.x] = greater8(boxes[0][bin.x], box);
    boxes[1][bin.y] = greater8(boxes[1][bin.y], box);
    boxes[2][bin.z] = greater8(boxes[2][bin.z], box);
    counts[0][bin.x]++;
    counts[1][bin.y]++;
    counts[2][bin.z]++;
  }
  BinCut best = {-1, 0};
  float bestCost = INFINITY;
  int32_t count = (int32_t)(range->end - range->start);
  for (int axis = 0; axis < 3; axis++) {
    if (bins.scale[axis] == 0) continue;
    float rightCosts[binCount];
    F8 right = boxes[axis][binCount - 1];
    int32_t rightCount = counts[axis][binCount - 1];
    for (int bin = binCount - 1; bin > 0; bin--) {
      rightCosts[bin] = rightCount > 0 ? halfArea(right) * packsFor(rightCount) : INFINITY;
      right = greater8(right, boxes[axis][bin - 1]);
      rightCount += counts[axis][bin - 1];
    }
    F8 left = boxes[axis][0];
    int32_t leftCount = counts[axis][0];
    for (int bin = 1; bin < binCount; bin++) {
      if (leftCount > 0 && leftCount < count) {
        float cost = halfArea(left) * packsFor(leftCount) + rightCosts[bin];
        if (cost < bestCost) {
          bestCost = cost;
          best = (BinCut){axis, bin};
          *leftBox = left;
        }
      }
      left = greater8(left, boxes[axis][bin]);
      leftCount += counts[axis][bin];
    }
  }
  if (best.axis >= 0) {
    F8 right = boxes[best.axis][best.bin];
    for (int bin = best.bin + 1; bin < binCount; bin++) {
      right = greater8(right, boxes[best.axis][bin]);
    }
    *rightBox = right;
  }
  return best;
}

INLINE void storeRange(
    CairnTriangleRange *range, int64_t start, int64_t end, F8 box, F8 centers) {
  range->start = start;
  range->end = end;
  memcpy(range->box, &box, sizeof box);
  memcpy(range->centers, &centers, sizeof centers);
}

/// Cuts a range into halves of equal number, for triangles that no bins can tell apart.
INLINE void halve(
    const CairnTriangleRecord *records, const CairnTriangleRange *range, CairnTriangleRange *left,
    CairnTriangleRange *right) {
  int64_t ends[3] = {range->start, (range->start + range->end) / 2, range->end};
  CairnTriangleRange *parts[2] = {left, right};
  for (int part = 0; part < 2; part++) {
    F8 box = -INFINITY, centers = -INFINITY;
    for (int64_t i = ends[part]; i < ends[part + 1]; i++) {
      F8 own = load8(records[i].box);
      F4 center = doubledCenter(own);
      box = greater8(box, own);
      centers = greater8(centers, box8(center, center));
    }
    storeRange(parts[part], ends[part], ends[part + 1], box, centers);
  }
}

/// Moves the records below a cut to the front.
INLINE void partitionRecords(
    CairnTriangleRecord *records, const CairnTriangleRange *range, Bins bins, BinCut cut,
    F8 leftBox, F8 rightBox, CairnTriangleRange *left, CairnTriangleRange *right) {
  F8 leftCenters = -INFINITY, rightCenters = -INFINITY;
  int64_t front = range->start, back = range->end - 1;
  while (true) {
    F8 fromFront = 0, fromBack = 0;
    for (; front <= back; front++) {
      fromFront = load8(records[front].box);
      F4 center = doubledCenter(fromFront);
      if (binsOf(bins, center)[cut.axis] >= cut.bin) break;
      leftCenters = greater8(leftCenters, box8(center, center));
    }
    for (; front <= back; back--) {
      fromBack = load8(records[back].box);
      F4 center = doubledCenter(fromBack);
      if (binsOf(bins, center)[cut.axis] < cut.bin) break;
      rightCenters = greater8(rightCenters, box8(center, center));
    }
    if (front > back) break;
    memcpy(records[front].box, &fromBack, sizeof fromBack);
    memcpy(records[back].box, &fromFront, sizeof fromFront);
  }
  storeRange(left, range->start, front, leftBox, leftCenters);
  storeRange(right, front, range->end, rightBox, rightCenters);
}

CAIRN_SPLIT_TRIANGLES(CAIRN_SET(cairnSplitTriangles)) {
  if (range->end - range->start <= cairnPackWidth) return false;
  Bins bins = binsOver(load8(range->centers));
  F8 leftBox = 0, rightBox = 0;
  BinCut cut = bestCut(records, range, bins, &leftBox, &rightBox);
  if (cut.axis < 0) {
    halve(records, range, left, right);
  } else {
    partitionRecords(records, range, bins, cut, leftBox, rightBox, left, right);
  }
  return true;
}
