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
  init(_ cloud: PointCloud, positions: Positions, voxelLimit: Int) {
    let finiteCount = positions.points.count { $0.isFinite }
    // More than one point a voxel on average: noise is averaged, and edges have a common length.
    let grid = VoxelGrid(
      positions.points, occupying: max(min(voxelLimit, finiteCount * 6 / 10), 1))
    let centers = grid.centers.map { $0 / grid.edge }
    let table = KDTree(centers).nearestToEachPoint(Self.neighborCount + 1)
    let near = centers.indices.map { table[$0] }
    let spacing = near.map { neighbors in
      max(1, neighbors[min(5, neighbors.count - 1)].squaredDistance.squareRoot())
    }
    let (offsets, targets) = Self.edges(from: near, spacing: spacing)
    let surface = Normals(of: centers, neighbors: table)
    let anySide = surface.vectors
    // Planes that hold a tenth of the voxels or more: floors, walls, table tops.
    let segments = CairnPreprocessing.planes(
      in: centers, normals: anySide, tolerance: 1, minimumCount: max(centers.count / 10, 30),
      limit: 6)
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
    let perVoxel = concurrentMap(centers.count) { voxel in
      targets[Int(offsets[voxel])..<Int(offsets[voxel + 1])].map { affinity(voxel, Int($0)) }
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
    affinities = perVoxel.flatMap { $0 }
  }

  private static let neighborCount = 12

  /// Joins each voxel to its nearest ones, both ways, but not across gaps.
  private static func edges(
    from near: [[Neighbor]], spacing: [Float]
  ) -> (offsets: [Int32], targets: [Int32]) {
    var lists = [[Int32]](repeating: [], count: near.count)
    for voxel in near.indices {
      for neighbor in near[voxel] where neighbor.index != voxel {
        let reach = 2.2 * min(spacing[voxel], spacing[neighbor.index])
        guard neighbor.squaredDistance <= reach * reach else { continue }
        lists[voxel].append(Int32(neighbor.index))
        lists[neighbor.index].append(Int32(voxel))
      }
    }
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    for list in lists {
      var last: Int32 = -1
      for target in list.sorted() where target != last {
        targets.append(target)
        last = target
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
