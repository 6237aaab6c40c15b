import CairnClouds
import CairnGeometry
import CairnPreprocessing
import CairnSegmentation

/// A cloud thinned for PCL to voxels whose edge is the unit of length.
///
/// So all lengths that PCL's segmenters take are multiples of the edge, and clouds in millimetres and
/// in metres are the same to them.
struct PCLVoxels: Sendable {
  let target: PromptTarget
  let grid: VoxelGrid
  /// The middles of the voxels, one edge being 1.
  let points: [SIMD3<Float>]
  /// The mean colour of each voxel, 0…1; `nil` where the cloud has none.
  let colors: [SIMD3<Float>]?

  /// Thins a cloud.
  ///
  /// - Parameters:
  ///   - cloud: The cloud.
  ///   - method: Who asks: the name is in the errors.
  ///   - limit: How many voxels, at most; fewer in clouds that have not twice the points.
  /// - Throws: Where the cloud has no points, or this build no PCL.
  init(_ cloud: PointCloud, for method: String, limit: Int = 20_000) throws(SegmentationError) {
    guard PCLCalls.version != nil else { throw .notBuilt(method: method, trait: "PCL") }
    try WorkProgress.report(0)
    target = try PromptTarget(cloud)
    let positions = target.positions.points
    let count = positions.count { $0.isFinite }
    let grid = VoxelGrid(positions, occupying: max(min(limit, count * 6 / 10), 1))
    self.grid = grid
    points = grid.centers.map { $0 / grid.edge }
    colors = cloud.colors.map { colors in
      var sums = [SIMD3<Float>](repeating: .zero, count: grid.count)
      for (row, voxel) in grid.voxelOfPoint.enumerated() where voxel >= 0 {
        sums[Int(voxel)] += colors[row]
      }
      return sums.indices.map { sums[$0] / Float(grid.pointCounts[$0]) }
    }
    try WorkProgress.report(0.1)
  }

  /// What PCL gets.
  var cloud: PCLCloud { PCLCloud(points, colors: colors) }

  /// Where the file says that the sensor was, counted as ``points`` are.
  ///
  /// At most twenty times as far away as the cloud is large, since farther off is the same direction from
  /// everywhere, in larger numbers; the origin where the file has no numbers for it.
  func sensor(of cloud: PointCloud) -> SIMD3<Float> {
    let sensor = target.positions.local(cloud.viewpoint.translation) / grid.edge
    guard sensor.isFinite else { return .zero }
    let box = Box(bounding: points)
    let (offset, limit) = (sensor - box.center, 20 * max(box.size.length, 1))
    return offset.length > limit ? box.center + offset.normalized * limit : sensor
  }

  /// The large planes by RANSAC: at least a fifth of the voxels that are on none yet, and none where
  /// less than three tenths of all voxels are left, as in PCL's tutorial of cluster extraction.
  ///
  /// A smaller share takes slices of objects.
  func planes() throws(SegmentationError) -> (groups: [Int32], normal: SIMD3<Float>?) {
    try PCLCalls.planes(
      in: cloud, tolerance: 1.5, minimumShare: 0.2, minimumCount: 30, restShare: 0.3,
      limit: 6)
  }

  /// Makes groups of voxels the answer to prompts.
  ///
  /// - Parameters:
  ///   - groups: The group of each voxel; negative for none.
  ///   - planeCount: How many of them, the first ones, are planes. These, and groups with a fifth of
  ///     the voxels or more, carry things.
  /// - Returns: The embedding.
  /// - Throws: `SegmentationError.cancelled`.
  func embedding(
    groups: [Int32], planeCount: Int = 0
  ) throws(SegmentationError) -> GroupsEmbedding {
    var sizes: [Int32: Int] = [:]
    for group in groups where group >= 0 { sizes[group, default: 0] += 1 }
    let isSurface = { (group: Int32) in
      Int(group) < planeCount || 5 * sizes[group, default: 0] >= groups.count
    }
    // Surfaces first, then the others, each in the order of their numbers.
    let surfaces = sizes.keys.filter(isSurface).sorted()
    let things = sizes.keys.filter { !isSurface($0) }.sorted()
    var numbers: [Int32: Int32] = [:]
    for (number, group) in (surfaces + things).enumerated() { numbers[group] = Int32(number) }
    try WorkProgress.report(1)
    return GroupsEmbedding(
      target: target,
      groups: grid.voxelOfPoint.map { $0 < 0 ? -1 : numbers[groups[Int($0)]] ?? -1 },
      surfaceCount: surfaces.count)
  }
}
