import CairnGeometry

/// Takes triangles away where they matter least: vertices move onto neighbours, cheapest first.
///
/// Vertices stay where vertices were, the size and borders of parts and materials stay, no triangle
/// turns over, and no piece vanishes: a closed piece keeps four triangles. Order and result depend on
/// the input alone.
package struct Simplifier {
  private var surface: Surface
  private var isDead: [Bool]
  package private(set) var liveCount: Int
  /// For every vertex, a corner (three times the triangle plus 0, 1, 2); -1 for none.
  private var firstCorner: [Int32]
  /// For every corner, the next one at the same vertex.
  private var nextCorner: [Int32]
  private var quadrics: [Quadric]
  private var changes: [UInt32]
  private var queue = CollapseQueue()
  /// For every vertex a bit for each side of the bounds on which it lies.
  private let sides: [UInt8]
  private var marks: [UInt32]
  private var mark: UInt32 = 0

  /// How much a border counts against a surface of the same size.
  private static let borderWeight: Float = 4
  /// Where all costs are alike, on flat ground, short edges go first.
  private static let lengthWeight: Float = 1e-5

  /// Prepares a surface.
  ///
  /// - Parameter surface: Welded.
  /// - Complexity: O(*n* log *n*) for *n* triangles, as ``reduce(to:)``.
  package init(_ surface: Surface) {
    self.surface = surface
    let vertexCount = surface.positions.count
    liveCount = surface.triangles.count
    isDead = Array(repeating: false, count: liveCount)
    firstCorner = Array(repeating: -1, count: vertexCount)
    nextCorner = Array(repeating: -1, count: 3 * liveCount)
    quadrics = Array(repeating: Quadric(), count: vertexCount)
    changes = Array(repeating: 0, count: vertexCount)
    marks = Array(repeating: 0, count: vertexCount)
    sides = Self.sides(of: surface)
    for index in surface.triangles.indices.reversed() {
      for corner in (0..<3).reversed() {
        let vertex = Int(surface.triangles[index][corner])
        nextCorner[3 * index + corner] = firstCorner[vertex]
        firstCorner[vertex] = Int32(3 * index + corner)
      }
    }
    for index in surface.triangles.indices { addQuadrics(of: index) }
    var around: [UInt32] = []
    for vertex in 0..<vertexCount {
      collectNeighbors(of: UInt32(vertex), into: &around)
      for other in around { push(UInt32(vertex), onto: other) }
    }
  }

  /// Collapses edges until few enough triangles are left, or no edge may be collapsed.
  ///
  /// - Parameters:
  ///   - target: How many triangles may be left.
  ///   - limit: What one collapse may cost: a squared distance times an area. Beyond it more
  ///     triangles are left, as of foliage, rather than that a pot is crushed to save them.
  package mutating func reduce(to target: Int, limit: Float = .infinity) {
    var around: [UInt32] = []
    while liveCount > target, let next = queue.pop(), next.cost <= limit {
      let (from, onto) = (Int(next.from), Int(next.onto))
      guard changes[from] != .max, changes[onto] != .max,
        changes[from] &+ changes[onto] == next.changes,
        sides[from] & ~sides[onto] == 0, mayCollapse(next.from, onto: next.onto)
      else { continue }
      collapse(next.from, onto: next.onto)
      collectNeighbors(of: next.onto, into: &around)
      for other in around {
        push(other, onto: next.onto)
        push(next.onto, onto: other)
      }
    }
  }

  /// What is left.
  package func result() -> Surface {
    var result = surface
    result.keep { _, index in !isDead[index] }
    result.compact()
    return result
  }

  /// The sides of the bounds on which vertices lie: they stay there, so that the size stays.
  private static func sides(of surface: Surface) -> [UInt8] {
    let bounds = surface.bounds
    let margin = bounds.size * 0.004
    return surface.positions.map { position in
      var sides: UInt8 = 0
      for axis in 0..<3 {
        if position[axis] <= bounds.min[axis] + margin[axis] { sides |= 1 << UInt8(axis) }
        if position[axis] >= bounds.max[axis] - margin[axis] { sides |= 8 << UInt8(axis) }
      }
      return sides
    }
  }

  private mutating func push(_ from: UInt32, onto: UInt32) {
    let target = surface.positions[Int(onto)]
    var sum = quadrics[Int(from)]
    sum += quadrics[Int(onto)]
    let squaredLength = (surface.positions[Int(from)] - target).squaredLength
    let cost = max(sum.value(at: target), 0) + Self.lengthWeight * squaredLength * squaredLength
    queue.push(
      CollapseQueue.Entry(
        cost: cost, from: from, onto: onto, changes: changes[Int(from)] &+ changes[Int(onto)]))
  }

  private mutating func addQuadrics(of index: Int) {
    let area = surface.areaVector(index)
    let size = area.length
    guard size > 0 else { return }
    let normal = area / size
    let corners = surface.triangles[index]
    let plane = Quadric(
      normal: normal, through: surface.positions[Int(corners.x)], weight: size)
    for corner in 0..<3 { quadrics[Int(corners[corner])] += plane }
    for corner in 0..<3 where isBorder(index, corner) {
      let (start, end) = (Int(corners[corner]), Int(corners[(corner + 1) % 3]))
      let edge = surface.positions[end] - surface.positions[start]
      let border = Quadric(
        normal: edge.cross(normal).normalized, through: surface.positions[start],
        weight: Self.borderWeight * edge.squaredLength)
      quadrics[start] += border
      quadrics[end] += border
    }
  }

  /// Whether no like triangle continues the surface beyond the edge that starts at a corner.
  private func isBorder(_ index: Int, _ corner: Int) -> Bool {
    let end = surface.triangles[index][(corner + 1) % 3]
    var other = firstCorner[Int(surface.triangles[index][corner])]
    while other >= 0 {
      let triangle = Int(other) / 3
      if triangle != index, contains(triangle, end),
        surface.partOfTriangle[triangle] == surface.partOfTriangle[index],
        surface.materialOfTriangle[triangle] == surface.materialOfTriangle[index]
      {
        return false
      }
      other = nextCorner[Int(other)]
    }
    return true
  }

  private func contains(_ triangle: Int, _ vertex: UInt32) -> Bool {
    let corners = surface.triangles[triangle]
    return corners.x == vertex || corners.y == vertex || corners.z == vertex
  }

  private mutating func collectNeighbors(of vertex: UInt32, into result: inout [UInt32]) {
    result.removeAll(keepingCapacity: true)
    mark += 1
    marks[Int(vertex)] = mark
    var corner = firstCorner[Int(vertex)]
    while corner >= 0 {
      let triangle = Int(corner) / 3
      if !isDead[triangle] {
        for index in 0..<3 {
          let other = surface.triangles[triangle][index]
          if marks[Int(other)] != mark {
            marks[Int(other)] = mark
            result.append(other)
          }
        }
      }
      corner = nextCorner[Int(corner)]
    }
  }

  private mutating func mayCollapse(_ from: UInt32, onto: UInt32) -> Bool {
    // Marks the neighbours of the target, to count those that both have.
    mark += 1
    var corner = firstCorner[Int(onto)]
    var othersOfTarget = 0
    while corner >= 0 {
      let triangle = Int(corner) / 3
      if !isDead[triangle] {
        if !contains(triangle, from) { othersOfTarget += 1 }
        for index in 0..<3 { marks[Int(surface.triangles[triangle][index])] = mark }
      }
      corner = nextCorner[Int(corner)]
    }
    let neighborMark = mark
    mark += 1
    marks[Int(from)] = mark
    marks[Int(onto)] = mark
    var (shared, common, remaining) = (0, 0, 0)
    let target = surface.positions[Int(onto)]
    corner = firstCorner[Int(from)]
    while corner >= 0 {
      let triangle = Int(corner) / 3
      let slot = Int(corner) % 3
      corner = nextCorner[Int(corner)]
      if isDead[triangle] { continue }
      for index in 0..<3 {
        let other = Int(surface.triangles[triangle][index])
        if marks[other] == neighborMark {
          common += 1
          marks[other] = mark
        }
      }
      if contains(triangle, onto) {
        shared += 1
        continue
      }
      remaining += 1
      let corners = surface.triangles[triangle]
      let first = surface.positions[Int(corners[(slot + 1) % 3])]
      let second = surface.positions[Int(corners[(slot + 2) % 3])]
      let before = (first - surface.positions[Int(from)]).cross(second - first)
      let after = (first - target).cross(second - first)
      if before.dot(after) <= 0.2 * before.length * after.length { return false }
    }
    // More common neighbours than triangles between: the surface would fold onto itself.
    guard shared > 0, common <= shared, remaining + othersOfTarget > 0 else { return false }
    return !wouldDouble(from, onto)
  }

  /// Whether a triangle would come to lie on another: a closed piece of four triangles stays.
  private func wouldDouble(_ from: UInt32, _ onto: UInt32) -> Bool {
    var corner = firstCorner[Int(from)]
    while corner >= 0 {
      let triangle = Int(corner) / 3
      let slot = Int(corner) % 3
      corner = nextCorner[Int(corner)]
      if isDead[triangle] || contains(triangle, onto) { continue }
      let corners = surface.triangles[triangle]
      var other = firstCorner[Int(onto)]
      while other >= 0 {
        let candidate = Int(other) / 3
        if !isDead[candidate], contains(candidate, corners[(slot + 1) % 3]),
          contains(candidate, corners[(slot + 2) % 3])
        {
          return true
        }
        other = nextCorner[Int(other)]
      }
    }
    return false
  }

  private mutating func collapse(_ from: UInt32, onto: UInt32) {
    moveCoordinates(from, onto: onto)
    var corner = firstCorner[Int(from)]
    var last = corner
    while corner >= 0 {
      let triangle = Int(corner) / 3
      if !isDead[triangle] {
        if contains(triangle, onto) {
          isDead[triangle] = true
          liveCount -= 1
        } else {
          surface.triangles[triangle][Int(corner) % 3] = onto
        }
      }
      last = corner
      corner = nextCorner[Int(corner)]
    }
    if last >= 0 {
      nextCorner[Int(last)] = firstCorner[Int(onto)]
      firstCorner[Int(onto)] = firstCorner[Int(from)]
      firstCorner[Int(from)] = -1
    }
    let moved = quadrics[Int(from)]
    quadrics[Int(onto)] += moved
    changes[Int(from)] = .max
    changes[Int(onto)] += 1
  }

  /// Texture coordinates go along: a corner takes those that its piece of the picture has at the
  /// target, which the triangles between the two know.
  private mutating func moveCoordinates(_ from: UInt32, onto: UInt32) {
    guard !surface.coordinates.isEmpty else { return }
    var moves: [(old: SIMD2<Float>, new: SIMD2<Float>)] = []
    var corner = firstCorner[Int(from)]
    while corner >= 0 {
      let triangle = Int(corner) / 3
      if !isDead[triangle], contains(triangle, onto) {
        for index in 0..<3 where surface.triangles[triangle][index] == onto {
          moves.append(
            (surface.coordinates[Int(corner)], surface.coordinates[3 * triangle + index]))
        }
      }
      corner = nextCorner[Int(corner)]
    }
    corner = firstCorner[Int(from)]
    while corner >= 0 {
      let old = surface.coordinates[Int(corner)]
      if !isDead[Int(corner) / 3], let move = moves.first(where: { $0.old == old }) {
        surface.coordinates[Int(corner)] = move.new
      }
      corner = nextCorner[Int(corner)]
    }
  }
}
