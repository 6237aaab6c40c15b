import CairnClouds

/// An embedding that answers prompts after they were checked and turned into rows of the cloud.
protocol ResolvingEmbedding: Embedding {
  /// The points that prompts refer to.
  var target: PromptTarget { get }

  /// The objects that checked prompts may mean, best first.
  func answer(_ prompts: ResolvedPrompts) -> Candidates
}

extension ResolvingEmbedding {
  var positions: Positions { target.positions }

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates {
    answer(try target.resolve(prompts))
  }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] {
    try target.masks(forObjects: objects, answer)
  }
}
