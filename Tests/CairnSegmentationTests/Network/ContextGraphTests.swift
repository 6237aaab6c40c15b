import CairnSegmentation
import Glibc
import TestSupport
import Testing

/// The tree and the ways of the context against plain definitions.
struct ContextGraphTests {
  /// A chance graph of a few superpoints, some of them in a piece of their own.
  struct Graph {
    var contacts: SuperpointContacts
    var affinities: [Float]
    var sizes: [Float]
    /// The affinity of each pair that touches, 0 for others, and the edges between them.
    var pairs: [[Float]]
    var edges: [[Float]]

    init(count: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      pairs = Array(repeating: Array(repeating: 0, count: count), count: count)
      edges = pairs
      for a in 0..<count {
        for b in 0..<a
        where a % 5 != 4 && b % 5 != 4 && Float.random(in: 0...1, using: &generator) < 0.3 {
          pairs[a][b] = Float.random(in: 0.01...1, using: &generator)
          pairs[b][a] = pairs[a][b]
          edges[a][b] = Float(Int.random(in: 1...6, using: &generator))
          edges[b][a] = edges[a][b]
        }
      }
      sizes = (0..<count).map { _ in Float(Int.random(in: 1...9, using: &generator)) }
      var (offsets, targets): ([Int32], [Int32]) = ([0], [])
      var (counts, given): ([Float], [Float]) = ([], [])
      for a in 0..<count {
        for b in 0..<count where pairs[a][b] > 0 {
          targets.append(Int32(b))
          counts.append(edges[a][b])
          given.append(pairs[a][b])
        }
        offsets.append(Int32(targets.count))
      }
      affinities = given
      contacts = SuperpointContacts(
        offsets: offsets, targets: targets, edgeCounts: counts,
        affinitySums: zip(given, counts).map { $0 * $1 })
    }

    var context: ContextGraph {
      ContextGraph(contacts, affinities: affinities, voxelCounts: sizes)
    }

    /// Merges the two sets with the highest mean affinity until none touch, and tells for every pair
    /// the least affinity of the merges that brought the first one to the second.
    func junctions() -> [[(affinity: Float, share: Float)]] {
      var sets = sizes.indices.map { [$0] }
      var least = [Float](repeating: 1, count: sizes.count)
      var result = sizes.indices.map { a in
        sizes.indices.map { a == $0 ? (Float(1), sizes[a] / sizes.reduce(0, +)) : (Float(0), 1) }
      }
      func mean(_ a: [Int], _ b: [Int]) -> Float? {
        var (sum, count) = (Float(0), Float(0))
        for x in a {
          for y in b {
            sum += pairs[x][y] * edges[x][y]
            count += edges[x][y]
          }
        }
        return count > 0 ? sum / count : nil
      }
      while true {
        var best: (affinity: Float, a: Int, b: Int)?
        for a in sets.indices {
          for b in 0..<a {
            if let affinity = mean(sets[a], sets[b]), affinity > best?.affinity ?? -1 {
              best = (affinity, a, b)
            }
          }
        }
        guard let best else { return result }
        let (first, second) = (sets[best.a], sets[best.b])
        let share = (first + second).reduce(0) { $0 + sizes[$1] } / sizes.reduce(0, +)
        for x in first + second { least[x] = min(least[x], best.affinity) }
        for x in first {
          for y in second {
            result[x][y] = (least[x], share)
            result[y][x] = (least[y], share)
          }
        }
        sets[best.b] = first + second
        sets.remove(at: best.a)
      }
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `junctions agree with merging set by set`(seed: UInt64) {
    let graph = Graph(count: 23, seed: seed)
    let expected = graph.junctions()
    for start in 0..<23 {
      let found = graph.context.tree.junctions(with: start)
      for other in 0..<23 {
        #expect(abs(found[other].affinity - expected[start][other].affinity) < 1e-5)
        #expect(abs(found[other].share - expected[start][other].share) < 1e-5)
        #expect((0...found[other].affinity).contains(found[other].drop))
      }
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `geodesics agree with trying every step again and again`(seed: UInt64) {
    let graph = Graph(count: 31, seed: seed)
    let starts: [Int32] = [2, 17]
    var expected = [Double](repeating: .infinity, count: 31)
    for start in starts { expected[Int(start)] = 0 }
    for _ in 0..<31 {
      for a in 0..<31 {
        for b in 0..<31 where graph.pairs[a][b] > 0 {
          expected[b] = min(expected[b], expected[a] - log(Double(graph.pairs[a][b])) + 0.01)
        }
      }
    }
    let found = graph.context.geodesics(from: starts, count: 31)
    for (a, b) in zip(found, expected) {
      #expect(Double(a) == b || abs(Double(a) - b) < 1e-4)
    }
    #expect(found.contains(.infinity))
  }
}
