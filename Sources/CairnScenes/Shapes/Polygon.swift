/// An outline with holes: the outline counterclockwise, the holes clockwise.
struct Polygon {
  /// All corners, the outline's first.
  private(set) var corners: [SIMD2<Float>] = []
  /// Which corners belong to the outline and to each hole.
  private(set) var loops: [Range<Int>] = []

  /// Creates a polygon; turns outline and holes the right way.
  init(outline: [SIMD2<Float>], holes: [[SIMD2<Float>]]) {
    precondition(outline.count > 2, "an outline of \(outline.count) corners")
    for (index, loop) in ([outline] + holes).enumerated() {
      let isOutline = index == 0
      let first = corners.count
      corners += (Self.area(loop) > 0) == isOutline ? loop : loop.reversed()
      loops.append(first..<corners.count)
    }
  }

  private static func area(_ loop: [SIMD2<Float>]) -> Double {
    var sum = 0.0
    for index in loop.indices {
      let (a, b) = (loop[index], loop[index + 1 < loop.count ? index + 1 : 0])
      sum += Double(a.x) * Double(b.y) - Double(b.x) * Double(a.y)
    }
    return sum / 2
  }

  /// Twice the signed area of a triangle of corners; positive where it is counterclockwise.
  private func turn(_ a: Int, _ b: Int, _ c: Int) -> Double {
    let u = SIMD2<Double>(corners[b]) - SIMD2<Double>(corners[a])
    let v = SIMD2<Double>(corners[c]) - SIMD2<Double>(corners[a])
    return u.x * v.y - u.y * v.x
  }

  /// The triangles of the area, counterclockwise.
  ///
  /// Ears are clipped; each hole is joined to the outline by a cut before (D. Eberly, Triangulation
  /// by ear clipping, 2002).
  ///
  /// - Complexity: O(*n*²) on usual outlines, where *n* is the number of corners.
  func triangulated() -> [SIMD3<UInt32>] {
    var ring = Array(loops[0])
    // From right to left, so that a cut never meets a hole that is not joined yet.
    let holes = loops.dropFirst().sorted { one, other in
      rightmost(one).x == rightmost(other).x
        ? one.lowerBound < other.lowerBound : rightmost(one).x > rightmost(other).x
    }
    for hole in holes { join(hole, to: &ring) }
    var triangles: [SIMD3<UInt32>] = []
    var start = 0
    while ring.count > 3 {
      let ear = (0..<ring.count).map { ($0 + start) % ring.count }.first { isEar($0, in: ring) }
      // Only corners without area are left where no ear is: any may go.
      let index = ear ?? flattest(in: ring)
      let (a, c) = neighbors(of: index, in: ring)
      triangles.append([UInt32(a), UInt32(ring[index]), UInt32(c)])
      ring.remove(at: index)
      // The next ear is sought beyond this one, so that triangles do not fan from one corner.
      start = ring.isEmpty ? 0 : (index + 1) % ring.count
    }
    triangles.append([UInt32(ring[0]), UInt32(ring[1]), UInt32(ring[2])])
    return triangles
  }

  private func rightmost(_ loop: Range<Int>) -> SIMD2<Float> {
    loop.map { corners[$0] }.max { $0.x < $1.x } ?? .zero
  }

  private func neighbors(of index: Int, in ring: [Int]) -> (before: Int, after: Int) {
    (ring[index > 0 ? index - 1 : ring.count - 1], ring[index + 1 < ring.count ? index + 1 : 0])
  }

  private func isEar(_ index: Int, in ring: [Int]) -> Bool {
    let (a, c) = neighbors(of: index, in: ring)
    let b = ring[index]
    guard turn(a, b, c) > 0 else { return false }
    for other in ring {
      let place = corners[other]
      if place == corners[a] || place == corners[b] || place == corners[c] { continue }
      if turn(a, b, other) >= 0, turn(b, c, other) >= 0, turn(c, a, other) >= 0 { return false }
    }
    return true
  }

  private func flattest(in ring: [Int]) -> Int {
    var best = (index: 0, turn: Double.infinity)
    for index in ring.indices {
      let (a, c) = neighbors(of: index, in: ring)
      let size = abs(turn(a, ring[index], c))
      if size < best.turn { best = (index, size) }
    }
    return best.index
  }

  /// Cuts from the rightmost corner of a hole to a corner of the ring that it sees.
  private func join(_ hole: Range<Int>, to ring: inout [Int]) {
    let from = hole.max { corners[$0].x < corners[$1].x } ?? hole.lowerBound
    let place = corners[from]
    let order = ring.indices.sorted { one, other in
      let (a, b) = (corners[ring[one]] - place, corners[ring[other]] - place)
      let (p, q) = ((a * a).sum(), (b * b).sum())
      return p == q ? one < other : p < q
    }
    let target = order.first { sees(from, ring, $0) } ?? order[0]
    let rotated = (0..<hole.count).map {
      hole.lowerBound + ($0 + from - hole.lowerBound) % hole.count
    }
    ring.insert(contentsOf: rotated + [from, ring[target]], at: target + 1)
  }

  /// Whether a cut between a corner of a hole and one of the ring leaves the ring's inside nowhere.
  private func sees(_ from: Int, _ ring: [Int], _ target: Int) -> Bool {
    let to = ring[target]
    let (before, after) = neighbors(of: target, in: ring)
    // Within the angle of the ring at the target.
    let isConvex = turn(before, to, after) > 0
    let (left, right) = (turn(before, to, from) > 0, turn(to, after, from) > 0)
    guard isConvex ? left && right : left || right else { return false }
    for index in ring.indices {
      if crosses(from, to, ring[index], neighbors(of: index, in: ring).after) { return false }
    }
    // Holes, its own included, whether they are joined yet or not.
    for loop in loops.dropFirst() {
      for index in loop {
        let next = index + 1 < loop.upperBound ? index + 1 : loop.lowerBound
        if crosses(from, to, index, next) { return false }
      }
    }
    return true
  }

  private func crosses(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Bool {
    let ends = [corners[c], corners[d]]
    if ends.contains(corners[a]) || ends.contains(corners[b]) { return false }
    return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0
  }
}
