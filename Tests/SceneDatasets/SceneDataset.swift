import CairnClouds
import CairnFiles
import CairnScenes

/// A cloud in `Datasets/scenes`, and how to make it again.
public struct SceneDataset: Sendable {
  /// Its file.
  public let name: String
  /// What it shows.
  public let summary: String
  /// The kind of scene.
  public let world: World
  /// The seed of scene and noise.
  public let seed: UInt64
  /// How dense it is.
  public let detail: Float

  /// All clouds in the folder.
  public static let all = [
    SceneDataset(
      name: "tabletop-1.pcd",
      summary: "Table seen once by a depth camera; organised, NaN where nothing was measured",
      world: .tabletop, seed: 2, detail: 0.85),
    SceneDataset(
      name: "tabletop-2.ply", summary: "Table seen once by a depth camera; camera frame, y down",
      world: .tabletop, seed: 14, detail: 0.7),
    SceneDataset(
      name: "room-1.ply", summary: "Living room merged from seven views; z up",
      world: .room, seed: 4, detail: 0.56),
    SceneDataset(
      name: "room-2.ply", summary: "Living room merged from seven views; z up",
      world: .room, seed: 6, detail: 0.56),
    SceneDataset(
      name: "street-1.ply", summary: "One turn of a LiDAR in a street; sensor at the origin, z up",
      world: .street, seed: 3, detail: 0.85),
    SceneDataset(
      name: "street-2.ply", summary: "One turn of a LiDAR in a street; sensor at the origin, z up",
      world: .street, seed: 10, detail: 0.85),
  ]

  /// Whether it keeps rows without an echo, and is organised.
  public var isOrganized: Bool { name.hasSuffix(".pcd") }

  /// Returns the cloud, made anew.
  public func cloud() -> PointCloud {
    let cloud = world.cloud(seed: seed, detail: detail)
    guard !isOrganized, let points = cloud.positions?.points else { return cloud }
    return cloud.selected(points.indices.filter { !points[$0].x.isNaN })
  }

  /// Returns the file's bytes, made anew.
  ///
  /// - Throws: Nothing, as every format of the files holds what scenes have.
  public func bytes() throws -> [UInt8] {
    var cloud = cloud()
    cloud.comments = ["made by MakeDatasets: \(world.rawValue), seed \(seed)"]
    return isOrganized
      ? try cloud.encoded(as: .pcd, encoding: .binaryCompressed).bytes
      : try cloud.encoded(as: .ply).bytes
  }
}
