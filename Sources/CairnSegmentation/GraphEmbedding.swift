import CairnClouds
import CairnGeometry
import CairnPreprocessing

/// A cloud as a graph of voxels with its tree of regions.
struct GraphEmbedding: ResolvingEmbedding {
  let target: PromptTarget
  let graph: VoxelGraph
  let tree: MergeTree

  /// Replays the prompts: boxes, lassos and masks first, then each click changes the region around it.
  func answer(_ prompts: ResolvedPrompts) -> Candidates {
    var start = VoxelSelection(graph: graph, tree: tree)
    if !prompts.masks.isEmpty { start.select(prompts.masks) }
    if !prompts.boxes.isEmpty || !prompts.lassos.isEmpty { start.restrict(to: prompts) }
    let clicks = prompts.clicks.map { click in
      VoxelClick(
        voxel: Int(graph.grid.voxelOfPoint[click.row]), isPositive: click.isPositive)
    }
    // One click on nothing: which region is meant is open.
    if clicks.count == 1, clicks[0].isPositive, prompts.hasClicksOnly {
      let regions = start.regions(around: clicks[0].voxel)
      let answers = regions.map { region in
        var selection = start
        selection.select(region)
        return selection.candidate(prompts, iouScore: region.iouScore)
      }
      return Candidates(best: answers[0], others: Array(answers.dropFirst()))
    }
    for number in clicks.indices { start.apply(clicks[number], after: clicks[..<number]) }
    return Candidates(
      best: start.candidate(prompts, iouScore: Self.expectedIoU(clickCount: clicks.count)))
  }

  /// The mean IoU that was measured after some clicks (README, `cairn eval`), boxes,
  /// lassos and masks counting as one: with the answers of one click scored each, it needs to be right on average.
  private static func expectedIoU(clickCount: Int) -> Float {
    0.97 - 0.15 / Float(max(clickCount, 1))
  }
}

/// A click and the voxel it is in.
struct VoxelClick: Sendable, Hashable {
  var voxel: Int
  var isPositive: Bool
}
