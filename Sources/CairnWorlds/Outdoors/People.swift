import CairnGeometry
import CairnScenes

/// Makes people in poses, and animals.
enum People {
  /// What somebody is doing.
  enum Pose: CaseIterable { case walking, standing, sitting, pushing, talking, working }

  /// Where the seat of somebody sitting is above the soles, for a grown person.
  static let seatHeight: Float = 0.45

  /// A person; sits on something of ``seatHeight`` where told so, its top behind the origin.
  static func person(
    _ pose: Pose, _ random: inout SceneRandom, height: Float? = nil
  ) -> SceneObject {
    let tall =
      height
      ?? (random.chance(0.12) && pose != .sitting && pose != .pushing
        ? random.number(in: 1.05...1.4) : random.number(in: 1.55...1.92))
    let scale = pose == .sitting ? 1 : tall / 1.75
    let broad = random.number(in: 0.92...1.15)
    var figure = Figure(random: &random, pose: pose)
    figure.build(&random)
    var mesh = figure.builder.mesh.scaled(by: [scale * broad, scale * broad, scale])
    let lowest = mesh.bounds.min.z
    for index in mesh.positions.indices { mesh.positions[index].z -= lowest }
    let name =
      switch pose {
      case .walking: "walker"
      case .sitting: "sitting person"
      case .working: "worker"
      default: "person"
      }
    return SceneObject(.person, named: tall < 1.42 && pose != .sitting ? "child" : name, mesh)
  }

  /// A pram; its handle at the height of hands, pushed towards -y.
  static func pram(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    for x in [Float(-0.25), 0.25] {
      for y in [Float(-0.3), 0.3] {
        builder.use(Looks.rubber, part: "wheels")
        builder.torus(at: [x, y, 0.13], radius: 0.11, thickness: 0.02, segments: 14, sides: 5)
        builder.use(Looks.steel, part: "wheels")
        builder.rod(
          from: [x - 0.015, y, 0.13], to: [x + 0.015, y, 0.13], radius: 0.09, segments: 8)
      }
    }
    builder.use(Looks.zinc, part: "frame")
    for x in [Float(-0.23), 0.23] {
      builder.rod([[x, -0.3, 0.13], [x, 0.1, 0.5], [x, 0.5, 0.93]], radii: [0.012], segments: 6)
      builder.rod([[x, 0.3, 0.13], [x, 0, 0.45]], radii: [0.012], segments: 6)
    }
    builder.rod(from: [-0.24, 0.5, 0.93], to: [0.24, 0.5, 0.93], radius: 0.018, segments: 6)
    let cloth = Looks.cloth(&random)
    builder.use(cloth, part: "carrycot")
    builder.loft([
      box([0, -0.05, 0.42], [0.17, 0.3]), box([0, -0.05, 0.5], [0.2, 0.4]),
      box([0, -0.05, 0.7], [0.22, 0.43]),
    ])
    builder.use(cloth, part: "hood")
    let circle = MeshBuilder.circle(16)
    for index in 1..<5 {
      let (a, b) = (circle[index] * 0.4, circle[index + 1] * 0.4)
      let corners: [SIMD3<Float>] = [
        [-0.22, -0.05 + a.x, 0.7 + a.y], [-0.22, -0.05 + b.x, 0.7 + b.y],
        [0.22, -0.05 + b.x, 0.7 + b.y], [0.22, -0.05 + a.x, 0.7 + a.y],
      ]
      builder.face(corners)
    }
    return SceneObject(.cart, named: "pram", builder.mesh)
  }

  private static func box(_ center: SIMD3<Float>, _ half: SIMD2<Float>) -> [SIMD3<Float>] {
    [[-half.x, -half.y], [half.x, -half.y], [half.x, half.y], [-half.x, half.y]].map {
      center + SIMD3($0[0], $0[1], 0)
    }
  }

  /// A dog.
  static func dog(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let colors: [SIMD3<Float>] = [
      [0.15, 0.12, 0.1], [0.5, 0.35, 0.2], [0.8, 0.75, 0.65], [0.3, 0.2, 0.14],
    ]
    let color = random.choice(colors)
    var fur = Material(color, accent: color * 0.7, pattern: .speckle(edge: 0.05))
    fur.fuzz = 0.008
    builder.use(fur, part: "body")
    builder.rod(
      [[0, -0.32, 0.47], [0, -0.24, 0.46], [0, 0, 0.45], [0, 0.22, 0.47], [0, 0.3, 0.48]],
      radii: [0.04, 0.11, 0.12, 0.1, 0.05], segments: 10)
    builder.use(fur, part: "head")
    builder.rod([[0, -0.25, 0.5], [0, -0.38, 0.64]], radii: [0.08, 0.065], segments: 8)
    builder.ellipsoid(at: [0, -0.42, 0.66], radii: [0.075, 0.095, 0.08])
    builder.rod([[0, -0.46, 0.65], [0, -0.58, 0.62]], radii: [0.05, 0.03], segments: 7)
    for x in [Float(-0.06), 0.06] {
      builder.rod([[x, -0.38, 0.71], [x * 1.5, -0.38, 0.64]], radii: [0.03, 0.012], segments: 5)
    }
    builder.use(fur, part: "legs")
    for (x, y, bend) in [
      (Float(-0.08), Float(-0.22), Float(0.05)), (0.08, -0.22, -0.04), (-0.08, 0.24, -0.05),
      (0.08, 0.24, 0.05),
    ] {
      builder.rod(
        [
          [x, y, 0.42], [x, y + bend, 0.22], [x, y + bend * 0.6, 0.03],
          [x, y + bend * 0.6 - 0.05, 0.02],
        ],
        radii: [0.055, 0.035, 0.025, 0.02], segments: 6)
    }
    builder.use(fur, part: "tail")
    builder.rod(
      [[0, 0.29, 0.5], [0, 0.4, 0.56], [0, 0.46, 0.7]], radii: [0.025, 0.02, 0.01], segments: 5)
    let size = random.number(in: 0.55...1.2)
    var mesh = builder.mesh.scaled(by: SIMD3(repeating: size))
    let lowest = mesh.bounds.min.z
    for index in mesh.positions.indices { mesh.positions[index].z -= lowest }
    return SceneObject(.animal, named: "dog", mesh)
  }
}

/// A body of limbs, 1.75 m tall, looking towards -y.
private struct Figure {
  var builder = MeshBuilder()
  let pose: People.Pose
  let top: Material
  let trousers: Material
  let skin: Material
  let shoes: Material
  let hair: Material
  let hasSkirt: Bool
  let hasCoat: Bool

  init(random: inout SceneRandom, pose: People.Pose) {
    self.pose = pose
    let isWorker = pose == .working
    top =
      isWorker
      ? Material(
        [0.9, 0.55, 0.1], accent: [0.95, 0.95, 0.9], pattern: .band(from: 1.1, to: 1.17),
        reflectivity: 0.9) : Looks.cloth(&random)
    trousers = Looks.cloth(&random)
    skin = Looks.skin(&random)
    shoes = random.chance(0.3) ? Looks.white : Looks.black
    let hairs: [SIMD3<Float>] = [
      [0.08, 0.06, 0.05], [0.25, 0.15, 0.08], [0.6, 0.45, 0.25], [0.55, 0.54, 0.52],
    ]
    hair = Material(random.choice(hairs), reflectivity: 0.3)
    hasSkirt = !isWorker && pose != .sitting && random.chance(0.2)
    hasCoat = !isWorker && pose != .sitting && random.chance(0.25)
  }

  mutating func build(_ random: inout SceneRandom) {
    let stride = pose == .walking || pose == .pushing ? random.number(in: 0.28...0.5) : 0.04
    let swing: Float = random.chance(0.5) ? stride : -stride
    legs(swing, &random)
    trunk(&random)
    arms(swing, &random)
    head(&random)
    bag(&random)
  }

  private mutating func legs(_ swing: Float, _ random: inout SceneRandom) {
    for side in [Float(-1), 1] {
      let name = side > 0 ? "left" : "right"
      let angle = pose == .sitting ? 1.5 : swing * side
      let bend: Float = pose == .sitting ? 1.5 : angle < -0.1 ? 0.35 : 0.08
      let hip = SIMD3<Float>(side * 0.095, 0, 0.92)
      let spread = pose == .standing || pose == .working || pose == .talking ? side * 0.04 : 0
      let knee = hip + SIMD3(spread, -sine(angle) * 0.43, -cosine(angle) * 0.43)
      let ankle = knee + SIMD3(spread, -sine(angle - bend) * 0.42, -cosine(angle - bend) * 0.42)
      builder.use(trousers, part: "\(name) leg")
      builder.rod(
        [
          hip + SIMD3(0, 0, 0.04), hip - SIMD3(0, 0, pose == .sitting ? 0 : 0.06), (hip + knee) / 2,
          knee,
          (knee + ankle) / 2 + SIMD3(0, 0.015, 0.03), ankle,
        ],
        radii: [0.085, 0.092, 0.078, 0.06, 0.058, 0.045], segments: 9)
      let toe = -sine(pose == .sitting ? 0 : min(angle - bend, 0) * 0.8)
      builder.use(shoes, part: "\(name) shoe")
      let heel = ankle + SIMD3(0, 0.045, -0.04)
      builder.rod(
        [
          heel + SIMD3(0, 0.02, 0), heel, ankle + SIMD3(0, -0.06, -0.04 - toe * 0.06),
          ankle + SIMD3(0, -0.17, -0.052 - toe * 0.17), ankle + SIMD3(0, -0.2, -0.055 - toe * 0.2),
        ],
        radii: [0.022, 0.04, 0.045, 0.034, 0.02], segments: 8)
    }
    if hasSkirt {
      builder.use(trousers, part: "skirt")
      builder.loft([
        oval(0.5, 0.24, 0.2), oval(0.75, 0.2, 0.15), oval(0.95, 0.16, 0.115),
      ])
    }
  }

  private mutating func trunk(_ random: inout SceneRandom) {
    builder.use(top, part: "torso")
    let fat = random.number(in: 0.9...1.2)
    var rings = [
      oval(0.86, 0.13, 0.09), oval(0.9, 0.172, 0.118), oval(1.0, 0.162, 0.115 * fat),
      oval(1.12, 0.158, 0.11 * fat), oval(1.26, 0.185, 0.12), oval(1.36, 0.195, 0.112),
      oval(1.43, 0.175, 0.09), oval(1.47, 0.09, 0.07), oval(1.48, 0.05, 0.05),
    ]
    if hasCoat { rings.insert(oval(0.62, 0.2, 0.17), at: 0) }
    builder.loft(rings)
  }

  private mutating func arms(_ swing: Float, _ random: inout SceneRandom) {
    for side in [Float(-1), 1] {
      let name = side > 0 ? "left" : "right"
      var (angle, bend, out): (Float, Float, Float) = (-swing * side * 0.9, 0.35, 0.12)
      switch pose {
      case .pushing: (angle, bend, out) = (0.5, 0.75, 0.05)
      case .sitting: (angle, bend, out) = (0.35, 1.0, 0.1)
      case .talking: (angle, bend) = (random.number(in: 0...0.5), random.number(in: 0.3...1.7))
      case .working: (angle, bend) = (random.number(in: 0.3...1.2), random.number(in: 0.2...1))
      case .standing: (angle, bend) = (random.number(in: -0.1...0.15), random.number(in: 0.1...0.5))
      case .walking: break
      }
      let shoulder = SIMD3<Float>(side * 0.2, 0, 1.41)
      let elbow = shoulder + SIMD3(side * out * 0.6, -sine(angle) * 0.29, -cosine(angle) * 0.29)
      let hand =
        elbow
        + SIMD3(-side * 0.02, -sine(angle + bend) * 0.25, -cosine(angle + bend) * 0.25)
      builder.use(top, part: "\(name) arm")
      builder.rod(
        [shoulder + SIMD3(-side * 0.03, 0, 0.03), shoulder, (shoulder + elbow) / 2, elbow, hand],
        radii: [0.05, 0.063, 0.052, 0.046, 0.034], segments: 8)
      builder.use(skin, part: "\(name) hand")
      let reach = (hand - elbow).normalized
      builder.rod(
        [hand - reach * 0.01, hand + reach * 0.05, hand + reach * 0.15],
        radii: [0.028, 0.04, 0.02], segments: 6)
    }
  }

  private mutating func head(_ random: inout SceneRandom) {
    builder.use(skin, part: "head")
    builder.rod([[0, 0.01, 1.45], [0, 0, 1.56]], radii: [0.055, 0.05], segments: 8)
    builder.ellipsoid(at: [0, -0.015, 1.63], radii: [0.075, 0.095, 0.115], rings: 8, segments: 12)
    builder.rod([[0, -0.1, 1.625], [0, -0.125, 1.61]], radii: [0.018, 0.012], segments: 5)
    if pose == .working {
      builder.use(Looks.retroYellow, part: "helmet")
      builder.ellipsoid(at: [0, 0, 1.68], radii: [0.11, 0.13, 0.095])
    } else if random.chance(0.2) {
      builder.use(top, part: "hat")
      builder.ellipsoid(at: [0, 0.005, 1.68], radii: [0.085, 0.105, 0.08])
    } else {
      builder.use(hair, part: "hair")
      builder.ellipsoid(at: [0, 0.02, 1.66], radii: [0.084, 0.095, 0.1])
      if random.chance(0.4) {
        builder.ellipsoid(at: [0, 0.06, 1.55], radii: [0.085, 0.055, 0.14])
      }
    }
  }

  private mutating func bag(_ random: inout SceneRandom) {
    guard random.chance(0.45), pose == .walking || pose == .standing || pose == .talking else {
      return
    }
    builder.use(Looks.lacquer(&random), part: "bag")
    if random.chance(0.5) {
      builder.loft([
        rounded([0, 0.17, 1.0], [0.13, 0.06]), rounded([0, 0.18, 1.05], [0.15, 0.075]),
        rounded([0, 0.17, 1.35], [0.14, 0.07]), rounded([0, 0.16, 1.42], [0.1, 0.05]),
      ])
    } else {
      let x: Float = random.chance(0.5) ? 0.3 : -0.3
      builder.block(from: [x - 0.05, -0.17, 0.62], to: [x + 0.06, 0.14, 0.88])
      builder.rod(
        [[x, -0.06, 0.88], [x * 0.75, 0, 1.45], [x, 0.06, 0.88]], radii: [0.012], segments: 5)
    }
  }

  private func rounded(_ center: SIMD3<Float>, _ half: SIMD2<Float>) -> [SIMD3<Float>] {
    MeshBuilder.circle(8).map { center + SIMD3($0.x * half.x * 1.1, $0.y * half.y * 1.1, 0) }
  }

  private func oval(_ z: Float, _ x: Float, _ y: Float) -> [SIMD3<Float>] {
    MeshBuilder.circle(12).map { SIMD3($0.x * x, $0.y * y, z) }
  }

  private func sine(_ angle: Float) -> Float { sineAndCosine(angle).sine }
  private func cosine(_ angle: Float) -> Float { sineAndCosine(angle).cosine }
}
