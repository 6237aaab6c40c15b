import CairnGeometry

/// Clicks on the middles of the regions that the encoder sets off.
///
/// The network expects clicks in the middle of what is meant, and the tree of regions knows about
/// where the objects are: a few hundred clicks there find more than as many clicks all over the cloud.
struct RegionClicks: Sendable {
  /// The voxels to click, those of the regions that are set off best first.
  let voxels: [Int]

  /// Chooses clicks.
  ///
  /// - Parameters:
  ///   - scene: The cloud.
  ///   - limit: How many clicks at most.
  ///   - leastShare: Regions with a smaller share of the voxels are left out.
  ///   - isExcluded: Voxels that are not to be clicked.
  /// - Complexity: O(*s* · depth of the tree + *v*), *s* superpoints, *v* voxels.
  init(
    _ scene: EncodedScene, limit: Int, leastShare: Float, where isExcluded: (Int) -> Bool
  ) {
    var regions = scene.context.tree.regions().filter {
      $0.share >= leastShare && $0.share < 0.3 && $0.contrast > 0.01
    }
    regions.sort { ($0.contrast, $1.node) > ($1.contrast, $0.node) }
    var chosen: [ContextTree.Region] = []
    var isClicked: Set<Int> = []
    var voxels: [Int] = []
    for region in regions {
      guard voxels.count < limit else { break }
      // About the same region is not clicked twice.
      let isKnown = chosen.contains { other in
        other.ranks.overlaps(region.ranks)
          && min(other.share, region.share) > 0.8 * max(other.share, region.share)
      }
      guard !isKnown else { continue }
      chosen.append(region)
      let voxel = Self.middle(of: region, in: scene)
      if !isExcluded(voxel), isClicked.insert(voxel).inserted { voxels.append(voxel) }
    }
    self.voxels = voxels
  }

  /// The voxel about farthest from all that touches a region.
  static func middle(of region: ContextTree.Region, in scene: EncodedScene) -> Int {
    let (centers, contacts) = (
      scene.input.superpointFeatures.centers, scene.input.superpointFeatures.contacts
    )
    let members = Set(region.superpoints)
    var border: Set<Int32> = []
    for member in region.superpoints {
      for slot in contacts.slots(of: Int(member)) where !members.contains(contacts.targets[slot]) {
        border.insert(contacts.targets[slot])
      }
    }
    let outside = border.sorted().map { centers[Int($0)] }
    var (best, bestDepth) = (region.superpoints.first ?? 0, -Float.infinity)
    for member in region.superpoints.sorted() {
      var depth = Float.infinity
      for place in outside {
        depth = min(depth, (place - centers[Int(member)]).squaredLength)
      }
      if depth > bestDepth { (best, bestDepth) = (member, depth) }
    }
    let place = centers[Int(best)]
    let nearest = scene.input.superpoints.voxels(of: Int(best)).min { first, second in
      let distances = [first, second].map {
        (scene.input.graph.centers[Int($0)] - place).squaredLength
      }
      return (distances[0], first) < (distances[1], second)
    }
    return Int(nearest ?? 0)
  }
}
