import CairnScenes

/// Lines in a plane from which small things are turned, cut and bent.
enum Outline {
  /// A circle, counterclockwise.
  static func circle(
    radius: Float, at center: SIMD2<Float> = .zero, sides: Int = 24
  ) -> [SIMD2<Float>] {
    (0..<sides).map { side in
      let turn = sineAndCosine(Float(side) / Float(sides) * 2 * .pi)
      return center + SIMD2(turn.cosine, turn.sine) * radius
    }
  }

  /// A rectangle about a centre, counterclockwise, with round corners where asked for.
  static func rectangle(
    _ size: SIMD2<Float>, at center: SIMD2<Float> = .zero, rounding: Float = 0
  ) -> [SIMD2<Float>] {
    let half = size / 2
    let corners: [SIMD2<Float>] = [
      [-half.x, -half.y], [half.x, -half.y], [half.x, half.y], [-half.x, half.y],
    ]
    let moved = corners.map { $0 + center }
    return rounding > 0 ? rounded(moved, by: rounding, isClosed: true) : moved
  }

  /// The line with corners replaced by arcs.
  ///
  /// - Parameters:
  ///   - points: Its corners.
  ///   - radius: How far an arc begins from its corner at most; less where edges are short.
  ///   - steps: The number of pieces of an arc.
  ///   - isClosed: Whether the last point is joined with the first.
  /// - Returns: The points of the new line.
  static func rounded(
    _ points: [SIMD2<Float>], by radius: Float, steps: Int = 3, isClosed: Bool = false
  ) -> [SIMD2<Float>] {
    var line: [SIMD2<Float>] = []
    for (index, corner) in points.enumerated() {
      if !isClosed && (index == 0 || index == points.count - 1) {
        line.append(corner)
        continue
      }
      let before = points[(index + points.count - 1) % points.count]
      let after = points[(index + 1) % points.count]
      let (a, b) = (length(before - corner), length(after - corner))
      let reach = Swift.min(radius, a * 0.45, b * 0.45)
      guard reach > 1e-5 else {
        line.append(corner)
        continue
      }
      let (from, to) = (
        corner + (before - corner) / a * reach, corner + (after - corner) / b * reach
      )
      for step in 0...steps {
        let t = Float(step) / Float(steps)
        let left = from * ((1 - t) * (1 - t))
        line.append(left + corner * (2 * t * (1 - t)) + to * (t * t))
      }
    }
    return line
  }

  /// A smooth line through points.
  static func smooth(_ points: [SIMD2<Float>], steps: Int = 4) -> [SIMD2<Float>] {
    TriangleMesh.smoothLine(through: points.map { SIMD3($0.x, $0.y, 0) }, steps: steps)
      .map { SIMD2(Swift.max($0.x, 0), $0.y) }
  }

  /// The profile of an open vessel: the outside up, then the inside down.
  ///
  /// - Parameters:
  ///   - outside: From the middle of the bottom to the rim.
  ///   - thickness: Of its wall.
  /// - Returns: A profile for a lathe.
  static func vessel(_ outside: [SIMD2<Float>], thickness: Float) -> [SIMD2<Float>] {
    var inside: [SIMD2<Float>] = [[0, outside[0].y + thickness]]
    for index in 1..<outside.count - 1 {
      let (a, b, c) = (outside[index - 1], outside[index], outside[index + 1])
      let (one, other) = (left(of: b - a), left(of: c - b))
      let sum = one + other
      let share = Swift.max((sum * sum).sum() / 2, 0.3)
      let place = b + sum / share * thickness
      // Where a wall bends sharply the inside would fold over.
      if place.x > inside[inside.count - 1].x * 0.5, place.x > 1e-4 { inside.append(place) }
    }
    let rim = outside[outside.count - 1]
    inside.append([Swift.max(rim.x - thickness, 1e-4), rim.y])
    return outside + inside.reversed()
  }

  /// A toothed wheel.
  static func gear(
    teeth: Int, radius: Float, depth: Float
  ) -> [SIMD2<Float>] {
    var line: [SIMD2<Float>] = []
    for tooth in 0..<teeth {
      for (share, out) in [(0.0, 0), (0.18, 1), (0.5, 1), (0.68, 0)] as [(Float, Float)] {
        let turn = sineAndCosine((Float(tooth) + share) / Float(teeth) * 2 * .pi)
        line.append(SIMD2(turn.cosine, turn.sine) * (radius + (out - 1) * depth))
      }
    }
    return line
  }

  private static func left(of direction: SIMD2<Float>) -> SIMD2<Float> {
    let size = length(direction)
    return size > 0 ? SIMD2(-direction.y, direction.x) / size : .zero
  }

  private static func length(_ vector: SIMD2<Float>) -> Float {
    (vector * vector).sum().squareRoot()
  }
}
