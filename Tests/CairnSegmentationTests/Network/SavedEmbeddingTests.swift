import CairnClouds
import CairnGeometry
import CairnKernels
import CairnNN
import CairnSegmentation
import TestSupport
import Testing

struct SavedEmbeddingTests {
  static let table = Result {
    let embedding = try NetworkPredictor().encode(Scene.table.cloud)
    return (embedding, try embedding.save())
  }

  static let small = Result {
    (smallCloud, try NetworkPredictor().encode(smallCloud).save())
  }

  /// Two boxes on a floor in color, far from the origin, with a row of NaN.
  static let smallCloud: PointCloud = {
    var points: [SIMD3<Double>] = []
    for row in 0..<30 {
      for column in 0..<30 {
        let inside = (6...10).contains(row) && (6...10).contains(column)
        let other = (18...24).contains(row) && (16...20).contains(column)
        points.append([Double(column), Double(row), inside ? 5 : other ? 8 : 0])
        if inside || other, row % 6 == 0 {
          for height in 1..<5 { points.append([Double(column), Double(row), Double(height)]) }
        }
      }
    }
    points.append([.nan, 0, 0])
    let shifted = points.map { $0 * 0.05 + SIMD3(500_000, 5_400_000, 100) }
    return PointCloud(
      count: points.count,
      columns: [
        Field("x", .float64(shifted.map(\.x))), Field("y", .float64(shifted.map(\.y))),
        Field("z", .float64(shifted.map(\.z))),
        Field("red", .uint8(points.map { $0.z > 0 ? 200 : 40 })),
        Field("green", .uint8(points.map { $0.z > 6 ? 200 : 40 })),
        Field("blue", .uint8(points.map { _ in 90 })),
      ])
  }()

  func expectSame(_ first: Candidates, _ second: Candidates) {
    #expect(first.map(\.logits) == second.map(\.logits))
    #expect(first.map(\.iouScore) == second.map(\.iouScore))
  }

  @Test func `an embedding that was saved answers clicks, boxes, masks and lassos alike`() throws {
    let (embedding, bytes) = try Self.table.get()
    let loaded = try NetworkPredictor().load(bytes, for: Scene.table.cloud)
    let top = try #require(GraphPredictorTests.tops[1])
    let beside = try #require(GraphPredictorTests.tops[4])
    let thing = Scene.tableThings[1]
    let view = LassoTests.camera(at: LassoTests.eye, lookingAt: .zero)
    let lists: [[Prompt]] = [
      [.positive(at: top)], [.positive(at: top), .negative(at: beside)],
      [.positive(at: top), .negative(at: beside), .positive(index: 500), .negative(index: 4000)],
      [.negative(index: 40)],
      [
        .box(
          PromptBox(
            center: SIMD3<Double>(thing.box.center), size: SIMD3<Double>(thing.box.size) * 1.1))
      ],
      [.mask(Scene.table.mask(1)), .negative(at: beside)],
      [.polygon(LassoTests.lasso(around: [thing], in: view))],
    ]
    for prompts in lists {
      expectSame(try loaded.masks(for: prompts), try embedding.masks(for: prompts))
    }
    #expect(loaded.positions == embedding.positions)
  }

  @Test func `an embedding that was saved finds the same objects, asked for or not`() throws {
    let (embedding, bytes) = try Self.table.get()
    let loaded = try NetworkPredictor().load(bytes, for: Scene.table.cloud)
    let objects = [1, 2, 3, 4].compactMap { GraphPredictorTests.tops[$0] }
      .map { [Prompt.positive(at: $0)] }
    let answers = try (loaded.masks(forObjects: objects), embedding.masks(forObjects: objects))
    for (first, second) in zip(answers.0, answers.1) { expectSame(first, second) }
    let (first, second) = (try loaded.everything(), try embedding.everything())
    #expect(first.labels == second.labels)
    #expect(first.objects.map(\.score) == second.objects.map(\.score))
  }

  @Test func `what is loaded can be saved again, to the same bytes`() throws {
    let (_, bytes) = try Self.table.get()
    // How many voxels another predictor would make does not matter.
    let loaded = try NetworkPredictor(voxelLimit: 100).load(bytes, for: Scene.table.cloud)
    #expect(try loaded.save() == bytes)
  }

  @Test func `colors, large coordinates and rows of NaN make no difference`() throws {
    let (cloud, bytes) = try Self.small.get()
    let (embedding, loaded) = (
      try NetworkPredictor().encode(cloud), try NetworkPredictor().load(bytes, for: cloud)
    )
    for index in [0, 200, 600, 800] {
      expectSame(
        try loaded.masks(for: [.positive(index: index)]),
        try embedding.masks(for: [.positive(index: index)]))
    }
  }

  @Test(arguments: [1, 2, 3, 7])
  func `few points are saved too`(count: Int) throws {
    let cloud = PointCloud(
      positions: (0..<count).map { SIMD3<Float>(Float($0), Float($0 * $0), 1) })
    let embedding = try NetworkPredictor().encode(cloud)
    let loaded = try NetworkPredictor().load(embedding.save(), for: cloud)
    let prompts = [Prompt.positive(index: count - 1)]
    expectSame(try loaded.masks(for: prompts), try embedding.masks(for: prompts))
  }

  @Test func `another cloud is refused, another column is not`() throws {
    let (cloud, bytes) = try Self.small.get()
    let predictor = NetworkPredictor()
    var labelled = cloud
    labelled.setLabels(Array(repeating: 1, count: cloud.count))
    _ = try predictor.load(bytes, for: labelled)
    var painted = cloud
    painted.replaceOrAppend(Field("blue", .uint8(Array(repeating: 91, count: cloud.count))))
    var turned = cloud
    turned.setNormals(Array(repeating: [0, 0, 1], count: cloud.count))
    var moved = cloud
    moved.viewpoint.translation.x += 1
    var values = try #require(cloud.field("x")).values.doubles()
    values[7] += 0.001
    var shifted = cloud
    shifted.replaceOrAppend(Field("x", .float64(values)))
    let fewer = cloud.selected(Array(0..<cloud.count - 1))
    for other in [painted, turned, moved, shifted, fewer] {
      let error = #expect(throws: SavedEmbeddingError.self) {
        try predictor.load(bytes, for: other)
      }
      guard case .otherCloud = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    #expect(throws: SavedEmbeddingError.cloud(.emptyCloud)) {
      try predictor.load(bytes, for: PointCloud(positions: []))
    }
  }

  @Test func `other weights are refused`() throws {
    let (cloud, bytes) = try Self.small.get()
    var weights = WeightFile.shippedBytes
    weights[weights.count - 1] ^= 1
    let other = try NetworkPredictor(weights: weights)
    #expect(
      throws: SavedEmbeddingError.otherWeights(
        saved: NetworkPredictor().weightsDigest, given: other.weightsDigest)
    ) {
      try other.load(bytes, for: cloud)
    }
  }

  @Test func `methods with nothing to save say so`() throws {
    let (cloud, bytes) = try Self.small.get()
    let embedding = try GraphPredictor().encode(cloud)
    #expect(throws: SavedEmbeddingError.notSupported) { try embedding.save() }
    #expect(throws: SavedEmbeddingError.notSupported) {
      try GraphPredictor().load(bytes, for: cloud)
    }
  }

  @Test func `a file that is cut or goes on is refused`() throws {
    let (cloud, bytes) = try Self.small.get()
    let predictor = NetworkPredictor()
    let lengths = Array(0..<160) + stride(from: 160, to: bytes.count, by: bytes.count / 97)
    for length in lengths + [bytes.count - 1] {
      #expect(throws: SavedEmbeddingError.self, "\(length)") {
        try predictor.load(Array(bytes[..<length]), for: cloud)
      }
    }
    #expect(
      throws: SavedEmbeddingError.wrongByteCount(
        expected: UInt64(bytes.count), found: bytes.count + 1)
    ) {
      try predictor.load(bytes + [0], for: cloud)
    }
    #expect(throws: SavedEmbeddingError.notAnEmbedding) {
      try predictor.load(WeightFile.shippedBytes, for: cloud)
    }
  }

  @Test func `a flipped bit is refused wherever it is`() throws {
    let (cloud, bytes) = try Self.small.get()
    var generator = SeededGenerator(seed: 5)
    let places =
      Array(0..<112) + (0..<100).map { _ in bytes.indices.randomElement(using: &generator) ?? 0 }
    for place in places {
      var flipped = bytes
      flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      #expect(throws: SavedEmbeddingError.self, "\(place)") {
        try NetworkPredictor().load(flipped, for: cloud)
      }
    }
  }

  /// Who writes a file of nonsense can write its digest too: then it is the numbers that are checked.
  @Test func `nonsense with the right digest is refused or answered, and never traps`() throws {
    let (cloud, bytes) = try Self.small.get()
    var generator = SeededGenerator(seed: 6)
    let numbers = 48..<112
    // Whole numbers come first.
    let early = 112..<bytes.count / 12
    let places =
      Array(numbers) + (0..<300).map { _ in Int.random(in: early, using: &generator) }
      + (0..<100).map { _ in Int.random(in: early.upperBound..<bytes.count, using: &generator) }
    var refused = 0
    for place in places {
      var broken = bytes
      for byte in place..<min(place + Int.random(in: 1...4, using: &generator), bytes.count) {
        broken[byte] = UInt8.random(in: 0...255, using: &generator)
      }
      let digest = xxh64(broken.span.extracting(32..<broken.count))
      for byte in 0..<8 { broken[24 + byte] = UInt8(truncatingIfNeeded: digest >> (8 * byte)) }
      do throws(SavedEmbeddingError) {
        let embedding = try NetworkPredictor().load(broken, for: cloud)
        let candidates = try? embedding.masks(for: [.positive(index: 200), .negative(index: 3)])
        #expect(candidates?.best.mask.count == cloud.count)
      } catch {
        #expect(!error.description.isEmpty)
        refused += 1
      }
    }
    // Most changes of whole numbers cannot go unnoticed.
    #expect(refused > 150)
  }
}
