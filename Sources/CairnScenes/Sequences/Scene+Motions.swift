import CairnGeometry

extension Scene {
  /// Returns the scene with some of its small things moved about, one after the other, as by a hand:
  /// pushed aside, lifted and put down elsewhere, carried behind something and back, taken out of
  /// view and brought back.
  ///
  /// What carries others takes them along. Boxes around things keep clear of each other on all ways,
  /// but for those that touch where a thing is lifted off.
  ///
  /// - Parameters:
  ///   - duration: Until when things are moved, seconds.
  ///   - random: Decides.
  /// - Returns: The same bodies; some have a motion.
  /// - Complexity: O(*n*) a thing moved, where *n* is the number of bodies, after preparing the scene
  ///   for rays.
  public func withMotions(duration: Float, random: inout SceneRandom) -> Scene {
    var plan = HandPlan(self)
    var time = random.number(in: 0.2...0.6)
    while time < duration {
      guard let end = plan.act(from: time, random: &random) else { break }
      time = end + random.number(in: 0.1...0.6)
    }
    var result = self
    for (label, motion) in plan.motions { result.move(label, along: motion) }
    return result
  }
}
