// The segmenters of the Point Cloud Library (PCL) that Cairn compares with, as functions of C.
//
// In a build without the package trait PCL each of them returns CAIRN_PCL_ABSENT. Points are given
// as x y z x y z …, all finite; colours as red green blue red … from 0 to 255. Groups are numbers
// from 0 on, -1 for none. What PCL throws becomes CAIRN_PCL_FAILED, with its words in `message`.
// No function keeps what it was given, prints, or depends on what was called before.
#ifndef CAIRN_PCL_H
#define CAIRN_PCL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { CAIRN_PCL_DONE = 0, CAIRN_PCL_FAILED = 1, CAIRN_PCL_ABSENT = 2 };

/// The length of the buffer for a message, its final zero included.
enum { CAIRN_PCL_MESSAGE_SIZE = 256 };

/// Points, and colours where there are any.
typedef struct {
  const float *positions;
  const uint8_t *colors;
  int64_t count;
} CairnPCLCloud;

/// PCL's version as 100000 · major + 100 · minor + revision; 0 in a build without it.
int32_t cairnPCLVersion(void);

/// Removes large planes, one after the other (SACSegmentation, RANSAC).
///
/// - `tolerance`: how far a point of a plane may be from it.
/// - `minimumShare`, `minimumCount`: a plane has at least that share of the points that are on none
///   yet, and so many.
/// - `restShare`: no plane is looked for where that share of all points, or less, is on none yet.
/// - `limit`: how many planes, at most.
/// - `groups`: receives the plane of each point.
/// - `normal`: receives the unit normal of the first plane; zeros where there is none.
int32_t cairnPCLPlanes(
    const CairnPCLCloud *cloud, float tolerance, float minimumShare, int32_t minimumCount,
    float restShare, int32_t limit, int32_t *groups, float *normal, char *message);

/// Connects points of group -1 by steps (EuclideanClusterExtraction); they get groups from `first` on.
int32_t cairnPCLClusters(
    const CairnPCLCloud *cloud, float distance, int32_t first, int32_t *groups, char *message);

/// Grows smooth regions (RegionGrowing; the regions are those of its getSegmentFromPoint).
///
/// - `normalNeighbors`, `neighbors`: of how many points a normal is made, and where a region grows to.
/// - `angle`: between normals of neighbors, in radians.
/// - `curvature`: a region does not grow on from points of a larger one.
int32_t cairnPCLRegions(
    const CairnPCLCloud *cloud, int32_t normalNeighbors, int32_t neighbors, float angle,
    float curvature, int32_t *groups, char *message);

/// Grows regions of like colour (RegionGrowingRGB); the cloud has colours.
///
/// - `distance`: how far neighbors and regions that are merged may be apart.
/// - `pointColor`, `regionColor`: how far colours of neighbors, and mean colours of regions that are
///   merged, may be apart.
/// - `minimumCount`: smaller regions are merged with a neighboring one.
int32_t cairnPCLColorRegions(
    const CairnPCLCloud *cloud, float distance, float pointColor, float regionColor,
    int32_t minimumCount, int32_t *groups, char *message);

/// Makes supervoxels and merges them across convex edges (SupervoxelClustering, LCCPSegmentation).
///
/// - `voxel`, `seed`: edge of a voxel of supervoxels; distance of their seeds.
/// - `colorImportance`: 0 for clouds without colours.
/// - `concavityTolerance`: in degrees.
/// - `smoothness`: supervoxels that are not smoothly joined are not merged, in multiples of `voxel`.
int32_t cairnPCLConvexParts(
    const CairnPCLCloud *cloud, float voxel, float seed, float colorImportance,
    float spatialImportance, float normalImportance, float concavityTolerance, float smoothness,
    int32_t *groups, char *message);

/// Cuts an object out (MinCutSegmentation) around points of it.
///
/// - `seeds`, `seedCount`: positions of the object; at least one.
/// - `radius`: horizontal (x, y) distance from the seeds at which points are background.
/// - `sigma`: the distance at which neighbors hang together by 1/e.
/// - `isObject`: receives 1 for points of the object, 0 for others.
int32_t cairnPCLMinimumCut(
    const CairnPCLCloud *cloud, const float *seeds, int64_t seedCount, float radius, float sigma,
    float sourceWeight, int32_t neighbors, uint8_t *isObject, char *message);

#ifdef __cplusplus
}
#endif

#endif
