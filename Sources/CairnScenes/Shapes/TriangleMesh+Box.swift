import CairnGeometry

extension TriangleMesh {
  /// A box on z = 0, centred about the z axis.
  ///
  /// - Parameters:
  ///   - size: Edge lengths, metres; positive.
  ///   - rounding: The radius of edges and corners, metres; at most half the shortest edge counts.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  /// - Returns: A closed mesh: 12 triangles, or 108 and more where it is rounded.
  public static func box(
    _ size: SIMD3<Float>, rounding: Float = 0, _ material: Material, part: String = "body"
  ) -> TriangleMesh {
    let radius = Swift.min(Swift.max(rounding, 0), size.min() / 2)
    // Steps of an eighth of a turn: the chords stay within 0.4 mm of the arc.
    let steps = radius <= 0 ? 0 : radius < 0.004 ? 1 : radius < 0.015 ? 2 : radius < 0.05 ? 3 : 4
    let flat = radius >= size.min() / 2 * 0.999
    var levels: [Float] = []
    for step in stride(from: steps, through: 0, by: -1) {
      let turn = sineAndCosine(Float(step) / Float(Swift.max(steps, 1)) * .pi / 4)
      levels.append(-turn.sine / turn.cosine)
    }
    // Where a box is all rounding, the two inner rows would coincide and leave empty triangles.
    let inner = size / 2 - SIMD3(repeating: flat ? radius * 0.998 : radius)
    let places =
      levels.map { (side: Float(-1), offset: $0) }
      + levels.reversed().map { (side: Float(1), offset: -$0) }
    let count = places.count
    var indices = [UInt32](repeating: .max, count: count * count * count)
    var positions: [SIMD3<Float>] = []

    func vertex(_ place: SIMD3<Int>) -> UInt32 {
      let slot = (place.z * count + place.y) * count + place.x
      if indices[slot] != .max { return indices[slot] }
      let x = places[place.x]
      let y = places[place.y]
      let z = places[place.z]
      let core = SIMD3(x.side, y.side, z.side) * inner
      let outward = SIMD3(x.offset, y.offset, z.offset)
      let position =
        steps == 0 ? core : core + outward.normalized * radius
      indices[slot] = UInt32(positions.count)
      positions.append(position + SIMD3(0, 0, size.z / 2))
      return indices[slot]
    }

    var triangles: [SIMD3<UInt32>] = []
    for axis in 0..<3 {
      let (right, up) = ((axis + 1) % 3, (axis + 2) % 3)
      for end in [0, count - 1] {
        for row in 0..<count - 1 {
          for column in 0..<count - 1 {
            var corner = SIMD3<Int>()
            corner[axis] = end
            (corner[right], corner[up]) = (column, row)
            let a = vertex(corner)
            corner[right] += 1
            let b = vertex(corner)
            corner[up] += 1
            let c = vertex(corner)
            corner[right] -= 1
            let d = vertex(corner)
            if end == 0 {
              triangles += [[a, c, b], [a, d, c]]
            } else {
              triangles += [[a, b, c], [a, c, d]]
            }
          }
        }
      }
    }
    return TriangleMesh(
      positions: positions, triangles: triangles, material: material, part: part)
  }
}
