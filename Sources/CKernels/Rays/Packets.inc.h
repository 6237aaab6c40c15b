// Casts sixteen rays together (CTriangleTree.h), for one instruction set.
//
// Rays that lie near each other meet much the same boxes, so one look at a node serves all: where
// each of them enters a box lies between what the least and the greatest inverse directions
// say.
// What a ray meets in a pack is computed as for a ray alone, to the bit.

typedef uint32_t U16 __attribute__((ext_vector_type(16)));

/// Rays with the same signs of their directions and the same longest axis.
typedef struct {
  /// What all rays have alike: axes and rows; and the origin, where it is one.
  Ray common;
  /// Shears, inverse direction along z, and origin along x, y and z of each ray.
  F16 shearX, shearY, inverseZ, originX, originY, originZ;
  /// As in `Ray`, of each ray.
  F16 nearOrigin[3], farOrigin[3], nearInverse[3], farInverse[3];
  /// Origins and inverse directions between which those of all rays lie.
  float nearOutermost[3], farOutermost[3], nearLeast[3], nearMost[3], farLeast[3], farMost[3];
} Packet;

#define COORDINATES8(a, b, axis) \
  __builtin_shufflevector( \
      a, b, axis, 4 + axis, 8 + axis, 12 + axis, 16 + axis, 20 + axis, 24 + axis, 28 + axis)
#define COORDINATES16(axis) \
  __builtin_shufflevector( \
      COORDINATES8(a, b, axis), COORDINATES8(c, d, axis), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, \
      12, 13, 14, 15)

/// Takes the coordinates of sixteen places of four floats apart.
INLINE void takeApart(const float *places, F16 coordinates[3]) {
  F16 a = load16(places), b = load16(places + 16);
  F16 c = load16(places + 32), d = load16(places + 48);
  coordinates[0] = COORDINATES16(0);
  coordinates[1] = COORDINATES16(1);
  coordinates[2] = COORDINATES16(2);
}

INLINE F16 lesser16(F16 a, F16 b) { return a < b ? a : b; }
INLINE F16 greater16(F16 a, F16 b) { return a > b ? a : b; }
INLINE F16 magnitude16(F16 a) { return a < 0.0f ? -a : a; }
INLINE bool all16(I16 mask) { return bits16(mask) == 0xffff; }

/// Derives what is derived, as `prepare` does for one ray; false for rays that do not go together.
INLINE bool prepare16(
    Packet *packet, const CairnTriangleTree *tree, const float *origins, int64_t stride,
    const float *directions, float after) {
  F16 direction[3], origin[3], sizes[3], reach = 0;
  takeApart(directions, direction);
  if (stride == 0) {
    for (int axis = 0; axis < 3; axis++) origin[axis] = origins[axis];
  } else {
    takeApart(origins, origin);
  }
  I16 isSound = -1;
  for (int axis = 0; axis < 3; axis++) {
    sizes[axis] = magnitude16(direction[axis]);
    reach = greater16(reach, magnitude16(tree->low[axis] - origin[axis]));
    reach = greater16(reach, magnitude16(tree->high[axis] - origin[axis]));
    isSound &= (magnitude16(origin[axis]) < farthest) & (sizes[axis] < 1e18f);
  }
  int z = longestAxis(sizes[0][0], sizes[1][0], sizes[2][0]);
  int x = z == 2 ? 0 : z + 1, y = z == 0 ? 2 : z - 1;
  // Of equally long axes all rays must choose the same.
  F16 most = sizes[z];
  I16 isLongest = (most > sizes[x]) & (most > sizes[y]) & (most > 1e-18f);
  if (!all16(isSound & isLongest)) return false;
  Ray *common = &packet->common;
  common->x = x;
  common->y = y;
  common->z = z;
  common->originX = origin[x][0];
  common->originY = origin[y][0];
  common->originZ = origin[z][0];
  common->after = after;
  packet->originX = origin[x];
  packet->originY = origin[y];
  packet->originZ = origin[z];
  packet->shearX = direction[x] / direction[z];
  packet->shearY = direction[y] / direction[z];
  packet->inverseZ = 1 / direction[z];
  for (int axis = 0; axis < 3; axis++) {
    bool isUp = direction[axis][0] >= 0;
    if (!all16(isUp ? direction[axis] >= 0.0f : direction[axis] < 0.0f)) return false;
    F16 margin = reach * 0x1p-21f, ownMargin = magnitude16(origin[axis]) * 0x1p-22f;
    margin = greater16(margin, ownMargin);
    F16 size = greater16(sizes[axis], most * 0x1p-40f);
    F16 inverse = (isUp ? 1.0f : -1.0f) / size;
    common->nearRow[axis] = 8 * axis + (isUp ? 0 : 24);
    common->farRow[axis] = 8 * axis + (isUp ? 24 : 0);
    F16 above = origin[axis] + margin, below = origin[axis] - margin;
    packet->nearOrigin[axis] = isUp ? above : below;
    packet->farOrigin[axis] = isUp ? below : above;
    packet->nearInverse[axis] = inverse * (1 - 0x1p-21f);
    packet->farInverse[axis] = inverse * (1 + 0x1p-21f);
    float highest = __builtin_reduce_max(above), lowest = __builtin_reduce_min(below);
    packet->nearOutermost[axis] = isUp ? highest : lowest;
    packet->farOutermost[axis] = isUp ? lowest : highest;
    packet->nearLeast[axis] = __builtin_reduce_min(packet->nearInverse[axis]);
    packet->nearMost[axis] = __builtin_reduce_max(packet->nearInverse[axis]);
    packet->farLeast[axis] = __builtin_reduce_min(packet->farInverse[axis]);
    packet->farMost[axis] = __builtin_reduce_max(packet->farInverse[axis]);
  }
  return true;
}

/// Where the first of the rays can enter the boxes of a node's children; a mask of those that some
/// may meet.
INLINE uint32_t enterTogether(const float *node, const Packet *packet, float within, F8 *entries) {
  F8 entry = packet->common.after, exit = within;
  UNROLL for (int axis = 0; axis < 3; axis++) {
    F8 toNear = load8(node + packet->common.nearRow[axis]) - packet->nearOutermost[axis];
    F8 toFar = load8(node + packet->common.farRow[axis]) - packet->farOutermost[axis];
    entry = greater8(
        entry, lesser8(toNear * packet->nearLeast[axis], toNear * packet->nearMost[axis]));
    exit = lesser8(exit, greater8(toFar * packet->farLeast[axis], toFar * packet->farMost[axis]));
  }
  *entries = entry;
  return bits8(entry <= exit);
}

/// Which of the rays meet the box of a child, before their best hits.
INLINE I16 meetBox(const float *node, uint32_t child, const Packet *packet, F16 within) {
  F16 entry = packet->common.after, exit = within;
  UNROLL for (int axis = 0; axis < 3; axis++) {
    float near = node[packet->common.nearRow[axis] + (int)child];
    float far = node[packet->common.farRow[axis] + (int)child];
    entry =
        greater16(entry, (near - packet->nearOrigin[axis]) * packet->nearInverse[axis]);
    exit = lesser16(exit, (far - packet->farOrigin[axis]) * packet->farInverse[axis]);
  }
  return entry <= exit;
}

/// The nearest hits so far; the distance of a ray that needs no other hit is negative infinity.
typedef struct {
  F16 distance, u, v;
  U16 triangle;
} Hits;

/// Meets the triangles of a pack, one after the other, with those rays that are chosen; which of
/// them hit something. Each ray's numbers are those of `meet`, to the bit.
INLINE I16 meetTogether(
    const float *pack, const Packet *packet, I16 isChosen, bool isFromOnePlace, bool isAnyEnough,
    Hits *best) {
  const float *x = pack + 24 * packet->common.x;
  const float *y = pack + 24 * packet->common.y;
  const float *z = pack + 24 * packet->common.z;
  float relative[9][8];
  if (isFromOnePlace) {
    UNROLL for (int corner = 0; corner < 3; corner++) {
      F8 toX = load8(x + 8 * corner) - packet->common.originX;
      F8 toY = load8(y + 8 * corner) - packet->common.originY;
      F8 toZ = load8(z + 8 * corner) - packet->common.originZ;
      memcpy(relative[corner], &toX, sizeof toX);
      memcpy(relative[3 + corner], &toY, sizeof toY);
      memcpy(relative[6 + corner], &toZ, sizeof toZ);
    }
  }
  I16 found = 0;
  for (int lane = 0; lane < cairnPackWidth; lane++) {
    uint32_t triangle;
    memcpy(&triangle, pack + 72 + lane, sizeof triangle);
    if (triangle == UINT32_MAX) break;
    F16 rayX[3], rayY[3], rayZ[3];
    UNROLL for (int corner = 0; corner < 3; corner++) {
      int place = 8 * corner + lane;
      F16 toX = isFromOnePlace ? (F16)relative[corner][lane] : x[place] - packet->originX;
      F16 toY = isFromOnePlace ? (F16)relative[3 + corner][lane] : y[place] - packet->originY;
      F16 toZ = isFromOnePlace ? (F16)relative[6 + corner][lane] : z[place] - packet->originZ;
      rayX[corner] = toX - packet->shearX * toZ;
      rayY[corner] = toY - packet->shearY * toZ;
      rayZ[corner] = toZ;
    }
    F16 a = rayX[2] * rayY[1] - rayY[2] * rayX[1];
    F16 b = rayX[0] * rayY[2] - rayY[0] * rayX[2];
    F16 c = rayX[1] * rayY[0] - rayY[1] * rayX[0];
    I16 isInside = (lesser16(lesser16(a, b), c) >= 0.0f) | (greater16(greater16(a, b), c) <= 0.0f);
    isInside &= isChosen;
    if (bits16(isInside) == 0) continue;
    F16 sum = (a + b) + c;
    F16 distance =
        ((a * rayZ[0] + b * rayZ[1]) + c * rayZ[2]) / sum * packet->inverseZ;
    I16 isNearer = (distance < best->distance) |
                   ((distance == best->distance) & (triangle < best->triangle));
    I16 isHit = isInside & isNearer & (distance > packet->common.after);
    found |= isHit;
    if (isAnyEnough) {
      best->distance = isHit ? (F16)-INFINITY : best->distance;
    } else {
      best->distance = isHit ? distance : best->distance;
      best->u = isHit ? b / sum : best->u;
      best->v = isHit ? c / sum : best->v;
      best->triangle = isHit ? (U16)triangle : best->triangle;
    }
  }
  return found;
}

enum {
  /// Below a node that only so few rays meet, each is faster alone.
  fewRays = 4,
};

/// One of the rays, to be cast alone.
INLINE Ray rayOf(const Packet *packet, int i) {
  Ray ray = packet->common;
  ray.shearX = packet->shearX[i];
  ray.shearY = packet->shearY[i];
  ray.inverseZ = packet->inverseZ[i];
  ray.originX = packet->originX[i];
  ray.originY = packet->originY[i];
  ray.originZ = packet->originZ[i];
  for (int axis = 0; axis < 3; axis++) {
    ray.nearOrigin[axis] = packet->nearOrigin[axis][i];
    ray.farOrigin[axis] = packet->farOrigin[axis][i];
    ray.nearInverse[axis] = packet->nearInverse[axis][i];
    ray.farInverse[axis] = packet->farInverse[axis][i];
  }
  return ray;
}

/// Casts a few rays from a node or pack on, each alone.
INLINE void castSeparately(
    const CairnTriangleTree *tree, uint32_t reference, const Packet *packet, uint32_t chosen,
    bool isAnyEnough, Hits *best) {
  for (; chosen != 0; chosen &= chosen - 1) {
    int i = __builtin_ctz(chosen);
    Ray ray = rayOf(packet, i);
    Hit own = {best->distance[i], best->triangle[i], best->u[i], best->v[i]};
    bool isHit = cast(tree, reference, &ray, &own, isAnyEnough);
    if (isAnyEnough) own.distance = isHit ? -INFINITY : own.distance;
    best->distance[i] = own.distance;
    best->triangle[i] = own.triangle;
    best->u[i] = own.u;
    best->v[i] = own.v;
  }
}

/// Adds the children of a node that some rays may meet to what is pending, the nearest last.
INLINE int64_t addChildren(
    const float *node, uint32_t number, const Packet *packet, float bound, uint64_t *pending,
    int64_t count) {
  F8 entries;
  uint32_t mask = enterTogether(node, packet, bound, &entries);
  float each[8];
  memcpy(each, &entries, sizeof entries);
  int64_t first = count;
  for (; mask != 0; mask &= mask - 1) {
    uint32_t child = (uint32_t)__builtin_ctz(mask);
    uint64_t other = pend(each[child], 8 * number + child);
    int64_t place = count++;
    for (; place > first && pending[place - 1] < other; place--) {
      pending[place] = pending[place - 1];
    }
    pending[place] = other;
  }
  return count;
}

/// Casts sixteen rays from the tree's first node on.
INLINE void castTogether(
    const CairnTriangleTree *tree, const Packet *packet, bool isFromOnePlace, bool isAnyEnough,
    Hits *best) {
  // Where children are entered, above the number of their node times eight plus their own.
  uint64_t pending[pendingLimit];
  float bound = __builtin_reduce_max(best->distance);
  int64_t count = addChildren(
      tree->nodes + (int64_t)cairnNodeSize * tree->root, tree->root, packet, bound, pending, 0);
  while (count-- > 0) {
    if (__builtin_bit_cast(float, (uint32_t)(pending[count] >> 32)) > bound) continue;
    uint32_t slot = (uint32_t)pending[count];
    const float *node = tree->nodes + (int64_t)cairnNodeSize * (slot >> 3);
    I16 isChosen = meetBox(node, slot & 7, packet, best->distance);
    uint32_t chosen = bits16(isChosen);
    if (chosen == 0) continue;
    uint32_t reference;
    memcpy(&reference, node + 48 + (slot & 7), sizeof reference);
    bool isPack = (reference & cairnPackFlag) != 0;
    if (__builtin_popcount(chosen) <= fewRays) {
      castSeparately(tree, reference, packet, chosen, isAnyEnough, best);
    } else if (isPack) {
      const float *pack = tree->packs + (int64_t)cairnPackSize * (reference & ~cairnPackFlag);
      I16 found = meetTogether(pack, packet, isChosen, isFromOnePlace, isAnyEnough, best);
      if (bits16(found) == 0) continue;
    } else {
      node = tree->nodes + (int64_t)cairnNodeSize * reference;
      count = addChildren(node, reference, packet, bound, pending, count);
      continue;
    }
    bound = __builtin_reduce_max(best->distance);
  }
}
