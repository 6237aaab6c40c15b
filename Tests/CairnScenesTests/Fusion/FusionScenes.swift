import CairnGeometry
import CairnScenes

/// Small scenes of boxes and balls for sensors to look at.
enum FusionScenes {
  /// A closed box standing on z = 0.
  static func box(_ size: SIMD3<Float>, _ material: Material) -> TriangleMesh {
    let half = size / 2
    var positions: [SIMD3<Float>] = []
    for corner in 0..<8 {
      positions.append([
        corner & 1 == 0 ? -half.x : half.x, corner & 2 == 0 ? -half.y : half.y,
        corner & 4 == 0 ? 0 : size.z,
      ])
    }
    let quads: [[UInt32]] = [
      [0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5],
    ]
    return TriangleMesh(
      positions: positions,
      triangles: quads.flatMap { [[$0[0], $0[1], $0[2]], [$0[0], $0[2], $0[3]]] },
      material: material)
  }

  /// A ball about the origin.
  static func ball(radius: Float, _ material: Material) -> TriangleMesh {
    // An octahedron whose faces were halved some times.
    var positions: [SIMD3<Float>] = [
      [1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1],
    ]
    var triangles: [SIMD3<UInt32>] = [
      [0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5],
    ]
    for _ in 0..<5 {
      triangles = triangles.flatMap { corners -> [SIMD3<UInt32>] in
        let first = UInt32(positions.count)
        for (a, b) in [(corners.x, corners.y), (corners.y, corners.z), (corners.z, corners.x)] {
          positions.append((positions[Int(a)] + positions[Int(b)]).normalized)
        }
        return [
          [corners.x, first, first + 2], [first, corners.y, first + 1],
          [first + 2, first + 1, corners.z], [first, first + 1, first + 2],
        ]
      }
    }
    return TriangleMesh(
      positions: positions.map { $0 * radius }, triangles: triangles, material: material)
  }

  /// Cameras all about a point.
  static func orbit(
    _ target: SIMD3<Float>, radius: Float, heights: [Float], count: Int
  ) -> [RigidTransform] {
    (0..<count).map { index in
      let angle = Float(index) * 2.4
      let way = Rotation.about([0, 0, 1], by: angle).applied(to: [radius, 0, 0])
      let eye = target + way + SIMD3(0, 0, heights[index % heights.count])
      return .camera(at: eye, lookingAt: target)
    }
  }

  /// Two boxes that touch, standing on a floor: labels 1 (x < 0) and 2.
  static func pair() -> Scene {
    var scene = Scene()
    scene.addStuff(
      SceneObject(.floor, box([3, 3, 0.1], Material([0.6, 0.6, 0.6]))),
      at: RigidTransform(at: [0, 0, -0.1]))
    scene.add(
      SceneObject(.box, box([0.4, 0.5, 0.4], Material([0.7, 0.3, 0.3]))),
      at: RigidTransform(at: [-0.2, 0, 0]))
    scene.add(
      SceneObject(.carton, box([0.4, 0.5, 0.4], Material([0.3, 0.7, 0.3]))),
      at: RigidTransform(at: [0.2, 0, 0]))
    scene.vantage.walk = orbit([0, 0, 0.2], radius: 1.4, heights: [0.6, 1.2], count: 30)
    return scene
  }
}
