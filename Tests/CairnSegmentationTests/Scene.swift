import CairnClouds
import CairnGeometry
import TestSupport

/// A made-up scene of surfaces with known labels.
struct Scene {
  var points: [SIMD3<Float>] = []
  var labels: [UInt32] = []
  private var generator = SeededGenerator(seed: 21)
  /// Points per unit of length.
  private let density: Float = 30

  /// Adds a parallelogram: `origin` + s `a` + t `b`.
  mutating func addSheet(
    _ origin: SIMD3<Float>, _ a: SIMD3<Float>, _ b: SIMD3<Float>, label: UInt32
  ) {
    let count = Int(a.length * b.length * density * density)
    for _ in 0..<count {
      let s = Float.random(in: 0..<1, using: &generator)
      let t = Float.random(in: 0..<1, using: &generator)
      add(origin + a * s + b * t, label)
    }
  }

  /// Adds the five sides of a box that one sees from above.
  mutating func addBox(_ low: SIMD3<Float>, _ size: SIMD3<Float>, label: UInt32) {
    let (x, y, z) = (SIMD3(size.x, 0, 0), SIMD3(0, size.y, 0), SIMD3(0, 0, size.z))
    addSheet(low + z, x, y, label: label)
    addSheet(low, x, z, label: label)
    addSheet(low, y, z, label: label)
    addSheet(low + y, x, z, label: label)
    addSheet(low + x, y, z, label: label)
  }

  /// Adds the part of a sphere above z = 0.
  mutating func addBall(_ center: SIMD3<Float>, radius: Float, label: UInt32) {
    let count = Int(4 * Float.pi * radius * radius * density * density)
    for _ in 0..<count {
      let z = Float.random(in: -1...1, using: &generator)
      // A random quaternion turns about z by an even angle.
      var turn = SIMD4<Float>(0, 0, 2, 2)
      while (turn * turn).sum() > 1 {
        turn.z = .random(in: -1...1, using: &generator)
        turn.w = .random(in: -1...1, using: &generator)
      }
      let around = Rotation(quaternion: turn) ?? .identity
      let point = around.applied(to: SIMD3((1 - z * z).squareRoot(), 0, z)) * radius + center
      if point.z >= 0 { add(point, label) }
    }
  }

  private mutating func add(_ point: SIMD3<Float>, _ label: UInt32) {
    let noise = SIMD3<Float>(
      .random(in: -1...1, using: &generator), .random(in: -1...1, using: &generator),
      .random(in: -1...1, using: &generator))
    points.append(point + noise * 0.002)
    labels.append(label)
  }

  /// A table (0) with a box (1), a ball (2) and two boxes that touch (3, 4).
  static let table: Scene = {
    var scene = Scene()
    scene.addSheet([-2, -1.5, 0], [4, 0, 0], [0, 3, 0], label: 0)
    scene.addBox([-1.2, -0.9, 0], [0.6, 0.4, 0.5], label: 1)
    scene.addBall([0.9, -0.8, 0.3], radius: 0.35, label: 2)
    scene.addBox([-0.8, 0.4, 0], [0.6, 0.5, 0.7], label: 3)
    scene.addBox([-0.2, 0.5, 0], [0.7, 0.3, 0.3], label: 4)
    return scene
  }()

  /// Ground (0) that rises and falls a little, with posts (1, 2) and a wall (3).
  static let street: Scene = {
    var scene = Scene()
    for x in -6..<6 {
      let (left, right) = (height(Float(x)), height(Float(x + 1)))
      scene.addSheet([Float(x), -3, left], [1, 0, right - left], [0, 6, 0], label: 0)
    }
    scene.addBox([-2, -1, height(-2) - 0.05], [0.25, 0.25, 1.8], label: 1)
    scene.addBox([2, 1, height(2) - 0.05], [0.25, 0.25, 1.8], label: 2)
    scene.addBox([-1, 2, -0.1], [3, 0.3, 1.2], label: 3)
    return scene
  }()

  private static func height(_ x: Float) -> Float { 0.004 * x * x }

  var cloud: PointCloud { PointCloud(positions: points) }

  func mask(_ label: UInt32) -> Mask { Mask(labels.map { $0 == label }) }

  /// A point of an object near the middle of its points.
  func middle(of label: UInt32) -> Int {
    let members = labels.indices.filter { labels[$0] == label }
    let mean = members.reduce(SIMD3<Float>.zero) { $0 + points[$1] } / Float(members.count)
    return members.min {
      (points[$0] - mean).squaredLength < (points[$1] - mean).squaredLength
    } ?? 0
  }
}
