import CairnGeometry
import CairnKernels
import CairnSearch

/// The direction perpendicular to the surface at each point, and how far the surface is from flat.
///
/// The surface at a point is the plane that fits its neighbors best: the normal is the eigenvector of
/// the smallest eigenvalue of their covariance (Hoppe et al., "Surface reconstruction from
/// unorganized points", 1992, section 3.2).
public struct Normals: Sendable, Equatable {
  /// Unit vectors, one per point; zero where fewer than three neighbors define no surface.
  public var vectors: [SIMD3<Float>]
  /// The share of the smallest eigenvalue in the sum of all three: 0 flat, 1/3 as thick as wide.
  public var curvatures: [Float]

  /// Fits a plane to the `k` nearest points of each point (the point itself among them).
  ///
  /// - Parameters:
  ///   - points: Positions; those with a NaN or infinite coordinate have no normal.
  ///   - k: How many points, 3 or more.
  ///   - viewpoint: Where normals shall point to; without it their sides are arbitrary.
  /// - Complexity: O(*n* log *n* + *n* *k*).
  public init(of points: [SIMD3<Float>], k: Int, toward viewpoint: SIMD3<Float>? = nil) {
    guard k <= PointTree.nearestLimit else {
      self.init(of: points, neighbors: KDTree(points).nearestToEachPoint(k), toward: viewpoint)
      return
    }
    let fits = PointTree(points.span).planesOfEachPoint(max(k, 1), pointCount: points.count)
    self.init(fits, of: points, toward: viewpoint)
  }

  /// Fits a plane to all points within a radius of each point.
  ///
  /// - Parameters:
  ///   - points: Positions; those with a NaN or infinite coordinate have no normal.
  ///   - radius: In the unit of the cloud.
  ///   - viewpoint: Where normals shall point to; without it their sides are arbitrary.
  /// - Complexity: O(*n* log *n* + number of neighbors).
  public init(of points: [SIMD3<Float>], radius: Float, toward viewpoint: SIMD3<Float>? = nil) {
    let tree = KDTree(points)
    let sums = concurrentlyWritten(points.count, empty: PlaneSums()) { write in
      tree.visitNeighborsOfEachPoint(within: radius) { point, neighbors, _ in
        var sums = PlaneSums()
        for slot in neighbors.indices { sums.add(points[Int(neighbors[slot])] - points[point]) }
        write(point, sums)
      }
    }
    self.init(fittedPlanes(points.count) { sums[$0] }, of: points, toward: viewpoint)
  }

  /// Fits a plane to given neighbors of each point.
  ///
  /// - Parameters:
  ///   - points: Positions.
  ///   - neighbors: For each point, the points to fit.
  ///   - viewpoint: Where normals shall point to; without it their sides are arbitrary.
  /// - Complexity: O(number of neighbors).
  public init(
    of points: [SIMD3<Float>], neighbors: NeighborTable, toward viewpoint: SIMD3<Float>? = nil
  ) {
    let fits = fittedPlanes(points.count) { point in
      var sums = PlaneSums()
      for slot in point * neighbors.width..<(point + 1) * neighbors.width {
        let neighbor = Int(neighbors.indices[slot])
        if neighbor >= 0 { sums.add(points[neighbor] - points[point]) }
      }
      return sums
    }
    self.init(fits, of: points, toward: viewpoint)
  }

  private init(_ fits: PlaneFits, of points: [SIMD3<Float>], toward viewpoint: SIMD3<Float>?) {
    vectors = fits.normals
    curvatures = fits.curvatures
    guard let viewpoint else { return }
    for (index, point) in points.enumerated() where vectors[index].dot(viewpoint - point) < 0 {
      vectors[index] = -vectors[index]
    }
  }
}
