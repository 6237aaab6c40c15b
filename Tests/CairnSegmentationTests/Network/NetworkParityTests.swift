import CairnClouds
import CairnFiles
import CairnNN
import CairnSegmentation
import Foundation
import Testing

/// The network here against the one that was trained: Training/record.py writes what that computes.
struct NetworkParityTests {
  /// What PyTorch computed with the shipped weights: of each array every so many numbers.
  struct Recorded: Decodable {
    struct Array: Decodable {
      var count: Int
      var step: Int
      var values: [Float]
    }

    var voxels: Int
    var clicks: [Click]
    var recorded: [String: Array]

    struct Click: Decodable {
      var voxel: Int
      var isPositive: Bool

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        voxel = try values.decode(Int.self)
        isPositive = try values.decode(Bool.self)
      }
    }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let recorded = Result {
    try JSONDecoder().decode(
      Recorded.self,
      from: Data(
        contentsOf: root.appending(
          path: "Tests/CairnSegmentationTests/Fixtures/activations.json")))
  }

  static let computed = Result {
    let cloud = try PointCloud(
      contentsOf: root.appending(path: "Datasets/scenes/tabletop-1.pcd").path())
    let expected = try recorded.get()
    return try NetworkRecording(
      weights: WeightFile.shippedBytes, of: cloud, voxelLimit: expected.voxels,
      clicks: expected.clicks.map { ($0.voxel, $0.isPositive) })
  }

  @Test(
    arguments: [
      "boundaries", "affinity", "decoder", "similarity", "head_voxels", "head_scores",
      "head_similarity", "logits.0", "scores.0", "things.0", "voxels.0", "logits.1", "scores.1",
      "things.1", "voxels.1", "logits.2", "scores.2", "things.2", "voxels.2",
    ])
  func `numbers are those that PyTorch computes`(name: String) throws {
    let expected = try #require(try Self.recorded.get().recorded[name])
    let found = try #require(try Self.computed.get().values[name])
    try #require(found.count == expected.count)
    let scale = expected.values.reduce(Float(0)) { max($0, abs($1)) }
    var worst: Float = 0
    for (number, value) in expected.values.enumerated() {
      worst = max(worst, abs(found[number * expected.step] - value) / max(scale, 1))
    }
    // Sums of a few hundred products in another order, through some twenty layers.
    #expect(worst < 2e-3, "\(name): off by \(worst) of \(scale)")
  }
}
