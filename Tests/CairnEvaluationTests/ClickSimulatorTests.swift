import CairnEvaluation
import CairnGeometry
import TestSupport
import Testing

struct ClickSimulatorTests {
  /// Points 0, 1, 2, … on a line.
  static func line(_ count: Int) -> [SIMD3<Float>] {
    (0..<count).map { SIMD3(Float($0), 0, 0) }
  }

  static func flags(_ count: Int, _ selected: some Sequence<Int>) -> [Bool] {
    var flags = [Bool](repeating: false, count: count)
    for index in selected { flags[index] = true }
    return flags
  }

  @Test func `the first click is the middle of the object`() {
    let simulator = ClickSimulator(Self.line(20))
    let click = simulator.nextClick(
      truth: Self.flags(20, 4...10), predicted: Self.flags(20, []))
    #expect(click == SimulatedClick(index: 7, isPositive: true))
  }

  @Test func `of equally deep points the first is clicked`() {
    let click = ClickSimulator(Self.line(20)).nextClick(
      truth: Self.flags(20, 4...9), predicted: Self.flags(20, []))
    #expect(click == SimulatedClick(index: 6, isPositive: true))
  }

  @Test func `the larger group is clicked, whichever kind it is`() {
    let simulator = ClickSimulator(Self.line(30))
    let truth = Self.flags(30, 5...15)
    #expect(
      simulator.nextClick(truth: truth, predicted: Self.flags(30, 5...22))
        == SimulatedClick(index: 19, isPositive: false))
    #expect(
      simulator.nextClick(truth: truth, predicted: Self.flags(30, 10...16))
        == SimulatedClick(index: 7, isPositive: true))
  }

  @Test func `of equal groups the superfluous points are clicked`() {
    // Missing 5, 6, 7 and superfluous 16, 17, 18: both two steps deep.
    let click = ClickSimulator(Self.line(30)).nextClick(
      truth: Self.flags(30, 5...15), predicted: Self.flags(30, 8...18))
    #expect(click == SimulatedClick(index: 17, isPositive: false))
  }

  @Test func `a group is not split into its parts and is measured against all points outside`() {
    // Missing are 2…3 and 10…16; the correct 4…9 between them count as outside.
    let click = ClickSimulator(Self.line(30)).nextClick(
      truth: Self.flags(30, 2...16), predicted: Self.flags(30, 4...9))
    #expect(click == SimulatedClick(index: 13, isPositive: true))
  }

  @Test func `nothing wrong, no click`() {
    let truth = Self.flags(9, 2...4)
    #expect(ClickSimulator(Self.line(9)).nextClick(truth: truth, predicted: truth) == nil)
    #expect(ClickSimulator([]).nextClick(truth: [], predicted: []) == nil)
  }

  @Test func `an object that is the whole cloud is clicked at its first point`() {
    let click = ClickSimulator(Self.line(5)).nextClick(
      truth: Self.flags(5, 0...4), predicted: Self.flags(5, []))
    #expect(click == SimulatedClick(index: 0, isPositive: true))
  }

  @Test func `clicks agree with a search of all pairs`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let points = (0..<150).map { _ in
        SIMD3<Float>(
          .random(in: 0..<1, using: &generator), .random(in: 0..<1, using: &generator), 0)
      }
      let truth = points.map { $0.x < 0.6 }
      let predicted = points.map { $0.y < 0.5 }
      func deepest(_ group: [Int]) -> (Int, Float) {
        let others = Set(points.indices).subtracting(group)
        let depths = group.map { member in
          (member, others.map { (points[$0] - points[member]).squaredLength }.min() ?? .infinity)
        }
        return depths.max { ($0.1, -$0.0) < ($1.1, -$1.0) } ?? (-1, -1)
      }
      let missing = deepest(points.indices.filter { truth[$0] && !predicted[$0] })
      let superfluous = deepest(points.indices.filter { !truth[$0] && predicted[$0] })
      let expected =
        missing.1 > superfluous.1
        ? SimulatedClick(index: missing.0, isPositive: true)
        : SimulatedClick(index: superfluous.0, isPositive: false)
      #expect(
        ClickSimulator(points).nextClick(truth: truth, predicted: predicted) == expected)
    }
  }
}
