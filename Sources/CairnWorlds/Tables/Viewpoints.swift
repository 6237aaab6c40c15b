import CairnGeometry
import CairnScenes

extension Vantage {
  /// Adds cameras at a robot's head in front of something, and a walk around it.
  ///
  /// - Parameters:
  ///   - target: What they look at, metres.
  ///   - distances: How far the cameras are, metres.
  ///   - elevations: How far they look down, radians.
  ///   - sides: To how far on either side of the front they go, radians.
  ///   - facing: Where the front is: counterclockwise from -y seen from above, radians.
  ///   - random: Decides.
  mutating func addViews(
    of target: SIMD3<Float>, distances: ClosedRange<Float>, elevations: ClosedRange<Float>,
    sides: Float, facing: Float = 0, _ random: inout SceneRandom
  ) {
    for index in 0..<8 {
      let turn = facing + (index == 0 ? 0.4 : 1) * random.number(in: -sides...sides)
      let wander = SIMD3(
        random.number(in: -0.06...0.06), random.number(in: -0.06...0.06),
        random.number(in: -0.02...0.04))
      let pose = Self.view(
        of: target + wander, turn, random.number(in: elevations), random.number(in: distances))
      cameras.append(pose.rolled(by: random.normal() * 0.025))
    }
    let (phase, far) = (random.number(in: -3...3), random.number(in: distances))
    for step in 0..<30 {
      let share = Float(step) / 29
      let turn = facing + (2 * share - 1) * sides * 1.25
      let wave = sineAndCosine(share * 9 + phase)
      let low = elevations.lowerBound + (elevations.upperBound - elevations.lowerBound) * 0.2
      let high = elevations.upperBound
      let elevation = (low + high) / 2 + wave.sine * (high - low) / 2
      let pose = Self.view(
        of: target + SIMD3(wave.cosine * 0.05, wave.sine * 0.05, 0), turn, elevation,
        far * (1 + 0.12 * wave.cosine))
      walk.append(pose.rolled(by: wave.cosine * 0.04 + random.normal() * 0.01))
    }
  }

  private static func view(
    of target: SIMD3<Float>, _ turn: Float, _ elevation: Float, _ distance: Float
  ) -> RigidTransform {
    let (side, front) = sineAndCosine(turn)
    let (up, level) = sineAndCosine(elevation)
    return .camera(
      at: target + SIMD3(side * level, -front * level, up) * distance, lookingAt: target)
  }
}

extension RigidTransform {
  /// A camera's pose turned about its own axis.
  func rolled(by angle: Float) -> RigidTransform {
    RigidTransform(at: position, rotation: rotation * .about([0, 0, 1], by: angle))
  }
}
