// A tree of boxes over triangles, built and met by rays; compiled once per instruction set.
//
// All arithmetic is in single precision without fused operations, so that all instruction sets give
// the same bits.
#ifndef CAIRN_TRIANGLE_TREE_H
#define CAIRN_TRIANGLE_TREE_H

#include <stdbool.h>
#include <stdint.h>

enum {
  /// Floats a node: low x[8], y[8], z[8], high x[8], y[8], z[8] of its children, the bits of their
  /// references[8], and eight that are not used. A missing child has infinite lows, so nothing is
  /// in it.
  cairnNodeSize = 64,
  /// Floats a pack of eight triangles: for x, then y, then z the first, second and third
  /// corners[8], and the bits of index[8]; NaN where there is no triangle.
  cairnPackSize = 80,
  /// How many triangles a pack holds.
  cairnPackWidth = 8,
};

/// What a reference to a child has set where the child is a pack, not a node.
static const uint32_t cairnPackFlag = 1u << 31;

/// A tree of boxes: packs of up to eight triangles, nodes of up to eight children.
typedef struct {
  /// 64 floats a node; aligned to 64 bytes.
  const float *nodes;
  /// 80 floats a pack; aligned to 64 bytes.
  const float *packs;
  /// Node or pack to begin with.
  uint32_t root;
  /// The box of all triangles.
  float low[3], high[3];
} CairnTriangleTree;

/// A triangle while the tree is built: its box, lows negated, with its index in lane 3.
///
/// With the lows negated, one maximum unites two boxes. Best aligned to its size.
typedef struct {
  float box[8];
} CairnTriangleRecord;

/// Records that are still to be put into a tree.
typedef struct {
  /// The box of the triangles, lows negated.
  float box[8];
  /// The box of the boxes' centers, times two, lows negated.
  float centers[8];
  /// Positions of the records.
  int64_t start, end;
} CairnTriangleRange;

/// Where a subtree is written to.
typedef struct {
  CairnTriangleRecord *records;
  /// Receives the nodes, from the range's start on; there is room for one node a record.
  float *nodes;
  /// Receives for each pack the position of its first record times 16 plus their number, from the
  /// range's start on; there is room for one pack a record.
  int64_t *packs;
} CairnTriangleSorter;

/// What a range has become: the references in its nodes count from its own first node and pack.
typedef struct {
  int64_t nodeCount, packCount;
  uint32_t root;
} CairnSubtree;

/// Computes the records of some triangles.
///
/// - Parameters:
///   - positions: Four floats a position, the fourth not read.
///   - positionCount: How many.
///   - triangles: Four numbers a triangle, the fourth not read: positions of its corners.
///   - start, end: Which triangles.
///   - records: Receives the records of those that can be hit, from the first on.
///   - range: Receives their boxes and where they begin and end, from 0 on.
/// Returns -1, or the first triangle that has a corner that is not there.
#define CAIRN_RECORD_TRIANGLES(name) \
  int64_t name( \
      const float *positions, int64_t positionCount, const uint32_t *triangles, int64_t start, \
      int64_t end, CairnTriangleRecord *records, CairnTriangleRange *range)

/// Cuts a range in two, by the surface area heuristic on sixteen bins an axis.
///
/// Wald, "On fast construction of SAH-based bounding volume hierarchies", 2007.
/// Returns whether there was more than one pack.
#define CAIRN_SPLIT_TRIANGLES(name) \
  bool name( \
      CairnTriangleRecord *records, const CairnTriangleRange *range, CairnTriangleRange *left, \
      CairnTriangleRange *right)

/// Makes a subtree of a range that is not empty.
#define CAIRN_BUILD_SUBTREE(name) \
  CairnSubtree name(const CairnTriangleSorter *sorter, const CairnTriangleRange *range)

/// Fills packs with corners.
///
/// - Parameters:
///   - records: All records.
///   - list: For each pack the position of its first record times 16 plus their number.
///   - packCount: How many packs.
///   - packs: Receives the packs; triangles by index.
#define CAIRN_FILL_PACKS(name) \
  void name( \
      const CairnTriangleRecord *records, const float *positions, const uint32_t *triangles, \
      const int64_t *list, int64_t packCount, float *packs)

/// What rays are cast.
typedef struct {
  /// Four floats an origin, the fourth not read; one for all rays where the stride is 0.
  const float *origins;
  /// Floats from one origin to the next: 4 or 0.
  int64_t originStride;
  /// Four floats a direction, the fourth not read; of any length.
  const float *directions;
  int64_t count;
  /// Hits must be farther than `after`, which is not negative, and not beyond `within`, in lengths
  /// of the direction.
  float after, within;
} CairnRays;

/// Finds the nearest hit of each ray, of several equally near ones that of the lowest index.
///
/// - Parameters:
///   - hits: Receives four floats a ray: distance in lengths of the direction, the bits of the
///     triangle's index, and the weights of its second and third corner; infinity, all bits set and
///     zeros where there is no hit.
#define CAIRN_NEAREST_HITS(name) \
  void name(const CairnTriangleTree *tree, const CairnRays *rays, float *hits)

/// Finds whether each ray hits anything.
///
/// - Parameters:
///   - isHidden: Receives 1 for a ray that hits something, otherwise 0.
#define CAIRN_HIDDEN(name) \
  void name(const CairnTriangleTree *tree, const CairnRays *rays, bool *isHidden)

#define CAIRN_DECLARE_RAYS(set) \
  CAIRN_RECORD_TRIANGLES(cairnRecordTriangles##set); \
  CAIRN_SPLIT_TRIANGLES(cairnSplitTriangles##set); \
  CAIRN_BUILD_SUBTREE(cairnBuildSubtree##set); \
  CAIRN_FILL_PACKS(cairnFillPacks##set); \
  CAIRN_NEAREST_HITS(cairnNearestHits##set); \
  CAIRN_HIDDEN(cairnHidden##set);

CAIRN_DECLARE_RAYS(Baseline)
#if defined(__x86_64__)
CAIRN_DECLARE_RAYS(AVX2)
CAIRN_DECLARE_RAYS(AVX512)
#endif

/// What trees over triangles are built and met with.
typedef struct {
  CAIRN_RECORD_TRIANGLES((*recordTriangles));
  CAIRN_SPLIT_TRIANGLES((*splitTriangles));
  CAIRN_BUILD_SUBTREE((*buildSubtree));
  CAIRN_FILL_PACKS((*fillPacks));
  CAIRN_NEAREST_HITS((*nearestHits));
  CAIRN_HIDDEN((*hidden));
} CairnRayKernels;

/// The kernels of an instruction set: 0 baseline, 1 AVX2, 2 AVX-512.
CairnRayKernels cairnRayKernels(int32_t instructionSet);

#endif
