import CairnGeometry

/// A face of any number of corners in space, about flat.
struct Polygon {
  let corners: [SIMD3<Float>]

  /// Beyond this, cutting ears off would be slow, and no face in use has more.
  private static let mostEars = 600

  init(_ corners: [SIMD3<Float>]) { self.corners = corners }

  /// Triangles that fill it, each of three indices into the corners, turning as the polygon does.
  ///
  /// - Complexity: O(corners) for a convex one, O(corners²) otherwise.
  var triangles: [SIMD3<Int>] {
    let count = corners.count
    if count == 3 { return [SIMD3(0, 1, 2)] }
    let normal = self.normal
    if count > Self.mostEars || isConvex(normal) {
      // A quadrilateral that is not quite flat bends less along its shorter diagonal.
      let isTurned =
        count == 4
        && (corners[1] - corners[3]).squaredLength < (corners[0] - corners[2]).squaredLength
      if isTurned { return [SIMD3(1, 2, 3), SIMD3(1, 3, 0)] }
      return (1..<count - 1).map { SIMD3(0, $0, $0 + 1) }
    }
    return ears(normal)
  }

  /// Newell's normal: twice the area long, also where the corners are not in a plane.
  private var normal: SIMD3<Float> {
    var sum = SIMD3<Float>.zero
    for index in 1..<corners.count - 1 {
      sum += (corners[index] - corners[0]).cross(corners[index + 1] - corners[0])
    }
    return sum
  }

  private func isConvex(_ normal: SIMD3<Float>) -> Bool {
    let count = corners.count
    return corners.indices.allSatisfy { index in
      turn(index, (index + 1) % count, (index + 2) % count, normal) >= 0
    }
  }

  /// Positive where the corner b turns left about the normal.
  private func turn(_ a: Int, _ b: Int, _ c: Int, _ normal: SIMD3<Float>) -> Float {
    (corners[b] - corners[a]).cross(corners[c] - corners[b]).dot(normal)
  }

  /// Ear clipping: cut off a corner whose triangle holds no other corner, again and again.
  private func ears(_ normal: SIMD3<Float>) -> [SIMD3<Int>] {
    var rest = Array(corners.indices)
    var result: [SIMD3<Int>] = []
    while rest.count > 3 {
      let ear = rest.indices.first { isEar(at: $0, of: rest, normal) } ?? 0
      let (before, after) = ((ear + rest.count - 1) % rest.count, (ear + 1) % rest.count)
      result.append(SIMD3(rest[before], rest[ear], rest[after]))
      rest.remove(at: ear)
    }
    result.append(SIMD3(rest[0], rest[1], rest[2]))
    return result
  }

  private func isEar(at place: Int, of rest: [Int], _ normal: SIMD3<Float>) -> Bool {
    let (a, b, c) = (
      rest[(place + rest.count - 1) % rest.count], rest[place], rest[(place + 1) % rest.count]
    )
    guard turn(a, b, c, normal) > 0 else { return false }
    return rest.allSatisfy { other in
      if other == a || other == b || other == c { return true }
      let point = corners[other]
      // Corners that two rings share, where a hole was cut in, lie on a corner and do not count.
      if point == corners[a] || point == corners[b] || point == corners[c] { return true }
      return side(a, b, point, normal) < 0 || side(b, c, point, normal) < 0
        || side(c, a, point, normal) < 0
    }
  }

  private func side(_ a: Int, _ b: Int, _ point: SIMD3<Float>, _ normal: SIMD3<Float>) -> Float {
    (corners[b] - corners[a]).cross(point - corners[a]).dot(normal)
  }
}
