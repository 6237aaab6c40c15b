import CairnClouds
import CairnDatasets
import CairnFiles
import CairnScenes
import CairnWorlds

/// A cloud in `Datasets/scenes`, and how to make it again.
public struct SceneDataset: Sendable {
  /// Its file.
  public let name: String
  /// What it shows.
  public let summary: String
  /// What makes it.
  public let recipe: SceneRecipe
  /// About how many points it has.
  public let pointCount: Int

  init(
    _ name: String, _ summary: String, _ world: World, _ sensor: SensorKind, seed: UInt64,
    points: Int
  ) {
    self.name = name
    self.summary = summary
    recipe = SceneRecipe(world, sensor, seed: seed)
    pointCount = points
  }

  /// All clouds in the folder.
  public static let all = [
    SceneDataset(
      "tabletop-1.pcd",
      "Table seen once by a depth camera; organised, NaN where nothing was measured; y down",
      .tabletop, .depthCamera, seed: 3, points: 60_000),
    SceneDataset(
      "tabletop-2.ply", "Table scanned by hand and fused; z up", .tabletop, .handheld, seed: 2,
      points: 30_000),
    SceneDataset(
      "bin-1.ply", "Things poured into a bin, by the depth camera above; z away from it",
      .bin, .depthCamera, seed: 17, points: 30_000),
    SceneDataset(
      "shelf-1.ply", "Front of a shelf, by a depth camera; y down", .shelf, .depthCamera, seed: 2,
      points: 40_000),
    SceneDataset(
      "living-room-1.ply", "Living room scanned by hand and fused; z up", .livingRoom, .handheld,
      seed: 1, points: 35_000),
    SceneDataset(
      "kitchen-1.pcd", "Kitchen scanned by hand and fused; z up", .kitchen, .handheld, seed: 1,
      points: 35_000),
    SceneDataset(
      "office-1.pcd", "Office scanned by hand and fused; z up", .office, .handheld, seed: 1,
      points: 35_000),
    SceneDataset(
      "aisle-1.ply", "One turn of a robot's LiDAR between shelves; x ahead, z up", .aisle, .lidar,
      seed: 18, points: 25_000),
    SceneDataset(
      "street-1.ply", "One turn of a car's LiDAR in a street; x ahead, z up", .street, .lidar,
      seed: 3, points: 25_000),
    SceneDataset(
      "street-2.pcd", "One turn of a car's LiDAR in a street; x ahead, z up", .street, .lidar,
      seed: 1, points: 25_000),
    SceneDataset(
      "yard-1.pcd", "One turn of a vehicle's LiDAR in a yard; x ahead, z up", .yard, .lidar,
      seed: 1, points: 20_000),
  ]

  /// Whether it is a compressed PCD, in which columns that repeat cost little; else a PLY.
  public var isCompressed: Bool { name.hasSuffix(".pcd") }

  /// Whether it keeps rows without an echo, and is organised.
  public var isOrganized: Bool { isCompressed && recipe.sensor == .depthCamera }

  /// Returns the cloud, made anew.
  public func cloud() -> PointCloud {
    let measurements = recipe.make(pointCount: pointCount).measurements
    var columns = Measurements.Columns()
    columns.allLabels = isCompressed
    return (isOrganized ? measurements : measurements.withoutMissing())
      .pointCloud(columns: columns)
  }

  /// Returns the file's bytes, made anew.
  ///
  /// - Throws: Nothing, as every format of the files holds what scenes have.
  public func bytes() throws -> [UInt8] {
    var cloud = cloud()
    cloud.comments = ["made by MakeDatasets: \(recipe.name)"]
    return isCompressed
      ? try cloud.encoded(as: .pcd, encoding: .binaryCompressed).bytes
      : try cloud.encoded(as: .ply).bytes
  }
}
