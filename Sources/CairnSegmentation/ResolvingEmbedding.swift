import CairnClouds

/// An embedding that answers prompts after they were checked and turned into rows of the cloud.
package protocol ResolvingEmbedding: Embedding {
  /// The points that prompts refer to.
  var target: PromptTarget { get }

  /// The objects that checked prompts may mean, best first.
  func answer(_ prompts: ResolvedPrompts) throws(SegmentationError) -> Candidates
}

extension ResolvingEmbedding {
  package var positions: Positions { target.positions }

  package func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates {
    try answer(try target.resolve(prompts))
  }

  package func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] {
    try target.masks(forObjects: objects, answer)
  }
}
