// Squared distances to boxes and to points of a tree (CPointTree.h), for one instruction set.

/// How far a coordinate is outside of a range, given both differences; NaN stays NaN.
INLINE F8 outside8(F8 below, F8 above) {
  F8 most = below > above ? below : above;
  return 0.0f > most ? (F8)0.0f : most;
}

INLINE F16 outside16(F16 below, F16 above) {
  F16 most = below > above ? below : above;
  return 0.0f > most ? (F16)0.0f : most;
}

/// Squared distances between a box and the boxes of a node's children.
INLINE F8 childDistances(const float *node, const float *low, const float *high) {
  F8 x = outside8(load8(node) - high[0], low[0] - load8(node + 24));
  F8 y = outside8(load8(node + 8) - high[1], low[1] - load8(node + 32));
  F8 z = outside8(load8(node + 16) - high[2], low[2] - load8(node + 40));
  return (x * x + y * y) + z * z;
}

/// Squared distances between a place and the points of a leaf.
INLINE F16 leafDistances(const float *leaf, const float *place) {
  F16 x = load16(leaf) - place[0];
  F16 y = load16(leaf + 16) - place[1];
  F16 z = load16(leaf + 32) - place[2];
  return (x * x + y * y) + z * z;
}
