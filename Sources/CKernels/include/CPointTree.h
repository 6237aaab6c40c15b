// A tree of boxes over points, built and searched; compiled once per instruction set.
//
// Squared distances are (dx·dx + dy·dy) + dz·dz in single precision without fused operations, so that
// all instruction sets give the same bits.
#ifndef CAIRN_POINT_TREE_H
#define CAIRN_POINT_TREE_H

#include <stdbool.h>
#include <stdint.h>

/// A tree of boxes: leaves of 16 points, nodes of 8 children.
///
/// Child c of node i is node 8i + c of the level below; level 0 are the leaves.
typedef struct {
  /// 64 floats a leaf: x[16], y[16], z[16], and the bits of index[16]; NaN where there is no point.
  const float *leaves;
  /// 48 floats a node: low x[8], y[8], z[8], high x[8], y[8], z[8] of its children; NaN for none.
  const float *boxes;
  /// How many points there are.
  int64_t count;
  /// The level of the root, at least 1.
  int64_t rootLevel;
  /// The first node of each level.
  int64_t start[12];
  /// How many leaves there are.
  int64_t leafCount;
} CairnPointTree;

/// Points that are being sorted into leaves: four floats each, x, y, z and the bits of the index.
typedef struct {
  /// Two buffers of the same size. The leaves come into the first, which is a multiple of 256 bytes.
  float *first, *second;
  /// Receives the boxes of the leaves, in nodes of 48 floats.
  float *boxes;
} CairnPointSorter;

/// A range of points that is still to be sorted.
typedef struct {
  /// Positions, `start` a multiple of 16.
  int64_t start, end;
  /// How many leaves a child of the node at hand holds: a power of 8.
  int64_t leavesPerChild;
  /// Which of the two buffers the points are in.
  bool isInFirst;
} CairnPointRange;

/// Halves a range along its longest side, so that the left part fills whole subtrees.
///
/// - Parameters:
///   - scratch: Room for as many floats as there are points, and 64 more.
/// Returns whether there was more than one leaf.
#define CAIRN_HALVE(name) \
  bool name( \
      const CairnPointSorter *sorter, CairnPointRange range, float *scratch, \
      CairnPointRange *left, CairnPointRange *right)

/// Sorts a range into leaves, and computes their boxes.
#define CAIRN_SORT_POINTS(name) \
  void name(const CairnPointSorter *sorter, CairnPointRange range, float *scratch)

/// No more neighbors than this can be asked for.
enum { cairnNearestLimit = 64 };

/// Finds the points nearest to each of many places.
///
/// - Parameters:
///   - queryCount: How many places.
///   - queries: Four floats a place: x, y, z and one that is not read; all finite.
///   - order: Which places to take one after the other; best if each is near the one before.
///   - k: How many to find for each, 1 to `cairnNearestLimit`.
///   - squaredBound: Points beyond are not found; infinite for none.
///   - indices: Receives k indices for each place, at its place in `queries`: nearest first, equally
///     near ones by index; -1 where there are fewer.
///   - squaredDistances: Receives the same of squared distances, infinite where there are fewer.
#define CAIRN_NEAREST(name) \
  void name( \
      const CairnPointTree *tree, int64_t queryCount, const float *queries, const uint32_t *order, \
      int32_t k, float squaredBound, int32_t *indices, float *squaredDistances)

/// Finds the points nearest to each point of some leaves, itself among them.
///
/// - Parameters:
///   - firstLeaf: The first of them.
///   - leafCount: How many.
///   - k: How many to find for each, 1 to `cairnNearestLimit`.
///   - byRank: Whether points are numbered by their place in the leaves, answers one after the other
///     from the first leaf on; otherwise all is by index.
///   - indices: Receives k numbers for each point, as `CAIRN_NEAREST` does.
///   - squaredDistances: Receives the same of squared distances; none where it is null.
#define CAIRN_NEAREST_OF_LEAVES(name) \
  void name( \
      const CairnPointTree *tree, int64_t firstLeaf, int64_t leafCount, int32_t k, bool byRank, \
      int32_t *indices, float *squaredDistances)

/// Finds all points at most a distance away from a place.
///
/// - Parameters:
///   - query: x, y, z.
///   - squaredRadius: The square of the distance.
///   - capacity: How many there is room for.
///   - indices: Receives indices, in the order of the leaves.
///   - squaredDistances: Receives squared distances.
/// Returns how many there are, or -1 where there are more than fit.
#define CAIRN_WITHIN(name) \
  int64_t name( \
      const CairnPointTree *tree, const float *query, float squaredRadius, int64_t capacity, \
      int32_t *indices, float *squaredDistances)

/// Finds all points at most a distance away from each point of a leaf.
///
/// - Parameters:
///   - counts: Receives how many each point of the leaf has around it, itself among them.
/// Returns how many there are in all, or -1 where there are more than fit.
#define CAIRN_WITHIN_OF_LEAF(name) \
  int64_t name( \
      const CairnPointTree *tree, int64_t leaf, float squaredRadius, int64_t capacity, \
      int32_t *indices, float *squaredDistances, int32_t *counts)

/// Fits planes to 16 sets of points.
///
/// - Parameters:
///   - sums: Ten rows of 16: the weights of the points and the weighted sums of their x, y, z, xx, yy,
///     zz, xy, yz, xz, relative to some point of the set; all zero for a set without a plane.
///   - normals: Receives rows of x, y and z: unit vectors across the planes, on either side; zero
///     where the points are all in one place.
///   - curvatures: Receives the smallest eigenvalue's share in the sum of all three.
#define CAIRN_FIT_PLANES(name) void name(const float *sums, float *normals, float *curvatures)

/// Fits planes to the points nearest to each point of some leaves, itself among them.
///
/// - Parameters:
///   - k: How many points, 1 to `cairnNearestLimit`.
///   - ranks: Room for 16 k numbers.
///   - squaredDistances: Room for 16 k numbers.
///   - planes: Receives four rows of 16 a leaf: normals' x, y and z, and curvatures.
#define CAIRN_PLANES_OF_LEAVES(name) \
  void name( \
      const CairnPointTree *tree, int64_t firstLeaf, int64_t leafCount, int32_t k, \
      int32_t *ranks, float *squaredDistances, float *planes)

#define CAIRN_DECLARE_TREES(set) \
  CAIRN_HALVE(cairnHalve##set); \
  CAIRN_SORT_POINTS(cairnSortPoints##set); \
  CAIRN_NEAREST(cairnNearest##set); \
  CAIRN_NEAREST_OF_LEAVES(cairnNearestOfLeaves##set); \
  CAIRN_WITHIN(cairnWithin##set); \
  CAIRN_WITHIN_OF_LEAF(cairnWithinOfLeaf##set); \
  CAIRN_FIT_PLANES(cairnFitPlanes##set); \
  CAIRN_PLANES_OF_LEAVES(cairnPlanesOfLeaves##set);

CAIRN_DECLARE_TREES(Baseline)
#if defined(__x86_64__)
CAIRN_DECLARE_TREES(AVX2)
CAIRN_DECLARE_TREES(AVX512)
#endif

/// What trees are built and searched with.
typedef struct {
  CAIRN_HALVE((*halve));
  CAIRN_SORT_POINTS((*sortPoints));
  CAIRN_NEAREST((*nearest));
  CAIRN_NEAREST_OF_LEAVES((*nearestOfLeaves));
  CAIRN_WITHIN((*within));
  CAIRN_WITHIN_OF_LEAF((*withinOfLeaf));
  CAIRN_FIT_PLANES((*fitPlanes));
  CAIRN_PLANES_OF_LEAVES((*planesOfLeaves));
} CairnTreeKernels;

/// The kernels of an instruction set: 0 baseline, 1 AVX2, 2 AVX-512.
CairnTreeKernels cairnTreeKernels(int32_t instructionSet);

#endif
