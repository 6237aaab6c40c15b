import CairnGeometry
import CairnScenes

/// A road along x with a crown, kerbs and sidewalks, crossed by side streets.
///
/// All heights are linear within each cell of the mesh, so that ``height(at:)`` is exact.
struct StreetGround: Ground {
  /// Metres along x, from 0.
  var length: Float
  /// From the middle of the road to the kerbs at negative and positive y.
  var halves: SIMD2<Float>
  /// How wide the sidewalks are.
  var walks: SIMD2<Float>
  /// Where side streets cross.
  var junctions: [ClosedRange<Float>]
  /// How far the ground reaches to both sides.
  var reach: Float = 26
  /// Heights every ``step`` metres.
  var profile: [Float]

  static let step: Float = 4
  static let kerbHeight: Float = 0.13
  private static let corner: Float = 2

  init(
    length: Float, halves: SIMD2<Float>, walks: SIMD2<Float>, junctions: [ClosedRange<Float>],
    random: inout SceneRandom
  ) {
    (self.length, self.halves, self.walks, self.junctions) = (length, halves, walks, junctions)
    let slope = random.number(in: -0.035...0.035)
    let (wave, phase) = (random.number(in: 0...0.25), random.number(in: 0...6))
    profile = (0...Int(length / Self.step) + 1).map { index in
      let x = Float(index) * Self.step
      return slope * (x - length / 2) + wave * sineAndCosine(x / 18 + phase).sine
    }
  }

  /// The height of the middle of the road.
  func profile(at x: Float) -> Float {
    let place = max(0, min(x / Self.step, Float(profile.count) - 1.001))
    let index = Int(place)
    let share = place - Float(index)
    return profile[index] + (profile[index + 1] - profile[index]) * share
  }

  private func side(_ y: Float) -> Int { y < 0 ? 0 : 1 }

  /// The surface of the road, which goes on below the sidewalks.
  func road(at place: SIMD2<Float>) -> Float {
    profile(at: place.x) - 0.02 * min(abs(place.y), halves[side(place.y)])
  }

  /// Where the kerb is, from the middle of the road; `nil` on a side street.
  func kerb(at x: Float, side: Int) -> Float? {
    var result = halves[side]
    for junction in junctions {
      if junction.contains(x) { return nil }
      let distance = max(junction.lowerBound - x, x - junction.upperBound)
      guard distance < Self.corner else { continue }
      let rest = Self.corner - distance
      result = max(
        result,
        halves[side] + Self.corner
          - max(Self.corner * Self.corner - rest * rest, 0).squareRoot())
    }
    return result
  }

  /// The surface of the sidewalk and of the ground behind it.
  func walk(at x: Float, _ distance: Float, side: Int) -> Float {
    let beyond = min(distance, halves[side] + walks[side]) - halves[side]
    return profile(at: x) - 0.02 * halves[side] + Self.kerbHeight + 0.015 * beyond
  }

  func height(at place: SIMD2<Float>) -> Float {
    let side = side(place.y)
    guard let edge = edge(at: place.x, side: side), abs(place.y) >= edge else {
      return road(at: place)
    }
    return walk(at: place.x, abs(place.y), side: side)
  }

  func base(at place: SIMD2<Float>) -> Float { profile(at: place.x) }

  /// The kerb as the mesh has it: straight between the places of ``knots(in:)``.
  private func edge(at x: Float, side: Int) -> Float? {
    guard let here = kerb(at: x, side: side) else { return nil }
    guard here > halves[side] else { return here }
    let near = junctions.flatMap { [$0.lowerBound, $0.upperBound] }.min {
      abs($0 - x) < abs($1 - x)
    }
    guard let near else { return here }
    let sign: Float = x < near ? -1 : 1
    let unit = Self.corner / Float(Self.cornerSteps)
    let place = min(abs(x - near) / unit, Float(Self.cornerSteps) - 1e-3).rounded(.down)
    let (a, b) = (near + sign * (place * unit + 1e-4), near + sign * ((place + 1) * unit + 1e-4))
    guard let first = kerb(at: a, side: side), let second = kerb(at: b, side: side) else {
      return here
    }
    return first + (second - first) * (x - a) / (b - a)
  }

  private static let cornerSteps = 6

  /// The stretches between side streets.
  private var blocks: [ClosedRange<Float>] {
    var (result, start): ([ClosedRange<Float>], Float) = ([], 0)
    for junction in junctions {
      if junction.lowerBound > start { result.append(start...junction.lowerBound) }
      start = junction.upperBound
    }
    if start < length { result.append(start...length) }
    return result
  }

  private func knots(in range: ClosedRange<Float>, corners: Bool) -> [Float] {
    var places = [range.lowerBound, range.upperBound]
    var x = (range.lowerBound / Self.step).rounded(.up) * Self.step
    while x < range.upperBound {
      places.append(x)
      x += Self.step
    }
    if corners {
      for step in 1...Self.cornerSteps {
        let offset = Self.corner * Float(step) / Float(Self.cornerSteps)
        places += [range.lowerBound + offset, range.upperBound - offset]
      }
    }
    let sorted = places.filter(range.contains).sorted()
    var result: [Float] = []
    for place in sorted where place - (result.last ?? -.infinity) > 1e-3 { result.append(place) }
    return result
  }

  // MARK: - Meshes

  /// The road with its markings.
  func roadMesh(lines: [Line]) -> TriangleMesh {
    var builder = MeshBuilder()
    builder.use(Looks.asphalt, part: "road")
    let rows = [-reach, -halves.x, 0, halves.y, reach]
    let places = knots(in: 0...length, corners: false)
    for (a, b) in zip(places, places.dropFirst()) {
      for (c, d) in zip(rows, rows.dropFirst()) {
        builder.face([[a, c], [b, c], [b, d], [a, d]].map { on($0, 0) })
      }
    }
    builder.use(Looks.marking, part: "markings")
    for line in lines {
      let cuts = knots(in: line.from.x...line.to.x, corners: false)
      for (a, b) in zip(cuts, cuts.dropFirst()) {
        let (c, d) = (line.from.y, line.to.y)
        builder.face([[a, c], [b, c], [b, d], [a, d]].map { on($0, 0.003) })
      }
    }
    return builder.mesh
  }

  /// A painted rectangle.
  struct Line {
    var from: SIMD2<Float>
    var to: SIMD2<Float>
  }

  private func on(_ place: SIMD2<Float>, _ lift: Float) -> SIMD3<Float> {
    SIMD3(place.x, place.y, road(at: place) + lift)
  }

  /// Sidewalks with their kerbs, and the ground behind them.
  func walkMeshes(_ paving: Material, behind: Material) -> (walk: TriangleMesh, lots: TriangleMesh)
  {
    var (walk, lots) = (MeshBuilder(), MeshBuilder())
    lots.use(behind, part: "ground")
    walk.use(paving, part: "sidewalk")
    for pass in 0..<2 {
      if pass == 1 { walk.use(Looks.kerb, part: "kerb") }
      for block in blocks {
        for side in 0..<2 {
          let inner = block.lowerBound + 1e-4...block.upperBound - 1e-4
          let places = knots(in: inner, corners: true)
          for (a, b) in zip(places, places.dropFirst()) {
            strip(from: a, to: b, side, pass, &walk, &lots, block)
          }
        }
      }
    }
    return (walk.mesh, lots.mesh)
  }

  private func strip(
    from a: Float, to b: Float, _ side: Int, _ pass: Int, _ walk: inout MeshBuilder,
    _ lots: inout MeshBuilder, _ block: ClosedRange<Float>
  ) {
    guard let first = kerb(at: a, side: side), let second = kerb(at: b, side: side) else { return }
    let sign: Float = side == 0 ? -1 : 1
    func top(_ x: Float, _ distance: Float) -> SIMD3<Float> {
      [x, sign * distance, self.walk(at: x, distance, side: side)]
    }
    func face(_ corners: [SIMD3<Float>], _ builder: inout MeshBuilder) {
      builder.face(side == 1 ? corners : corners.reversed())
    }
    let far = halves[side] + walks[side]
    if pass == 0 {
      face([top(a, first + 0.14), top(b, second + 0.14), top(b, far), top(a, far)], &walk)
      // Sidewalks of the side streets go on between the houses.
      let turnsIn = junctions.contains {
        abs(a - $0.upperBound) < 1.9 || abs(b - $0.lowerBound) < 1.9
      }
      let corners = [top(a, far), top(b, far), top(b, reach), top(a, reach)]
      if turnsIn { face(corners, &walk) } else { face(corners, &lots) }
      return
    }
    face([top(a, first), top(b, second), top(b, second + 0.14), top(a, first + 0.14)], &walk)
    func foot(_ x: Float, _ distance: Float) -> SIMD3<Float> {
      [x, sign * distance, road(at: [x, sign * distance]) - 0.02]
    }
    face([foot(a, first), foot(b, second), top(b, second), top(a, first)], &walk)
    if a - block.lowerBound < 0.01 {
      face([foot(a, reach), foot(a, first), top(a, first), top(a, reach)], &walk)
    }
    if block.upperBound - b < 0.01 {
      face([foot(b, second), foot(b, reach), top(b, reach), top(b, second)], &walk)
    }
  }
}
