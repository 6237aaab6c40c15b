import CairnGeometry
import CairnKernels

/// A table of the occupied cells of a cubic grid: the points of a cell, the cells around a cell, and
/// the points around a place; fast for radii about as long as a cell.
///
/// Voxels are numbered in the order of their first point. Points with a NaN or infinite coordinate are
/// in no voxel. Memory: 24 bytes a point and about 60 a voxel.
public struct VoxelHash: SpatialIndex {
  /// Edge of a cell, in the unit of the cloud.
  public let cellSize: Float
  /// The cell of each voxel: coordinates over ``cellSize``, rounded down; those beyond ±2·10⁹ count as
  /// that.
  public let cells: [SIMD3<Int32>]
  /// The voxel of each point; -1 for points that are not finite.
  public let voxelOfPoint: [Int32]
  /// The points of voxel *v* are at `offsets[v]..<offsets[v + 1]`.
  let offsets: [Int32]
  /// The points voxel by voxel, ascending in each.
  let order: [Int32]
  /// Positions in that order.
  let places: [SIMD3<Float>]
  private let table: CellTable
  private let bounds: (low: SIMD3<Int32>, high: SIMD3<Int32>)

  /// Sorts points into cells.
  ///
  /// - Parameters:
  ///   - points: Fewer than 2³¹; those with a NaN or infinite coordinate are left out.
  ///   - cellSize: Edge of a cell, in the unit of the cloud; positive and finite.
  /// - Complexity: O(*n*) on average.
  public init(_ points: [SIMD3<Float>], cellSize: Float) {
    precondition(cellSize > 0 && cellSize.isFinite, "a cell cannot have an edge of \(cellSize)")
    precondition(points.count < Int32.max, "\(points.count) points are too many for a voxel hash")
    var table = CellTable()
    var numbers: [Int32] = []
    numbers.append(addingCapacity: points.count) { output in
      table.number(points.span, edge: cellSize, into: &output)
    }
    self.cellSize = cellSize
    cells = table.firstPoints.map { CellTable.cell(of: points[Int($0)], edge: cellSize) }
    voxelOfPoint = numbers
    self.table = table
    (offsets, order) = rowsByNumber(numbers.span, count: table.count)
    places = order.map { points[Int($0)] }
    var low = SIMD3<Int32>(repeating: .max)
    var high = SIMD3<Int32>(repeating: .min)
    for cell in cells {
      low = pointwiseMin(low, cell)
      high = pointwiseMax(high, cell)
    }
    bounds = (low, high)
  }

  /// The number of points, those with NaN coordinates included.
  public var count: Int { voxelOfPoint.count }

  /// The number of occupied voxels.
  public var voxelCount: Int { cells.count }

  /// Returns the voxel at a cell; `nil` where no point is in it.
  ///
  /// - Complexity: O(1) on average.
  public func voxel(at cell: SIMD3<Int32>) -> Int? {
    guard all(cell .>= bounds.low), all(cell .<= bounds.high) else { return nil }
    return table.number(of: cell, among: cells.span)
  }

  /// Returns the voxel around a place; `nil` where no point is in it or the place is not finite.
  ///
  /// - Complexity: O(1) on average.
  public func voxel(around place: SIMD3<Float>) -> Int? {
    guard place.isFinite else { return nil }
    return voxel(at: CellTable.cell(of: place, edge: cellSize))
  }

  /// Returns the points of a voxel, ascending.
  public func points(of voxel: Int) -> ArraySlice<Int32> {
    order[Int(offsets[voxel])..<Int(offsets[voxel + 1])]
  }

  /// Returns the occupied voxels around a voxel, in the order of their cells (z outermost).
  ///
  /// - Parameters:
  ///   - voxel: A voxel, `0..<voxelCount`.
  ///   - connectivity: Which cells count as neighbors.
  /// - Returns: Their numbers; the voxel itself is not among them.
  /// - Complexity: O(1) on average.
  public func neighbors(of voxel: Int, connectivity: VoxelConnectivity) -> [Int] {
    connectivity.offsets.compactMap { self.voxel(at: cells[voxel] &+ $0) }
  }

  /// Calls back for each pair of voxels that are neighbors, once for each pair.
  ///
  /// - Complexity: O(*v*) on average, for *v* voxels.
  package func forEachPair(_ connectivity: VoxelConnectivity, _ body: (Int, Int) -> Void) {
    // The other half leads from the neighbor back.
    let offsets = connectivity.offsets.prefix(connectivity.count / 2)
    for (voxel, cell) in cells.enumerated() {
      for offset in offsets {
        if let other = self.voxel(at: cell &+ offset) { body(voxel, other) }
      }
    }
  }

  /// The voxels whose cells may hold points within a distance of a place, each once.
  func forEachVoxel(within radius: Float, of place: SIMD3<Float>, _ body: (Int) -> Void) {
    // Squared distances are rounded, so what is found may be a little farther away.
    let reach = radius * 1.000_01
    let low = pointwiseMax(CellTable.cell(of: place - reach, edge: cellSize), bounds.low)
    let high = pointwiseMin(CellTable.cell(of: place + reach, edge: cellSize), bounds.high)
    guard all(low .<= high) else { return }
    let size = SIMD3<Double>(high) - SIMD3<Double>(low) + 1
    if size.x * size.y * size.z > Double(cells.count) {
      for (voxel, cell) in cells.enumerated() where all(cell .>= low) && all(cell .<= high) {
        body(voxel)
      }
      return
    }
    for z in low.z...high.z {
      for y in low.y...high.y {
        for x in low.x...high.x {
          if let voxel = table.number(of: SIMD3(x, y, z), among: cells.span) { body(voxel) }
        }
      }
    }
  }
}
