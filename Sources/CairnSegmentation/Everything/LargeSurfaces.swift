import CairnGeometry
import CairnPreprocessing

/// Floors, walls, table tops: what carries and surrounds objects.
///
/// A large surface is a plane that holds a good share of the voxels, reaches far through the cloud, and
/// has nearly everything else on one side: a table top with a floor below it is none, nor are the fronts
/// of goods on a shelf.
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
    planes = found.filter { segment in
      Box(bounding: segment.members.lazy.map { centers[$0] }).size.length > 0.4 * extent
        && Self.hasOneSide(segment.plane, centers)
    }.map { segment in
      VoxelSet(segment.members.lazy.map { Int32($0) }, voxelCount: grid.count)
    }
    var all = VoxelSet(emptyFor: grid.count)
    for plane in planes { all.formUnion(plane) }
    self.all = all
    self.centers = centers
    self.extent = extent
  }

  /// Whether nearly all that is not on a plane is on the same side of it.
  private static func hasOneSide(_ plane: Plane, _ centers: [SIMD3<Float>]) -> Bool {
    var (above, below) = (0, 0)
    for center in centers {
      let distance = plane.signedDistance(to: center)
      if distance > 3 { above += 1 } else if distance < -3 { below += 1 }
    }
    return 20 * min(above, below) <= above + below
  }

  /// Whether voxels are a large surface, a piece of one, or hold nearly all of one: of the tops of two
  /// boxes of a height each holds a half.
  func include(_ voxels: VoxelSet) -> Bool {
    if 2 * voxels.commonCount(with: all) > voxels.count { return true }
    if planes.contains(where: { 5 * $0.commonCount(with: voxels) > 4 * $0.count }) { return true }
    return Box(bounding: voxels.members.map { centers[$0] }).size.length > 0.8 * extent
  }
}
