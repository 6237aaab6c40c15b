import CairnGeometry
import CairnPreprocessing
import CairnSearch
import TestSupport
import Testing

struct SidesTests {
  /// A square of points about one apart, and a smaller one above its middle.
  static let table: (points: [SIMD3<Float>], normals: [SIMD3<Float>]) = {
    var points: [SIMD3<Float>] = []
    for x in -20...20 {
      for y in -20...20 { points.append([Float(x), Float(y), 0]) }
    }
    for x in -8...8 {
      for y in -8...8 { points.append([Float(x), Float(y), 8]) }
    }
    return (points, Array(repeating: [0, 0, 1], count: points.count))
  }()

  func hidden(from position: SIMD3<Float>) -> Float {
    hiddenShare(of: Self.table.points, normals: Self.table.normals, spacing: 1, from: position)
  }

  @Test func `what stands on a table is hidden from below`() {
    // From high above, the upper square hides the middle of the lower one.
    let share = hidden(from: [0, 0, 60])
    #expect(share > 0.1 && share < 0.3)
    // From below, all of the upper square is behind the lower one.
    let upper = Float(17 * 17) / Float(Self.table.points.count)
    #expect(abs(hidden(from: [0, 0, -40]) - upper) < 0.03)
    #expect(hiddenShare(of: [], normals: [], spacing: 1, from: .zero) == 1)
    #expect(hidden(from: [.nan, 0, 0]) == 1)
  }

  @Test func `a single surface hides nothing of itself, however slanted`() {
    let plane = Self.table.points.prefix(41 * 41)
    let normals = Self.table.normals.prefix(41 * 41)
    for position: SIMD3<Float> in [[0, 0, 30], [60, 0, 8], [40, -40, 15], [0, 0, -30]] {
      let share = hiddenShare(
        of: Array(plane), normals: Array(normals), spacing: 1, from: position)
      #expect(share < 0.01, "\(position)")
    }
  }

  @Test func `sides agree all over a ball, whatever they were`() {
    var generator = SeededGenerator(seed: 5)
    var points: [SIMD3<Float>] = []
    while points.count < 800 {
      let point = SIMD3<Float>.random(in: -1...1, using: &generator)
      if point.length > 0.2, point.length < 1 { points.append(10 * point.normalized) }
    }
    let normals = points.map { Bool.random(using: &generator) ? $0 / 10 : -$0 / 10 }
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    let near = KDTree(points).nearestToEachPoint(9)
    for index in points.indices {
      targets += near[index].filter { $0.index != index }.map { Int32($0.index) }
      offsets.append(Int32(targets.count))
    }
    var sides = ConsistentSides(at: points, of: normals, offsets: offsets, targets: targets)
    #expect(sides.conflictShare == 0)
    #expect(Set(sides.pieces) == [0])
    sides.turn { point, sign in sign * normals[point].dot(points[point]) }
    for (index, sign) in sides.signs.enumerated() {
      #expect((sign * normals[index]).dot(points[index]) > 0)
    }
  }
}
