import CairnGeometry

/// Points sorted into cubic cells: which cell each point is in, and where the cells are.
///
/// Cells are numbered in the order of their first point. Points with a NaN or infinite coordinate
/// are in no cell.
public struct VoxelGrid: Sendable {
  /// Edge of a voxel, in the unit of the cloud.
  public let edge: Float
  /// The voxel of each point; -1 for points that are not finite.
  public let voxelOfPoint: [Int32]
  /// The mean of the points of each voxel.
  public let centers: [SIMD3<Float>]
  /// How many points each voxel has.
  public let pointCounts: [Int32]

  /// The number of occupied voxels.
  public var count: Int { centers.count }

  /// Sorts points into voxels of a given edge, the corner of one of them at the origin.
  ///
  /// - Parameters:
  ///   - points: Positions, in the unit of the cloud.
  ///   - edge: Edge of a voxel; positive and finite.
  /// - Complexity: O(*n*).
  public init(_ points: [SIMD3<Float>], edge: Float) {
    precondition(edge > 0 && edge.isFinite, "a voxel cannot have an edge of \(edge)")
    var table = CellTable(capacity: points.count)
    var voxelOfPoint: [Int32] = []
    voxelOfPoint.reserveCapacity(points.count)
    var sums: [SIMD3<Double>] = []
    var counts: [Int32] = []
    for point in points {
      guard point.isFinite else {
        voxelOfPoint.append(-1)
        continue
      }
      let voxel = table.number(of: CellTable.cell(of: point, edge: edge))
      if voxel == sums.count {
        sums.append(.zero)
        counts.append(0)
      }
      sums[voxel] += SIMD3<Double>(point)
      counts[voxel] += 1
      voxelOfPoint.append(Int32(voxel))
    }
    self.edge = edge
    self.voxelOfPoint = voxelOfPoint
    pointCounts = counts
    centers = zip(sums, counts).map { SIMD3<Float>($0 / Double($1)) }
  }

  /// Sorts points into about `count` voxels: the edge is found by bisection.
  ///
  /// - Parameters:
  ///   - points: Positions, in the unit of the cloud.
  ///   - count: How many voxels to fill, at most; 90 to 100 % of it where the points allow it.
  /// - Complexity: O(*n*) times the steps of the bisection, 30 at most.
  public init(_ points: [SIMD3<Float>], occupying count: Int) {
    self.init(points, edge: Self.edge(occupying: count, of: points))
  }

  /// The edge at which points fill about `count` voxels; 1 where all points are one.
  static func edge(occupying count: Int, of points: [SIMD3<Float>]) -> Float {
    let longest = Box(bounding: points).size.max()
    guard longest > 0, longest.isFinite else { return 1 }
    var (low, high) = (longest * 1e-9, longest * 2)
    // A surface of n voxels of edge e has an area of n e²: a first guess near the end.
    var middle = longest / Float(max(count, 1)).squareRoot()
    for _ in 0..<30 {
      let occupied = CellTable.occupied(by: points, edge: middle, limit: count)
      if occupied > count {
        low = middle
      } else {
        high = middle
        if Double(occupied) >= 0.9 * Double(count) { break }
      }
      let guess = middle * (Float(occupied) / Float(max(count, 1)) / 0.95).squareRoot()
      middle = occupied <= count && guess > low && guess < high ? guess : (low * high).squareRoot()
      if high / low < 1.001 { break }
    }
    return high
  }
}
