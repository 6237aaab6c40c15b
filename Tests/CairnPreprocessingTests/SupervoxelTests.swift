import CairnGeometry
import CairnKernels
import CairnPreprocessing
import TestSupport
import Testing

struct SupervoxelTests {
  /// A box on a floor, and a ball beside it that touches nothing.
  static func scene(scale: Float = 1, offset: SIMD3<Float> = .zero) -> (
    points: [SIMD3<Float>], things: [Int]
  ) {
    var generator = SeededGenerator(seed: 12)
    var points: [SIMD3<Float>] = []
    var things: [Int] = []
    func number(_ range: ClosedRange<Float>) -> Float { .random(in: range, using: &generator) }
    func add(_ thing: Int, _ point: SIMD3<Float>) {
      points.append(point * scale + offset)
      things.append(thing)
    }
    for _ in 0..<20_000 { add(0, [number(-2...2), number(-2...2), 0]) }
    for _ in 0..<3000 { add(1, [number(-0.5...0.5), number(-0.5...0.5), 0.8]) }
    for _ in 0..<2500 {
      add(1, [0.5, number(-0.5...0.5), number(0.05...0.8)])
      add(1, [-0.5, number(-0.5...0.5), number(0.05...0.8)])
    }
    for _ in 0..<3000 {
      let v = SIMD3(number(-1...1), number(-1...1), number(-1...1)).normalized
      add(2, 0.4 * v + [1.4, 0, 1])
    }
    return (points, things)
  }

  @Test(arguments: [(1, .zero), (1000, .zero), (1, [1e4, -1e4, 50])] as [(Float, SIMD3<Float>)])
  func `supervoxels keep to the edges of things, in any unit`(scale: Float, offset: SIMD3<Float>) {
    let (points, things) = Self.scene(scale: scale, offset: offset)
    let found = Supervoxels(points, edge: 0.05 * scale, spacing: 0.3 * scale)
    #expect(found.count > 100 && found.count < 500)
    var shares = [[Int: Int]](repeating: [:], count: found.count)
    for (label, thing) in zip(found.labelOfPoint, things) {
      shares[Int(label)][thing, default: 0] += 1
    }
    let lost = shares.reduce(0) { $0 + $1.values.reduce(0, +) - ($1.values.max() ?? 0) }
    #expect(Float(lost) < 0.01 * Float(points.count))
    // The ball touches nothing, so nothing reaches over to it.
    #expect(shares.allSatisfy { $0[2] == nil || $0.count == 1 })
    // Patches of the floor look up, but for some at the foot of the box.
    let floor = zip(shares, found.normals).filter { $0.0[0] != nil && $0.0.count == 1 }.map(\.1)
    #expect(floor.count { abs($0.z) > 0.95 } > floor.count * 9 / 10)
  }

  @Test(arguments: GroupedCloud.allCases, [0, 1, 2, 300, 2000])
  func `supervoxels are connected and know what they touch`(on cloud: GroupedCloud, count: Int) {
    let points = cloud.points(count)
    let edge: Float = 0.06
    let found = Supervoxels(points, edge: edge, spacing: 0.3)
    // Voxels that touch, by looking at all pairs.
    var cells: [SIMD3<Double>] = []
    var labels: [Int32] = []
    var numbers: [SIMD3<Double>: Int] = [:]
    for (point, label) in zip(points, found.labelOfPoint) {
      #expect(point.isFinite == (label >= 0))
      guard point.isFinite else { continue }
      let cell = (SIMD3<Double>(point) * (1 / Double(edge))).rounded(.down)
      let number = numbers[cell] ?? cells.count
      if number == cells.count {
        numbers[cell] = number
        cells.append(cell)
        labels.append(label)
      }
      #expect(labels[number] == label)
    }
    var sets = DisjointSets(count: cells.count)
    var edges: Set<SIMD2<Int32>> = []
    for a in cells.indices {
      for b in cells.indices where a != b {
        let step = cells[a] - cells[b]
        guard max(abs(step.x), abs(step.y), abs(step.z)) <= 1 else { continue }
        if labels[a] == labels[b] { sets.join(a, b) } else { edges.insert([labels[a], labels[b]]) }
      }
    }
    #expect(Set(sets.labels()).count == found.count)
    #expect(found.offsets.count == found.count + 1)
    var listed: [SIMD2<Int32>] = []
    for supervoxel in 0..<found.count {
      let neighbors = found.neighbors(of: supervoxel)
      #expect(Array(neighbors) == neighbors.sorted())
      listed += neighbors.map { [Int32(supervoxel), $0] }
    }
    #expect(Set(listed) == edges && listed.count == edges.count)
    #expect(found.pointCounts.reduce(0, +) == Int32(found.labelOfPoint.count { $0 >= 0 }))
    // Numbers are in the order of the first point.
    var next: Int32 = 0
    for label in found.labelOfPoint where label >= next {
      #expect(label == next)
      next += 1
    }
    #expect(Int(next) == found.count)
  }

  @Test func `colors part what has one shape`() {
    let points = (0..<10_000).map { SIMD3(Float($0 % 100) / 50, Float($0 / 100) / 50, 0) }
    // A border that no patch would have by itself.
    func isRed(_ point: SIMD3<Float>) -> Bool { point.x + 0.4 * point.y > 1.13 }
    let colors = points.map { isRed($0) ? SIMD3<Float>(1, 0, 0) : SIMD3<Float>(0, 0, 1) }
    func mixed(_ found: Supervoxels) -> Int {
      var reds = [Int](repeating: 0, count: found.count)
      for (label, point) in zip(found.labelOfPoint, points) where isRed(point) {
        reds[Int(label)] += 1
      }
      return zip(reds, found.pointCounts).reduce(0) { $0 + min($1.0, Int($1.1) - $1.0) }
    }
    let weights = Supervoxels.Weights(space: 0.4, normal: 1, color: 1)
    let plain = Supervoxels(points, edge: 0.04, spacing: 0.3)
    let colored = Supervoxels(points, edge: 0.04, spacing: 0.3, colors: colors, weights: weights)
    #expect(mixed(plain) > 300)
    #expect(mixed(colored) < 100)
  }

  @Test func `equal points are one supervoxel, and threads change nothing`() {
    let equal = [SIMD3<Float>](repeating: [1, 2, 3], count: 100_000)
    let one = Supervoxels(equal, edge: 0.1, spacing: 1)
    #expect(one.count == 1 && one.pointCounts == [100_000] && one.targets.isEmpty)
    #expect(one.centers == [[1, 2, 3]])
    let points = Self.scene().points
    let found = Supervoxels(points, edge: 0.05, spacing: 0.3)
    let single = Threads.$limit.withValue(1) { Supervoxels(points, edge: 0.05, spacing: 0.3) }
    #expect(found.labelOfPoint == single.labelOfPoint && found.centers == single.centers)
  }
}
