import CairnGeometry
import CairnKernels

/// The occupied voxels of a cloud as a surface: their centers, normals and which of them touch.
struct VoxelSurface {
  /// The points by voxel.
  let cells: PointCells
  /// The mean of the points of each voxel.
  private(set) var centers: [SIMD3<Float>] = []
  /// The mean color of the points of each voxel; empty without colors.
  private(set) var colors: [SIMD3<Float>] = []
  /// Unit vectors across the surface; zero where the voxels around are on a line.
  private(set) var normals: [SIMD3<Float>] = []
  /// Where the neighbors of each voxel begin in `targets`, and the end of the last.
  private(set) var offsets: [Int32] = []
  /// The voxels that touch, also by a corner, in both directions.
  private(set) var targets: [Int32] = []

  var count: Int { cells.count }

  init(_ points: [SIMD3<Float>], edge: Float, colors: [SIMD3<Float>]?) {
    cells = PointCells(points, edge: Double(edge))
    average(colors)
    connect()
    fitNormals()
  }

  /// Where the neighbors of a voxel are in `targets`.
  @inline(__always)
  func slots(of voxel: Int32) -> Range<Int> {
    Int(offsets[Int(voxel)])..<Int(offsets[Int(voxel) + 1])
  }

  /// How many patches of a size, edge by edge, cover the surface; at least one for each connected
  /// part of it.
  ///
  /// Squares of that size would do; of cells, a plane in any direction meets 1.5 times as many on
  /// average, the mean of |x| + |y| + |z| over unit vectors.
  func patchCount(of edge: Float) -> Int {
    var parts = [Int32](repeating: -1, count: count)
    var pending: [Int32] = []
    for start in 0..<count where parts[start] < 0 {
      parts[start] = Int32(start)
      pending.append(Int32(start))
      while let voxel = pending.popLast() {
        for slot in slots(of: voxel) where parts[Int(targets[slot])] < 0 {
          parts[Int(targets[slot])] = Int32(start)
          pending.append(targets[slot])
        }
      }
    }
    let coarse = PointCells(centers, edge: Double(edge))
    var cellCounts = [Int32](repeating: 0, count: count)
    var lastCell = [Int32](repeating: -1, count: count)
    for cell in 0..<coarse.count {
      for position in coarse.points(of: cell) {
        let part = Int(parts[Int(coarse.rows[position])])
        guard lastCell[part] != Int32(cell) else { continue }
        lastCell[part] = Int32(cell)
        cellCounts[part] += 1
      }
    }
    // Rounded up, so that one cell is one patch; places of other voxels hold zeros.
    return cellCounts.reduce(0) { $0 + Int(2 * $1 + 2) / 3 }
  }

  private mutating func average(_ pointColors: [SIMD3<Float>]?) {
    centers.reserveCapacity(count)
    for voxel in 0..<count {
      let range = cells.points(of: voxel)
      // Sums are of differences to the first point, so that far away coordinates stay exact.
      let first = SIMD3(
        cells.x[range.lowerBound], cells.y[range.lowerBound], cells.z[range.lowerBound])
      var sum = SIMD3<Float>.zero
      for position in range {
        sum += SIMD3(cells.x[position], cells.y[position], cells.z[position]) - first
      }
      centers.append(first + sum / Float(range.count))
      if let pointColors {
        var color = SIMD3<Float>.zero
        for position in range { color += pointColors[Int(cells.rows[position])] }
        colors.append(color / Float(range.count))
      }
    }
  }

  private mutating func connect() {
    var degrees = [Int32](repeating: 0, count: count + 1)
    var pairs: [(Int32, Int32)] = []
    pairs.reserveCapacity(6 * count)
    cells.forEachLaterWindow(reach: 1) { voxel, window in
      for other in window {
        pairs.append((Int32(voxel), Int32(other)))
        degrees[voxel] += 1
        degrees[other] += 1
      }
    }
    var end: Int32 = 0
    for voxel in degrees.indices { (degrees[voxel], end) = (end, end + degrees[voxel]) }
    offsets = degrees
    targets = Array(repeating: 0, count: Int(end))
    for (voxel, other) in pairs {
      targets[Int(degrees[Int(voxel)])] = other
      degrees[Int(voxel)] += 1
      targets[Int(degrees[Int(other)])] = voxel
      degrees[Int(other)] += 1
    }
  }

  /// Fits planes to the points in voxels at most two steps along each axis away, each voxel's points
  /// taken together.
  private mutating func fitNormals() {
    func weight(_ voxel: Int) -> Float { Float(cells.starts[voxel + 1] - cells.starts[voxel]) }
    var planeSums = [PlaneSums](repeating: PlaneSums(), count: count)
    for voxel in 0..<count { planeSums[voxel].add(.zero, weight: weight(voxel)) }
    // Each pair serves both its voxels.
    cells.forEachLaterWindow(reach: 2) { voxel, window in
      let (center, own) = (centers[voxel], weight(voxel))
      var sums = planeSums[voxel]
      for other in window {
        let offset = centers[other] - center
        sums.add(offset, weight: weight(other))
        planeSums[other].add(-offset, weight: own)
      }
      planeSums[voxel] = sums
    }
    let sums = planeSums
    normals = fittedPlanes(count) { sums[$0] }.normals
  }
}
