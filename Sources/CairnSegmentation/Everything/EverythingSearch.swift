import CairnClouds
import CairnGeometry
import CairnKernels
import CairnPreprocessing

/// Places clicks, collects what they select, and chooses the objects among it.
///
/// After "everything mode" of Segment Anything (Kirillov et al., 2023), with points that are as far
/// apart as possible for its grid, and one object a point for its overlapping masks.
struct EverythingSearch: Sendable {
  let voxels: VoxelGrid
  private let options: EverythingOptions
  private let minimumPoints: Int
  private let surfaces: LargeSurfaces?
  /// Different proposals, in the order in which they came.
  private var proposals: [PooledProposal] = []
  private var numbers: [VoxelSet: Int] = [:]
  private var clicks: [PlacedClick] = []
  private var isClicked: VoxelSet

  /// A proposal and the click that it came from first.
  private struct PooledProposal {
    var members: VoxelSet
    var clickedPoint: Int
    var score: Float

    /// Whether it comes first; equal ones by click and size, so that runs repeat.
    func isBefore(_ other: PooledProposal) -> Bool {
      (score, other.clickedPoint, members.count) > (other.score, clickedPoint, other.members.count)
    }

    func isMostly(inside others: VoxelSet) -> Bool {
      20 * members.commonCount(with: others) >= 17 * members.count
    }
  }

  /// A click and the proposals it gave, each with its share of the best one's score.
  private struct PlacedClick {
    var voxel: Int
    var bestScore: Float
    var answers: [(proposal: Int, weight: Float)]
  }

  init(_ voxels: VoxelGrid, _ options: EverythingOptions) {
    self.voxels = voxels
    self.options = options
    let pointCount = voxels.pointCounts.reduce(0) { $0 + Int($1) }
    minimumPoints = options.minimumPoints ?? max(pointCount / 1000, 50)
    surfaces = options.includesSurfaces ? nil : LargeSurfaces(voxels)
    isClicked = VoxelSet(emptyFor: voxels.count)
  }

  /// The share of all points that the smallest object may have.
  var leastShare: Float {
    Float(minimumPoints) / Float(max(voxels.pointCounts.reduce(0) { $0 + Int($1) }, 1))
  }

  /// Whether a voxel is on a large surface, where these are no objects.
  func isOnSurface(_ voxel: Int) -> Bool { surfaces?.all.contains(voxel) ?? false }

  /// The points to click next: as far apart as possible, all over the cloud at first, then where
  /// nothing was found, there no denser than twice as many would be all over the cloud.
  mutating func nextClicks(_ count: Int) -> [Int] {
    var open = Array(0..<voxels.count)
    if !clicks.isEmpty {
      var found = isClicked
      for choice in chosen() { found.formUnion(choice.members) }
      open.removeAll { found.contains($0) || isOnSurface($0) }
    }
    let limit = min(count, voxels.count)
    let dense = (2 * limit * open.count + voxels.count - 1) / max(voxels.count, 1)
    let places = farthestPoints(of: open.map { voxels.centers[$0] }, count: min(limit, dense))
    return places.map { Int(voxels.firstPoints[open[$0]]) }
  }

  /// Collects the answers to clicks.
  mutating func add(_ answers: [[Proposal]], forClicksOn points: [Int]) {
    for (point, answer) in zip(points, answers) {
      let best = answer.map { $0.iouScore * $0.stability }.max() ?? 0
      var click = PlacedClick(
        voxel: Int(voxels.voxelOfPoint[point]), bestScore: best, answers: [])
      for proposal in answer {
        let members = VoxelSet(proposal.voxels, voxelCount: voxels.count)
        let score = proposal.iouScore * proposal.stability
        guard members.count > 0, score > 0 else { continue }
        let number = numbers[members] ?? proposals.count
        if number == proposals.count {
          numbers[members] = number
          proposals.append(PooledProposal(members: members, clickedPoint: point, score: score))
        } else if score > proposals[number].score {
          (proposals[number].score, proposals[number].clickedPoint) = (score, point)
        }
        click.answers.append((number, score / best))
      }
      clicks.append(click)
      isClicked.formUnion(VoxelSet([Int32(click.voxel)], voxelCount: voxels.count))
    }
  }

  /// The objects, numbered by their points.
  ///
  /// - Parameter refine: Draws an object closer, given the point clicked and its voxels; what another
  ///   object has already stays with that.
  /// - Returns: Objects that share the points among them.
  func objects(
    refining refine: (@Sendable (_ point: Int, _ members: VoxelSet) -> VoxelSet)? = nil
  ) -> FoundObjects {
    var choices = refined(chosen(), by: refine).map { choice in
      (choice, choice.members.members.reduce(0) { $0 + Int(voxels.pointCounts[$1]) })
    }.filter { $0.1 >= minimumPoints }
    // Best first as they are: the limit keeps the surest ones.
    if let limit = options.limit { choices = Array(choices.prefix(max(limit, 0))) }
    let order = choices.indices.sorted { (choices[$0].1, $1) > (choices[$1].1, $0) }
    var labelOfVoxel = [InstanceLabel](repeating: 0, count: voxels.count)
    var objects: [FoundObjects.Object] = []
    for (rank, index) in order.enumerated() {
      let (choice, pointCount) = choices[index]
      let label = InstanceLabel(rank + 1)
      for voxel in choice.members.members { labelOfVoxel[voxel] = label }
      objects.append(
        FoundObjects.Object(
          label: label, clickedPoint: choice.clickedPoint, score: choice.score,
          pointCount: pointCount))
    }
    return FoundObjects(
      labels: voxels.voxelOfPoint.map { $0 < 0 ? 0 : labelOfVoxel[Int($0)] }, objects: objects)
  }

  private func refined(
    _ choices: [PooledProposal], by refine: (@Sendable (Int, VoxelSet) -> VoxelSet)?
  ) -> [PooledProposal] {
    guard let refine else { return choices }
    let closer = concurrentMap(choices.count, grain: 1) {
      refine(choices[$0].clickedPoint, choices[$0].members)
    }
    var claimed = VoxelSet(emptyFor: voxels.count)
    return zip(choices, closer).map { choice, members in
      var result = choice
      // Another object than the one chosen is no closer drawing of it.
      if members.intersectionOverUnion(with: choice.members) > 0.6 { result.members = members }
      result.members.subtract(claimed)
      claimed.formUnion(result.members)
      return result
    }
  }

  /// The proposals that share the cloud among them, best first, each with what the others leave.
  ///
  /// A proposal that better ones have most of is a duplicate of one of them, a part of one, or a group
  /// of several; one that loses little keeps the rest.
  private func chosen() -> [PooledProposal] {
    let usable = proposals.indices.filter { number in
      let members = proposals[number].members
      let count = members.members.reduce(0) { $0 + Int(voxels.pointCounts[$1]) }
      return count >= minimumPoints && surfaces?.include(members) != true
    }
    let agreements = agreements(on: usable)
    var ranked = zip(usable, agreements).map { number, agreement in
      var proposal = proposals[number]
      proposal.score *= agreement.share * agreement.support.squareRoot()
      return proposal
    }.filter { $0.score >= options.minimumScore ?? 0.2 }
    ranked.sort { $0.isBefore($1) }
    var claimed = VoxelSet(emptyFor: voxels.count)
    var result: [PooledProposal] = []
    for var proposal in ranked {
      let whole = proposal.members
      proposal.members.subtract(claimed)
      guard 10 * proposal.members.count >= 6 * whole.count else { continue }
      let parts = result.indices.filter { result[$0].isMostly(inside: whole) }
      if !parts.isEmpty, !ranked.contains(where: { isRest($0, proposal.members, of: whole) }) {
        for index in parts.reversed() {
          proposal.members.formUnion(result.remove(at: index).members)
        }
      }
      claimed.formUnion(proposal.members)
      result.append(proposal)
    }
    return result
  }

  /// Whether a proposal is what others left of a larger one, so that these are objects of their own
  /// that it carries, as a plate a cup, and not parts of it, as a box a print.
  private func isRest(_ proposal: PooledProposal, _ rest: VoxelSet, of whole: VoxelSet) -> Bool {
    let found = proposal.members.intersectionOverUnion(with: rest)
    return found >= 0.8 && found > proposal.members.intersectionOverUnion(with: whole)
  }

  /// How far the clicks inside a proposal agree that it is the object.
  private struct Agreement {
    /// The share of them that do, 0…1.
    var share: Float
    /// How many do, by what each expects of its answer: 1 where there are enough.
    var support: Float
  }

  /// How far the clicks inside each proposal agree that it is the object.
  ///
  /// An object is what one gets wherever on it one clicks: of each click, the answer most like the
  /// proposal counts, less where the click has a better answer. One click that agrees with itself says
  /// less than two.
  private func agreements(on numbers: [Int]) -> [Agreement] {
    concurrentMap(numbers.count, grain: 1) { index in
      let members = proposals[numbers[index]].members
      var (sum, votes, count): (Float, Float, Float) = (0, 0, 0)
      for click in clicks where members.contains(click.voxel) {
        count += 1
        let likeness =
          click.answers.map { answer in
            answer.weight * proposals[answer.proposal].members.intersectionOverUnion(with: members)
          }.max() ?? 0
        sum += likeness
        votes += click.bestScore * likeness
      }
      return Agreement(share: count > 0 ? sum / count : 0, support: min(votes / 1.5, 1))
    }
  }
}
