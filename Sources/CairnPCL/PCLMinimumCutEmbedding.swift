import CairnClouds
import CairnGeometry
import CairnPreprocessing
import CairnSearch
import CairnSegmentation

/// Voxels to cut objects out of, with z upwards, and the planes that no object is cut from.
struct PCLMinimumCutEmbedding: ResolvingEmbedding {
  let target: PromptTarget
  private let voxelOfPoint: [Int32]
  /// The middles of the voxels, turned so that the largest plane is horizontal, one edge being 1.
  private let points: [SIMD3<Float>]
  /// The plane of each voxel; -1 for none.
  private let planes: [Int32]
  /// How large objects may be: the horizontal distance from a click to the background.
  private let radii: [Float]

  init(_ voxels: PCLVoxels, planes: [Int32], up: SIMD3<Float>) {
    target = voxels.target
    voxelOfPoint = voxels.grid.voxelOfPoint
    self.planes = planes
    let side = up.cross(abs(up.x) < 0.7 ? [1, 0, 0] : [0, 1, 0]).normalized
    let forward = up.cross(side)
    points = voxels.points.map { [$0.dot(side), $0.dot(forward), $0.dot(up)] }
    let extent = Box(bounding: voxels.points).size.max()
    // From a 64th of the cloud to a quarter of it, by √2.
    var radius = extent / 64
    radii = (0...8).map { _ in
      defer { radius *= Float(2).squareRoot() }
      return max(radius, 2)
    }
  }

  func answer(_ prompts: ResolvedPrompts) throws(SegmentationError) -> Candidates {
    let isAllowed = allowedRows(prompts)
    var positive = prompts.clicks.filter(\.isPositive).map { Int(voxelOfPoint[$0.row]) }
    let negative = prompts.clicks.filter { !$0.isPositive }.map { Int(voxelOfPoint[$0.row]) }
    var radii = radii
    if positive.isEmpty, prompts.masks.isEmpty, let isAllowed,
      let implied = middle(of: isAllowed)
    {
      // A box or a lasso says how large the object is; PCL's balance is at 0.8 of the radius.
      positive = [implied.voxel]
      radii = [max(implied.radius / Self.sourceWeight, 2)]
    }
    // Who clicks on an object first does not mean the whole table by a click at its foot.
    let isObjectMeant = positive.first.map { planes[$0] < 0 } ?? false
    var cuts: [Cut] = []
    for radius in radii {
      try WorkProgress.report(0)
      let selected = try members(
        of: positive, radius: radius, takesPlanes: !isObjectMeant)
      let refused = try members(of: negative, radius: radius, takesPlanes: true)
      cuts.append(Cut(selected: selected, refused: refused, positive: positive))
    }
    let clicks = KDTree((positive + negative).map { points[$0] })
    let ordered = Cut.ordered(cuts)
    let candidates = ordered.map { cut in
      candidate(cut, prompts, isAllowed) { voxel in
        (clicks.nearest(to: points[voxel])?.index ?? 0) < positive.count
      }
    }
    return Candidates(best: candidates[0], others: Array(candidates.dropFirst()))
  }

  /// The points in all boxes and lassos; `nil` where there are none of these.
  private func allowedRows(_ prompts: ResolvedPrompts) -> [Bool]? {
    guard !prompts.boxes.isEmpty || !prompts.lassos.isEmpty else { return nil }
    let positions = target.positions.points
    return positions.indices.map { row in
      voxelOfPoint[row] >= 0 && prompts.boxes.allSatisfy { $0.contains(positions[row]) }
        && prompts.lassos.allSatisfy { $0.isEnclosed[row] }
    }
  }

  /// The voxel in the middle of points, and how far these reach from it; those off planes, if any.
  private func middle(of isAllowed: [Bool]) -> (voxel: Int, radius: Float)? {
    let all = Set(isAllowed.indices.lazy.filter { isAllowed[$0] }.map { Int(voxelOfPoint[$0]) })
    let free = all.filter { planes[$0] < 0 }
    let voxels = (free.isEmpty ? all : free).sorted()
    let box = Box(bounding: voxels.lazy.map { points[$0] })
    let nearest = voxels.min {
      (points[$0] - box.center).squaredLength < (points[$1] - box.center).squaredLength
    }
    return nearest.map { ($0, max(box.size.x, box.size.y) / 2) }
  }

  /// The voxels that clicks mean at a radius: planes that are clicked, or their voxels alone, and PCL's
  /// cut around the others.
  private func members(
    of seeds: [Int], radius: Float, takesPlanes: Bool
  ) throws(SegmentationError) -> [Bool] {
    let clicked = Set(seeds.lazy.map { planes[$0] }.filter { $0 >= 0 })
    var isMember = planes.map { takesPlanes && $0 >= 0 && clicked.contains($0) }
    for seed in seeds where planes[seed] >= 0 { isMember[seed] = true }
    let seeds = Set(seeds.filter { planes[$0] < 0 }).sorted().map { points[$0] }
    guard !seeds.isEmpty else { return isMember }
    // What is far outside is background at any cut, and would only take time.
    let limit = Self.reach * Self.reach * radius * radius
    let near = points.indices.filter { voxel in
      planes[voxel] < 0
        && seeds.contains { seed in
          let offset = points[voxel] - seed
          return offset.x * offset.x + offset.y * offset.y <= limit
        }
    }
    let isObject = try PCLCalls.minimumCut(
      in: PCLCloud(near.map { points[$0] }), seeds: seeds, radius: radius, sigma: Self.sigma,
      sourceWeight: Self.sourceWeight, neighbors: 14)
    for (position, voxel) in near.enumerated() where isObject[position] { isMember[voxel] = true }
    return isMember
  }

  /// What weighs for the object at each point, against its distance over the radius.
  private static let sourceWeight: Float = 0.8
  /// In edges of a voxel.
  private static let sigma: Float = 2
  /// How far PCL gets points, in radii.
  private static let reach: Float = 2.5

  /// Points of voxels, with what prompts say of each of them.
  private func candidate(
    _ cut: Cut, _ prompts: ResolvedPrompts, _ isAllowed: [Bool]?,
    isNearPositive: (Int) -> Bool
  ) -> Candidate {
    let isChosen = points.indices.map { voxel in
      cut.selected[voxel] && (!cut.refused[voxel] || isNearPositive(voxel))
    }
    var logits = voxelOfPoint.indices.map { row -> Float in
      let voxel = Int(voxelOfPoint[row])
      guard voxel >= 0, isAllowed?[row] ?? true else { return -1 }
      if isChosen[voxel] { return 1 }
      return !cut.refused[voxel] && prompts.masks.contains { $0[row] } ? 1 : -1
    }
    for click in prompts.clicks { logits[click.row] = click.isPositive ? 2 : -2 }
    return Candidate(logits: logits, iouScore: cut.iouScore)
  }
}

/// What clicks on and off an object cut out at one radius.
private struct Cut {
  let selected: [Bool]
  let refused: [Bool]
  /// How many clicks on the object are not in what they cut out, as where the radius is too small.
  let lostCount: Int
  var iouScore: Float = 0.5

  init(selected: [Bool], refused: [Bool], positive: [Int]) {
    self.selected = selected
    self.refused = refused
    lostCount = positive.count { !selected[$0] }
  }

  /// At most three of them, best first: those that lose fewest clicks, then those that the next
  /// larger radius changes least, as an object with space around is the same at several radii.
  static func ordered(_ cuts: [Cut]) -> [Cut] {
    let stability = cuts.indices.map { number in
      number + 1 < cuts.count ? cuts[number].overlap(with: cuts[number + 1]) : 0
    }
    let order = cuts.indices.sorted { one, other in
      let (first, second) = (cuts[one], cuts[other])
      if first.lostCount != second.lostCount {
        return first.lostCount < second.lostCount
      }
      return (-stability[one], one) < (-stability[other], other)
    }
    var chosen: [Cut] = []
    for number in order where chosen.count < 3 {
      let isAlike = chosen.contains {
        $0.selected == cuts[number].selected || $0.overlap(with: cuts[number]) > 0.9
      }
      guard !isAlike else { continue }
      var cut = cuts[number]
      cut.iouScore = 0.5 / Float(chosen.count + 1)
      chosen.append(cut)
    }
    return chosen
  }

  /// The intersection over the union of what is selected; 0 where that is nothing.
  private func overlap(with other: Cut) -> Float {
    var (common, total) = (0, 0)
    for voxel in selected.indices where selected[voxel] || other.selected[voxel] {
      total += 1
      if selected[voxel] && other.selected[voxel] { common += 1 }
    }
    return total == 0 ? 0 : Float(common) / Float(total)
  }
}
