import CairnClouds
import CairnGeometry
import CairnKernels
import CairnPreprocessing
import CairnSearch

/// A cloud as a graph: voxels joined to their neighbors, each edge with an affinity.
///
/// All lengths are in voxel edges, so that the unit of the cloud does not matter.
struct VoxelGraph: Sendable {
  /// Which voxel each point is in.
  let grid: VoxelGrid
  /// Centers of the voxels.
  let centers: [SIMD3<Float>]
  /// Unit vectors across the surface; to the outside where ``isOriented``.
  let normals: [SIMD3<Float>]
  /// Whether normals are known to point to the outside of things, so that a fold is known to be
  /// convex or concave.
  let isOriented: Bool
  /// How far apart neighbors are around each voxel; at least 1.
  let spacing: [Float]
  /// Mean colors, 0…1.
  let colors: [SIMD3<Float>]?
  /// How far from flat the surface is at each voxel: 0 flat, 1/3 as thick as wide.
  let curvatures: [Float]
  /// The large plane that each voxel lies on; -1 for none.
  let planes: [Int32]
  /// The large planes.
  let planeSegments: [PlaneSegment]
  /// Neighbors of voxel v are `targets[offsets[v]..<offsets[v + 1]]`, ascending.
  let offsets: [Int32]
  let targets: [Int32]
  /// 0…1 for each target: near 1 where both ends are surely on the same object.
  let affinities: [Float]

  var count: Int { centers.count }

  /// The places of a voxel's neighbors in ``targets`` and ``affinities``.
  @inline(__always)
  func slots(of voxel: Int) -> Range<Int> { Int(offsets[voxel])..<Int(offsets[voxel + 1]) }

  /// The affinity of two voxels that are joined; 0 where they are not.
  func affinity(from voxel: Int, to target: Int) -> Float {
    for slot in slots(of: voxel) where Int(targets[slot]) == target { return affinities[slot] }
    return 0
  }

  /// Builds the graph of a cloud that has at least one finite point.
  ///
  /// - Parameters:
  ///   - cloud: Where colors, normals and the viewpoint come from, if there are any.
  ///   - positions: The cloud's positions.
  ///   - voxelLimit: How many voxels to make at most.
  ///   - pointsPerVoxel: How many points a voxel holds on average at least: above 1, noise is
  ///     averaged, and edges have a common length.
  init(
    _ cloud: PointCloud, positions: Positions, voxelLimit: Int, pointsPerVoxel: Double = 5 / 3
  ) {
    let finiteCount = positions.points.count { $0.isFinite }
    let grid = VoxelGrid(
      positions.points,
      occupying: max(min(voxelLimit, Int(Double(finiteCount) / pointsPerVoxel)), 1))
    let centers = grid.centers.map { $0 / grid.edge }
    let table = KDTree(centers).nearestToEachPoint(Self.neighborCount + 1)
    let spacing = concurrentMap(centers.count) { voxel in
      // The fifth neighbor, after the voxel itself, or the last where there are fewer.
      var place = voxel * table.width + min(5, table.width - 1)
      while table.indices[place] < 0 { place -= 1 }
      return max(1, table.squaredDistances[place].squareRoot())
    }
    let ((offsets, targets), (surface, segments)) = concurrently {
      Self.edges(from: table, spacing: spacing)
    } _: {
      let surface = Normals(of: centers, neighbors: table)
      // Planes that hold a tenth of the voxels or more: floors, walls, table tops.
      let segments = CairnPreprocessing.planes(
        in: centers, normals: surface.vectors, tolerance: 1,
        minimumCount: max(centers.count / 10, 30), limit: 6)
      return (surface, segments)
    }
    let anySide = surface.vectors
    var planes = [Int32](repeating: -1, count: centers.count)
    for (number, segment) in segments.enumerated() {
      for member in segment.members { planes[member] = Int32(number) }
    }
    let orientation = SurfaceOrientation(
      grid: grid, centers: centers, offsets: offsets, targets: targets, planes: segments)
    let outward = orientation.oriented(anySide, cloud, positions: positions)
    let normals = outward ?? anySide
    let colors = cloud.colors.map { Self.means(of: $0, in: grid) }
    let affinity = EdgeAffinity(
      centers: centers, normals: normals, isOriented: outward != nil, spacing: spacing,
      colors: colors, planes: planes)
    let affinities: [Float] = concurrentRows(targets.count, grain: 8192) { slots, output in
      var voxel = Self.voxel(ofSlot: slots.lowerBound, offsets)
      for slot in slots {
        while Int(offsets[voxel + 1]) <= slot { voxel += 1 }
        output.append(affinity(voxel, Int(targets[slot])))
      }
    }
    self.grid = grid
    self.centers = centers
    self.normals = normals
    isOriented = outward != nil
    self.spacing = spacing
    self.colors = colors
    curvatures = surface.curvatures
    self.planes = planes
    planeSegments = segments
    self.offsets = offsets
    self.targets = targets
    self.affinities = affinities
  }

  private static let neighborCount = 12

  /// The voxel that an edge begins at.
  private static func voxel(ofSlot slot: Int, _ offsets: [Int32]) -> Int {
    var (low, high) = (0, offsets.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(offsets[middle]) <= slot { low = middle } else { high = middle }
    }
    return low
  }

  /// Joins each voxel to its nearest ones, both ways, but not across gaps.
  private static func edges(
    from table: NeighborTable, spacing: [Float]
  ) -> (offsets: [Int32], targets: [Int32]) {
    // Those that each voxel found, ascending.
    var found: [Int32] = []
    var ends: [Int32] = []
    found.reserveCapacity(table.indices.count)
    ends.reserveCapacity(table.count)
    // Where those that found it begin, one place on.
    var starts = [Int32](repeating: 0, count: table.count + 2)
    for voxel in 0..<table.count {
      let first = found.count
      for place in voxel * table.width..<(voxel + 1) * table.width {
        let neighbor = table.indices[place]
        guard neighbor >= 0 else { break }
        let reach = 2.2 * min(spacing[voxel], spacing[Int(neighbor)])
        guard Int(neighbor) != voxel, table.squaredDistances[place] <= reach * reach else {
          continue
        }
        found.append(neighbor)
        starts[Int(neighbor) + 2] += 1
        var slot = found.count - 1
        while slot > first, found[slot - 1] > neighbor {
          found[slot] = found[slot - 1]
          slot -= 1
        }
        found[slot] = neighbor
      }
      ends.append(Int32(found.count))
    }
    for voxel in 0..<table.count { starts[voxel + 2] += starts[voxel + 1] }
    // Those that found each voxel, ascending, since they come in order.
    var finders = [Int32](repeating: 0, count: found.count)
    var slot = 0
    for (voxel, end) in ends.enumerated() {
      while slot < Int(end) {
        let place = Int(found[slot]) + 1
        finders[Int(starts[place])] = Int32(voxel)
        starts[place] += 1
        slot += 1
      }
    }
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    offsets.reserveCapacity(table.count + 1)
    targets.reserveCapacity(2 * found.count)
    slot = 0
    for voxel in 0..<table.count {
      var finder = Int(starts[voxel])
      let last = Int(starts[voxel + 1])
      let end = Int(ends[voxel])
      while slot < end || finder < last {
        let own = slot < end ? found[slot] : .max
        let other = finder < last ? finders[finder] : .max
        targets.append(min(own, other))
        if own <= other { slot += 1 }
        if other <= own { finder += 1 }
      }
      offsets.append(Int32(targets.count))
    }
    return (offsets, targets)
  }

  private static func means(of values: [SIMD3<Float>], in grid: VoxelGrid) -> [SIMD3<Float>] {
    var sums = [SIMD3<Float>](repeating: .zero, count: grid.count)
    for (value, voxel) in zip(values, grid.voxelOfPoint) where voxel >= 0 {
      sums[Int(voxel)] += value
    }
    return zip(sums, grid.pointCounts).map { $0 / Float($1) }
  }
}
