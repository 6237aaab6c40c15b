import CairnGeometry
import CairnPreprocessing

/// Floors, walls, table tops: what carries and surrounds objects.
///
/// A large surface is a plane that holds a good share of the voxels and reaches far through the cloud.
struct LargeSurfaces: Sendable {
  /// The voxels of each plane.
  let planes: [VoxelSet]
  /// The voxels of all planes.
  let all: VoxelSet
  private let centers: [SIMD3<Float>]
  private let extent: Float

  init(_ grid: VoxelGrid) {
    // In voxel edges, as everywhere where the unit must not matter.
    let centers = grid.centers.map { $0 / grid.edge }
    let normals = Normals(of: centers, k: 13)
    let extent = Box(bounding: centers).size.length
    let found = CairnPreprocessing.planes(
      in: centers, normals: normals.vectors, tolerance: 1.2,
      minimumCount: max(centers.count / 25, 30), limit: 8)
    planes = found.map { plane in
      VoxelSet(plane.members.lazy.map { Int32($0) }, voxelCount: grid.count)
    }.filter { plane in
      Box(bounding: plane.members.map { centers[$0] }).size.length > 0.4 * extent
    }
    var all = VoxelSet(emptyFor: grid.count)
    for plane in planes { all.formUnion(plane) }
    self.all = all
    self.centers = centers
    self.extent = extent
  }

  /// Whether voxels are a large surface, a piece of one, or hold most of one.
  func include(_ voxels: VoxelSet) -> Bool {
    if 2 * voxels.commonCount(with: all) > voxels.count { return true }
    if planes.contains(where: { 2 * $0.commonCount(with: voxels) > $0.count }) { return true }
    return Box(bounding: voxels.members.map { centers[$0] }).size.length > 0.7 * extent
  }
}
