import CairnGeometry
import CairnKernels
import CairnPreprocessing
import TestSupport
import Testing

struct MinimumCutTests {
  /// A network small enough to look at all its cuts.
  struct Network {
    var terminals: [(source: Double, sink: Double)] = []
    var arcs: [(a: Int, b: Int, forward: Double, backward: Double)] = []

    init(nodeCount: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      // Whole numbers, so that sums are exact and there are ties and zeros.
      func capacity() -> Double { Double(Int.random(in: -3...6, using: &generator)) }
      for _ in 0..<nodeCount { terminals.append((max(capacity(), 0), max(capacity(), 0))) }
      for _ in 0..<nodeCount * 2 {
        let (a, b) = (
          Int.random(in: 0..<nodeCount, using: &generator),
          Int.random(in: 0..<nodeCount, using: &generator)
        )
        if a != b { arcs.append((a, b, max(capacity(), 0), max(capacity(), 0))) }
      }
    }

    /// What a cut costs; the bits of `side` say which nodes are on the side of the source.
    func cost(of side: Int) -> Double {
      func isSource(_ node: Int) -> Bool { side >> node & 1 == 1 }
      var cost = 0.0
      for (node, terminal) in terminals.enumerated() {
        cost += isSource(node) ? terminal.sink : terminal.source
      }
      for arc in arcs {
        if isSource(arc.a), !isSource(arc.b) { cost += arc.forward }
        if isSource(arc.b), !isSource(arc.a) { cost += arc.backward }
      }
      return cost
    }
  }

  @Test func `the flow is as large as the cheapest of all cuts, which it finds`() {
    for seed: UInt64 in 0..<1500 {
      let count = 1 + Int(seed % 9)
      let network = Network(nodeCount: count, seed: seed)
      var flow = MaximumFlow(nodeCount: count)
      for (node, terminal) in network.terminals.enumerated() {
        flow.addTerminals(of: node, source: terminal.source, sink: terminal.sink)
      }
      for arc in network.arcs {
        flow.connect(arc.a, arc.b, forward: arc.forward, backward: arc.backward)
      }
      flow.run()
      let costs = (0..<1 << count).map { network.cost(of: $0) }
      let least = costs.min() ?? 0
      #expect(flow.flow == least)
      let side = (0..<count).reduce(0) { $0 | (flow.isOnSourceSide($1) ? 1 << $1 : 0) }
      // The smallest of all cheapest cuts is within each of them.
      let expected = costs.indices.filter { costs[$0] == least }.reduce(1 << count - 1, &)
      #expect(side == expected)
    }
  }

  /// Two balls side by side on a floor.
  static let scene: (points: [SIMD3<Float>], first: Range<Int>, second: Range<Int>) = {
    var generator = SeededGenerator(seed: 6)
    func ball(_ center: SIMD3<Float>) -> [SIMD3<Float>] {
      (0..<600).map { _ in
        let v = SIMD3<Float>(
          .random(in: -1...1, using: &generator), .random(in: -1...1, using: &generator),
          .random(in: -1...1, using: &generator))
        return center + 0.5 * v.normalized
      }
    }
    return (ball([0, 0, 0.5]) + ball([1.3, 0, 0.5]) + [[.nan, 0, 0]], 0..<600, 600..<1200)
  }()

  @Test func `a ball is cut from the one beside it`() {
    let (points, first, second) = Self.scene
    let mask = minimumCut(of: points, foreground: [[0, 0, 1]], radius: 1, sigma: 0.1)
    #expect(mask[first].allSatisfy { $0 })
    #expect(mask[second].count { $0 } == 0)
    #expect(!mask[1200])
    // From above, what stands on the floor is as near as its foot.
    let upright = minimumCut(
      of: points, foreground: [[0, 0, 1]], radius: 0.7, sigma: 0.1, up: [0, 0, 1])
    #expect(upright[first].allSatisfy { $0 } && !upright[second].contains(true))
    Threads.$limit.withValue(1) {
      let again = minimumCut(of: points, foreground: [[0, 0, 1]], radius: 1, sigma: 0.1)
      #expect(again == mask)
    }
  }

  @Test func `a place off the object takes the ball that it lies on`() {
    let (points, first, second) = Self.scene
    let both = minimumCut(of: points, foreground: [[0, 0, 1]], radius: 4, sigma: 1)
    #expect(both[second].count { $0 } == 600)
    let one = minimumCut(
      of: points, foreground: [[0, 0, 1]], background: [[1.3, 0, 1]], radius: 4, sigma: 0.1)
    #expect(one[first].allSatisfy { $0 })
    #expect(one[second].count { $0 } == 0)
  }

  @Test func `without points or places nothing is selected`() {
    #expect(minimumCut(of: [], foreground: [.zero], radius: 1, sigma: 1) == [])
    let points: [SIMD3<Float>] = [[0, 0, 0], [1, 0, 0], [.nan, 0, 0]]
    #expect(minimumCut(of: points, foreground: [], radius: 1, sigma: 1) == [false, false, false])
    let nowhere = minimumCut(of: points, foreground: [[.nan, 0, 0]], radius: 1, sigma: 1)
    #expect(nowhere == [false, false, false])
    let equal = [SIMD3<Float>](repeating: [1, 2, 3], count: 1000)
    #expect(minimumCut(of: equal, foreground: [.zero], radius: 9, sigma: 1).allSatisfy { $0 })
  }
}
