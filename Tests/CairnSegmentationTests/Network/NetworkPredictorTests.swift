import CairnClouds
import CairnGeometry
import CairnKernels
import CairnNN
import CairnSegmentation
import Testing

struct NetworkPredictorTests {
  static let table = Result { try NetworkPredictor().encode(Scene.table.cloud) }

  func iou(_ candidate: Candidate, _ label: UInt32) -> Double {
    candidate.mask.intersectionOverUnion(with: Scene.table.mask(label))
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt32])
  func `one click on a thing on a table has the thing among its answers`(label: UInt32) throws {
    let top = try #require(GraphPredictorTests.tops[label])
    let candidates = try Self.table.get().masks(for: [.positive(at: top)])
    #expect(candidates.count == 3)
    #expect((candidates.map { iou($0, label) }.max() ?? 0) > 0.8)
    let scores = candidates.map(\.iouScore)
    #expect(scores == scores.sorted(by: >) && scores.allSatisfy { (0...1).contains($0) })
  }

  @Test(arguments: [(3, 4), (4, 3)] as [(UInt32, UInt32)])
  func `of things that touch, one is selected by a click on each`(
    label: UInt32, other: UInt32
  ) throws {
    let top = try #require(GraphPredictorTests.tops[label])
    let beside = try #require(GraphPredictorTests.tops[other])
    let best = try Self.table.get().masks(for: [.positive(at: top), .negative(at: beside)]).best
    #expect(iou(best, label) > 0.75)
  }

  @Test func `clicked points obey their clicks, also where others disagree`() throws {
    let embedding = try Self.table.get()
    let prompts: [Prompt] = [
      .positive(index: 500), .negative(index: 502), .positive(index: 5000), .negative(index: 4000),
    ]
    let candidates = try embedding.masks(for: prompts)
    for candidate in candidates {
      #expect(candidate.mask[500] && candidate.mask[5000])
      #expect(!candidate.mask[502] && !candidate.mask[4000])
      #expect(candidate.mask.isSelected == candidate.logits.map { $0 > 0 })
    }
  }

  @Test func `clicks off the object alone select nothing`() throws {
    let best = try Self.table.get().masks(for: [.negative(index: 40)]).best
    #expect(best.mask.selectedCount == 0)
  }

  @Test(arguments: [1, 2, 3] as [UInt32])
  func `a box around a thing selects it`(label: UInt32) throws {
    let box = Scene.tableThings[Int(label) - 1].box
    let size = SIMD3<Double>(box.size) * 1.1
    let prompt = Prompt.box(PromptBox(center: SIMD3<Double>(box.center), size: size))
    #expect(iou(try Self.table.get().masks(for: [prompt]).best, label) > 0.75)
  }

  @Test func `nothing outside of a box is selected but where a click says so`() throws {
    // Half of the box on the table, and the other half.
    let thing = Scene.tableThings[0].box
    let half = SIMD3<Double>(Double(thing.size.x) / 4, 0, 0)
    let box = PromptBox(
      center: SIMD3(thing.center) - half, size: SIMD3(thing.size) * [0.5, 1.2, 1.2])
    let rows = Scene.table.points.indices
    let isInside = rows.map { row in
      let offset = SIMD3<Double>(Scene.table.points[row]) - box.center
      return all(offset .>= -box.size / 2) && all(offset .<= box.size / 2)
    }
    let inside = try Self.table.get().masks(for: [.box(box)]).best
    #expect(rows.contains { inside.mask[$0] })
    #expect(rows.allSatisfy { isInside[$0] || !inside.mask[$0] })
    // Where the object goes on, in the middle of that.
    let beyond = rows.filter { Scene.table.mask(1)[$0] && !isInside[$0] }
    let mean = beyond.reduce(.zero) { $0 + Scene.table.points[$1] } / Float(beyond.count)
    let middle = try #require(
      beyond.min {
        (Scene.table.points[$0] - mean).squaredLength
          < (Scene.table.points[$1] - mean).squaredLength
      })
    let extended = try Self.table.get()
      .masks(for: [.box(box), .positive(index: middle)]).best
    #expect(rows.count { !isInside[$0] && extended.mask[$0] } > 3)
  }

  @Test(arguments: [1, 2, 3] as [UInt32])
  func `a lasso around a thing selects most of it`(label: UInt32) throws {
    let view = LassoTests.camera(at: LassoTests.eye, lookingAt: .zero)
    let lasso = LassoTests.lasso(around: [Scene.tableThings[Int(label) - 1]], in: view)
    let best = try Self.table.get().masks(for: [.polygon(lasso)]).best
    #expect(iou(best, label) > 0.6)
  }

  @Test func `a few clicks in the middles of regions find most of it`() throws {
    var options = EverythingOptions()
    (options.clickCount, options.roundCount) = (24, 1)
    let found = try Self.table.get().everything(options)
    let isFound = ([1, 2, 3, 4] as [UInt32]).map {
      EverythingTests.best(found, Scene.table.mask($0)) > 0.8
    }
    #expect(isFound[0] && isFound[1] && isFound.count { $0 } >= 3, "\(isFound)")
  }

  @Test func `everything on the table is found`() throws {
    let found = try Self.table.get().everything()
    for label in [1, 2, 3] as [UInt32] {
      let best = found.objects.map { object in
        Mask(found.labels.map { $0 == object.label })
          .intersectionOverUnion(with: Scene.table.mask(label))
      }.max()
      #expect((best ?? 0) > 0.6, "\(label)")
    }
  }

  @Test func `the table is found where surfaces are asked for, and only there`() throws {
    let table = Scene.table.mask(0)
    #expect(EverythingTests.best(try Self.table.get().everything(), table) < 0.1)
    var options = EverythingOptions()
    options.includesSurfaces = true
    #expect(EverythingTests.best(try Self.table.get().everything(options), table) > 0.8)
  }

  @Test func `a mask is taken up`() throws {
    let truth = Scene.table.mask(1)
    let best = try Self.table.get().masks(for: [.mask(truth)]).best
    #expect(iou(best, 1) > 0.8)
  }

  @Test func `several objects share no point`() throws {
    let objects = [1, 2, 3, 4].compactMap { GraphPredictorTests.tops[$0] }
      .map { [Prompt.positive(at: $0)] }
    let answers = try Self.table.get().masks(forObjects: objects)
    for row in 0..<Scene.table.points.count {
      #expect(answers.count { $0.best.mask[row] } <= 1)
    }
  }

  @Test func `an object that nobody else clicked into is answered as if it were alone`() throws {
    let embedding = try Self.table.get()
    let objects = [1, 2].compactMap { GraphPredictorTests.tops[$0] }
      .map { [Prompt.positive(at: $0)] }
    let alone = try objects.map { try embedding.masks(for: $0).best }
    let rows = Scene.table.points.indices
    try #require(!rows.contains { alone[0].mask[$0] && alone[1].mask[$0] })
    #expect(
      try embedding.masks(forObjects: objects).map(\.best.logits) == alone.map(\.logits))
  }

  @Test func `an answer does not depend on what was asked before`() throws {
    let fresh = try NetworkPredictor().encode(Scene.table.cloud)
    let used = try Self.table.get()
    let top = try #require(GraphPredictorTests.tops[3])
    let beside = try #require(GraphPredictorTests.tops[4])
    _ = try used.masks(for: [.positive(at: beside)])
    _ = try used.masks(for: [.positive(at: top)])
    let prompts: [Prompt] = [.positive(at: top), .negative(at: beside)]
    let (first, second) = (try used.masks(for: prompts).best, try fresh.masks(for: prompts).best)
    #expect(first.logits == second.logits && first.iouScore == second.iouScore)
  }

  @Test func `the number of threads changes nothing`() throws {
    let top = try #require(GraphPredictorTests.tops[1])
    let single = try Threads.$limit.withValue(1) {
      try NetworkPredictor().encode(Scene.table.cloud).masks(for: [.positive(at: top)])
    }
    let many = try NetworkPredictor().encode(Scene.table.cloud).masks(for: [.positive(at: top)])
    #expect(single.map(\.logits) == many.map(\.logits))
    #expect(single.map(\.iouScore) == many.map(\.iouScore))
  }

  @Test(arguments: [1, 2, 3, 7])
  func `few points are no reason to fail`(count: Int) throws {
    let points = (0..<count).map { SIMD3<Float>(Float($0), Float($0 * $0), 1) }
    let embedding = try NetworkPredictor().encode(PointCloud(positions: points))
    let best = try embedding.masks(for: [.positive(index: count - 1)]).best
    #expect(best.mask.count == count && best.mask[count - 1])
    #expect(best.logits.allSatisfy { $0.isFinite })
  }

  @Test func `weights of another network are refused by name`() throws {
    var bytes = WeightFile.shippedBytes
    // The header names its tensors in text.
    let name = Array("encoder.voxel.weight".utf8)
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: name) })
    bytes[place] = UInt8(ascii: "x")
    #expect(throws: WeightFileError.missingTensor("encoder.voxel.weight")) {
      try NetworkPredictor(weights: bytes)
    }
  }
}
