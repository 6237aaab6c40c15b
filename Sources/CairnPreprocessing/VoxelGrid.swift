import CairnGeometry
import CairnKernels

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
  /// The first point of each voxel, ascending.
  public let firstPoints: [Int32]

  /// The number of occupied voxels.
  public var count: Int { centers.count }

  /// Sorts points into voxels of a given edge, the corner of one of them at the origin.
  ///
  /// - Parameters:
  ///   - points: Positions, in the unit of the cloud; fewer than 2³¹.
  ///   - edge: Edge of a voxel; positive and finite.
  /// - Complexity: O(*n*) on average.
  public init(_ points: [SIMD3<Float>], edge: Float) {
    precondition(edge > 0 && edge.isFinite, "a voxel cannot have an edge of \(edge)")
    precondition(points.count < Int32.max, "\(points.count) points are too many for a grid")
    let (voxelOfPoint, firstPoints) = Self.cells(of: points, edge: edge)
    var sums: [SIMD4<Double>] = []
    sums.append(addingCapacity: firstPoints.count) { output in
      preferLargePages(&output)
      output.append(repeating: .zero, count: firstPoints.count)
    }
    var total = sums.mutableSpan
    addPoints(points.span, numbers: voxelOfPoint.span, to: &total)
    self.edge = edge
    self.voxelOfPoint = voxelOfPoint
    self.firstPoints = firstPoints
    pointCounts = sums.map { Int32($0.w) }
    centers = sums.map { SIMD3<Float>(SIMD3($0.x, $0.y, $0.z) / $0.w) }
  }

  /// Takes cells for voxels.
  init(_ points: [SIMD3<Float>], edge: Float, cells: PointCells) {
    let firstPoints = (0..<cells.count).map { cell in
      cells.points(of: cell).reduce(Int32.max) { min($0, cells.rows[$1]) }
    }
    let order = (0..<cells.count).sorted { firstPoints[$0] < firstPoints[$1] }
    var voxelOfPoint = [Int32](repeating: -1, count: points.count)
    for (voxel, cell) in order.enumerated() {
      for position in cells.points(of: cell) {
        voxelOfPoint[Int(cells.rows[position])] = Int32(voxel)
      }
    }
    self.edge = edge
    self.voxelOfPoint = voxelOfPoint
    self.firstPoints = order.map { firstPoints[$0] }
    pointCounts = order.map { Int32(cells.points(of: $0).count) }
    centers = order.map { cell in
      let range = cells.points(of: cell)
      let first = points[Int(cells.rows[range.lowerBound])]
      let sum = range.reduce(SIMD3<Float>.zero) { $0 + (points[Int(cells.rows[$1])] - first) }
      return first + sum / Float(range.count)
    }
  }

  /// The voxel of each point, and the first point of each voxel.
  private static func cells(
    of points: [SIMD3<Float>], edge: Float
  ) -> (voxelOfPoint: [Int32], firstPoints: [Int32]) {
    var table = CellTable()
    var voxelOfPoint: [Int32] = []
    voxelOfPoint.append(addingCapacity: points.count) { output in
      preferLargePages(&output)
      table.number(points.span, edge: edge, into: &output)
    }
    return (voxelOfPoint, table.firstPoints)
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

  /// Chooses a point of each voxel by chance, each of its points as likely.
  ///
  /// - Parameter seed: Decides which points are chosen; the same ones at every call.
  /// - Returns: A point for each voxel.
  /// - Complexity: O(*n*).
  public func randomPoints(seed: UInt64) -> [Int32] {
    var generator = SplitMix64(seed: seed)
    var remaining = pointCounts.map { Int32.random(in: 0..<$0, using: &generator) }
    var chosen = firstPoints
    for (point, voxel) in voxelOfPoint.enumerated() where voxel >= 0 {
      if remaining[Int(voxel)] == 0 { chosen[Int(voxel)] = Int32(point) }
      remaining[Int(voxel)] -= 1
    }
    return chosen
  }

  /// The edge at which points fill about `count` voxels; 1 where all points are one, or nearly.
  static func edge(occupying count: Int, of points: [SIMD3<Float>]) -> Float {
    let longest = Box(bounding: points).size.max()
    guard longest.isNormal else { return 1 }
    var table = CellTable()
    var low = max(longest * 1e-9, .leastNormalMagnitude)
    var high = min(longest * 2, .greatestFiniteMagnitude)
    // A surface of n voxels of edge e has an area of n e²: a first guess near the end.
    var middle = max(longest / Float(max(count, 1)).squareRoot(), low)
    for _ in 0..<30 {
      let occupied = table.countCells(of: points.span, edge: middle, limit: count)
      if occupied > count {
        low = middle
      } else {
        high = middle
        if Double(occupied) >= 0.9 * Double(count) { break }
      }
      let guess = middle * (Float(occupied) / Float(max(count, 1)) / 0.95).squareRoot()
      middle = occupied <= count && guess > low && guess < high ? guess : Self.mean(low, high)
      if high / low < 1.001 { break }
    }
    return high
  }

  /// The geometric mean of two numbers, whose product need not be a Float.
  private static func mean(_ low: Float, _ high: Float) -> Float {
    let product = low * high
    return product.isNormal ? product.squareRoot() : low.squareRoot() * high.squareRoot()
  }
}
