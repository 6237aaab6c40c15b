import CairnGeometry

/// A table of cubic cells: fast for radii about as long as a cell.
public struct VoxelHash: SpatialIndex {
  private let points: [SIMD3<Float>]
  private let cellSize: Float
  private let cells: [SIMD3<Int32>: [Int32]]
  private let bounds: (low: SIMD3<Int32>, high: SIMD3<Int32>)

  /// Sorts points into cells.
  ///
  /// - Parameters:
  ///   - points: Those with a NaN or infinite coordinate are left out.
  ///   - cellSize: Edge of a cell, in the unit of the cloud; positive and finite.
  /// - Complexity: O(*n*).
  public init(_ points: [SIMD3<Float>], cellSize: Float) {
    precondition(cellSize > 0 && cellSize.isFinite, "a cell cannot have an edge of \(cellSize)")
    self.points = points
    self.cellSize = cellSize
    var cells: [SIMD3<Int32>: [Int32]] = [:]
    var low = SIMD3<Int32>(repeating: .max)
    var high = SIMD3<Int32>(repeating: .min)
    for (index, point) in points.enumerated() where point.isFinite {
      let cell = Self.cell(of: point, size: cellSize)
      cells[cell, default: []].append(Int32(index))
      low = pointwiseMin(low, cell)
      high = pointwiseMax(high, cell)
    }
    self.cells = cells
    bounds = (low, high)
  }

  /// The number of points, those with NaN coordinates included.
  public var count: Int { points.count }

  /// Returns the points nearest to a place, nearest first.
  public func nearest(_ k: Int, to place: SIMD3<Float>) -> [Neighbor] {
    guard k > 0, place.isFinite, !cells.isEmpty else { return [] }
    var radius = cellSize
    // Twice the radius until enough is inside; a sphere with k points holds the k nearest.
    while true {
      let found = neighbors(within: radius, of: place)
      if found.count >= k || radius == .infinity { return Array(found.prefix(k)) }
      // More cells than points: one look at all of them is cheaper.
      radius = radius > 16 * cellSize ? .infinity : radius * 2
    }
  }

  /// Returns all points at most `radius` away, nearest first.
  public func neighbors(within radius: Float, of place: SIMD3<Float>) -> [Neighbor] {
    guard radius >= 0, place.isFinite, !cells.isEmpty else { return [] }
    let low = pointwiseMax(Self.cell(of: place - radius, size: cellSize), bounds.low)
    let high = pointwiseMin(Self.cell(of: place + radius, size: cellSize), bounds.high)
    guard all(low .<= high) else { return [] }
    var found: [Neighbor] = []
    func look(at indices: [Int32]) {
      for index in indices {
        let squaredDistance = (points[Int(index)] - place).squaredLength
        if squaredDistance <= radius * radius {
          found.append(Neighbor(index: Int(index), squaredDistance: squaredDistance))
        }
      }
    }
    let size = SIMD3<Double>(high) - SIMD3<Double>(low) + 1
    if size.x * size.y * size.z > Double(cells.count) {
      for indices in cells.values { look(at: indices) }
    } else {
      for x in low.x...high.x {
        for y in low.y...high.y {
          for z in low.z...high.z {
            if let indices = cells[SIMD3(x, y, z)] { look(at: indices) }
          }
        }
      }
    }
    return found.sorted { $0.isBefore($1) }
  }

  /// Cells beyond the range of Int32 fall into the outermost ones, which only costs time.
  private static func cell(of point: SIMD3<Float>, size: Float) -> SIMD3<Int32> {
    let limit: Float = 2_000_000_000
    let scaled = (point / size).rounded(.down)
    return SIMD3<Int32>(
      scaled.clamped(
        lowerBound: SIMD3(repeating: -limit), upperBound: SIMD3(repeating: limit)))
  }
}
