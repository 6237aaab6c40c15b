// What a build without the package trait PCL has in place of PCL.
#include "CPCL.h"

#ifndef CAIRN_WITH_PCL

int32_t cairnPCLVersion(void) { return 0; }

int32_t cairnPCLPlanes(
    const CairnPCLCloud *cloud, float tolerance, float minimumShare, int32_t minimumCount,
    float restShare, int32_t limit, int32_t *groups, float *normal, char *message) {
  return CAIRN_PCL_ABSENT;
}

int32_t cairnPCLClusters(
    const CairnPCLCloud *cloud, float distance, int32_t first, int32_t *groups, char *message) {
  return CAIRN_PCL_ABSENT;
}

int32_t cairnPCLRegions(
    const CairnPCLCloud *cloud, int32_t normalNeighbors, int32_t neighbors, float angle,
    float curvature, int32_t *groups, char *message) {
  return CAIRN_PCL_ABSENT;
}

int32_t cairnPCLColorRegions(
    const CairnPCLCloud *cloud, float distance, float pointColor, float regionColor,
    int32_t minimumCount, int32_t *groups, char *message) {
  return CAIRN_PCL_ABSENT;
}

int32_t cairnPCLConvexParts(
    const CairnPCLCloud *cloud, float voxel, float seed, float colorImportance,
    float spatialImportance, float normalImportance, float concavityTolerance, float smoothness,
    int32_t *groups, char *message) {
  return CAIRN_PCL_ABSENT;
}

int32_t cairnPCLMinimumCut(
    const CairnPCLCloud *cloud, const float *seeds, int64_t seedCount, float radius, float sigma,
    float sourceWeight, int32_t neighbors, uint8_t *isObject, char *message) {
  return CAIRN_PCL_ABSENT;
}

#endif
