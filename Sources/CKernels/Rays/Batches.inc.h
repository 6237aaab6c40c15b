// Casts many rays (CTriangleTree.h), for one instruction set.

/// Casts up to sixteen rays, together where they go together; how many have been cast.
INLINE int64_t castSome(
    const CairnTriangleTree *tree, const CairnRays *rays, int64_t first, bool isAnyEnough,
    Hits *best) {
  const float *origins = rays->origins + rays->originStride * first;
  const float *directions = rays->directions + 4 * first;
  // What overflows is no hit.
  float within = rays->within < 0x1.fffffep127f ? rays->within : 0x1.fffffep127f;
  *best = (Hits){within, 0, 0, UINT32_MAX};
  Packet packet;
  if (first + 16 <= rays->count && (tree->root & cairnPackFlag) == 0 &&
      prepare16(&packet, tree, origins, rays->originStride, directions, rays->after)) {
    if (rays->originStride == 0) {
      castTogether(tree, &packet, true, isAnyEnough, best);
    } else {
      castTogether(tree, &packet, false, isAnyEnough, best);
    }
    return 16;
  }
  int64_t count = rays->count - first < 16 ? rays->count - first : 16;
  for (int64_t i = 0; i < count; i++) {
    Ray ray;
    Hit own = {within, UINT32_MAX, 0, 0};
    if (!prepare(
            &ray, tree, origins + rays->originStride * i, directions + 4 * i, rays->after)) {
      continue;
    }
    bool isHit = cast(tree, tree->root, &ray, &own, isAnyEnough);
    best->distance[i] = isHit && isAnyEnough ? -INFINITY : own.distance;
    best->triangle[i] = own.triangle;
    best->u[i] = own.u;
    best->v[i] = own.v;
  }
  return count;
}

CAIRN_NEAREST_HITS(CAIRN_SET(cairnNearestHits)) {
  for (int64_t i = 0; i < rays->count;) {
    Hits best;
    int64_t count = castSome(tree, rays, i, false, &best);
    best.distance = best.triangle == UINT32_MAX ? (F16)INFINITY : best.distance;
    for (int64_t j = 0; j < count; j++) {
      Hit own = {best.distance[j], best.triangle[j], best.u[j], best.v[j]};
      memcpy(hits + 4 * (i + j), &own, sizeof own);
    }
    i += count;
  }
}

CAIRN_HIDDEN(CAIRN_SET(cairnHidden)) {
  for (int64_t i = 0; i < rays->count;) {
    Hits best;
    int64_t count = castSome(tree, rays, i, true, &best);
    uint32_t hidden = bits16(best.distance < 0.0f);
    for (int64_t j = 0; j < count; j++) isHidden[i + j] = hidden >> j & 1;
    i += count;
  }
}
