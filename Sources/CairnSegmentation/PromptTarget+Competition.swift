import CairnClouds

extension PromptTarget {
  /// Answers for several objects at once, no point in two best masks.
  ///
  /// Where an object takes what is clicked as another one, that is clicked as not this one. A point
  /// that two objects still claim goes to the one that has fewer: the more specific one; clicked
  /// points to their click.
  func masks(
    forObjects objects: [[Prompt]],
    _ answer: (ResolvedPrompts) throws(SegmentationError) -> Candidates
  ) throws(SegmentationError) -> [Candidates] {
    var resolved: [ResolvedPrompts] = []
    for prompts in objects { resolved.append(try resolve(prompts)) }
    var answers: [Candidates] = []
    for prompts in resolved { answers.append(try answer(prompts)) }
    for (number, prompts) in resolved.enumerated() {
      var prompts = prompts
      let own = Set(prompts.clicks.map(\.row))
      let mask = answers[number].best.mask
      let others = resolved.indices.filter { $0 != number }.flatMap { resolved[$0].clicks }
        .filter { $0.isPositive && mask[$0.row] && !own.contains($0.row) }
      guard !others.isEmpty else { continue }
      prompts.clicks += others.map { ResolvedClick(row: $0.row, isPositive: false) }
      answers[number] = try answer(prompts)
    }
    let order = answers.indices.sorted { a, b in
      (answers[a].best.mask.selectedCount, a) < (answers[b].best.mask.selectedCount, b)
    }
    var owner = [Int](repeating: -1, count: count)
    for (number, prompts) in resolved.enumerated() {
      let mask = answers[number].best.mask
      for click in prompts.clicks where mask[click.row] && owner[click.row] < 0 {
        owner[click.row] = number
      }
    }
    for number in order {
      var best = answers[number].best
      for row in 0..<count where best.mask[row] {
        if owner[row] < 0 { owner[row] = number }
        if owner[row] != number {
          best.mask[row] = false
          best.logits[row] = -best.logits[row]
        }
      }
      answers[number].best = best
    }
    return answers
  }
}
