import CairnGeometry
import CairnScenes

/// Small scenes of known geometry.
enum SensorScenes {
  /// A rectangle across y, facing -y.
  static func wall(
    from low: SIMD3<Float>, to high: SIMD3<Float>, _ material: Material
  ) -> TriangleMesh {
    TriangleMesh(
      positions: [
        low, SIMD3(high.x, low.y, low.z), SIMD3(high.x, low.y, high.z),
        SIMD3(low.x, low.y, high.z),
      ],
      triangles: [[0, 1, 2], [0, 2, 3]], material: material)
  }

  /// A wall at a distance from a camera at the origin that looks along y.
  static func facing(
    _ distance: Float, _ material: Material = Material([0.6, 0.6, 0.6])
  ) -> Scene {
    var scene = Scene()
    let wall = wall(from: [-20, distance, -20], to: [20, distance, 20], material)
    scene.addStuff(SceneObject(.wall, wall))
    scene.vantage.cameras = [.camera(at: .zero, lookingAt: [0, 1, 0])]
    return scene
  }

  /// A wall, and a square of half a metre in front of it, on the left of the view.
  static var stepped: Scene {
    var scene = facing(2)
    let square = wall(from: [-0.4, 1, -0.25], to: [0.1, 1, 0.25], Material([0.7, 0.3, 0.2]))
    scene.add(SceneObject(.box, square), at: .identity)
    return scene
  }

  /// A floor 1.8 m below a vehicle, with a wall beside it.
  static var street: Scene {
    var scene = Scene()
    let floor = TriangleMesh(
      positions: [[-50, -50, 0], [50, -50, 0], [50, 50, 0], [-50, 50, 0]],
      triangles: [[0, 1, 2], [0, 2, 3]], material: Material([0.4, 0.4, 0.4]))
    scene.addStuff(SceneObject(.road, floor))
    let side = wall(from: [-50, 8, 0], to: [50, 8, 10], Material([0.6, 0.5, 0.5]))
    scene.add(SceneObject(.container, side), at: .identity)
    scene.vantage.drive = (0..<6).map { .level(at: [Float($0) * 3, 0, 1.8], heading: 0) }
    scene.vantage.tripods = [[0, 0, 1.6], [5, 1, 1.6]]
    scene.vantage.area = Box(min: [-10, -10, 0], max: [10, 10, 10])
    return scene
  }
}

extension SIMD3<Float> {
  /// What makes two positions the same, NaN included.
  var bits: SIMD3<UInt32> { SIMD3<UInt32>(x.bitPattern, y.bitPattern, z.bitPattern) }
}
