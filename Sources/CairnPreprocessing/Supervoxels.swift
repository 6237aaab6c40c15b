import CairnGeometry

/// Small connected groups of alike voxels that cover a cloud and keep to the edges of things.
///
/// Points are sorted into voxels, and voxels that touch are merged where that costs least, until
/// there are as many groups as a regular grid of the given spacing would have; then voxels at the
/// borders of groups go to the group that suits them best. There are no seeds: things that are
/// thinner than the spacing get groups of their own. Lin et al., "Toward better boundary preserved
/// supervoxel segmentation for 3D point clouds", 2018, over voxels in place of points, and with
/// every group connected: none reaches over a gap of a voxel.
public struct Supervoxels: Sendable {
  /// The supervoxel of each point, numbered in the order of their first point; -1 for points that
  /// are not finite.
  public let labelOfPoint: [Int32]
  /// The mean of the voxels of each supervoxel, in the unit of the cloud.
  public let centers: [SIMD3<Float>]
  /// The mean normal of each supervoxel, a unit vector on either side; zero where it has none.
  public let normals: [SIMD3<Float>]
  /// How many points each supervoxel has.
  public let pointCounts: [Int32]
  /// Where the neighbors of each supervoxel begin in ``targets``, and the end of the last.
  public let offsets: [Int32]
  /// Which supervoxels touch, each pair in both directions, ascending within a list.
  public let targets: [Int32]

  /// The number of supervoxels.
  public var count: Int { centers.count }

  /// The supervoxels that touch another one.
  public func neighbors(of supervoxel: Int) -> ArraySlice<Int32> {
    targets[Int(offsets[supervoxel])..<Int(offsets[supervoxel + 1])]
  }

  /// Groups points.
  ///
  /// - Parameters:
  ///   - points: Positions, in the unit of the cloud.
  ///   - edge: Edge of a voxel; positive and finite.
  ///   - spacing: How far apart supervoxels are on plain surfaces; positive and finite.
  ///   - colors: One per point, 0…1; without them color does not count.
  ///   - weights: What makes voxels unlike.
  /// - Complexity: O(*n*) for points, and about O(*v* log *v*) for *v* voxels.
  public init(
    _ points: [SIMD3<Float>], edge: Float, spacing: Float, colors: [SIMD3<Float>]? = nil,
    weights: Weights = Weights()
  ) {
    precondition(edge > 0 && edge.isFinite, "a voxel cannot have an edge of \(edge)")
    precondition(
      spacing > 0 && spacing.isFinite, "supervoxels cannot be \(spacing) apart")
    precondition(
      weights.space >= 0 && weights.normal >= 0 && weights.color >= 0, "negative: \(weights)")
    precondition(
      colors.map { $0.count == points.count } ?? true,
      "\(colors?.count ?? 0) colors for \(points.count) points")
    let voxels = VoxelSurface(points, edge: edge, colors: colors)
    let metric = VoxelMetric(voxels, spacing: spacing, weights: weights)
    var grouping = VoxelGrouping(voxels, metric)
    grouping.merge(until: voxels.patchCount(of: spacing))
    grouping.exchange()
    grouping.connect()
    self.init(voxels, grouping.labels)
  }

  /// What makes voxels unlike: the sum of these, each times how unlike they are.
  public struct Weights: Sendable, Hashable {
    /// For the distance, in spacings.
    public var space: Float
    /// For 1 - |cosine| of the angle between the normals.
    public var normal: Float
    /// For the distance of colors, each component 0…1.
    public var color: Float

    /// Creates weights.
    public init(space: Float = 0.4, normal: Float = 1, color: Float = 0.2) {
      self.space = space
      self.normal = normal
      self.color = color
    }
  }
}
