import CairnKernels
import TestSupport
import Testing

struct NeighborKernelTests {
  /// Channels, heads and neighbors.
  struct Shape: Sendable, CustomTestStringConvertible {
    var width, heads, k: Int
    var testDescription: String { "\(width) channels, \(heads) heads, \(k) neighbors" }
  }

  static let shapes = [
    Shape(width: 1, heads: 1, k: 1), Shape(width: 6, heads: 2, k: 3),
    Shape(width: 32, heads: 4, k: 8), Shape(width: 64, heads: 4, k: 24),
    Shape(width: 96, heads: 4, k: 24), Shape(width: 60, heads: 3, k: 17),
    Shape(width: 128, heads: 1, k: 9), Shape(width: 35, heads: 5, k: 16),
  ]
  static let rowCount = 151
  static let sourceCount = 90

  @Test(arguments: InstructionSet.allCases, shapes)
  func `convolutions are those of the plain twin`(with set: InstructionSet, of shape: Shape) {
    let neighbors = Twin.neighbors(
      Self.rowCount, k: shape.k, sourceCount: Self.sourceCount, seed: 1)
    for edgeWidth in [1, 10] {
      let sources = Twin.values(Self.sourceCount * shape.width, seed: 2)
      let centers = Twin.values(Self.rowCount * shape.width, seed: 3)
      let edges = Twin.values(Self.rowCount * shape.k * edgeWidth, seed: 4)
      let weights = Twin.values(shape.width * edgeWidth, seed: 5)
      let matrix = PanelMatrix(weights, inputWidth: edgeWidth, outputWidth: shape.width)
      let found = Twin.onAnyThreads(set) {
        matrix.convolve(
          sources: sources, centers: centers, edges: edges, neighbors: neighbors, into: &$0)
      }
      let expected = PlainNetwork.convolved(
        sources: sources, centers: centers, edges: edges, weights: weights, width: shape.width,
        edgeWidth: edgeWidth, indices: neighbors.indices, k: shape.k)
      #expect(Twin.difference(found, expected) < 5e-6)
    }
  }

  @Test(arguments: InstructionSet.allCases, shapes)
  func `attention to neighbors is that of the plain twin`(
    with set: InstructionSet, of shape: Shape
  ) {
    let (width, heads) = (shape.width, shape.heads)
    let neighbors = Twin.neighbors(
      Self.rowCount, k: shape.k, sourceCount: Self.sourceCount, seed: 6)
    let queries = Twin.values(Self.rowCount * width, seed: 7).map { 3 * $0 }
    let keys = Twin.values(Self.sourceCount * width, seed: 8)
    let values = Twin.values(Self.sourceCount * width, seed: 9)
    let bias = Twin.values(neighbors.indices.count * heads, seed: 10).map { 4 * $0 }
    for bias in [nil, bias] {
      let scores = NeighborScores(
        queries: queries, keys: keys, bias: bias, width: width, headCount: heads,
        neighbors: neighbors)
      let expected = PlainNetwork.weights(
        queries: queries, keys: keys, bias: bias, width: width, heads: heads,
        indices: neighbors.indices, k: shape.k)
      let weights = Twin.onAnyThreads(set) { scores.weights(into: &$0) }
      #expect(Twin.difference(weights, expected) < 2e-6)
      let found = Twin.onAnyThreads(set) { scores.attend(to: values, into: &$0) }
      let sums = PlainNetwork.diffused(
        values, weights: expected, width: width, heads: heads, indices: neighbors.indices,
        k: shape.k)
      #expect(Twin.difference(found, sums) < 5e-6)
    }
    let weights = Twin.onAnyThreads(set) {
      NeighborScores(bias, headCount: heads, neighbors: neighbors).weights(into: &$0)
    }
    let expected = PlainNetwork.weights(
      queries: nil, keys: nil, bias: bias, width: width, heads: heads,
      indices: neighbors.indices, k: shape.k)
    #expect(Twin.difference(weights, expected) < 2e-6)
  }

  @Test(arguments: InstructionSet.allCases, shapes)
  func `known scores decide, those of some heads among others`(
    with set: InstructionSet, of shape: Shape
  ) {
    let (width, heads, all) = (shape.width, shape.heads, shape.heads + 3)
    let neighbors = Twin.neighbors(
      Self.rowCount, k: shape.k, sourceCount: Self.sourceCount, seed: 29)
    let values = Twin.values(Self.sourceCount * width, seed: 30)
    var known = Twin.values(neighbors.indices.count * all, seed: 31).map { 4 * $0 }
    // What is known of nobody is not looked at.
    for (edge, source) in neighbors.indices.enumerated() where source < 0 {
      for head in 0..<all { known[edge * all + head] = .nan }
    }
    for first in [0, 2] {
      let scores = NeighborScores(
        known, heads: first..<first + heads, of: all, neighbors: neighbors)
      let expected = PlainNetwork.weights(
        queries: nil, keys: nil,
        bias: neighbors.indices.indices.flatMap { edge in
          (first..<first + heads).map { known[edge * all + $0] }
        }, width: width, heads: heads, indices: neighbors.indices, k: shape.k)
      let weights = Twin.onAnyThreads(set) { scores.weights(into: &$0) }
      #expect(Twin.difference(weights, expected) < 2e-6)
      let found = Twin.onAnyThreads(set) { scores.attend(to: values, width: width, into: &$0) }
      let sums = PlainNetwork.diffused(
        values, weights: expected, width: width, heads: heads, indices: neighbors.indices,
        k: shape.k)
      #expect(Twin.difference(found, sums) < 5e-6)
    }
  }

  @Test(arguments: InstructionSet.allCases, shapes)
  func `diffusion is that of the plain twin`(with set: InstructionSet, of shape: Shape) {
    let (width, heads) = (shape.width, shape.heads)
    let neighbors = Twin.neighbors(
      Self.rowCount, k: shape.k, sourceCount: Self.sourceCount, seed: 11)
    let weights = Twin.values(neighbors.indices.count * heads, seed: 12)
    let values = Twin.values(Self.sourceCount * width, seed: 13)
    let kernel = DiffusionKernel(weights: weights, headCount: heads, neighbors: neighbors)
    let found = Twin.onAnyThreads(set) { kernel.apply(to: values, width: width, into: &$0) }
    let expected = PlainNetwork.diffused(
      values, weights: weights.map(Double.init), width: width, heads: heads,
      indices: neighbors.indices, k: shape.k)
    #expect(Twin.difference(found, expected) < 5e-6)
    // Some rows alone have the same bits; the others stay.
    let rows = Set((0..<Int32(Self.rowCount)).filter { $0.isMultiple(of: 3) })
    var some = [Float](repeating: 7, count: found.count)
    InstructionSet.$limit.withValue(set) {
      kernel.update(rows: rows.sorted(), from: values, width: width, in: &some)
    }
    let mixed = found.indices.map { rows.contains(Int32($0 / width)) ? found[$0] : 7 }
    #expect(some == mixed)
  }

  @Test(arguments: InstructionSet.allCases, shapes)
  func `attention to all is that of the plain twin`(with set: InstructionSet, of shape: Shape) {
    for (queryCount, keyCount) in [(16, 300), (201, 16), (13, 33), (1, 1), (5, 0)] {
      let queries = Twin.values(queryCount * shape.width, seed: 14).map { 3 * $0 }
      let keys = Twin.values(keyCount * shape.width, seed: 15)
      let values = Twin.values(keyCount * shape.width, seed: 16)
      let found = Twin.onAnyThreads(set) {
        attention(
          queries: queries, keys: keys, values: values, width: shape.width,
          headCount: shape.heads, into: &$0)
      }
      let expected = PlainNetwork.attention(
        queries: queries, keys: keys, values: values, width: shape.width, heads: shape.heads)
      #expect(Twin.difference(found, expected) < 5e-6)
    }
  }

  @Test(arguments: InstructionSet.allCases, [1, 7, 8, 16, 40, 67])
  func `segments are pooled as by the plain twin`(with set: InstructionSet, width: Int) {
    let values = Twin.values(Self.rowCount * width, seed: 17)
    var generator = SeededGenerator(seed: 18)
    var (offsets, members): ([Int32], [Int32]) = ([0], [])
    for segment in 0..<40 {
      for _ in 0..<(segment == 9 ? 0 : Int.random(in: 0...9, using: &generator)) {
        members.append(Int32.random(in: 0..<Int32(Self.rowCount), using: &generator))
      }
      offsets.append(Int32(members.count))
    }
    let segments = RowSegments(offsets: offsets, members: members, rowCount: Self.rowCount)
    let found = Twin.onAnyThreads(set) { segments.pool(values, width: width, into: &$0) }
    let expected = PlainNetwork.pooled(values, width: width, offsets: offsets, members: members)
    #expect(Twin.difference(found, expected) < 1e-6)
    let indices = members + [-1, 0, -1]
    let copies = Twin.onAnyThreads(set) { gatherRows(values, width: width, at: indices, into: &$0) }
    let rows = indices.flatMap { row in
      (0..<width).map { row < 0 ? 0 : values[Int(row) * width + $0] }
    }
    #expect(copies == rows)
  }

  @Test(arguments: InstructionSet.allCases)
  func `what is not pointed at is not seen`(with set: InstructionSet) {
    let neighbors = NeighborRows([1, -1, -1, -1, 1, 0], k: 3, sourceCount: 3)
    let width = 9
    var sources = Twin.values(3 * width, seed: 19)
    for index in 2 * width..<3 * width { sources[index] = .nan }
    let queries = Twin.values(2 * width, seed: 20)
    var edges = Twin.values(6 * 2, seed: 21)
    for edge in [1, 2, 3] { edges[2 * edge] = .nan }
    let matrix = PanelMatrix(Twin.values(width * 2, seed: 22), inputWidth: 2, outputWidth: width)
    InstructionSet.$limit.withValue(set) {
      var (messages, attended): ([Float], [Float]) = ([], [])
      matrix.convolve(
        sources: sources, centers: queries, edges: edges, neighbors: neighbors, into: &messages)
      NeighborScores(
        queries: queries, keys: sources, width: width, headCount: 1, neighbors: neighbors
      ).attend(to: sources, into: &attended)
      #expect(!messages.contains { $0.isNaN } && !attended.contains { $0.isNaN })
      // The only neighbor gets all the attention.
      #expect(Array(attended[..<width]) == Array(sources[width..<2 * width]))
    }
  }

  @Test func `results do not depend on the number of threads`() {
    // Enough for many pieces of work.
    let (rowCount, k, width, heads) = (5000, 24, 96, 4)
    let neighbors = Twin.neighbors(rowCount, k: k, sourceCount: rowCount, seed: 23)
    let (queries, keys) = (
      Twin.values(rowCount * width, seed: 24), Twin.values(rowCount * width, seed: 25)
    )
    let edges = Twin.values(rowCount * k * 3, seed: 26)
    let weights = Twin.values(rowCount * k * heads, seed: 27)
    let matrix = PanelMatrix(Twin.values(width * 3, seed: 28), inputWidth: 3, outputWidth: width)
    let scores = NeighborScores(
      queries: queries, keys: keys, bias: weights, width: width, headCount: heads,
      neighbors: neighbors)
    let diffusion = DiffusionKernel(weights: weights, headCount: heads, neighbors: neighbors)
    let segments = RowSegments(
      offsets: (0...1000).map { 5 * $0 }, members: (0..<5000).map { Int32($0 * 7 % 5000) },
      rowCount: rowCount)
    let set = InstructionSet.current
    let results = [
      Twin.onAnyThreads(set) {
        matrix.convolve(
          sources: queries, centers: keys, edges: edges, neighbors: neighbors, into: &$0)
      },
      Twin.onAnyThreads(set) { scores.weights(into: &$0) },
      Twin.onAnyThreads(set) { scores.attend(to: keys, into: &$0) },
      Twin.onAnyThreads(set) { diffusion.apply(to: keys, width: width, into: &$0) },
      Twin.onAnyThreads(set) {
        $0 = [Float](repeating: 0, count: rowCount * width)
        diffusion.update(
          rows: (0..<Int32(rowCount)).reversed(), from: keys, width: width, in: &$0)
      },
      Twin.onAnyThreads(set) {
        attention(
          queries: queries, keys: Array(keys[..<(64 * width)]),
          values: Array(queries[..<(64 * width)]), width: width, headCount: heads, into: &$0)
      },
      Twin.onAnyThreads(set) { segments.pool(keys, width: width, into: &$0) },
      Twin.onAnyThreads(set) {
        gatherRows(keys, width: width, at: segments.members, into: &$0)
      },
    ]
    #expect(results.joined().allSatisfy { $0.isFinite })
    // All rows in another order are all rows.
    #expect(results[3] == results[4])
  }
}
