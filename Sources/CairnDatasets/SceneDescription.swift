import CairnGeometry
import CairnJSON
import CairnScenes
import CairnWorlds

/// What is in a scene, as JSON beside its cloud.
///
/// Lengths are metres in the scene's frame, z up, whatever the unit and axes of the cloud.
public struct SceneDescription: Sendable {
  private let recipe: SceneRecipe
  private let scene: Scene
  private let measurements: [Measurements]
  private let frame: OutputFrame
  private let times: [Float]

  /// Describes a scene and the clouds made of it.
  ///
  /// - Parameters:
  ///   - scene: The scene.
  ///   - recipe: What made it.
  ///   - measurements: Of one cloud, or of every frame of a sequence.
  ///   - frame: How the clouds are written.
  ///   - times: When each frame of a sequence begins, seconds; empty for one cloud.
  public init(
    of scene: Scene, _ recipe: SceneRecipe, _ measurements: [Measurements], in frame: OutputFrame,
    times: [Float] = []
  ) {
    self.times = times
    self.scene = scene
    self.recipe = recipe
    self.measurements = measurements
    self.frame = frame
  }

  /// The description.
  ///
  /// - Complexity: O(points + objects).
  public var json: JSONValue {
    var counts: [UInt32: Int] = [:]
    var partCounts: [UInt32: Int] = [:]
    var classes: Set<UInt32> = []
    for labels in measurements.lazy.flatMap(\.labels) {
      counts[labels.label, default: 0] += 1
      partCounts[labels.part, default: 0] += 1
      classes.insert(labels.semantic)
    }
    var object = JSONObject()
    object["version"] = 1
    object["world"] = .string(recipe.world.rawValue)
    object["sensor"] = .string(recipe.sensor.rawValue)
    // Half of all seeds do not fit JSON's integers as most programs read them.
    object["seed"] = Int(exactly: recipe.seed).map { .integer($0) } ?? .string("\(recipe.seed)")
    object["frame"] = .string(frame.up == nil ? "sensor" : "scene")
    object["up"] = frame.up.map { .string($0.rawValue) } ?? .null
    object["unit"] = .string(frame.unit.rawValue)
    object["origin"] = .array((0..<3).map { .number(frame.origin[$0]) })
    object["frames"] = .integer(measurements.count)
    object["points"] = .integer(measurements.reduce(0) { $0 + $1.labels.count })
    var names = JSONObject()
    for semantic in SemanticClass.allCases where classes.contains(semantic.number) {
      names["\(semantic.number)"] = .string(semantic.rawValue)
    }
    object["classes"] = .object(names)
    let frames = times.isEmpty ? [] : measurements.map(Self.counts)
    object["objects"] = .array(
      scene.bodies.filter { $0.label != 0 }.map { body in
        var member = Self.json(body, points: counts[body.label] ?? 0, partCounts)
        if !times.isEmpty {
          member["points_per_frame"] = .array(frames.map { .integer($0[body.label] ?? 0) })
          member["box_per_frame"] = body.motion.map { motion in
            .array(times.map { Self.box(of: body, at: motion.pose(at: $0)) })
          }
        }
        return .object(member)
      })
    object["surfaces"] = .array(
      (0..<scene.surfaceCount).map { Self.json(surface: $0 + 1, in: scene) })
    let credits = Set(scene.bodies.compactMap(\.object.credit)).sorted()
    object["credits"] = .array(credits.map { .string($0) })
    return .object(object)
  }

  /// How many points each label has.
  private static func counts(_ measurements: Measurements) -> [UInt32: Int] {
    measurements.labels.reduce(into: [:]) { $0[$1.label, default: 0] += 1 }
  }

  private static func json(
    _ body: Scene.Body, points: Int, _ partCounts: [UInt32: Int]
  ) -> JSONObject {
    var object = JSONObject()
    object["id"] = .integer(Int(body.label))
    object["name"] = .string(body.object.name)
    object["semantic"] = .integer(Int(body.object.semantic.number))
    object["class"] = .string(body.object.semantic.rawValue)
    object["group"] = .integer(Int(body.group))
    object["carrier"] = .integer(Int(body.carrier))
    object["stands_on"] = .integer(Int(body.standsOn))
    object["points"] = .integer(points)
    object["moves"] = .bool(body.motion != nil)
    object["box"] = box(of: body, at: body.motion?.pose(at: 0) ?? body.pose)
    object["parts"] = .array(
      body.object.mesh.partNames.enumerated().map { index, name in
        let number = body.firstPart + UInt32(index)
        return [
          "id": .integer(Int(number)), "name": .string(name),
          "points": .integer(partCounts[number] ?? 0),
        ]
      })
    return object
  }

  /// The box around a body at a pose, oriented as the body is.
  private static func box(of body: Scene.Body, at pose: RigidTransform) -> JSONValue {
    let bounds = body.object.bounds
    let quaternion = pose.rotation.quaternion
    return [
      "center": numbers(pose.applied(to: bounds.center)), "size": numbers(bounds.size),
      "rotation": .array((0..<4).map { .number(rounded(quaternion[$0])) }),
    ]
  }

  private static func json(surface number: UInt32, in scene: Scene) -> JSONValue {
    let (surface, body) = scene.surface(number)
    let middle = (surface.min + surface.max) / 2
    return [
      "id": .integer(Int(number)), "of": .integer(Int(body.label)),
      "center": numbers(body.pose.applied(to: [middle.x, middle.y, surface.height])),
      "size": .array([.number(rounded(surface.size.x)), .number(rounded(surface.size.y))]),
    ]
  }

  private static func numbers(_ vector: SIMD3<Float>) -> JSONValue {
    .array((0..<3).map { .number(rounded(vector[$0])) })
  }

  /// Rounded to 1e-4, a tenth of a millimetre.
  private static func rounded(_ value: Float) -> Double {
    let steps = (Double(value) * 10_000).rounded()
    return (steps == 0 ? 0 : steps) / 10_000
  }
}
