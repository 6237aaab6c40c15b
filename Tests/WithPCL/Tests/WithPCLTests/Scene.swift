import CairnClouds
import CairnGeometry
import Foundation

/// Surfaces sampled evenly, with the thing that each point is of.
struct Scene {
  var points: [SIMD3<Float>] = []
  var labels: [Int] = []
  var colors: [SIMD3<Float>] = []
  /// Where the surface looks.
  var normals: [SIMD3<Float>] = []

  /// A box (1) and a ball (2) on a table (0), half a centimetre between points, in metres.
  static let table: Scene = {
    var scene = Scene()
    for point in square(side: 0.8) {
      let isUnderBox = abs(point.x + 0.15) < 0.08 && abs(point.y) < 0.06
      guard !isUnderBox else { continue }
      scene.add([point.x, point.y, 0], label: 0, color: [0.8, 0.8, 0.8], normal: [0, 0, 1])
    }
    scene.addBox(middle: [-0.15, 0], half: [0.08, 0.06], height: 0.12, label: 1)
    // Points on a sphere, by the golden angle.
    let count = 2400
    for number in 0..<count {
      let height = 1 - 2 * (Float(number) + 0.5) / Float(count)
      let radius = (1 - height * height).squareRoot()
      let angle = Float(number) * 2.399_963
      let offset = SIMD3(radius * cos(angle), radius * sin(angle), height) * 0.07
      scene.add(
        SIMD3<Float>(0.15, 0.05, 0.075) + offset, label: 2, color: [0.1, 0.2, 0.9],
        normal: offset / 0.07)
    }
    return scene
  }()

  /// A flat plate whose left half is red (1) and whose right half is blue (2).
  static let plate: Scene = {
    var scene = Scene()
    for point in square(side: 0.6) {
      let isLeft = point.x < 0
      scene.add(
        [point.x, point.y, 0], label: isLeft ? 1 : 2,
        color: isLeft ? [0.9, 0.1, 0.1] : [0.1, 0.1, 0.9], normal: [0, 0, 1])
    }
    return scene
  }()

  private mutating func addBox(
    middle: SIMD2<Float>, half: SIMD2<Float>, height: Float, label: Int
  ) {
    let (step, orange): (Float, SIMD3<Float>) = (0.005, [0.9, 0.5, 0.1])
    for x in stride(from: -half.x, through: half.x, by: step) {
      for y in stride(from: -half.y, through: half.y, by: step) {
        add([middle.x + x, middle.y + y, height], label: label, color: orange, normal: [0, 0, 1])
      }
      for z in stride(from: step, to: height, by: step) {
        for side: Float in [-1, 1] {
          add(
            [middle.x + x, middle.y + side * half.y, z], label: label, color: orange,
            normal: [0, side, 0])
        }
      }
    }
    for y in stride(from: -half.y, through: half.y, by: step) {
      for z in stride(from: step, to: height, by: step) {
        for side: Float in [-1, 1] {
          add(
            [middle.x + side * half.x, middle.y + y, z], label: label, color: orange,
            normal: [side, 0, 0])
        }
      }
    }
  }

  private mutating func add(
    _ point: SIMD3<Float>, label: Int, color: SIMD3<Float>, normal: SIMD3<Float>
  ) {
    points.append(point)
    labels.append(label)
    colors.append(color)
    normals.append(normal)
  }

  /// The surfaces that look towards a sensor, and not past it; what others hide is not left out.
  func facing(_ sensor: SIMD3<Float>) -> Scene {
    let rows = points.indices.filter { (sensor - points[$0]).normalized.dot(normals[$0]) > 0.15 }
    return Scene(
      points: rows.map { points[$0] }, labels: rows.map { labels[$0] },
      colors: rows.map { colors[$0] }, normals: rows.map { normals[$0] })
  }

  private static func square(side: Float) -> [SIMD2<Float>] {
    let count = Int(side * 200)
    return (0..<count * count).map { number in
      let (row, column) = (Float(number / count), Float(number % count))
      return SIMD2(row, column) / 200 - side / 2 + 0.0025
    }
  }

  func mask(_ label: Int) -> Mask { Mask(labels.map { $0 == label }) }

  /// The cloud, with colours where they are wanted, seen from where a sensor is.
  func cloud(
    colored: Bool = true, scale: Float = 1, sensor: SIMD3<Double> = .zero
  ) -> PointCloud {
    var cloud = PointCloud(positions: points.map { $0 * scale })
    cloud.viewpoint.translation = sensor
    if colored {
      for (name, channel) in [("red", 0), ("green", 1), ("blue", 2)] {
        cloud.append(Field(name, .uint8(colors.map { UInt8($0[channel] * 255) })))
      }
    }
    return cloud
  }

  /// The point of a thing that is nearest to a position.
  func point(of label: Int, near position: SIMD3<Float>) -> Int {
    labels.indices.filter { labels[$0] == label }.min {
      (points[$0] - position).squaredLength < (points[$1] - position).squaredLength
    } ?? 0
  }
}
