// Makes nodes of eight children (CTriangleTree.h), for one instruction set.

enum {
  /// From so many levels on ranges are halved by number, so that no tree is deeper than a ray's
  /// list of pending nodes allows.
  balancedLevel = 16,
};

typedef struct {
  const CairnTriangleSorter *sorter;
  /// The first place for nodes and packs.
  int64_t start;
  CairnSubtree made;
} Subtree;

/// Which child to cut next: the one that most rays meet, or the fullest one; -1 for none.
INLINE int nextToCut(const CairnTriangleRange *children, int count, bool isBalanced) {
  int next = -1;
  float most = -1;
  for (int child = 0; child < count; child++) {
    int64_t size = children[child].end - children[child].start;
    if (size <= cairnPackWidth) continue;
    float score = isBalanced ? (float)size : halfArea(load8(children[child].box));
    if (score > most) {
      most = score;
      next = child;
    }
  }
  return next;
}

static uint32_t makeSubtree(Subtree *subtree, const CairnTriangleRange *range, int level) {
  CairnTriangleRecord *records = subtree->sorter->records;
  int64_t size = range->end - range->start;
  if (size <= cairnPackWidth) {
    subtree->sorter->packs[subtree->start + subtree->made.packCount] = range->start * 16 + size;
    return (uint32_t)subtree->made.packCount++ | cairnPackFlag;
  }
  CairnTriangleRange children[8] = {*range};
  int count = 1;
  bool isBalanced = level >= balancedLevel;
  while (count < 8) {
    int next = nextToCut(children, count, isBalanced);
    if (next < 0) break;
    CairnTriangleRange whole = children[next];
    if (isBalanced) {
      halve(records, &whole, &children[next], &children[count]);
    } else {
      CAIRN_SET(cairnSplitTriangles)(records, &whole, &children[next], &children[count]);
    }
    count++;
  }
  int64_t number = subtree->made.nodeCount++;
  float *node = subtree->sorter->nodes + cairnNodeSize * (subtree->start + number);
  for (int child = 0; child < 8; child++) {
    bool isThere = child < count;
    for (int axis = 0; axis < 3; axis++) {
      node[8 * axis + child] = isThere ? -children[child].box[axis] : INFINITY;
      node[24 + 8 * axis + child] = isThere ? children[child].box[4 + axis] : -INFINITY;
    }
    uint32_t reference = isThere ? makeSubtree(subtree, &children[child], level + 1) : 0;
    memcpy(node + 48 + child, &reference, sizeof reference);
    node[56 + child] = 0;
  }
  return (uint32_t)number;
}

CAIRN_BUILD_SUBTREE(CAIRN_SET(cairnBuildSubtree)) {
  Subtree subtree = {sorter, range->start, {0, 0, 0}};
  subtree.made.root = makeSubtree(&subtree, range, 0);
  return subtree.made;
}
