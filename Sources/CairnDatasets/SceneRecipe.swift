import CairnScenes
import CairnWorlds

/// What it takes to make a labelled cloud: a world, a sensor, a seed.
public struct SceneRecipe: Sendable {
  /// The kind of place.
  public var world: World
  /// The kind of sensor.
  public var sensor: SensorKind
  /// Any number; the same gives the same scene and the same noise.
  public var seed: UInt64
  /// How many rings a LiDAR has; any where `nil`.
  public var rings: SpinningLidar.Rings?

  /// Creates a recipe.
  ///
  /// - Parameters:
  ///   - world: The kind of place.
  ///   - sensor: The kind of sensor.
  ///   - seed: Any number.
  public init(_ world: World, _ sensor: SensorKind, seed: UInt64) {
    (self.world, self.sensor, self.seed) = (world, sensor, seed)
  }

  /// A name for files: `street-lidar-7`.
  public var name: String { "\(world.rawValue)-\(sensor.rawValue)-\(seed)" }

  /// Makes the scene.
  ///
  /// - Parameter models: Models to be used beside the procedural ones.
  /// - Returns: The scene.
  public func scene(models: (any ModelLibrary)? = nil) -> Scene {
    world.scene(seed: seed, models: models)
  }

  /// Random numbers for the sensor: other ones than the scene's, so that a change there keeps the
  /// noise.
  public var sensorRandom: SceneRandom {
    SceneRandom(seed: seed ^ 0x5EED_0000_0000_0000)
  }

  /// Makes the scene and measures it.
  ///
  /// - Parameters:
  ///   - models: Models to be used beside the procedural ones.
  ///   - pointCount: About how many points the sensor is to measure; its own usual number where
  ///     `nil`.
  /// - Returns: The scene, and what the sensor delivers.
  public func make(
    models: (any ModelLibrary)? = nil, pointCount: Int? = nil
  ) -> (scene: Scene, measurements: Measurements) {
    let scene = scene(models: models)
    var random = sensorRandom
    let device = sensor.sensor(&random, pointCount: pointCount, rings: rings)
    return (scene, device.measurements(of: SceneGeometry(scene), random: &random))
  }

  /// Makes the scene and a sequence in it; where nothing moves by itself, small things are moved.
  ///
  /// - Parameters:
  ///   - frameCount: How many frames.
  ///   - rate: Frames per second; the device's own where `nil`.
  ///   - models: Models to be used beside the procedural ones.
  ///   - pointCount: About how many points a frame has.
  /// - Returns: The sequence; `nil` for sensors that make none: all but depth cameras and LiDARs.
  public func sequence(
    frameCount: Int, rate: Float? = nil, models: (any ModelLibrary)? = nil, pointCount: Int? = nil
  ) -> SceneSequence? {
    var scene = scene(models: models)
    var random = sensorRandom
    if !scene.bodies.contains(where: { $0.motion != nil }) {
      scene = scene.withMotions(
        duration: Float(frameCount) / (rate ?? 10), random: &random)
    }
    return .random(
      of: scene, kind: sensor, frameCount: frameCount, pointCount: pointCount,
      interval: rate.map { 1 / $0 }, rings: rings, random: &random)
  }
}
