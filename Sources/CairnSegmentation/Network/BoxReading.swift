import CairnGeometry
import CairnPreprocessing

/// What a box says about the object in it: people draw boxes around what fills them.
package struct BoxReading: Sendable {
  /// Where voxels are in the box, -1…1 from face to face along its own axes.
  private let places: [SIMD3<Float>]
  private static let whole = Box(min: SIMD3(repeating: -1), max: SIMD3(repeating: 1))

  package init(_ box: OrientedBox, _ grid: VoxelGrid) {
    let half = pointwiseMax(box.size / 2, SIMD3(repeating: .leastNormalMagnitude))
    places = grid.centers.map { box.local($0) / half }
  }

  /// How much of the box the extent of some voxels in it fills, 0…1: the volume of a box around them.
  package func fill(of voxels: some Sequence<Int>) -> Float { Self.fill(of: extent(of: voxels)) }

  private static func fill(of extent: Box) -> Float {
    let share = extent.size / whole.size
    return share.x * share.y * share.z
  }

  /// The box around those of some voxels that are inside.
  private func extent(of voxels: some Sequence<Int>) -> Box {
    Box(bounding: voxels.lazy.map { places[$0] }.filter { Self.whole.contains($0) })
  }

  /// A voxel in the middle of the region of the encoder's tree that lies in the box and fills it best.
  ///
  /// - Returns: `nil` where no region lies in the box.
  /// - Complexity: O(*v* + *s* · depth of the tree), *v* voxels, *s* superpoints in the box.
  func middleOfBestRegion(in scene: EncodedScene) -> Int? {
    let superpoints = scene.input.superpoints
    // `nil` where most of a superpoint is outside.
    let extents = (0..<superpoints.count).map { row -> Box? in
      let voxels = superpoints.voxels(of: row).lazy.map { Int($0) }
      let inside = voxels.count { Self.whole.contains(places[$0]) }
      return 2 * inside > voxels.count ? extent(of: voxels) : nil
    }
    var best: (fill: Float, region: ContextTree.Region)?
    for region in scene.context.tree.regions() {
      guard let extent = union(of: region.superpoints, extents) else { continue }
      let fill = Self.fill(of: extent)
      // Of equal ones the smaller: it came first.
      if fill > (best?.fill ?? 0) { best = (fill, region) }
    }
    return best.map { RegionClicks.middle(of: $0.region, in: scene) }
  }

  /// The box around several; `nil` where there is one that is none.
  private func union(of superpoints: ArraySlice<Int32>, _ extents: [Box?]) -> Box? {
    var result = Box.empty
    for superpoint in superpoints {
      guard let extent = extents[Int(superpoint)] else { return nil }
      result.formUnion(extent.min)
      result.formUnion(extent.max)
    }
    return result
  }

  /// How much speaks for an answer: what it expects of itself, and how much of the box it fills.
  ///
  /// The exponent was chosen on 28 generated table-tops, where 0.3 to 1 differ by 0.2 points.
  func worth(of answer: Answer) -> Float {
    let fill = fill(of: answer.logits.indices.lazy.filter { answer.logits[$0] > 0 })
    return logarithm(max(answer.iouScore, 1e-3)) + 0.3 * logarithm(max(fill, 1e-3))
  }
}
