import CairnGeometry
import CairnScenes

/// The outline of a room with its walls; metres, on a raster of ``SpaceGrid/cell``.
struct RoomPlan: Sendable {
  /// A hole in a wall.
  struct Opening: Sendable {
    enum Kind: Sendable { case door, window }
    var kind: Kind
    /// Along the wall, from its start.
    var from: Float
    var to: Float
    var sill: Float
    var top: Float
  }

  /// A wall, seen from inside: it runs to the left of who looks at it from within the room.
  struct Wall: Sendable {
    var start: SIMD2<Float>
    var end: SIMD2<Float>
    var openings: [Opening] = []
    /// How high it can be used for furniture: lower under a slope.
    var height: Float
    /// Whether it is an outer wall, which may have windows.
    var isOuter = false

    var length: Float { let d = end - start; return abs(d.x) + abs(d.y) }
    var along: SIMD2<Float> { (end - start) / length }
    /// Towards the inside: walls run counterclockwise.
    var inward: SIMD2<Float> { [-along.y, along.x] }
    /// The turn about z that lets the front of what stands at the wall face the room.
    var heading: Float {
      let inward = inward
      if inward.x > 0.5 { return .pi / 2 }
      if inward.x < -0.5 { return -.pi / 2 }
      return inward.y > 0 ? .pi : 0
    }
    func point(at distance: Float, off: Float = 0) -> SIMD2<Float> {
      start + along * distance + inward * off
    }
  }

  /// The corners, counterclockwise; all edges along x or y.
  var outline: [SIMD2<Float>]
  var walls: [Wall]
  /// The floor as rectangles.
  var areas: [(min: SIMD2<Float>, max: SIMD2<Float>)]
  var height: Float
  /// A sloped ceiling: which wall is low, how low, and how far the slope reaches into the room.
  var slope: (wall: Int, height: Float, reach: Float)?
  /// Free-standing columns: square, from floor to ceiling.
  var columns: [(min: SIMD2<Float>, max: SIMD2<Float>)] = []

  var min: SIMD2<Float> { outline.reduce(outline[0]) { pointwiseMin($0, $1) } }
  var max: SIMD2<Float> { outline.reduce(outline[0]) { pointwiseMax($0, $1) } }

  /// A plan of about this size, with corners, niches, doors and windows at random.
  init(
    size: ClosedRange<Float>, depth: ClosedRange<Float>, oddity: Float,
    _ random: inout SceneRandom
  ) {
    func raster(_ value: Float) -> Float {
      (value / SpaceGrid.cell).rounded() * SpaceGrid.cell
    }
    let w = raster(random.number(in: size))
    let d = raster(random.number(in: depth))
    let (a, b) = (
      raster(w * random.number(in: 0.3...0.5)), raster(d * random.number(in: 0.3...0.5))
    )
    height = random.number(in: 2.35...2.95)
    outline = [[0, 0], [w, 0], [w, d], [0, d]]
    if random.chance(oddity) {
      switch random.index(in: 0..<4) {
      case 0: outline = [[0, 0], [w, 0], [w, d - b], [w - a, d - b], [w - a, d], [0, d]]
      case 1: outline = [[0, 0], [w - a, 0], [w - a, b], [w, b], [w, d], [0, d]]
      case 2:  // A niche in the far wall.
        let n = raster(random.number(in: 0.4...0.8))
        outline = [
          [0, 0], [w, 0], [w, d], [a + a, d], [a + a, d + n], [raster(a * 0.6), d + n],
          [raster(a * 0.6), d], [0, d],
        ]
      default:  // A flue that stands out of the left wall.
        let n = raster(random.number(in: 0.25...0.5))
        outline = [
          [0, 0], [w, 0], [w, d], [0, d], [0, b + 0.88], [n, b + 0.88], [n, b], [0, b],
        ]
      }
    }
    areas = Self.areas(of: outline)
    walls = []
    let roof = height
    walls = outline.indices.map { index in
      Wall(start: outline[index], end: outline[(index + 1) % outline.count], height: roof)
    }
    if random.chance(oddity * 0.5),
      let low = walls.indices.max(by: { walls[$0].length < walls[$1].length })
    {
      slope = (low, random.number(in: 1.3...1.9), random.number(in: 0.9...1.6))
      walls[low].height = slope?.height ?? roof
    }
    pierce(&random)
    if random.chance(oddity * 0.4) {
      let edge = raster(random.number(in: 0.2...0.4))
      let place = SIMD2(raster(w * random.number(in: 0.35...0.65)), raster(d * 0.5))
      if areas.contains(where: { all(place .> $0.min + 1) && all(place + edge .< $0.max - 1) }) {
        columns.append((place, place + edge))
      }
    }
  }

  /// Cuts doors and windows.
  private mutating func pierce(_ random: inout SceneRandom) {
    let long = walls.indices.filter { walls[$0].length > 1.6 && $0 != slope?.wall }
    guard !long.isEmpty else { return }
    var doors = random.chance(0.3) ? 2 : 1
    for _ in 0..<12 where doors > 0 {
      let index = random.choice(long)
      let width = random.number(in: 0.82...0.98)
      let length = walls[index].length
      guard walls[index].openings.isEmpty else { continue }
      // Doors are near a corner: the middle of the wall stays for furniture.
      let from =
        random.chance(0.5)
        ? random.number(in: 0.15...0.4) : length - width - random.number(in: 0.15...0.4)
      let top = Swift.min(random.number(in: 2.0...2.12), height - 0.1)
      guard roof(over: walls[index], from: from, to: from + width) > top + 0.08 else { continue }
      walls[index].openings.append(
        Opening(kind: .door, from: from, to: from + width, sill: 0, top: top))
      doors -= 1
    }
    let outer = long.filter { walls[$0].openings.isEmpty && walls[$0].length > 1.9 }
    for index in outer.shuffled(&random).prefix(random.index(in: 1..<3)) {
      walls[index].isOuter = true
      let length = walls[index].length
      let isTall = random.chance(0.25)
      let count = length > 4 && random.chance(0.5) ? 2 : 1
      let room = length / Float(count)
      for number in 0..<count {
        let width = Swift.min(random.number(in: 0.9...2.2), room - 0.7)
        let middle =
          room * (Float(number) + 0.5)
          + random.number(in: -0.15...0.15) * Swift.max(room - width - 0.6, 0)
        let (from, to) = (middle - width / 2, middle + width / 2)
        let sill = isTall ? 0.12 : random.number(in: 0.75...1.05)
        let top = Swift.min(
          random.number(in: 2.0...2.3), roof(over: walls[index], from: from, to: to) - 0.12)
        guard top > sill + 0.4 else { continue }
        walls[index].openings.append(
          Opening(kind: .window, from: from, to: to, sill: sill, top: top))
      }
    }
  }

  /// How high the ceiling is over a stretch of a wall and a little beside it.
  private func roof(over wall: Wall, from: Float, to: Float) -> Float {
    Swift.min(
      ceiling(over: wall.point(at: from - 0.08)), ceiling(over: wall.point(at: to + 0.08)))
  }

  /// The height of the ceiling over a place.
  func ceiling(over place: SIMD2<Float>) -> Float {
    guard let slope else { return height }
    let wall = walls[slope.wall]
    let distance = ((place - wall.start) * wall.inward).sum()
    return Swift.min(
      slope.height + (height - slope.height) * Swift.max(distance, 0) / slope.reach, height)
  }

  /// Whether a place lies inside the walls and outside the columns.
  func contains(_ place: SIMD2<Float>) -> Bool {
    areas.contains { all(place .>= $0.min) && all(place .<= $0.max) }
      && !columns.contains { all(place .> $0.min) && all(place .< $0.max) }
  }

  /// Cuts an outline into strips along y.
  private static func areas(
    of outline: [SIMD2<Float>]
  ) -> [(min: SIMD2<Float>, max: SIMD2<Float>)] {
    let lines = Array(
      outline.map(\.x).sorted().reduce(into: [Float]()) {
        if $0.last != $1 { $0.append($1) }
      })
    var areas: [(min: SIMD2<Float>, max: SIMD2<Float>)] = []
    for (left, right) in zip(lines, lines.dropFirst()) {
      let middle = (left + right) / 2
      let crossings = outline.indices.compactMap { index -> Float? in
        let (a, b) = (outline[index], outline[(index + 1) % outline.count])
        return (a.x < middle) != (b.x < middle) ? a.y : nil
      }.sorted()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        areas.append(([left, crossings[pair]], [right, crossings[pair + 1]]))
      }
    }
    return areas
  }
}

extension Array {
  /// The elements in random order.
  func shuffled(_ random: inout SceneRandom) -> [Element] {
    var result = self
    for index in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(index, random.index(in: 0..<index + 1))
    }
    return result
  }
}
