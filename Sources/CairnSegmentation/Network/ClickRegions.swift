import CairnGeometry
import CairnKernels

/// The regions of the tree around a click, and how much the click is in the middle of each.
///
/// People click the middle of what they mean: of regions that are set off alike, the one with the
/// click deep inside is more likely the one meant.
struct ClickRegions: Sendable {
  /// What is known of the region in which a superpoint joins the click.
  struct Region: Sendable, Hashable {
    var junction = ContextTree.Junction()
    /// How far the click is from the nearest voxel outside, in voxel edges.
    var depth = Float.infinity
    /// The same against the voxel inside that is farthest from the click, 0…1.
    var relativeDepth: Float = 0
    /// The best ``quality`` of this region and all larger ones, and of all smaller ones.
    var bestLarger: Float = 0
    var bestSmaller: Float = 0

    /// How well the region is set off, times how much the click is in its middle, 0…1; less for
    /// most of a cloud, which hardly anybody means.
    fileprivate var quality: Float {
      let next = max(junction.affinity - junction.drop, 0)
      return -relativeDepth * (1 - junction.share) * logarithm(next + 1e-3) / 6.91
    }
  }

  /// How far the nearest voxel of each superpoint is from the click, in voxel edges.
  let distances: [Float]
  /// The region in which each superpoint joins the click.
  let ofSuperpoints: [Region]

  /// Looks at all regions around a voxel.
  ///
  /// - Complexity: O(*v*), *v* voxels.
  init(around voxel: Int, _ input: PromptInput, _ tree: ContextTree) {
    let superpoints = input.superpoints
    distances = Self.distances(from: voxel, input)
    let steps = tree.steps(from: Int(superpoints.ofVoxel[voxel]))
    var regions: [Region] = []
    var isReached = [Bool](repeating: false, count: superpoints.count)
    var reach: Float = 0
    // The nearest of what each step adds: the depth of all steps before it.
    var nearest: [Float] = []
    var reaches: [Float] = []
    for step in steps {
      var least = Float.infinity
      for member in step.added.joined() {
        isReached[Int(member)] = true
        least = min(least, distances[Int(member)])
        reach = max(reach, distances[Int(member)])
      }
      nearest.append(least)
      reaches.append(reach)
      regions.append(Region(junction: step.junction))
    }
    var outside = Float.infinity
    for superpoint in distances.indices where !isReached[superpoint] {
      outside = min(outside, distances[superpoint])
    }
    var best: Float = 0
    for place in regions.indices.reversed() {
      regions[place].depth = outside
      regions[place].relativeDepth =
        outside == .infinity ? 1 : min(outside / (reaches[place] + 0.5), 1)
      best = max(best, regions[place].quality)
      regions[place].bestLarger = best
      outside = min(outside, nearest[place])
    }
    best = 0
    var ofSuperpoints = [Region](repeating: Region(), count: superpoints.count)
    for (place, step) in steps.enumerated() {
      regions[place].bestSmaller = best
      best = max(best, regions[place].quality)
      for member in step.added.joined() { ofSuperpoints[Int(member)] = regions[place] }
    }
    self.ofSuperpoints = ofSuperpoints
  }

  private static func distances(from voxel: Int, _ input: PromptInput) -> [Float] {
    let centers = input.graph.centers
    let place = centers[voxel]
    var squared = [Float](repeating: .infinity, count: input.superpoints.count)
    for (other, superpoint) in input.superpoints.ofVoxel.enumerated() {
      squared[Int(superpoint)] = min(
        squared[Int(superpoint)], (centers[other] - place).squaredLength)
    }
    return squared.map { $0.squareRoot() }
  }
}
