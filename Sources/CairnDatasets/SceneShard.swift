import CairnGeometry
import CairnScenes
import CairnWorlds

/// Scenes packed for training: arrays that `numpy.load` reads, 17 bytes a point.
///
/// Points of all scenes one after the other; scene *s* has rows `offsets[s]..<offsets[s + 1]`.
///
/// | array | type, shape | what |
/// |---|---|---|
/// | `offsets` | uint64 [S + 1] | first row of each scene |
/// | `positions` | uint16 [N, 3] | × `step[s]` + `origin[s]` gives metres, in the frame of the sensor |
/// | `colors` | uint8 [N, 3] | red green blue; zero where `has_color[s]` is 0 |
/// | `label`, `part`, `group`, `surface` | uint16 [N] | as in clouds |
/// | `semantic` | uint8 [N] | `SemanticClass.number` |
/// | `origin`, `step` | float32 [S, 3], [S] | metres |
/// | `up` | float32 [S, 3] | unit vector, up in the frame of the sensor |
/// | `eye` | float32 [S, 3] | the sensor, metres; NaN where many views were merged |
/// | `has_color` | uint8 [S] | whether the sensor sees colour |
/// | `world`, `sensor` | uint8 [S] | places in `World.allCases`, `SensorKind.allCases` |
/// | `seed` | uint64 [S] | of the recipe |
/// | `objects` | uint64 [S + 1] | first object of each scene in `carrier` |
/// | `carrier` | uint16 [O] | for label 1, 2, … of each scene the label of what carries it; 0 for stuff |
///
/// S scenes, N points, O objects. Rows without a point are left out.
public struct SceneShard: Sendable {
  private var offsets: [UInt64] = [0]
  private var positions: [UInt16] = []
  private var colors: [UInt8] = []
  private var label: [UInt16] = []
  private var part: [UInt16] = []
  private var group: [UInt16] = []
  private var surface: [UInt16] = []
  private var semantic: [UInt8] = []
  private var origin: [Float] = []
  private var step: [Float] = []
  private var up: [Float] = []
  private var eye: [Float] = []
  private var hasColor: [UInt8] = []
  private var world: [UInt8] = []
  private var sensor: [UInt8] = []
  private var seed: [UInt64] = []
  private var objects: [UInt64] = [0]
  private var carrier: [UInt16] = []

  /// Creates a shard without scenes.
  public init() {}

  /// How many scenes it has.
  public var count: Int { seed.count }

  /// Adds a scene.
  ///
  /// - Parameters:
  ///   - measurements: What a sensor delivered.
  ///   - scene: What was measured.
  ///   - recipe: What made it.
  /// - Complexity: O(*n*).
  public mutating func append(
    _ measurements: Measurements, of scene: Scene, _ recipe: SceneRecipe
  ) {
    let bounds = Box(bounding: measurements.positions)
    let size = bounds.size
    let step = max(size.x, size.y, size.z) / 65_534
    for row in measurements.positions.indices where measurements.positions[row].isFinite {
      let cell = step > 0 ? (measurements.positions[row] - bounds.min) / step : .zero
      for axis in 0..<3 { positions.append(UInt16(cell[axis].rounded())) }
      let color = measurements.colors.isEmpty ? .zero : measurements.colors[row]
      for axis in 0..<3 { colors.append(UInt8(min(max(color[axis], 0), 1) * 255 + 0.5)) }
      let labels = measurements.labels[row]
      label.append(UInt16(clamping: labels.label))
      part.append(UInt16(clamping: labels.part))
      group.append(UInt16(clamping: labels.group))
      surface.append(UInt16(clamping: labels.surface))
      semantic.append(UInt8(clamping: labels.semantic))
    }
    offsets.append(UInt64(label.count))
    for body in scene.bodies where body.label != 0 {
      carrier.append(UInt16(clamping: body.carrier))
    }
    objects.append(UInt64(carrier.count))
    let lowest = bounds.isEmpty ? .zero : bounds.min
    let back = measurements.frame.inverse
    let upward = back.rotation.applied(to: [0, 0, 1])
    let isSingle = measurements.poses.count == 1
    let place =
      isSingle
      ? back.applied(to: measurements.poses[0].position) : SIMD3<Float>(repeating: .nan)
    for axis in 0..<3 {
      origin.append(lowest[axis])
      up.append(upward[axis])
      eye.append(place[axis])
    }
    self.step.append(step)
    hasColor.append(measurements.colors.isEmpty ? 0 : 1)
    world.append(UInt8(World.allCases.firstIndex(of: recipe.world) ?? 0))
    sensor.append(UInt8(SensorKind.allCases.firstIndex(of: recipe.sensor) ?? 0))
    seed.append(recipe.seed)
  }

  /// The file, as `numpy.load` reads it.
  public var npz: NPZ {
    var npz = NPZ()
    npz.append("offsets", offsets)
    npz.append("positions", positions, shape: [label.count, 3])
    npz.append("colors", colors, shape: [label.count, 3])
    npz.append("label", label)
    npz.append("part", part)
    npz.append("group", group)
    npz.append("surface", surface)
    npz.append("semantic", semantic)
    npz.append("origin", origin, shape: [count, 3])
    npz.append("step", step)
    npz.append("up", up, shape: [count, 3])
    npz.append("eye", eye, shape: [count, 3])
    npz.append("has_color", hasColor)
    npz.append("world", world)
    npz.append("sensor", sensor)
    npz.append("seed", seed)
    npz.append("objects", objects)
    npz.append("carrier", carrier)
    return npz
  }
}
