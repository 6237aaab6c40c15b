import CairnGeometry
import CairnScenes

/// Makes what lies and stands about in yards, gardens and fields.
enum GardenThings {
  /// A hut of boards; its door looks towards -y.
  static func shed(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = SIMD2(random.number(in: 1...1.7), random.number(in: 0.8...1.3))
    let (low, high) = (random.number(in: 1.8...2.1), random.number(in: 2.2...2.7))
    let look = random.chance(0.7) ? Looks.timber : Looks.lacquer(&random)
    builder.use(look, part: "walls")
    builder.loft([
      [[-half.x, -half.y, 0], [half.x, -half.y, 0], [half.x, half.y, 0], [-half.x, half.y, 0]],
      [
        [-half.x, -half.y, high], [half.x, -half.y, high], [half.x, half.y, low],
        [-half.x, half.y, low],
      ],
    ])
    builder.use(Looks.anthracite, part: "roof")
    let slope = (low - high) / (2 * half.y)
    let out: Float = 0.15
    let (front, back) = (high - slope * out + 0.02, low + slope * out + 0.02)
    builder.loft([
      [
        [-half.x - out, -half.y - out, front], [half.x + out, -half.y - out, front],
        [half.x + out, half.y + out, back], [-half.x - out, half.y + out, back],
      ],
      [
        [-half.x - out, -half.y - out, front + 0.05], [half.x + out, -half.y - out, front + 0.05],
        [half.x + out, half.y + out, back + 0.05], [-half.x - out, half.y + out, back + 0.05],
      ],
    ])
    builder.use(Looks.timber, part: "door")
    builder.block(from: [-0.42, -half.y - 0.03, 0.05], to: [0.38, -half.y, 1.8])
    builder.use(Looks.black, part: "handle")
    builder.block(from: [0.28, -half.y - 0.07, 0.9], to: [0.31, -half.y - 0.03, 1.05])
    return SceneObject(.building, named: "shed", builder.mesh)
  }

  /// A round log along x, lying.
  static func log(length: Float, radius: Float) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.bark, part: "bark")
    let inner = length / 2 - 0.004
    builder.rod(
      [[-inner, 0, radius], [0, 0, radius], [inner, 0, radius]], radii: [radius], segments: 14)
    builder.use(Material([0.72, 0.57, 0.38], reflectivity: 0.5), part: "ends")
    for side in [Float(-1), 1] {
      builder.rod(
        from: [side * inner, 0, radius], to: [side * length / 2, 0, radius], radius: radius * 0.94,
        segments: 14)
    }
    return SceneObject(.log, builder.mesh)
  }

  static func wheelbarrow(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.lacquer(&random), part: "tub")
    func square(_ z: Float, _ x: Float, _ front: Float, _ back: Float) -> [SIMD3<Float>] {
      [[-x, front, z], [x, front, z], [x, back, z], [-x, back, z]]
    }
    builder.loft([
      square(0.3, 0.18, -0.25, 0.3), square(0.58, 0.32, -0.5, 0.42), square(0.58, 0.3, -0.48, 0.4),
      square(0.33, 0.16, -0.23, 0.28),
    ])
    builder.use(Looks.black, part: "wheel")
    builder.torus(at: [0, -0.52, 0.19], radius: 0.15, thickness: 0.04, segments: 18, sides: 6)
    builder.rod(from: [-0.03, -0.52, 0.19], to: [0.03, -0.52, 0.19], radius: 0.12, segments: 10)
    builder.use(Looks.zinc, part: "frame")
    for x in [Float(-0.2), 0.2] {
      builder.rod(
        [[x * 0.3, -0.54, 0.2], [x, -0.1, 0.27], [x * 1.2, 0.5, 0.42], [x * 1.3, 0.95, 0.6]],
        radii: [0.017], segments: 6)
      builder.rod(
        [[x, 0.1, 0.27], [x, 0.25, 0.02], [x, 0.4, 0.38]], radii: [0.014], segments: 6)
    }
    return SceneObject(.cart, named: "wheelbarrow", builder.mesh)
  }

  static func grill(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.lacquer(&random), part: "bowl")
    builder.turned(
      [
        [0.08, 0.55], [0.22, 0.62], [0.28, 0.74], [0.285, 0.76], [0.24, 0.9], [0.1, 0.98],
        [0.02, 0.99],
      ],
      segments: 18)
    builder.use(Looks.steel, part: "legs")
    for turn in MeshBuilder.circle(3) {
      builder.rod(
        from: [turn.x * 0.2, turn.y * 0.2, 0.62], to: [turn.x * 0.32, turn.y * 0.32, 0.012],
        radius: 0.012, segments: 6)
    }
    builder.use(Looks.black, part: "handle")
    builder.rod(
      [[-0.06, 0, 0.97], [-0.06, 0, 1.03], [0.06, 0, 1.03], [0.06, 0, 0.97]], radii: [0.01],
      segments: 5)
    return SceneObject(.device, named: "grill", builder.mesh)
  }

  /// A frame with laundry on lines.
  static func laundry(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.zinc, part: "poles")
    for x in [Float(-1.3), 1.3] {
      builder.rod(from: [x, 0, 0], to: [x, 0, 1.85], radius: 0.03)
      builder.rod(from: [x, -0.4, 1.83], to: [x, 0.4, 1.83], radius: 0.02)
    }
    builder.use(Looks.white, part: "lines")
    let lines: [Float] = [-0.38, 0, 0.38]
    for y in lines {
      builder.rod(from: [-1.3, y, 1.84], to: [1.3, y, 1.84], radius: 0.003, segments: 4)
    }
    for y in lines where random.chance(0.8) {
      var x: Float = -1.15
      while x < 0.9 {
        let (width, drop) = (random.number(in: 0.35...0.9), random.number(in: 0.5...1.2))
        builder.use(Looks.cloth(&random), part: "laundry")
        let steps = 8
        for step in 0..<steps {
          let (a, b) = (Float(step) / Float(steps), Float(step + 1) / Float(steps))
          let (u, v) = (sineAndCosine(a * 9).sine * 0.03, sineAndCosine(b * 9).sine * 0.03)
          builder.face([
            [x + width * a, y + u, 1.84 - drop], [x + width * b, y + v, 1.84 - drop],
            [x + width * b, y, 1.84], [x + width * a, y, 1.84],
          ])
        }
        x += width + random.number(in: 0.08...0.4)
      }
    }
    return SceneObject(.clothes, named: "laundry rack", builder.mesh)
  }

  /// A slide, a swing, a sandpit, a tricycle or a ball.
  static func toy(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    switch random.index(in: 0..<4) {
    case 0:
      builder.use(Looks.lacquer(&random), part: "ball")
      let radius = random.number(in: 0.09...0.16)
      builder.ellipsoid(
        at: [0, 0, radius], radii: SIMD3(repeating: radius), rings: 9, segments: 14)
      return SceneObject(.ball, builder.mesh)
    case 1:
      builder.use(Looks.lacquer(&random), part: "slide")
      let path: [(Float, Float)] = [(-1.1, 0.15), (-0.8, 0.2), (0.4, 1.15), (0.7, 1.2)]
      for (a, b) in zip(path, path.dropFirst()) {
        builder.loft(
          [
            [
              [-0.22, a.0, a.1 - 0.03], [-0.22, a.0, a.1], [0.22, a.0, a.1],
              [0.22, a.0, a.1 - 0.03],
            ],
            [
              [-0.22, b.0, b.1 - 0.03], [-0.22, b.0, b.1], [0.22, b.0, b.1],
              [0.22, b.0, b.1 - 0.03],
            ],
          ])
        for x in [Float(-0.24), 0.22] {
          builder.bar(
            from: [x + 0.01, a.0, a.1 + 0.05], to: [x + 0.01, b.0, b.1 + 0.05], width: 0.02,
            depth: 0.14)
        }
      }
      builder.use(Looks.timber, part: "ladder")
      for x in [Float(-0.22), 0.22] {
        builder.bar(from: [x, 1.1, 0.02], to: [x, 0.7, 1.5], width: 0.04, depth: 0.06)
        builder.block(from: [x - 0.02, -1.0, 0], to: [x + 0.02, -0.95, 0.14])
      }
      for index in 1..<5 {
        let z = Float(index) * 0.26
        builder.block(from: [-0.22, 1.07 - z * 0.27, z], to: [0.22, 1.12 - z * 0.27, z + 0.03])
      }
      return SceneObject(.toy, named: "slide", builder.mesh)
    case 2:
      builder.use(Looks.timber, part: "frame")
      for (low, high) in [(Float(-0.8), Float(-0.7)), (0.7, 0.8)] {
        builder.block(from: [low, -0.8, 0], to: [high, 0.8, 0.25])
        builder.block(from: [-0.7, low, 0], to: [0.7, high, 0.25])
      }
      builder.use(Material([0.78, 0.68, 0.48], pattern: .speckle(edge: 0.05)), part: "sand")
      builder.face([[-0.7, -0.7, 0.14], [0.7, -0.7, 0.14], [0.7, 0.7, 0.14], [-0.7, 0.7, 0.14]])
      for _ in 0..<3 {
        builder.ellipsoid(
          at: [random.number(in: -0.4...0.4), random.number(in: -0.4...0.4), 0.14],
          radii: [0.2, 0.16, random.number(in: 0.05...0.14)], rings: 6, segments: 10)
      }
      return SceneObject(.toy, named: "sandpit", builder.mesh)
    default:
      builder.use(Looks.lacquer(&random), part: "frame")
      builder.rod(
        [[0, -0.3, 0.15], [0, -0.22, 0.45], [0, 0, 0.3], [0, 0.25, 0.16]], radii: [0.02],
        segments: 7)
      builder.rod(from: [-0.16, 0.27, 0.12], to: [0.16, 0.27, 0.12], radius: 0.015, segments: 6)
      builder.use(Looks.black, part: "wheels")
      builder.torus(at: [0, -0.3, 0.16], radius: 0.135, thickness: 0.025, segments: 16, sides: 6)
      for x in [Float(-0.18), 0.18] {
        builder.torus(at: [x, 0.27, 0.12], radius: 0.1, thickness: 0.02, segments: 14, sides: 6)
      }
      builder.use(Looks.lacquer(&random), part: "seat")
      builder.ellipsoid(at: [0, 0.1, 0.33], radii: [0.1, 0.12, 0.03], rings: 5, segments: 8)
      builder.use(Looks.black, part: "handlebars")
      builder.rod(from: [-0.18, -0.2, 0.5], to: [0.18, -0.2, 0.5], radius: 0.014, segments: 6)
      builder.rod(from: [0, -0.22, 0.44], to: [0, -0.2, 0.5], radius: 0.014, segments: 6)
      return SceneObject(.toy, named: "tricycle", builder.mesh)
    }
  }

  /// A stone with an uneven skin.
  static func stone(_ size: Float, _ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let gray = random.number(in: 0.35...0.65)
    builder.use(
      Material(
        [gray, gray * 0.97, gray * 0.9], accent: SIMD3(repeating: gray * 0.7),
        pattern: .speckle(edge: 0.06)), part: "body")
    let radii = SIMD3(1, random.number(in: 0.6...1), random.number(in: 0.45...0.8)) * (size / 2)
    let (rings, segments) = (6, 9)
    let circle = MeshBuilder.circle(segments)
    builder.loft(
      (0...rings).map { row in
        let (sine, cosine) = sineAndCosine(.pi * Float(row) / Float(rings))
        let radius: Float = max(sine, 0.05)
        return circle.map { place in
          let rough = 1 + random.number(in: -0.12...0.12)
          return radii * SIMD3(place.x * radius, place.y * radius, -cosine) * rough
            + [0, 0, radii.z]
        }
      })
    return SceneObject(.stone, builder.mesh)
  }

  /// A round bale of hay, lying along x.
  static func bale(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let radius = random.number(in: 0.55...0.7)
    var hay = Material(
      [0.74, 0.62, 0.35], accent: [0.55, 0.44, 0.22], pattern: .speckle(edge: 0.06))
    hay.fuzz = 0.01
    builder.use(hay, part: "hay")
    builder.rod(
      [[-0.6, 0, radius], [-0.57, 0, radius], [0.57, 0, radius], [0.6, 0, radius]],
      radii: [radius * 0.95, radius, radius, radius * 0.95], segments: 22)
    return SceneObject(.object, named: "hay bale", builder.mesh)
  }

  static func sheep(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    var wool = Material(
      [0.85, 0.82, 0.74], accent: [0.7, 0.67, 0.6], pattern: .speckle(edge: 0.05))
    wool.fuzz = 0.01
    builder.use(wool, part: "body")
    builder.rod(
      [[0, -0.42, 0.62], [0, -0.32, 0.6], [0, 0, 0.58], [0, 0.32, 0.6], [0, 0.42, 0.6]],
      radii: [0.1, 0.21, 0.25, 0.22, 0.1], segments: 12)
    let dark = random.chance(0.5) ? Looks.black : Material([0.75, 0.7, 0.62])
    let grazes = random.chance(0.6)
    builder.use(dark, part: "head")
    let head = grazes ? SIMD3<Float>(0, -0.66, 0.22) : SIMD3<Float>(0, -0.6, 0.86)
    builder.rod(
      [[0, -0.4, 0.66], (head + [0, -0.4, 0.66]) / 2, head], radii: [0.13, 0.1, 0.075], segments: 9)
    builder.rod(
      [head, head + (grazes ? [0, -0.06, -0.14] : [0, -0.16, -0.06])], radii: [0.075, 0.045],
      segments: 8)
    for x in [Float(-1), 1] {
      builder.rod(
        [head + [x * 0.05, 0.02, 0.05], head + [x * 0.15, 0.05, 0.04]], radii: [0.03, 0.012],
        segments: 5)
    }
    builder.use(dark, part: "legs")
    for (x, y) in [(Float(-0.11), Float(-0.28)), (0.11, -0.26), (-0.11, 0.28), (0.11, 0.3)] {
      builder.rod(
        [[x, y, 0.5], [x, y, 0.03], [x, y, 0]], radii: [0.05, 0.033, 0.035], segments: 7)
    }
    return SceneObject(.animal, named: "sheep", builder.mesh)
  }
}

extension Site {
  /// Logs stacked to a pyramid; the ground must be level there.
  mutating func pileLogs(
    at place: SIMD2<Float>, heading: Float, count: Int, _ random: inout SceneRandom
  ) {
    let length = random.number(in: 1.2...3)
    let radius = random.number(in: 0.1...0.17)
    let pitch = radius * 2.012
    let log = GardenThings.log(length: length, radius: radius)
    var row = MeshBuilder()
    for index in 0..<count {
      row.add(
        log.mesh, at: RigidTransform(at: [0, (Float(index) - Float(count - 1) / 2) * pitch, 0]))
    }
    let pose = pose(of: row.mesh, at: place, heading: heading, tilted: true)
    let half = SIMD2(length / 2 + 0.1, Float(count) * radius + 0.15)
    guard isFree(pose, half: half, height: Float(count) * radius * 1.8) else { return }
    var below: [UInt32] = []
    for layer in 0..<count {
      var labels: [UInt32] = []
      for index in 0..<count - layer {
        // The last layers are often missing.
        if layer > 1, random.chance(0.25) { continue }
        if layer > 0, below.count < index + 2 { continue }
        let y = (Float(index) - Float(count - layer - 1) / 2) * pitch
        let z = Float(layer) * pitch * 0.8661
        let shifted = pose * RigidTransform(at: [random.normal() * 0.03, y, z])
        if layer == 0 {
          cover(log, at: shifted)
          labels.append(scene.add(log, at: shifted).label)
        } else {
          labels.append(put(log, at: shifted, carriedBy: below[index]))
        }
      }
      // What lies above needs both neighbours.
      guard labels.count == count - layer else { break }
      below = labels
    }
  }
}
