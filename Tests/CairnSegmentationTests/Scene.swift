import CairnClouds
import CairnGeometry
import TestSupport

/// What cameras see of boxes and balls on the ground, with true labels.
struct Scene {
  /// A thing: a box, or a ball as wide as the box is in x.
  struct Thing {
    var box: Box
    var isBall = false
  }

  var points: [SIMD3<Float>] = []
  var labels: [UInt32] = []
  private(set) var cameras: [SIMD3<Float>] = []

  /// Looks at things from each camera; thing i has label i + 1, the ground 0.
  ///
  /// - Parameters:
  ///   - things: What stands on the ground, which is z = 0 and more of it far away.
  ///   - ground: Its half edges in x and y.
  ///   - slope: How fast the ground rises from its middle, in z per square of x.
  ///   - cameras: Where to look from; each looks at the origin.
  init(_ things: [Thing], ground: SIMD2<Float>, slope: Float = 0, cameras: [SIMD3<Float>]) {
    self.cameras = cameras
    var generator = SeededGenerator(seed: 21)
    for camera in cameras {
      let forward = (-camera).normalized
      let right = forward.cross([0, 0, 1]).normalized
      let up = right.cross(forward)
      for row in -45..<45 {
        for column in -60..<60 {
          let ray = (forward + right * (Float(column) / 95) + up * (Float(row) / 95)).normalized
          guard let hit = Self.firstHit(things, ground, slope, from: camera, along: ray) else {
            continue
          }
          let noise = Float.random(in: -0.003...0.003, using: &generator)
          points.append(camera + ray * (hit.range + noise))
          labels.append(hit.label)
        }
      }
    }
  }

  private static func firstHit(
    _ things: [Thing], _ ground: SIMD2<Float>, _ slope: Float, from camera: SIMD3<Float>,
    along ray: SIMD3<Float>
  ) -> (range: Float, label: UInt32)? {
    var best: (range: Float, label: UInt32)?
    var range = -camera.z / ray.z
    // The height of the curved ground, found by a few steps.
    for _ in 0..<8 {
      let x = camera.x + range * ray.x
      range = (slope * x * x - camera.z) / ray.z
    }
    let place = camera + ray * range
    if range > 0, abs(place.x) < ground.x, abs(place.y) < ground.y { best = (range, 0) }
    for (number, thing) in things.enumerated() {
      guard let range = thing.range(from: camera, along: ray) else { continue }
      if range < best?.range ?? .infinity { best = (range, UInt32(number + 1)) }
    }
    return best
  }

  static func box(_ low: SIMD3<Float>, _ size: SIMD3<Float>) -> Thing {
    Thing(box: Box(min: low, max: low + size))
  }

  static func ball(_ center: SIMD3<Float>, radius: Float) -> Thing {
    Thing(box: Box(min: center - radius, max: center + radius), isBall: true)
  }

  /// A box (1), a ball (2) and two boxes that touch (3, 4) on a table (0).
  static let tableThings = [
    box([-1.2, -0.9, 0], [0.6, 0.4, 0.5]), ball([0.8, -0.6, 0.3], radius: 0.35),
    box([-0.7, 0.3, 0], [0.6, 0.5, 0.7]), box([-0.6, 0, 0], [0.4, 0.3, 0.3]),
  ]

  /// The table seen by one camera, which the cloud's viewpoint names.
  static let table = Scene(tableThings, ground: [2, 1.5], cameras: [[0.4, -2.2, 2.6]])

  /// The table seen by three cameras, none of them named.
  static let fused = Scene(
    tableThings, ground: [2, 1.5],
    cameras: [[0.4, -2.6, 3], [2.6, 1.5, 3], [-2.6, 1.2, 3]])

  /// Ground (0) that rises to both sides, with posts (1, 2) and a wall (3).
  static let street = Scene(
    [
      box([-1.8, -0.6, 0], [0.25, 0.25, 1.2]), box([1.2, 0.4, 0], [0.25, 0.25, 1.2]),
      box([-0.8, 1.2, -0.1], [1.8, 0.3, 0.9]),
    ], ground: [4, 2], slope: 0.01, cameras: [[0.5, -3, 3]])

  /// The cloud, with its viewpoint where there is one camera.
  var cloud: PointCloud {
    var cloud = PointCloud(positions: points)
    if cameras.count == 1 { cloud.viewpoint.translation = SIMD3<Double>(cameras[0]) }
    return cloud
  }

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

extension Scene.Thing {
  /// How far along a ray the thing is; `nil` where the ray misses it.
  func range(from camera: SIMD3<Float>, along ray: SIMD3<Float>) -> Float? {
    if isBall {
      let toCenter = box.center - camera
      let along = toCenter.dot(ray)
      let radius = box.size.x / 2
      let inside = radius * radius - (toCenter.squaredLength - along * along)
      return inside > 0 ? along - inside.squareRoot() : nil
    }
    let (a, b) = ((box.min - camera) / ray, (box.max - camera) / ray)
    let (enter, leave) = (pointwiseMin(a, b).max(), pointwiseMax(a, b).min())
    return enter > 0 && enter < leave ? enter : nil
  }
}
