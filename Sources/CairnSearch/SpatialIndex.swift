/// Finds the points near a place.
///
/// Points with a NaN or infinite coordinate are never found; asking about such a place finds
/// nothing. Neighbors come nearest first, equally near ones by index, so that every index gives the
/// same answer.
public protocol SpatialIndex: Sendable {
  /// The number of points handed over, those with NaN coordinates included.
  var count: Int { get }

  /// Returns the points nearest to a place, nearest first: `k` of them, or all there are.
  func nearest(_ k: Int, to place: SIMD3<Float>) -> [Neighbor]

  /// Returns all points at most `radius` away from a place, nearest first.
  func neighbors(within radius: Float, of place: SIMD3<Float>) -> [Neighbor]
}
