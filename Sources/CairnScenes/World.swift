import CairnClouds
import CairnGeometry

/// A kind of scene that can be made and seen.
public enum World: String, Sendable, Hashable, CaseIterable {
  /// A table with things on it, seen once by a depth camera; organised, in the camera's frame.
  case tabletop
  /// A furnished room, seen by a depth camera from several places; z is up.
  case room
  /// A street, seen by one turn of a LiDAR; x is ahead, z is up, the sensor at the origin.
  case street

  /// Returns the objects of a scene.
  ///
  /// - Parameter seed: Any number; the same gives the same scene.
  /// - Returns: A scene in metres, z up.
  public func scene(seed: UInt64) -> Scene {
    switch self {
    case .tabletop: TabletopWorld(seed: seed).scene
    case .room: RoomWorld(seed: seed).scene
    case .street: StreetWorld(seed: seed).scene
    }
  }

  /// Returns what the world's usual sensor sees of a scene.
  ///
  /// The cloud has x, y, z in metres, colour (intensity and ring for the street) and `label`: the
  /// object's number in the scene, 0 for what carries and surrounds objects. Coordinates are rounded to
  /// 0.1 mm. The same seed and detail give the same cloud.
  ///
  /// - Parameters:
  ///   - seed: Any number.
  ///   - detail: The number of points is about proportional to its square; 1 is usual.
  /// - Returns: A labelled cloud.
  public func cloud(seed: UInt64, detail: Float = 1) -> PointCloud {
    // Other numbers than the scene's, so that a change there keeps the noise.
    var random = SceneRandom(seed: seed ^ 0x5EED_0000_0000_0000)
    func scaled(_ count: Float) -> Int { max(2, Int(count * detail)) }
    switch self {
    case .tabletop:
      let camera = DepthCamera(
        width: scaled(320), height: scaled(240), fieldOfView: 0.92)
      let pose = TabletopWorld.cameraPose(&random)
      let samples = camera.samples(of: scene(seed: seed), from: pose, random: &random)
      return PointCloud(samples, fields: .color, width: camera.width, height: camera.height)
    case .room:
      return PointCloud(
        RoomWorld(seed: seed).samples(detail: detail, random: &random), fields: .color)
    case .street:
      let street = StreetWorld(seed: seed)
      let lidar = SpinningLidar(
        rings: scaled(48), columns: scaled(720), elevations: -0.42...0.14)
      return PointCloud(
        lidar.samples(of: street.scene, from: street.sensor, random: &random),
        fields: .intensityAndRing)
    }
  }
}
