import CairnGeometry

extension TriangleMesh {
  /// A round bar along a line of points: a cable, a handle, a pipe.
  ///
  /// - Parameters:
  ///   - line: At least two points, metres, consecutive ones apart; where the last is the first, the
  ///     tube is closed to a ring. Corners should be a few points, or the tube gets thin there.
  ///   - radii: Its radius at each point, metres; one value goes for all. An end of radius 0 is a
  ///     tip, others are flat.
  ///   - segments: The number of sides, at least 3; as many as look round where `nil`.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  /// - Returns: A closed mesh.
  public static func tube(
    along line: [SIMD3<Float>], radii: [Float], segments: Int? = nil, _ material: Material,
    part: String = "body"
  ) -> TriangleMesh {
    precondition(
      line.count > 1 && (radii.count == 1 || radii.count == line.count),
      "\(line.count) points, \(radii.count) radii")
    let sides =
      segments ?? Swift.max(6, Swift.min(roundSegments(radius: radii.max() ?? 0) - 4, 20))
    let isRing = line.count > 3 && line[0] == line[line.count - 1]
    let points = isRing ? Array(line.dropLast()) : line
    func direction(_ from: Int) -> SIMD3<Float> {
      let next = from + 1 < points.count ? from + 1 : isRing ? 0 : from
      return (points[next] - points[from]).normalized
    }
    var tangents: [SIMD3<Float>] = []
    for index in points.indices {
      let before = index > 0 ? direction(index - 1) : isRing ? direction(points.count - 1) : .zero
      let tangent = (before + direction(index)).normalized
      tangents.append(tangent == .zero ? SIMD3(0, 0, 1) : tangent)
    }
    // A frame is carried along without turning about the line (parallel transport); what a closed
    // line turns it by in all is taken back evenly.
    var sideways = SIMD3<Float>()
    let helper: SIMD3<Float> = abs(tangents[0].z) < 0.9 ? [0, 0, 1] : [1, 0, 0]
    sideways = helper.cross(tangents[0]).normalized
    var frames = [sideways]
    for index in 1..<points.count {
      sideways = (sideways - tangents[index] * sideways.dot(tangents[index])).normalized
      frames.append(sideways)
    }
    var strip = RingStrip()
    let turns = (0..<sides).map { sineAndCosine(Float($0) / Float(sides) * 2 * .pi) }
    for index in points.indices {
      let radius = radii.count == 1 ? radii[0] : radii[index]
      if radius <= 0 {
        strip.addPole(points[index])
        continue
      }
      let (u, v) = (frames[index], tangents[index].cross(frames[index]))
      if index == 0, !isRing { strip.addPole(points[index]) }
      // In a bend the ring lies across the middle direction and is wider, as a mitre is.
      strip.addRing(turns.map { points[index] + (u * $0.cosine + v * $0.sine) * radius })
      if index == points.count - 1, !isRing { strip.addPole(points[index]) }
    }
    if isRing { strip.close() }
    return TriangleMesh(
      positions: strip.positions, triangles: strip.triangles, material: material, part: part)
  }

  /// A smooth line through points.
  ///
  /// Catmull-Rom: E. Catmull, R. Rom, A class of local interpolating splines, 1974.
  ///
  /// - Parameters:
  ///   - points: At least two; the line goes through all of them.
  ///   - steps: How many pieces between two of them, at least 1.
  /// - Returns: The line from the first to the last point.
  package static func smoothLine(
    through points: [SIMD3<Float>], steps: Int
  ) -> [SIMD3<Float>] {
    var line: [SIMD3<Float>] = []
    for index in 0..<points.count - 1 {
      let (b, c) = (points[index], points[index + 1])
      let a = index > 0 ? points[index - 1] : b * 2 - c
      let d = index + 2 < points.count ? points[index + 2] : c * 2 - b
      for step in 0..<steps {
        let t = Float(step) / Float(steps)
        let linear = (c - a) * t
        let square = (a * 2 - b * 5 + c * 4 - d) * (t * t)
        let cube = ((b - c) * 3 + d - a) * (t * t * t)
        line.append(b + (linear + square + cube) * 0.5)
      }
    }
    line.append(points[points.count - 1])
    return line
  }

  /// Part of a circle in a plane.
  ///
  /// - Parameters:
  ///   - center: Its centre.
  ///   - radius: Metres.
  ///   - angles: From and to, radians, from `right` towards `up`.
  ///   - right: The direction of angle 0, a unit vector.
  ///   - up: The direction of a quarter turn, a unit vector.
  ///   - steps: The number of pieces, at least 1.
  /// - Returns: `steps` + 1 points.
  package static func arc(
    center: SIMD3<Float>, radius: Float, angles: ClosedRange<Float>, right: SIMD3<Float>,
    up: SIMD3<Float>, steps: Int
  ) -> [SIMD3<Float>] {
    (0...steps).map { step in
      let share = Float(step) / Float(steps)
      let angle = angles.lowerBound + (angles.upperBound - angles.lowerBound) * share
      let turn = sineAndCosine(angle)
      return center + (right * turn.cosine + up * turn.sine) * radius
    }
  }
}
