import CairnKernels
import CairnNN
import TestSupport
import Testing

struct LayerTests {
  static func tensor(_ shape: [Int], seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    let count = shape.reduce(1, *)
    return Tensor(
      (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }, shape: shape)
  }

  static func areClose(_ one: Tensor, _ other: Tensor, within bound: Float = 1e-5) -> Bool {
    one.shape == other.shape
      && zip(one.values, other.values).allSatisfy { abs($0 - $1) <= bound * max(1, abs($1)) }
  }

  @Test func `layers are read from a file by name`() throws {
    let file = try WeightFile(
      Weights.file([
        Weights.entry("up.weight", [1, 2, 3, 4, 5, 6], shape: [3, 2]),
        Weights.entry("up.bias", [0.5, -100, 0], shape: [3]),
        Weights.entry("norm.weight", [1, 1, 2], shape: [3]),
        Weights.entry("norm.bias", [0, 1, 0], shape: [3]),
        Weights.entry("edges", [1, -1, 0], shape: [3, 1]),
      ]))
    let up = try Linear("up", in: file, inputWidth: 2, outputWidth: 3, activation: .relu)
    #expect(up.inputWidth == 2 && up.outputWidth == 3)
    let rows = Tensor([1, 1, 0, 2], shape: [2, 2])
    #expect(up(rows) == Tensor([3.5, 0, 11, 4.5, 0, 12], shape: [2, 3]))
    let plain = try Linear("up", in: file, inputWidth: 2, outputWidth: 3, hasBias: false)
    #expect(
      plain(rows, adding: Tensor(repeating: 1, shape: [2, 3]))
        == Tensor([4, 8, 12, 5, 9, 13], shape: [2, 3]))
    let norm = try LayerNorm("norm", in: file, width: 3)
    let deviation = Float(2.0 / 3).squareRoot()
    #expect(
      Self.areClose(
        norm(Tensor([1, 2, 3], shape: [1, 3])),
        Tensor([-1 / deviation, 1, 2 / deviation], shape: [1, 3])))
    let convolution = try NeighborConvolution("edges", in: file, edgeWidth: 1, width: 3)
    let messages = convolution(
      sources: Tensor([1, 1, 1, 3, 3, 3], shape: [2, 3]),
      centers: Tensor([0, 0, -2], shape: [1, 3]), edges: Tensor([1, 2], shape: [1, 2, 1]),
      neighbors: NeighborRows([0, 1], k: 2, sourceCount: 2))
    #expect(messages == Tensor([3.5, 0.5, 0.5, 5, 1, 1], shape: [1, 6]))
    #expect(throws: WeightFileError.missingTensor("down.weight")) {
      try Linear("down", in: file, inputWidth: 2, outputWidth: 3)
    }
    #expect(
      throws: WeightFileError.wrongShape(tensor: "up.weight", expected: [2, 3], found: [3, 2])
    ) {
      try Linear("up", in: file, inputWidth: 3, outputWidth: 2)
    }
  }

  @Test func `a layer keeps the outer dimensions`() {
    let layer = Linear(weight: Self.tensor([5, 4], seed: 1))
    let input = Self.tensor([2, 3, 4], seed: 2)
    let output = layer(input)
    #expect(output.shape == [2, 3, 5])
    #expect(output.reshaped([6, 5]) == layer(input.reshaped([6, 4])))
    var reused = Tensor(repeating: .nan, shape: [6, 5])
    layer.apply(to: input, into: &reused)
    #expect(reused == output)
  }

  @Test func `attention to neighbors that are all rows is attention to all rows`() {
    let (count, width) = (9, 24)
    let (q, k, v) = (
      Self.tensor([count, width], seed: 3), Self.tensor([count, width], seed: 4),
      Self.tensor([count, width], seed: 5)
    )
    let all = NeighborRows(
      (0..<count).flatMap { _ in (0..<Int32(count)) }, k: count, sourceCount: count)
    let near = NeighborAttention(headCount: 3)
    let dense = Attention(headCount: 3)(queries: q, keys: k, values: v)
    #expect(Self.areClose(near(queries: q, keys: k, values: v, neighbors: all), dense))
    // The same in two steps: weights once, then sums.
    let weights = near.weights(queries: q, keys: k, neighbors: all)
    #expect(weights.shape == [count, count, 3])
    let diffusion = Diffusion(weights: weights, neighbors: all)
    #expect(Self.areClose(diffusion(v), dense))
    var some = dense
    diffusion.update(rows: [4], from: Tensor(repeating: 2, shape: [count, width]), in: &some)
    for row in 0..<count {
      if row == 4 {
        #expect(some[row: row].allSatisfy { abs($0 - 2) < 1e-6 })
      } else {
        #expect(some[row: row] == dense[row: row])
      }
    }
  }

  @Test func `known scores become weights`() {
    let neighbors = NeighborRows([0, 1, 1, -1], k: 2, sourceCount: 2)
    let weights = NeighborAttention(headCount: 1).weights(
      scores: Tensor([3, 3, 9, 9], shape: [2, 2, 1]), neighbors: neighbors)
    #expect(weights == Tensor([0.5, 0.5, 1, 0], shape: [2, 2, 1]))
  }

  @Test func `segments are pooled and spread again`() {
    let rows = Tensor([1, 2, 3, 4, 5, -6], shape: [3, 2])
    let segments = RowSegments(offsets: [0, 2, 2, 3], members: [0, 2, 1], rowCount: 3)
    let pooled = rows.pooled(over: segments)
    #expect(
      pooled == Tensor([3, -2, 5, 2, 0, 0, 0, 0, 3, 4, 3, 4], shape: [3, 4]))
    #expect(rows.rows(at: [2, -1, 0]) == Tensor([5, -6, 0, 0, 1, 2], shape: [3, 2]))
  }

  @Test func `functions keep the shape`() {
    let rows = Tensor([0, -1000, 0, 0], shape: [2, 2])
    #expect(rows.applying(.exp) == Tensor([1, 0, 1, 1], shape: [2, 2]))
    #expect(rows.softmax() == Tensor([1, 0, 0.5, 0.5], shape: [2, 2]))
    let third: Float = 1.0 / 3
    #expect(
      Self.areClose(
        rows.softmax(width: 4), Tensor([third, 0, third, third], shape: [2, 2]), within: 1e-6))
    #expect(rows.applying(.sigmoid).values[0] == 0.5)
    #expect(rows.rowCount == 2 && rows.width == 2 && rows[row: 1] == [0, 0])
  }

  /// The same network with every instruction set: equal but for rounding.
  @Test func `instruction sets agree`() {
    let neighbors = NeighborRows(
      (0..<600).map { Int32(($0 * 31 + $0 / 6) % 100) }, k: 6, sourceCount: 100)
    let (first, second) = (
      Linear(weight: Self.tensor([48, 20], seed: 6), activation: .silu),
      Linear(weight: Self.tensor([48, 48], seed: 7), bias: Self.tensor([48], seed: 8))
    )
    let norm = LayerNorm(scale: Self.tensor([48], seed: 9), shift: Self.tensor([48], seed: 10))
    let results = InstructionSet.allCases.map { set in
      InstructionSet.$limit.withValue(set) {
        let rows = first(Self.tensor([100, 20], seed: 11))
        let attended = NeighborAttention(headCount: 4)(
          queries: second(rows), keys: rows, values: rows, neighbors: neighbors)
        return norm(second(attended, adding: rows))
      }
    }
    for result in results { #expect(Self.areClose(result, results[0], within: 1e-4)) }
  }

  @Test func `rows are put side by side and taken apart again`() {
    let parts = [Self.tensor([7, 3], seed: 1), Self.tensor([7, 1], seed: 2)]
    let joined = Tensor.joined(parts + [parts[0]])
    #expect(joined.shape == [7, 7])
    #expect(joined.columns(0..<3) == parts[0] && joined.columns(4..<7) == parts[0])
    #expect(joined.columns(3..<4) == parts[1])
    #expect(Array(joined[row: 4]) == Array(parts[0][row: 4]) + parts[1][row: 4] + parts[0][row: 4])
  }

  @Test func `rows are replaced, added and clamped`() {
    var tensor = Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2])
    tensor.replaceRows([2, 0], by: Tensor([7, 8, -9, 10], shape: [2, 2]))
    #expect(tensor == Tensor([-9, 10, 3, 4, 7, 8], shape: [3, 2]))
    #expect(tensor.adding(tensor) == Tensor([-18, 20, 6, 8, 14, 16], shape: [3, 2]))
    tensor.clamp(to: -4...5, times: 2)
    #expect(tensor == Tensor([-8, 10, 6, 8, 10, 10], shape: [3, 2]))
  }

  @Test func `the library brings weights that can be read`() throws {
    let file = try WeightFile(WeightFile.shippedBytes)
    #expect(file.metadata["license"] == "Apache-2.0")
    #expect(try file.tensor("encoder.voxel.weight").shape == [32, 20])
  }
}
