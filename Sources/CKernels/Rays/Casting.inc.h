// Casts rays (CTriangleTree.h), for one instruction set.
//
// Triangles are met as in Woop, Benthin and Wald, "Watertight ray/triangle intersection", 2013:
// seen along the ray, the sides of an edge are told apart by one number that the triangles on both
// sides compute alike, and zero counts as hit for both, so no ray slips through between them.

/// A ray and what is derived from it once.
typedef struct {
  /// Axes: z is the one along which the direction is longest.
  int32_t x, y, z;
  float originX, originY, originZ;
  /// Slopes, and the inverse of the direction along z.
  float shearX, shearY, inverseZ;
  float after;
  /// Rows of a node where the ray enters and leaves boxes, for each axis.
  int32_t nearRow[3], farRow[3];
  /// The origin, moved to where boxes look larger, and inverse directions, in the same way.
  float nearOrigin[3], farOrigin[3], nearInverse[3], farInverse[3];
} Ray;

/// The nearest hit so far.
typedef struct {
  float distance;
  uint32_t triangle;
  float u, v;
} Hit;

enum {
  /// Seven siblings on each level of the deepest tree, and one more: at most 6 levels above
  /// subtrees, 16 cut by area, and 9 that eighths of 2²⁸ triangles are left after.
  pendingLimit = 256,
};

/// The longest axis; of equally long ones the first.
INLINE int longestAxis(float x, float y, float z) {
  return x >= y ? (x >= z ? 0 : 2) : (y >= z ? 1 : 2);
}

/// Derives what is derived; false for a ray that can hit nothing.
INLINE bool prepare(
    Ray *ray, const CairnTriangleTree *tree, const float *origin, const float *direction,
    float after) {
  float sizes[3], reach = 0;
  for (int axis = 0; axis < 3; axis++) {
    sizes[axis] = fabsf(direction[axis]);
    float below = fabsf(tree->low[axis] - origin[axis]);
    float above = fabsf(tree->high[axis] - origin[axis]);
    reach = below > reach ? below : reach;
    reach = above > reach ? above : reach;
  }
  // All comparisons are false with NaN.
  bool isSound = fabsf(origin[0]) < farthest && fabsf(origin[1]) < farthest &&
                 fabsf(origin[2]) < farthest && sizes[0] < 1e18f && sizes[1] < 1e18f &&
                 sizes[2] < 1e18f;
  int z = longestAxis(sizes[0], sizes[1], sizes[2]);
  float most = sizes[z];
  if (!isSound || !(most > 1e-18f)) return false;
  ray->x = z == 2 ? 0 : z + 1;
  ray->y = z == 0 ? 2 : z - 1;
  ray->z = z;
  ray->originX = origin[ray->x];
  ray->originY = origin[ray->y];
  ray->originZ = origin[z];
  ray->shearX = direction[ray->x] / direction[z];
  ray->shearY = direction[ray->y] / direction[z];
  ray->inverseZ = 1 / direction[z];
  ray->after = after;
  for (int axis = 0; axis < 3; axis++) {
    // Rounding moves corners by up to six units in the last place of their distance from the
    // origin. A box looks larger by more than that, so that what a ray hits is never culled.
    float margin = reach * 0x1p-21f, ownMargin = fabsf(origin[axis]) * 0x1p-22f;
    margin = margin > ownMargin ? margin : ownMargin;
    bool isUp = direction[axis] >= 0;
    // No longer than the margin can be crossed along an axis that counts as this short.
    float least = most * 0x1p-40f;
    float size = sizes[axis] > least ? sizes[axis] : least;
    float inverse = (isUp ? 1.0f : -1.0f) / size;
    ray->nearRow[axis] = 8 * axis + (isUp ? 0 : 24);
    ray->farRow[axis] = 8 * axis + (isUp ? 24 : 0);
    ray->nearOrigin[axis] = isUp ? origin[axis] + margin : origin[axis] - margin;
    ray->farOrigin[axis] = isUp ? origin[axis] - margin : origin[axis] + margin;
    ray->nearInverse[axis] = inverse * (1 - 0x1p-21f);
    ray->farInverse[axis] = inverse * (1 + 0x1p-21f);
  }
  return true;
}

/// Where a ray enters the boxes of a node's children; a mask of those that it meets.
INLINE uint32_t enter(const float *node, const Ray *ray, float within, F8 *entries) {
  F8 nearX = (load8(node + ray->nearRow[0]) - ray->nearOrigin[0]) * ray->nearInverse[0];
  F8 nearY = (load8(node + ray->nearRow[1]) - ray->nearOrigin[1]) * ray->nearInverse[1];
  F8 nearZ = (load8(node + ray->nearRow[2]) - ray->nearOrigin[2]) * ray->nearInverse[2];
  F8 farX = (load8(node + ray->farRow[0]) - ray->farOrigin[0]) * ray->farInverse[0];
  F8 farY = (load8(node + ray->farRow[1]) - ray->farOrigin[1]) * ray->farInverse[1];
  F8 farZ = (load8(node + ray->farRow[2]) - ray->farOrigin[2]) * ray->farInverse[2];
  F8 entry = greater8(greater8(nearX, nearY), greater8(nearZ, (F8)ray->after));
  F8 exit = lesser8(lesser8(farX, farY), lesser8(farZ, (F8)within));
  *entries = entry;
  return bits8(entry <= exit);
}

/// Meets the triangles of a pack; whether any was hit.
INLINE bool meet(const float *pack, const Ray *ray, Hit *best, bool isAnyEnough) {
  const float *x = pack + 24 * ray->x, *y = pack + 24 * ray->y, *z = pack + 24 * ray->z;
  F8 az = load8(z) - ray->originZ;
  F8 bz = load8(z + 8) - ray->originZ;
  F8 cz = load8(z + 16) - ray->originZ;
  F8 ax = (load8(x) - ray->originX) - ray->shearX * az;
  F8 bx = (load8(x + 8) - ray->originX) - ray->shearX * bz;
  F8 cx = (load8(x + 16) - ray->originX) - ray->shearX * cz;
  F8 ay = (load8(y) - ray->originY) - ray->shearY * az;
  F8 by = (load8(y + 8) - ray->originY) - ray->shearY * bz;
  F8 cy = (load8(y + 16) - ray->originY) - ray->shearY * cz;
  F8 a = cx * by - cy * bx;
  F8 b = ax * cy - ay * cx;
  F8 c = bx * ay - by * ax;
  // From either side. Where there is no triangle all is NaN, which only the last test is sure to
  // see.
  I8 isInside = (lesser8(lesser8(a, b), c) >= 0.0f) | (greater8(greater8(a, b), c) <= 0.0f);
  if (bits8(isInside) == 0) return false;
  F8 sum = (a + b) + c;
  F8 distances = ((a * az + b * bz) + c * cz) / sum * ray->inverseZ;
  uint32_t mask =
      bits8(isInside & (distances > ray->after) & (distances <= best->distance));
  if (mask == 0) return false;
  if (isAnyEnough) return true;
  float each[8], weightsB[8], weightsC[8];
  memcpy(each, &distances, sizeof distances);
  F8 u = b / sum, v = c / sum;
  memcpy(weightsB, &u, sizeof u);
  memcpy(weightsC, &v, sizeof v);
  for (; mask != 0; mask &= mask - 1) {
    int lane = __builtin_ctz(mask);
    uint32_t triangle;
    memcpy(&triangle, pack + 72 + lane, sizeof triangle);
    if (each[lane] < best->distance ||
        (each[lane] == best->distance && triangle < best->triangle)) {
      *best = (Hit){each[lane], triangle, weightsB[lane], weightsC[lane]};
    }
  }
  return true;
}

/// A node or pack still to be looked at: where it is entered, above its reference. Distances are
/// not negative, so these sort like them.
INLINE uint64_t pend(float entry, uint32_t reference) {
  return (uint64_t)__builtin_bit_cast(uint32_t, entry) << 32 | reference;
}

/// Finds the nearest hit, or any, from a node or pack on; whether there is one.
INLINE bool cast(
    const CairnTriangleTree *tree, uint32_t reference, const Ray *ray, Hit *best,
    bool isAnyEnough) {
  uint64_t pending[pendingLimit];
  int64_t count = 0;
  while (true) {
    if ((reference & cairnPackFlag) == 0) {
      const float *node = tree->nodes + (int64_t)cairnNodeSize * reference;
      F8 entries;
      uint32_t mask = enter(node, ray, best->distance, &entries);
      if (mask != 0) {
        const uint32_t *references = (const uint32_t *)(node + 48);
        uint32_t child = (uint32_t)__builtin_ctz(mask);
        mask &= mask - 1;
        if (mask == 0) {
          reference = references[child];
          continue;
        }
        float each[8];
        memcpy(each, &entries, sizeof entries);
        // The nearest of all is next, the others wait, the farthest deepest.
        uint64_t nearest = pend(each[child], references[child]);
        int64_t first = count;
        for (; mask != 0; mask &= mask - 1) {
          child = (uint32_t)__builtin_ctz(mask);
          uint64_t other = pend(each[child], references[child]);
          uint64_t farther = other < nearest ? nearest : other;
          nearest = other < nearest ? other : nearest;
          int64_t place = count++;
          for (; place > first && pending[place - 1] < farther; place--) {
            pending[place] = pending[place - 1];
          }
          pending[place] = farther;
        }
        reference = (uint32_t)nearest;
        continue;
      }
    } else {
      const float *pack = tree->packs + (int64_t)cairnPackSize * (reference & ~cairnPackFlag);
      if (meet(pack, ray, best, isAnyEnough) && isAnyEnough) return true;
    }
    do {
      if (count-- == 0) return best->triangle != UINT32_MAX;
    } while (__builtin_bit_cast(float, (uint32_t)(pending[count] >> 32)) > best->distance);
    reference = (uint32_t)pending[count];
  }
}
