#include "CEmbreeRays.h"

#include <embree3/rtcore.h>
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

static RTCDevice device(void) {
  static RTCDevice only;
  if (!only) only = rtcNewDevice("threads=1,set_affinity=0");
  return only;
}

void *embreeScene(
    const float *positions, int64_t positionCount, const uint32_t *triangles,
    int64_t triangleCount) {
  RTCScene scene = rtcNewScene(device());
  RTCGeometry geometry = rtcNewGeometry(device(), RTC_GEOMETRY_TYPE_TRIANGLE);
  rtcSetSharedGeometryBuffer(
      geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3, positions, 0, 16,
      (size_t)positionCount);
  rtcSetSharedGeometryBuffer(
      geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3, triangles, 0, 16,
      (size_t)triangleCount);
  rtcCommitGeometry(geometry);
  rtcAttachGeometry(scene, geometry);
  rtcReleaseGeometry(geometry);
  rtcCommitScene(scene);
  return scene;
}

void embreeRelease(void *scene) { rtcReleaseScene((RTCScene)scene); }

/// Fills ray `j` of a packet, or the only ray, with ray `i`.
#define FILL(ray, j, i) \
  do { \
    (ray).org_x j = origins[4 * (i)]; \
    (ray).org_y j = origins[4 * (i) + 1]; \
    (ray).org_z j = origins[4 * (i) + 2]; \
    (ray).dir_x j = directions[4 * (i)]; \
    (ray).dir_y j = directions[4 * (i) + 1]; \
    (ray).dir_z j = directions[4 * (i) + 2]; \
    (ray).tnear j = after; \
    (ray).tfar j = within; \
    (ray).time j = 0; \
    (ray).mask j = UINT32_MAX; \
    (ray).flags j = 0; \
  } while (0)

#define CAST_PACKETS(width) \
  do { \
    for (int64_t i = 0; i < count; i += width) { \
      struct RTCRayHit##width packet; \
      for (int64_t j = 0; j < width; j++) { \
        FILL(packet.ray, [j], i + j); \
        packet.hit.geomID[j] = RTC_INVALID_GEOMETRY_ID; \
        packet.hit.instID[0][j] = RTC_INVALID_GEOMETRY_ID; \
      } \
      if (isAnyEnough) { \
        rtcOccluded##width(all, (RTCScene)scene, &context, &packet.ray); \
      } else { \
        rtcIntersect##width(all, (RTCScene)scene, &context, &packet); \
      } \
      for (int64_t j = 0; j < width; j++) distances[i + j] = packet.ray.tfar[j]; \
    } \
  } while (0)

void embreeCast(
    void *scene, EmbreeForm form, bool isAnyEnough, bool isCoherent, const float *origins,
    const float *directions, int64_t count, float after, float within, float *distances) {
  struct RTCIntersectContext context;
  rtcInitIntersectContext(&context);
  context.flags =
      isCoherent ? RTC_INTERSECT_CONTEXT_FLAG_COHERENT : RTC_INTERSECT_CONTEXT_FLAG_INCOHERENT;
  _Alignas(64) int all[16];
  for (int i = 0; i < 16; i++) all[i] = -1;
#if defined(__x86_64__)
  // As Embree wants it: denormals are zero.
  unsigned int before = _mm_getcsr();
  _mm_setcsr(before | 0x8040);
#endif
  if (form == embreePacketsOf8) CAST_PACKETS(8);
  if (form == embreePacketsOf16) CAST_PACKETS(16);
  if (form == embreeSingle) {
    for (int64_t i = 0; i < count; i++) {
      struct RTCRayHit one;
      FILL(one.ray, , i);
      one.hit.geomID = one.hit.instID[0] = RTC_INVALID_GEOMETRY_ID;
      if (isAnyEnough) {
        rtcOccluded1((RTCScene)scene, &context, &one.ray);
      } else {
        rtcIntersect1((RTCScene)scene, &context, &one);
      }
      distances[i] = one.ray.tfar;
    }
  }
  if (form == embreeStream) {
    enum { length = 1024 };
    static struct RTCRayHit stream[length];
    for (int64_t start = 0; start < count; start += length) {
      int64_t part = count - start < length ? count - start : length;
      for (int64_t j = 0; j < part; j++) {
        FILL(stream[j].ray, , start + j);
        stream[j].hit.geomID = stream[j].hit.instID[0] = RTC_INVALID_GEOMETRY_ID;
      }
      if (isAnyEnough) {
        rtcOccluded1M(
            (RTCScene)scene, &context, &stream[0].ray, (unsigned)part, sizeof stream[0]);
      } else {
        rtcIntersect1M((RTCScene)scene, &context, stream, (unsigned)part, sizeof stream[0]);
      }
      for (int64_t j = 0; j < part; j++) distances[start + j] = stream[j].ray.tfar;
    }
  }
#if defined(__x86_64__)
  _mm_setcsr(before);
#endif
}
