import CairnClouds
import CairnKernels
import CairnPreprocessing
import CairnSegmentation
import TestSupport
import Testing

struct EverythingTests {
  static let table = Result { try GraphPredictorTests.table.get().everything() }

  /// The intersection over union with the found object most like a true one.
  static func best(_ found: FoundObjects, _ truth: Mask) -> Double {
    found.objects.map { object in
      Mask(found.labels.map { $0 == object.label }).intersectionOverUnion(with: truth)
    }.max() ?? 0
  }

  @Test(arguments: [1, 2, 3] as [UInt32])
  func `things on a table are found without a click`(label: UInt32) throws {
    #expect(Self.best(try Self.table.get(), Scene.table.mask(label)) > 0.8)
  }

  @Test func `the table is an object only where surfaces are asked for`() throws {
    #expect(Self.best(try Self.table.get(), Scene.table.mask(0)) < 0.1)
    var options = EverythingOptions()
    options.includesSurfaces = true
    let all = try GraphPredictorTests.table.get().everything(options)
    #expect(Self.best(all, Scene.table.mask(0)) > 0.85)
    for label in [1, 2] as [UInt32] {
      #expect(Self.best(all, Scene.table.mask(label)) > 0.8)
    }
  }

  @Test func `posts on uneven ground are found and the ground is not`() throws {
    let found = try GraphPredictor().encode(Scene.street.cloud).everything()
    for label in [1, 2] as [UInt32] {
      #expect(Self.best(found, Scene.street.mask(label)) > 0.8)
    }
    #expect(Self.best(found, Scene.street.mask(0)) < 0.2)
  }

  @Test func `a method that answers click by click finds the same things`() throws {
    let found = try PlainEmbedding(base: try GraphPredictorTests.table.get()).everything()
    for label in [1, 2, 3] as [UInt32] {
      #expect(Self.best(found, Scene.table.mask(label)) > 0.8)
    }
    let clusters = try ClustersPredictor().encode(Scene.table.cloud).everything()
    #expect(Self.best(clusters, Scene.table.mask(2)) > 0.8)
  }

  @Test func `labels count down by size and say what the objects say`() throws {
    let found = try Self.table.get()
    #expect(found.labels.count == Scene.table.points.count)
    #expect(found.objects.map(\.label) == (1...UInt32(found.objects.count)).map { $0 })
    let counts = found.objects.map(\.pointCount)
    #expect(counts == counts.sorted(by: >))
    for object in found.objects {
      #expect(found.labels.count { $0 == object.label } == object.pointCount)
      #expect((0...1).contains(object.score))
      #expect(Scene.table.points.indices.contains(object.clickedPoint))
    }
  }

  @Test func `limits leave out the least sure and the smallest`() throws {
    let embedding = try GraphPredictorTests.table.get()
    let all = try Self.table.get()
    #expect(all.objects.count >= 3)
    var options = EverythingOptions()
    options.limit = 2
    let two = try embedding.everything(options)
    #expect(two.objects.count == 2)
    let surest = all.objects.map(\.score).sorted(by: >).prefix(2)
    #expect(two.objects.map(\.score).sorted(by: >) == Array(surest))
    options = EverythingOptions()
    let largest = all.objects[0].pointCount
    options.minimumPoints = largest
    #expect(
      try embedding.everything(options).objects.allSatisfy {
        $0.pointCount >= largest
      })
    options = EverythingOptions()
    options.minimumScore = 1
    let none = try embedding.everything(options)
    #expect(none.objects.isEmpty)
    #expect(none.labels.allSatisfy { $0 == 0 })
  }

  @Test func `the answer does not depend on the number of threads`() throws {
    let one = try Threads.$limit.withValue(1) {
      try GraphPredictor().encode(Scene.table.cloud).everything()
    }
    #expect(one == (try Self.table.get()))
  }

  @Test func `rows that are not finite belong to no object`() throws {
    var points = Scene.table.points
    for row in Swift.stride(from: 0, to: points.count, by: 7) { points[row] = SIMD3(.nan, 0, 0) }
    let found = try GraphPredictor().encode(PointCloud(positions: points)).everything()
    #expect(!found.objects.isEmpty)
    #expect(points.indices.allSatisfy { points[$0].isFinite || found.labels[$0] == 0 })
  }

  @Test(arguments: [1, 2, 3, 7, 40])
  func `clouds of a few points are answered`(count: Int) throws {
    var options = EverythingOptions()
    options.minimumPoints = 1
    for points in [
      (0..<count).map { SIMD3<Float>(Float($0 % 3), Float($0 / 3), 0) },
      Array(repeating: [1, 2, 3], count: count),
    ] {
      let embedding = try GraphPredictor().encode(PointCloud(positions: points))
      for includesSurfaces in [false, true] {
        options.includesSurfaces = includesSurfaces
        let found = try embedding.everything(options)
        #expect(found.labels.count == count)
        #expect(found.objects.map(\.pointCount).reduce(0, +) <= count)
      }
    }
  }
}

/// An embedding that has nothing of its own but masks.
struct PlainEmbedding: Embedding {
  let base: any Embedding
  var positions: Positions { base.positions }

  func masks(
    for prompts: [Prompt], refining previous: Candidate?
  ) throws(SegmentationError) -> Candidates {
    try base.masks(for: prompts, refining: previous)
  }

  func masks(forObjects objects: [[Prompt]]) throws(SegmentationError) -> [Candidates] {
    try base.masks(forObjects: objects)
  }
}
