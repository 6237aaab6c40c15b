import CairnGeometry
import CairnScenes

/// Workpieces that lie in bins by the dozen.
enum Parts {
  /// A part of any kind.
  ///
  /// - Parameter random: Decides; the same state gives the same part.
  /// - Returns: The part, on z = 0 about the origin.
  static func random(_ random: inout SceneRandom) -> SceneObject {
    let kinds = [bracket, bolt, pipe, elbow, plate, gear, tee, profile, ring, block]
    return kinds[random.index(in: 0..<kinds.count)](&random)
  }

  /// An angle with holes in both legs.
  static func bracket(_ random: inout SceneRandom) -> SceneObject {
    let (long, short) = (random.number(in: 0.04...0.09), random.number(in: 0.03...0.06))
    let (width, wall) = (random.number(in: 0.02...0.045), random.number(in: 0.0025...0.005))
    let look = metal(&random)
    let hole = circle(width * 0.16, at: [0, 0], sides: 10)
    let flat = TriangleMesh.extrusion(
      rectangle([long, width]), holes: [hole.map { $0 + [long * 0.15, 0] }], height: wall, look,
      part: "leg")
    var mesh = flat
    let side = TriangleMesh.extrusion(
      rectangle([short, width]), holes: [hole], height: wall, look, part: "leg")
    mesh.append(
      side,
      at: RigidTransform(
        at: [-long / 2 + wall, 0, short / 2], rotation: .about([0, 1, 0], by: -.pi / 2)))
    return SceneObject(.part, named: "bracket", mesh).turned(by: .identity)
  }

  /// A bolt with a hexagonal head.
  static func bolt(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.004...0.01)
    let length = radius * random.number(in: 5...12)
    let look = metal(&random)
    var mesh = TriangleMesh.cylinder(
      radius: radius * 1.8, height: radius * 1.3, segments: 6, look, part: "head")
    mesh.append(
      .cylinder(radius: radius, height: length, segments: 10, look, part: "shaft"),
      at: RigidTransform(at: [0, 0, radius * 1.3]))
    return SceneObject(.part, named: "bolt", mesh)
  }

  /// A piece of straight pipe.
  static func pipe(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.008...0.03)
    let length = random.number(in: 0.03...0.14)
    let inner = radius * random.number(in: 0.6...0.88)
    let mesh = TriangleMesh.lathe(
      [[inner, 0], [radius, 0], [radius, length], [inner, length], [inner, 0]], segments: 16,
      anyLook(&random))
    return SceneObject(.part, named: "pipe", mesh)
  }

  /// A bent pipe with collars.
  static func elbow(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.009...0.02)
    let bend = radius * random.number(in: 1.6...2.6)
    let look = anyLook(&random)
    var line: [SIMD3<Float>] = [[0, 0, -bend * 0.7]]
    for step in 0...6 {
      let (sine, cosine) = sineAndCosine(Float(step) / 6 * .pi / 2)
      line.append([bend * (1 - cosine), 0, bend * sine])
    }
    line.append([bend * 1.7, 0, bend])
    var mesh = TriangleMesh.tube(along: line, radii: [radius], segments: 12, look)
    mesh.append(
      .cylinder(radius: radius * 1.25, height: radius * 0.7, segments: 12, look, part: "collar"),
      at: RigidTransform(at: [0, 0, -bend * 0.7]))
    return SceneObject(.part, named: "elbow", mesh).turned(by: .identity)
  }

  /// A flat plate with holes.
  static func plate(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.04...0.1), random.number(in: 0.025...0.06))
    let hole = circle(size.y * 0.13, at: [0, 0], sides: 10)
    let reach = size.x * 0.33
    let mesh = TriangleMesh.extrusion(
      rectangle(size), holes: [hole.map { $0 - [reach, 0] }, hole.map { $0 + [reach, 0] }],
      height: random.number(in: 0.002...0.008), metal(&random))
    return SceneObject(.part, named: "plate", mesh)
  }

  /// A gear.
  static func gear(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.016...0.045)
    let teeth = random.index(in: 10..<18)
    var outline: [SIMD2<Float>] = []
    for step in 0..<teeth * 4 {
      let (sine, cosine) = sineAndCosine(Float(step) / Float(teeth * 4) * 2 * .pi)
      outline.append(SIMD2(cosine, sine) * (step % 4 < 2 ? radius : radius * 0.84))
    }
    let mesh = TriangleMesh.extrusion(
      outline, holes: [circle(radius * 0.25, at: [0, 0], sides: 12)],
      height: radius * random.number(in: 0.25...0.7), anyLook(&random))
    return SceneObject(.part, named: "gear", mesh)
  }

  /// Three pipes that meet.
  static func tee(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.009...0.018)
    let reach = radius * random.number(in: 2.2...3.2)
    let look = anyLook(&random)
    var mesh = TriangleMesh.tube(
      along: [[-reach, 0, 0], [reach, 0, 0]], radii: [radius], segments: 12, look)
    mesh.append(
      .tube(
        along: [[0, 0, 0], [0, reach, 0]], radii: [radius], segments: 12, look, part: "branch"))
    return SceneObject(.part, named: "tee", mesh).turned(by: .identity)
  }

  /// A length of U-shaped profile.
  static func profile(_ random: inout SceneRandom) -> SceneObject {
    let (width, height) = (random.number(in: 0.02...0.04), random.number(in: 0.015...0.035))
    let wall = random.number(in: 0.002...0.004)
    let half = width / 2
    let outline: [SIMD2<Float>] = [
      [-half, 0], [half, 0], [half, height], [half - wall, height], [half - wall, wall],
      [-half + wall, wall], [-half + wall, height], [-half, height],
    ]
    let mesh = TriangleMesh.extrusion(
      outline, height: random.number(in: 0.05...0.14), metal(&random))
    return SceneObject(.part, named: "profile", mesh).turned(
      by: RigidTransform(rotation: .about([1, 0, 0], by: .pi / 2)))
  }

  /// A ring: a washer, a bearing.
  static func ring(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.015...0.045)
    let inner = radius * random.number(in: 0.4...0.75)
    let height = radius * random.number(in: 0.15...0.7)
    let mesh = TriangleMesh.lathe(
      [[inner, 0], [radius, 0], [radius, height], [inner, height], [inner, 0]], segments: 20,
      anyLook(&random))
    return SceneObject(.part, named: "ring", mesh)
  }

  /// A block with a step.
  static func block(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.03...0.07), random.number(in: 0.025...0.05),
      random.number(in: 0.015...0.04))
    let look = anyLook(&random)
    var mesh = TriangleMesh.box(size, look)
    mesh.append(
      .box(size * [0.5, 0.6, 0.6], look, part: "step"),
      at: RigidTransform(at: [size.x * 0.1, 0, size.z - 0.0005]))
    return SceneObject(.part, named: "block", mesh)
  }

  private static func anyLook(_ random: inout SceneRandom) -> Material {
    random.chance(0.5) ? metal(&random) : Material(Colors.bright(&random))
  }

  private static func metal(_ random: inout SceneRandom) -> Material {
    let tone = random.number(in: 0.3...0.75)
    let tint = random.choice([SIMD3<Float>(1, 1, 1.02), [1.08, 0.9, 0.6], [1.05, 0.75, 0.6]])
    let color = random.chance(0.7) ? SIMD3(repeating: tone) : tint * tone
    var material = Material(color, pattern: .speckle(edge: 0.01), reflectivity: 0.45)
    material.accent = color * 0.9
    material.gloss = random.number(in: 0.05...0.35)
    return material
  }

  private static func rectangle(_ size: SIMD2<Float>) -> [SIMD2<Float>] {
    [[-1, -1], [1, -1], [1, 1], [-1, 1]].map { $0 * size / 2 }
  }

  private static func circle(_ radius: Float, at center: SIMD2<Float>, sides: Int)
    -> [SIMD2<Float>]
  {
    (0..<sides).map { step in
      let (sine, cosine) = sineAndCosine(Float(step) / Float(sides) * 2 * .pi)
      return center + SIMD2(cosine, sine) * radius
    }
  }
}
