import CairnKernels
import TestSupport
import Testing

struct TriangleTreeTests {
  /// Rays from around the origin into all directions, some of them along axes.
  static func rays(_ count: Int, seed: UInt64) -> (
    origins: [SIMD3<Float>], directions: [SIMD3<Float>]
  ) {
    var generator = SeededGenerator(seed: seed)
    var (origins, directions): ([SIMD3<Float>], [SIMD3<Float>]) = ([], [])
    for number in 0..<count {
      origins.append(.random(in: -4...4, using: &generator))
      var direction = SIMD3<Float>.random(in: -1...1, using: &generator)
      if number % 5 == 0 { direction[number % 3] = 0 }
      if number % 7 == 0 { direction = [0, 0, 0] }
      if number % 7 == 0 { direction[number % 3] = number % 2 == 0 ? 1 : -2 }
      directions.append(direction)
    }
    return (origins, directions)
  }

  /// Closed meshes with small triangles far from zero, and with large ones.
  static let closed: [TriangleMesh] = [
    .cube(1), .cube(8), .ball(5, at: .zero, radius: 2),
    .ball(12, at: [140, -90, 30], radius: 0.01), .ball(9, at: [0, 0, 0], radius: 100),
  ]

  @Test(arguments: InstructionSet.allCases, [1, 2, 7, 8, 9, 17, 63, 500, 5000])
  func `hits are those of the plain twin`(with set: InstructionSet, count: Int) {
    let mesh = TriangleMesh.soup(count, seed: UInt64(count))
    let (origins, directions) = Self.rays(count > 1000 ? 64 : 211, seed: 3)
    InstructionSet.$limit.withValue(set) {
      let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
      let hits = tree.nearestHits(from: origins, along: directions)
      let areHidden = tree.areHidden(from: origins, along: directions)
      #expect(tree.count == count)
      for (ray, (origin, direction)) in zip(origins, directions).enumerated() {
        let expected = mesh.nearestHit(from: origin, along: direction).map {
          RayHit(distance: $0.distance, triangle: $0.triangle, u: $0.u, v: $0.v)
        }
        #expect(hits[ray] == expected)
        #expect(areHidden[ray] == (expected != nil))
        #expect(hits.distance(ofRay: ray) == expected?.distance ?? .infinity)
      }
    }
  }

  @Test(arguments: InstructionSet.allCases, [9, 300, 1000])
  func `hits of rays side by side are those of the plain twin`(
    with set: InstructionSet, count: Int
  ) {
    let mesh = TriangleMesh.soup(count, seed: UInt64(count))
    // A picture with a row of rays along an axis, and pictures whose rays spread ever more.
    for spread: Float in [0.02, 0.3, 2] {
      var (origins, directions): ([SIMD3<Float>], [SIMD3<Float>]) = ([], [])
      for number in 0..<331 {
        let (row, column) = number.quotientAndRemainder(dividingBy: 48)
        let (x, y) = (spread * Float(column) / 48, spread * Float(row - 3) / 7)
        directions.append(count == 300 ? [y, -1, x - spread] : [1, x, y])
        origins.append([-6 + 0.01 * x, 0.2 + x * y, -0.1])
      }
      InstructionSet.$limit.withValue(set) {
        let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
        for isOneOrigin in [false, true] {
          let from = isOneOrigin ? directions.map { _ in origins[0] } : origins
          let hits =
            isOneOrigin
            ? tree.nearestHits(from: origins[0], along: directions)
            : tree.nearestHits(from: origins, along: directions)
          let areHidden = tree.areHidden(from: from, along: directions, after: 1, within: 4)
          for (ray, (origin, direction)) in zip(from, directions).enumerated() {
            let expected = mesh.nearestHit(from: origin, along: direction).map {
              RayHit(distance: $0.distance, triangle: $0.triangle, u: $0.u, v: $0.v)
            }
            #expect(hits[ray] == expected)
            let inTheWay = mesh.nearestHit(from: origin, along: direction, after: 1, within: 4)
            #expect(areHidden[ray] == (inTheWay != nil))
          }
        }
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4])
  func `no ray leaves a closed mesh`(mesh number: Int) {
    let mesh = Self.closed[number]
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    let center = (tree.low + tree.high) / 2
    var generator = SeededGenerator(seed: UInt64(number))
    for _ in 0..<4 {
      // Not the center alone: from there many sides are seen exactly edge on.
      let offset = SIMD3<Float>.random(in: -0.2...0.2, using: &generator)
      for origin in [center, center + (tree.high - center) * offset] {
        var targets = mesh.positions
        for triangle in mesh.triangles {
          let corners = (0..<3).map { mesh.positions[Int(triangle[$0])] }
          targets += [(corners[0] + corners[1]) / 2, (corners[1] + corners[2]) / 2]
          targets += [corners[0] * 0.3 + corners[2] * 0.7]
        }
        let directions = targets.map { $0 - origin }
        let hits = tree.nearestHits(from: origin, along: directions)
        #expect(hits.allSatisfy { $0 != nil })
        // Aimed at the surface, so that is where they meet it.
        #expect(hits.allSatisfy { abs(($0?.distance ?? 0) - 1) < 1e-2 })
        #expect(tree.areHidden(from: origin, along: directions).allSatisfy { $0 })
      }
    }
  }

  @Test func `rays along the edges of a cube meet it`() {
    let mesh = TriangleMesh.cube(4)
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    for axis in 0..<3 {
      for position in mesh.positions {
        for side: Float in [-1, 1] {
          var (origin, direction) = (position, SIMD3<Float>.zero)
          origin[axis] = 3 * side
          direction[axis] = -side
          #expect(tree.nearestHit(from: origin, along: direction)?.distance == 2)
          direction[(axis + 1) % 3] = -0.0
          #expect(tree.nearestHit(from: origin, along: direction)?.distance == 2)
        }
      }
    }
  }

  @Test func `a millimeter is met in a scene of two hundred meters`() {
    var mesh = TriangleMesh.ball(6, at: [95, -97, 1], radius: 0.0005)
    let wall = UInt32(mesh.positions.count)
    mesh.positions += [[100, -100, -5], [100, 100, -5], [100, 0, 60]]
    mesh.triangles.append(SIMD3(wall, wall + 1, wall + 2))
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    let origin: SIMD3<Float> = [-100, 100, 2]
    let offset = SIMD3<Float>(95, -97, 1) - origin
    let distance = (offset * offset).sum().squareRoot()
    let hit = tree.nearestHit(from: origin, along: offset / distance)
    #expect(abs((hit?.distance ?? 0) - distance) < 1e-3)
    #expect(tree.isHidden(from: origin, along: offset, within: 1))
    #expect(!tree.isHidden(from: origin, along: offset, within: 0.9999))
  }

  @Test func `equally near triangles are told by the lower index`() {
    var mesh = TriangleMesh.soup(1, seed: 4)
    mesh.triangles = Array(repeating: mesh.triangles[0], count: 1000)
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    let middle = mesh.positions.reduce(.zero, +) / 3
    let hit = tree.nearestHit(from: [9, 9, 9], along: middle - [9, 9, 9])
    #expect(hit?.triangle == 0)
    mesh.positions.append(mesh.positions[0] + [0, 0, 3])
    mesh.triangles[0][0] = 3
    let other = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    let next = other.nearestHit(
      from: middle + [1e-3, 0, 9], along: [0, 0, -1], after: 8.5)
    #expect(next?.triangle == 1)
  }

  @Test func `weights and distance name the same place`() throws {
    let mesh = TriangleMesh.ball(7, at: [1, 2, 3], radius: 2)
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    let (_, directions) = Self.rays(100, seed: 9)
    for direction in directions {
      let hit = try #require(tree.nearestHit(from: [1.1, 2.2, 2.7], along: direction))
      let corners = (0..<3).map { mesh.positions[Int(mesh.triangles[hit.triangle][$0])] }
      let place = (1 - hit.u - hit.v) * corners[0] + hit.u * corners[1] + hit.v * corners[2]
      let offset = [1.1, 2.2, 2.7] + hit.distance * direction - place
      #expect((offset * offset).sum() < 1e-9)
    }
  }

  @Test func `hits lie after and within the bounds`() {
    let mesh = TriangleMesh.cube(3)
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    let (origin, direction): (SIMD3<Float>, SIMD3<Float>) = ([0.1, 0.2, 5], [0, 0, -2])
    func distance(after: Float, within: Float) -> Float? {
      tree.nearestHit(from: origin, along: direction, after: after, within: within)?.distance
    }
    #expect(distance(after: 0, within: 2) == 2)
    #expect(distance(after: 0, within: Float(2).nextDown) == nil)
    #expect(abs((distance(after: 2, within: 9) ?? 0) - 3) < 1e-6)
    #expect(distance(after: 3, within: .infinity) == nil)
    #expect(tree.isHidden(from: origin, along: direction, after: 1.9, within: 2))
    #expect(!tree.isHidden(from: origin, along: direction, after: 2, within: 2.9))
    // On the surface, the surface itself is not in the way.
    #expect(!tree.isHidden(from: [0.1, 0.2, 1], along: [0, 0, 1]))
    #expect(tree.nearestHit(from: [0.1, 0.2, 1], along: [0, 0, -1])?.distance == 2)
  }

  @Test func `what is not finite is not met`() {
    let odd: [Float] = [.nan, .infinity, -.infinity, 1e30]
    var mesh = TriangleMesh.cube(2)
    let soundCount = mesh.triangles.count
    for value in odd {
      let first = UInt32(mesh.positions.count)
      mesh.positions += [[-9, -9, 0], [9, -9, 0], [0, value, 0]]
      mesh.triangles.append(SIMD3(first, first + 1, first + 2))
    }
    // Neither are triangles without an area.
    mesh.triangles += [SIMD3(0, 0, 1), SIMD3(2, 2, 2)]
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    #expect(tree.count == soundCount && tree.low == -.one && tree.high == .one)
    for value in odd {
      #expect(tree.nearestHit(from: [value, 0, 0], along: [1, 1, 1]) == nil)
      #expect(tree.nearestHit(from: .zero, along: [1, value, 1]) == nil)
      #expect(!tree.isHidden(from: .zero, along: [1, value, 1]))
    }
    #expect(tree.nearestHit(from: .zero, along: .zero) == nil)
    #expect(tree.nearestHit(from: .zero, along: [1e-12, 0, 0])?.distance == 1e12)
  }

  @Test func `nothing is met where there is nothing`() {
    let tree = TriangleTree(positions: [], triangles: [])
    #expect(tree.count == 0)
    #expect(tree.nearestHit(from: .zero, along: .one) == nil)
    #expect(tree.areHidden(from: [.zero], along: [.one]) == [false])
    #expect(tree.nearestHits(from: .zero, along: []).isEmpty)
  }

  @Test func `a corner that is not there stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = TriangleTree(positions: [.zero, .one], triangles: [SIMD3(0, 1, 2)])
    }
  }

  @Test func `threads change nothing`() {
    let mesh = TriangleMesh.soup(30000, seed: 5)
    let (origins, directions) = Self.rays(3001, seed: 6)
    let results = [1, 2].map { threads in
      Threads.$limit.withValue(threads) {
        let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
        return tree.nearestHits(from: origins, along: directions, within: 0.1)
      }
    }
    #expect(results[0] == results[1])
    #expect(results[0].contains { $0 != nil } && results[0].contains { $0 == nil })
  }

  @Test func `one ray, an array, and one origin for all agree`() {
    let mesh = TriangleMesh.soup(3000, seed: 7)
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    let (_, directions) = Self.rays(999, seed: 8)
    // Neighbors, as in a picture.
    let sorted = directions.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let origin: SIMD3<Float> = [0.5, -1, 2]
    for rays in [directions, sorted] {
      let origins = Array(repeating: origin, count: rays.count)
      let hits = tree.nearestHits(from: origin, along: rays)
      #expect(hits == tree.nearestHits(from: origins, along: rays))
      #expect(Array(hits) == rays.map { tree.nearestHit(from: origin, along: $0) })
      let areHidden = tree.areHidden(from: origin, along: rays, within: 1)
      #expect(areHidden == tree.areHidden(from: origins, along: rays, within: 1))
      #expect(areHidden == rays.map { tree.isHidden(from: origin, along: $0, within: 1) })
    }
  }

  @Test func `triangles of all sizes fit into one tree`() {
    // Each twice as large and as far as the one before: cuts by area peel off one at a time.
    var mesh = TriangleMesh()
    for number in 0..<70 {
      let size = Float(sign: .plus, exponent: number - 35, significand: 1)
      for copy in 0..<20 {
        let x = size * (1 + Float(copy) / 64)
        mesh.triangles.append(SIMD3(repeating: UInt32(mesh.positions.count)) &+ SIMD3(0, 1, 2))
        mesh.positions += [[x, -size, -size], [x, size, -size], [x, 0, size]]
      }
    }
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    var (after, found): (Float, Int) = (0, 0)
    while let hit = tree.nearestHit(from: .zero, along: [1, 0, 0], after: after) {
      #expect(hit.triangle == found)
      after = hit.distance
      found += 1
    }
    #expect(found == mesh.triangles.count)
  }
}
