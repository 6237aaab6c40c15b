import CairnClouds
import CairnGeometry
import CairnPreprocessing

/// A cloud as the network reads it, for the programs that train the network.
package struct TrainingScene: Sendable {
  private let input: NetworkInput
  private var context: ContextGraph?

  /// Prepares a cloud.
  ///
  /// - Parameters:
  ///   - cloud: A cloud with x, y, z.
  ///   - voxelLimit: How many voxels to make at most.
  ///   - cellEdge: Edge of the cells that superpoints do not leave, in voxel edges.
  ///   - leastAffinity: How likely voxels must be of one thing to be in one superpoint.
  ///   - boundaries: What tells that, as ``Boundaries`` takes it; `nil` for cells alone.
  /// - Throws: Where the cloud has no point with finite coordinates.
  package init(
    _ cloud: PointCloud, voxelLimit: Int, cellEdge: Float, leastAffinity: Float,
    boundaries: [Float]?
  ) throws(SegmentationError) {
    let target = try PromptTarget(cloud)
    input = NetworkInput(
      cloud, positions: target.positions, voxelLimit: voxelLimit,
      boundaries: boundaries.map { Boundaries(values: $0) } ?? Boundaries(),
      superpoints: Superpoints.Options(cellEdge: cellEdge, leastAffinity: leastAffinity))
  }

  /// How many voxels there are.
  package var voxelCount: Int { input.graph.count }
  /// How many superpoints there are.
  package var superpointCount: Int { input.superpoints.count }
  /// The centers of the voxels, in voxel edges.
  package var centers: [SIMD3<Float>] { input.graph.centers }
  /// The edge of the voxels, in the unit of the cloud.
  package var edge: Float { input.graph.grid.edge }

  /// The arrays of numbers, by name.
  package var floats: [String: [Float]] {
    [
      "voxel_features": input.voxelFeatures.values,
      "voxel_edges": input.voxelFeatures.edges,
      "superpoint_features": input.superpointFeatures.values,
      "superpoint_edges": input.superpointFeatures.edges,
      "centers": input.graph.centers.flatMap { [$0.x, $0.y, $0.z] },
    ]
  }

  /// The arrays of whole numbers, by name.
  package var integers: [String: [Int32]] {
    [
      "voxel_of_point": input.graph.grid.voxelOfPoint,
      "voxel_neighbors": input.voxelFeatures.neighbors,
      "superpoint_of_voxel": input.superpoints.ofVoxel,
      "superpoint_neighbors": input.superpointFeatures.neighbors,
    ]
  }

  /// Takes what the encoder says of neighboring superpoints; prompts need it.
  ///
  /// - Parameter affinities: How likely each superpoint and each neighbor are of one object;
  ///   shape [S, K].
  package mutating func setContext(affinities: [Float]) {
    context = ContextGraph(PromptInput(input), affinities: affinities)
  }

  /// Describes prompts.
  ///
  /// - Parameters:
  ///   - clicks: Voxels, each with whether it is on the object.
  ///   - regionDepths: How far each voxel is inside of a box or lasso, in voxel edges.
  ///   - last: The logits of the last answer, for each voxel.
  /// - Returns: Numbers for each superpoint and for each voxel; `nil` before
  ///   ``setContext(affinities:)``.
  package func values(
    clicks: [(voxel: Int, isPositive: Bool)], regionDepths: [Float]?, last: [Float]?
  ) -> (superpoints: [Float], voxels: [Float])? {
    guard let context else { return nil }
    let features = PromptFeatures(
      clicks: clicks.map { VoxelClick(voxel: $0.voxel, isPositive: $0.isPositive) },
      regionDepths: regionDepths, last: last)
    let input = PromptInput(input)
    return (features.superpointValues(input, context), features.voxelValues(input))
  }

  /// How many weights tell where superpoints end.
  package static let boundaryWeightCount = Boundaries.valueCount

  /// The numbers that the trainer must know: widths, in the order in which its library asks.
  package static let widths: [Int32] = [
    Int32(VoxelFeatures.width), Int32(VoxelFeatures.neighborCount), Int32(VoxelFeatures.edgeWidth),
    Int32(SuperpointFeatures.width), Int32(SuperpointFeatures.neighborCount),
    Int32(SuperpointFeatures.edgeWidth), Int32(PromptFeatures.width),
    Int32(PromptFeatures.voxelWidth),
  ]
}
