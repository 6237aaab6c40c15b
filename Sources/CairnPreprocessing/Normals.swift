import CairnGeometry
import CairnKernels
import CairnSearch

/// The direction perpendicular to the surface at each point, and how far the surface is from flat.
public struct Normals: Sendable {
  /// Unit vectors, one per point; zero where fewer than three neighbors define no surface.
  public var vectors: [SIMD3<Float>]
  /// The share of the smallest eigenvalue in the sum of all three: 0 flat, 1/3 as thick as wide.
  public var curvatures: [Float]

  /// Fits a plane to the neighbors of each point (the point itself among them).
  ///
  /// - Parameters:
  ///   - points: Positions.
  ///   - neighbors: For each point, the points to fit.
  ///   - viewpoint: Where normals shall point to; without it their sides are arbitrary.
  /// - Complexity: O(number of neighbors).
  public init(of points: [SIMD3<Float>], neighbors: [[Neighbor]], toward viewpoint: SIMD3<Float>?) {
    let fits: [(SIMD3<Float>, Float)] = concurrentMap(points.count) { index in
      let center = points[index]
      var covariance = Covariance()
      for neighbor in neighbors[index] { covariance.add(points[neighbor.index] - center) }
      guard neighbors[index].count >= 3 else { return (.zero, 0) }
      let (values, normal) = covariance.eigen()
      let sum = values.sum()
      let side = viewpoint.map { normal.dot($0 - center) } ?? 1
      return (side < 0 ? -normal : normal, sum > 0 ? max(values.x, 0) / sum : 0)
    }
    vectors = fits.map(\.0)
    curvatures = fits.map(\.1)
  }

  /// Fits a plane to the `k` nearest points of each point.
  public init(of points: [SIMD3<Float>], k: Int, toward viewpoint: SIMD3<Float>? = nil) {
    let table = KDTree(points).nearest(k, toEach: points)
    let neighbors = points.indices.map { table[$0] }
    self.init(of: points, neighbors: neighbors, toward: viewpoint)
  }

  /// Fits a plane to all points within a radius of each point.
  public init(of points: [SIMD3<Float>], radius: Float, toward viewpoint: SIMD3<Float>? = nil) {
    let lists = KDTree(points).neighbors(within: radius, ofEach: points)
    let neighbors = points.indices.map { lists[$0] }
    self.init(of: points, neighbors: neighbors, toward: viewpoint)
  }
}
