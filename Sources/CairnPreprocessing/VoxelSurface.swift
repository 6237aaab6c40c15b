import CairnGeometry
import CairnKernels

/// The occupied voxels of a cloud as a surface: their centers, normals and which of them touch.
struct VoxelSurface {
  /// The points in voxels, and of which each is.
  let grid: VoxelGrid
  /// The voxels in space: the first point of each stands for it.
  private let cells: PointCells
  /// Which voxel each one of the grid is.
  private(set) var voxelOfGrid: [Int32] = []
  /// How many points each voxel has.
  private(set) var pointCounts: [Float] = []
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
    let grid = VoxelGrid(points, edge: edge)
    // A grid takes what is very far away into its outermost voxels; cells keep it apart.
    let isFar = grid.firstPoints.contains { (points[Int($0)] / edge).squaredLength > 1e18 }
    self.grid =
      isFar ? VoxelGrid(points, edge: edge, cells: PointCells(points, edge: Double(edge))) : grid
    cells = PointCells(self.grid.firstPoints.map { points[Int($0)] }, edge: Double(edge))
    average(points, colors)
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

  /// Takes the grid's voxels over in the order of the cells.
  private mutating func average(_ points: [SIMD3<Float>], _ pointColors: [SIMD3<Float>]?) {
    centers.reserveCapacity(count)
    pointCounts.reserveCapacity(count)
    voxelOfGrid = Array(repeating: 0, count: grid.count)
    for voxel in 0..<count {
      let parts = cells.points(of: voxel)
      for position in parts { voxelOfGrid[Int(cells.rows[position])] = Int32(voxel) }
      let first = Int(cells.rows[parts.lowerBound])
      guard parts.count > 1 else {
        centers.append(grid.centers[first])
        pointCounts.append(Float(grid.pointCounts[first]))
        continue
      }
      // Grid and cells round differently at faces, so that one may hold two of the other.
      var (sum, pointCount) = (SIMD3<Float>.zero, Float.zero)
      for position in parts {
        let part = Int(cells.rows[position])
        sum += (grid.centers[part] - grid.centers[first]) * Float(grid.pointCounts[part])
        pointCount += Float(grid.pointCounts[part])
      }
      centers.append(grid.centers[first] + sum / pointCount)
      pointCounts.append(pointCount)
    }
    guard let pointColors else { return }
    colors = Array(repeating: .zero, count: count)
    for (color, part) in zip(pointColors, grid.voxelOfPoint) where part >= 0 {
      colors[Int(voxelOfGrid[Int(part)])] += color
    }
    for voxel in 0..<count { colors[voxel] /= pointCounts[voxel] }
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
    let (centers, weights) = (centers, pointCounts)
    var planeSums = weights.map { weight in
      var sums = PlaneSums()
      sums.add(.zero, weight: weight)
      return sums
    }
    // Each pair serves both its voxels.
    cells.forEachLaterWindow(reach: 2) { voxel, window in
      let (center, own) = (centers[voxel], weights[voxel])
      var sums = planeSums[voxel]
      for other in window {
        let offset = centers[other] - center
        sums.add(offset, weight: weights[other])
        planeSums[other].add(-offset, weight: own)
      }
      planeSums[voxel] = sums
    }
    let sums = planeSums
    normals = fittedPlanes(count) { sums[$0] }.normals
  }
}
