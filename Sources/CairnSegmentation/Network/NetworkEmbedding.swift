import CairnClouds
import CairnGeometry
import CairnKernels
import CairnNN
import CairnPreprocessing

/// A cloud that the network has encoded.
struct NetworkEmbedding: ResolvingEmbedding {
  /// What was encoded; it is looked at again only to save.
  let cloud: PointCloud
  let target: PromptTarget
  let scene: EncodedScene
  let network: SegmentationNetwork
  private let known = KnownAnswers()
  /// Whether what is proposed may be a surface, a wall for instance, instead of a thing.
  private var proposesSurfaces = false
  /// How many superpoints around a click tell what it proposes.
  private static let proposalReach = 1500

  init(
    cloud: PointCloud, target: PromptTarget, scene: EncodedScene, network: SegmentationNetwork
  ) {
    self.cloud = cloud
    self.target = target
    self.scene = scene
    self.network = network
  }

  func voxels() -> VoxelGrid { scene.input.graph.grid }

  /// Replays the prompts: boxes and masks first, then click by click, each answer the next one's
  /// start.
  func answer(_ prompts: ResolvedPrompts) -> Candidates {
    let grid = scene.input.graph.grid
    let clicks = prompts.clicks.map { click in
      VoxelClick(voxel: Int(grid.voxelOfPoint[click.row]), isPositive: click.isPositive)
    }
    let region = regionDepths(prompts)
    var last = prompts.masks.isEmpty ? nil : logits(of: prompts.masks)
    var answers: [Answer] = []
    // With nothing to go by but clicks off the object, nothing is selected.
    if region != nil || last != nil {
      answers = respond(to: [], region, last)
      if let box = prompts.onlyBox {
        answers = [betterRead(answers[0], region, in: BoxReading(box, grid))]
      }
      last = answers[0].logits
    }
    var made: [VoxelClick] = []
    for step in steps(clicks, isPlain: prompts.hasClicksOnly) {
      made += step
      answers = prompts.hasClicksOnly ? known.answers(to: made) ?? [] : []
      if answers.isEmpty {
        answers = respond(to: made, region, last)
        if prompts.hasClicksOnly { known.remember(answers, to: made) }
      }
      last = answers[0].logits
    }
    if answers.isEmpty {
      answers = [Answer(logits: Array(repeating: -8, count: grid.count), iouScore: 0)]
    }
    let candidates = answers.map { candidate($0, prompts) }
    return Candidates(best: candidates[0], others: Array(candidates.dropFirst()))
  }

  /// The answer to a box, or to it and a click in the middle of the region that fills it, whichever
  /// is the better one.
  private func betterRead(
    _ answer: Answer, _ regionDepths: [Float]?, in box: BoxReading
  ) -> Answer {
    guard let middle = box.middleOfBestRegion(in: scene) else { return answer }
    let click = VoxelClick(voxel: middle, isPositive: true)
    let other = respond(to: [click], regionDepths, nil)[0]
    return box.worth(of: other) > box.worth(of: answer) ? other : answer
  }

  /// Clicks in the order in which the network takes them.
  ///
  /// The first click on the object comes first where nothing else tells what is meant; clicks off
  /// the object that came before it follow together.
  private func steps(_ clicks: [VoxelClick], isPlain: Bool) -> [[VoxelClick]] {
    guard isPlain else { return clicks.map { [$0] } }
    guard let first = clicks.firstIndex(where: \.isPositive) else { return [] }
    let before = Array(clicks[..<first])
    return [[clicks[first]]] + (before.isEmpty ? [] : [before])
      + clicks[(first + 1)...].map { [$0] }
  }

  /// Answers of the network: all that a first click may mean, best first, or the one that follows.
  private func respond(
    to clicks: [VoxelClick], _ regionDepths: [Float]?, _ last: [Float]?
  ) -> [Answer] {
    let state = PromptState(clicks: clicks, regionDepths: regionDepths, last: last, of: scene)
    return answers(network.decoder(DecoderInput(state, of: scene)), to: state)
  }

  /// The masks of a decoder's output, best first, decided voxel by voxel.
  private func answers(_ decoded: Decoder.Output, to state: PromptState) -> [Answer] {
    let logits = network.head(decoded, state, of: scene)
    let scores = decoded.expected.ious
    let masks = state.isFirstClick ? Array(1..<NetworkSize.masks) : [0]
    let ordered = masks.sorted { (scores[$1], $0) < (scores[$0], $1) }
    return ordered.map { mask in
      var values = (0..<scene.input.graph.count).map {
        logits.values[$0 * NetworkSize.masks + mask]
      }
      for click in state.clicks { values[click.voxel] = click.isPositive ? 8 : -8 }
      return Answer(logits: values, iouScore: scores[mask])
    }
  }

  /// The answers to one click on each of some points, in voxels.
  ///
  /// Superpoints decide: for hundreds of clicks it is enough to know about which objects there are.
  /// Proposals are as good as they are like things, unless surfaces are wanted as well.
  func proposals(
    forClicksOn points: [Int], in voxels: VoxelGrid
  ) throws(SegmentationError) -> [[Proposal]] {
    concurrentMap(points.count, grain: 1) { number in
      // One click a thread costs less than all threads on one click.
      Threads.$limit.withValue(1) {
        let state = firstClick(on: points[number])
        let decoded = proposed(state)
        return (1..<NetworkSize.masks).map { mask in
          let logits = decoded.logits.columns(mask..<mask + 1).values
          return Proposal(
            Answer(
              logits: scene.input.superpoints.ofVoxel.map { logits[Int($0)] },
              iouScore: proposesSurfaces
                ? decoded.expected.ious[mask] : decoded.expected.thingIoUs[mask]))
        }.sorted { $0.iouScore > $1.iouScore }
      }
    }
  }

  /// What the decoder says of one click, in large clouds of its surroundings alone.
  private func proposed(_ state: PromptState) -> Decoder.Output {
    let around = scene.superpoints(around: state.positive[0], count: Self.proposalReach)
    guard let around else { return network.decoder(DecoderInput(state, of: scene)) }
    return network.decoder(DecoderInput(state, of: scene, at: around))
      .spread(at: around, count: scene.sizes.count)
  }

  /// Finds every object by superpoints, then draws the outlines of those chosen voxel by voxel.
  func everything(_ options: EverythingOptions) throws(SegmentationError) -> FoundObjects {
    var options = options
    options.minimumScore = options.minimumScore ?? (options.includesSurfaces ? 0.3 : 0.05)
    var embedding = self
    embedding.proposesSurfaces = options.includesSurfaces
    var search = EverythingSearch(voxels(), options)
    let count = options.clickCount ?? 150
    let rounds = max(options.roundCount ?? 2, 1)
    for round in 0..<rounds {
      var clicks = round == 0 ? regionClicks(count, search) : []
      if clicks.isEmpty { clicks = search.nextClicks(count) }
      guard !clicks.isEmpty else { break }
      try embedding.collect(clicks, in: &search, round: round, of: rounds)
    }
    try WorkProgress.report(0.9)
    let objects = search.objects { point, members in
      Threads.$limit.withValue(1) {
        let state = firstClick(on: point)
        let answers = answers(proposed(state), to: state).map { answer in
          VoxelSet(
            answer.logits.indices.lazy.filter { answer.logits[$0] > 0 }.map { Int32($0) },
            voxelCount: voxels().count)
        }
        return answers.max {
          $0.intersectionOverUnion(with: members) < $1.intersectionOverUnion(with: members)
        } ?? members
      }
    }
    try WorkProgress.report(1)
    return objects
  }

  private func regionClicks(_ count: Int, _ search: EverythingSearch) -> [Int] {
    let clicks = RegionClicks(
      scene, limit: count, leastShare: search.leastShare,
      where: search.isOnSurface)
    return clicks.voxels.map { Int(search.voxels.firstPoints[$0]) }
  }

  private func firstClick(on point: Int) -> PromptState {
    let voxel = Int(scene.input.graph.grid.voxelOfPoint[point])
    return PromptState(
      clicks: [VoxelClick(voxel: voxel, isPositive: true)], regionDepths: nil, last: nil, of: scene)
  }

  /// How far each voxel is inside of all boxes and lassos, in voxel edges; `nil` without any.
  ///
  /// A lasso has no depth: it is a voxel's share of enclosed points that counts.
  private func regionDepths(_ prompts: ResolvedPrompts) -> [Float]? {
    guard !prompts.boxes.isEmpty || !prompts.lassos.isEmpty else { return nil }
    let grid = scene.input.graph.grid
    var depths = grid.centers.map { center in
      prompts.boxes.reduce(Float.infinity) { min($0, $1.depth(of: center)) } / grid.edge
    }
    for lasso in prompts.lassos {
      for (voxel, share) in grid.shares(where: { lasso.isSeen[$0] }).enumerated() {
        depths[voxel] = min(depths[voxel], share > 0.5 ? 4 : -4)
      }
    }
    return depths
  }

  /// Masks as an answer that is not very sure.
  private func logits(of masks: [Mask]) -> [Float] {
    scene.input.graph.grid.shares { point in masks.contains { $0[point] } }
      .map { $0 >= 0.5 ? 2 : -2 }
  }

  /// Gives every point the answer of its voxel, clicked points that of their click.
  ///
  /// What is outside of a box is not selected, unless a click says that the object goes on there.
  private func candidate(_ answer: Answer, _ prompts: ResolvedPrompts) -> Candidate {
    let voxels = scene.input.graph.grid.voxelOfPoint
    var logits: [Float] = concurrentRows(voxels.count, grain: 1 << 14) { points, output in
      for point in points {
        output.append(voxels[point] < 0 ? -8 : answer.logits[Int(voxels[point])])
      }
    }
    if !prompts.boxes.isEmpty { deselect(&logits, outsideOf: prompts) }
    for click in prompts.clicks { logits[click.row] = click.isPositive ? 8 : -8 }
    return Candidate(logits: logits, iouScore: answer.iouScore)
  }

  private func deselect(_ logits: inout [Float], outsideOf prompts: ResolvedPrompts) {
    let isOutside = { (row: Int) in
      !prompts.boxes.allSatisfy { $0.contains(target.positions.points[row]) }
    }
    guard !prompts.clicks.contains(where: { $0.isPositive && isOutside($0.row) }) else { return }
    for row in logits.indices where logits[row] > 0 && isOutside(row) { logits[row] *= -1 }
  }
}

/// An answer in voxels.
struct Answer: Sendable {
  var logits: [Float]
  var iouScore: Float
}

extension Proposal {
  /// Takes an answer for its voxels.
  init(_ answer: Answer) {
    let sure = answer.logits.count { $0 >= 1 }
    let possible = answer.logits.count { $0 > -1 }
    self.init(
      voxels: answer.logits.indices.filter { answer.logits[$0] > 0 }.map { Int32($0) },
      iouScore: answer.iouScore,
      stability: possible > 0 ? Float(sure) / Float(possible) : 0)
  }
}

extension VoxelGrid {
  /// Which share of each voxel's points fulfils a condition.
  func shares(where isWanted: (_ point: Int) -> Bool) -> [Float] {
    var counts = [Float](repeating: 0, count: count)
    for (point, voxel) in voxelOfPoint.enumerated() where voxel >= 0 && isWanted(point) {
      counts[Int(voxel)] += 1
    }
    return zip(counts, pointCounts).map { $0 / Float($1) }
  }
}
