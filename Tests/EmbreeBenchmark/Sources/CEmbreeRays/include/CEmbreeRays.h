// The few calls of Embree that are compared, on the arrays that Cairn takes.
#ifndef CAIRN_EMBREE_RAYS_H
#define CAIRN_EMBREE_RAYS_H

#include <stdbool.h>
#include <stdint.h>

/// Builds a scene of triangles on one thread.
///
/// - Parameters:
///   - positions: Four floats a position.
///   - triangles: Four numbers a triangle.
void *embreeScene(
    const float *positions, int64_t positionCount, const uint32_t *triangles,
    int64_t triangleCount);

void embreeRelease(void *scene);

/// How rays are given to Embree.
typedef enum {
  embreeSingle,
  embreePacketsOf8,
  embreePacketsOf16,
  embreeStream,
} EmbreeForm;

/// Casts rays, whose number is a multiple of 16.
///
/// - Parameters:
///   - isAnyEnough: Whether to look for any hit, not the nearest.
///   - isCoherent: What Embree is told of the rays.
///   - distances: Receives distances; of hidden rays negative infinity where any hit is enough.
void embreeCast(
    void *scene, EmbreeForm form, bool isAnyEnough, bool isCoherent, const float *origins,
    const float *directions, int64_t count, float after, float within, float *distances);

#endif
