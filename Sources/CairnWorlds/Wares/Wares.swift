import CairnGeometry
import CairnScenes

/// Plain things of known shape, for stacks, rows, sets and containers: what can be piled up needs
/// flat tops or hollows that fit.
enum Wares {
  /// A carton: cereals, tea, screws, a small parcel.
  static func carton(_ random: inout SceneRandom, size: SIMD3<Float>? = nil) -> SceneObject {
    let size =
      size ?? [
        random.number(in: 0.05...0.22), random.number(in: 0.03...0.14),
        random.number(in: 0.03...0.26),
      ]
    return SceneObject(.carton, .box(size, printed(&random, size)), surfaces: [top(of: size)])
  }

  /// A brick of a building set, a soap, a box of matches.
  static func block(_ random: inout SceneRandom, edge: ClosedRange<Float> = 0.025...0.08)
    -> SceneObject
  {
    let size = SIMD3(
      random.number(in: edge), random.number(in: edge), random.number(in: edge) * 0.8)
    var material = Material(Colors.bright(&random), pattern: .plain)
    if random.chance(0.4) { material = Colors.wood(&random) }
    return SceneObject(
      .box, named: "block", .box(size, rounding: 0.002, material), surfaces: [top(of: size)])
  }

  /// A tin of food or drink.
  static func can(_ random: inout SceneRandom) -> SceneObject {
    let (radius, height) = random.choice([
      (Float(0.033), Float(0.115)), (0.0265, 0.134), (0.037, 0.11), (0.05, 0.12), (0.042, 0.035),
      (0.0765, 0.25),
    ])
    var label = Material(
      Colors.bright(&random), accent: Colors.bright(&random),
      pattern: .band(from: height * random.number(in: 0.1...0.4), to: height * 0.75))
    label.gloss = 0.2
    let metal = Material([0.72, 0.72, 0.74], reflectivity: 0.5)
    var mesh = TriangleMesh.cylinder(radius: radius, height: height, label)
    let rim = TriangleMesh.lathe(
      [[radius * 0.99, height], [radius * 0.96, height + 0.003], [radius * 0.9, height]], metal,
      part: "lid")
    mesh.append(rim)
    return SceneObject(.can, mesh)
  }

  /// A book lying down, its back towards -y.
  static func book(_ random: inout SceneRandom, height: ClosedRange<Float> = 0.17...0.29)
    -> SceneObject
  {
    let tall = random.number(in: height)
    let size = SIMD3(tall, tall * random.number(in: 0.62...0.8), random.number(in: 0.01...0.045))
    let cover = Material(Colors.cover(&random))
    let paper = Material([0.92, 0.9, 0.84], pattern: .stripes(width: 0.002))
    let board: Float = size.z > 0.02 ? 0.0025 : 0.001
    var mesh = TriangleMesh.box([size.x, size.y, board], cover, part: "cover")
    mesh.append(
      .box([size.x, size.y, board], cover, part: "cover"),
      at: RigidTransform(at: [0, 0, size.z - board]))
    mesh.append(
      .box([size.x, board, size.z - 2 * board], cover, part: "cover"),
      at: RigidTransform(at: [0, -size.y / 2 + board / 2, board]))
    mesh.append(
      .box([size.x - 0.006, size.y - board - 0.003, size.z - 2 * board], paper, part: "pages"),
      at: RigidTransform(at: [0, (board - 0.003) / 2, board]))
    return SceneObject(.book, mesh, surfaces: [top(of: size)])
  }

  /// A plate.
  static func plate(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.075...0.145)
    let height = radius * random.number(in: 0.12...0.22)
    let foot = radius * 0.58
    let mesh = TriangleMesh.lathe(
      [
        [0, 0.003], [foot - 0.004, 0.003], [foot - 0.004, 0], [foot, 0], [radius, height - 0.003],
        [radius, height], [radius - 0.003, height], [foot, 0.008], [0, 0.007],
      ], ceramic(&random))
    let half = foot * 0.68
    return SceneObject(
      .plate, mesh,
      surfaces: [SupportSurface(from: [-half, -half], to: [half, half], height: 0.008)])
  }

  /// A bowl.
  static func bowl(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.055...0.14)
    let height = radius * random.number(in: 0.5...0.95)
    let foot = radius * random.number(in: 0.4...0.6)
    let wall = random.number(in: 0.003...0.005)
    var (outer, inner): ([SIMD2<Float>], [SIMD2<Float>]) = ([], [])
    for step in 0...8 {
      let (sine, cosine) = sineAndCosine(Float(step) / 8 * .pi / 2)
      let reach = foot + (radius - foot) * sine
      let rise = height * (1 - cosine)
      outer.append([reach, rise])
      inner.append([reach - wall, rise + wall * (step == 0 ? 1.6 : 1) * cosine])
    }
    let mesh = TriangleMesh.lathe(
      [[0, 0.002], [foot - 0.004, 0.002], [foot - 0.004, 0]] + outer + inner.reversed()
        + [[0, wall * 1.6]], ceramic(&random))
    let half = foot * 0.7
    return SceneObject(
      .bowl, mesh,
      surfaces: [SupportSurface(from: [-half, -half], to: [half, half], height: wall * 1.6)])
  }

  /// A cup, mug or tumbler.
  static func cup(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.03...0.047)
    let height = radius * random.number(in: 1.7...2.9)
    let foot = radius * random.number(in: 0.7...1)
    let wall: Float = 0.0035
    let material = ceramic(&random)
    var mesh = TriangleMesh.lathe(
      [
        [0, 0], [foot, 0], [(foot + radius) / 2 + radius * 0.04, height * 0.4], [radius, height],
        [radius - wall, height], [(foot + radius) / 2 - wall, height * 0.4], [foot - wall, 0.006],
        [0, 0.006],
      ], material)
    if random.chance(0.6) {
      let lift = height * 0.5
      var line: [SIMD3<Float>] = []
      for step in 0...8 {
        let (sine, cosine) = sineAndCosine((Float(step) / 8 - 0.5) * .pi)
        let start = (foot + radius) / 2 - 0.001
        line.append([start + cosine * radius * 0.7, 0, lift + sine * height * 0.3])
      }
      mesh.append(.tube(along: line, radii: [0.0045], segments: 8, material, part: "handle"))
    }
    return SceneObject(.cup, mesh)
  }

  /// A cylinder: a candle, a jar, a roll, a pipe.
  static func cylinder(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.012...0.06)
    let height = random.number(in: 0.03...0.24)
    let material = Material(Colors.bright(&random), pattern: .plain)
    return SceneObject(
      random.choice([.jar, .candle, .tube, .part]), named: "cylinder",
      .cylinder(radius: radius, height: height, material))
  }

  /// A ball.
  static func ball(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.02...0.075)
    let material = Material(
      Colors.bright(&random), accent: Colors.bright(&random),
      pattern: random.chance(0.5) ? .plain : .stripes(width: radius * 0.7))
    return SceneObject(
      .ball,
      .superquadric(radii: SIMD3(repeating: radius), roundness: [1, 1], segments: 20, material))
  }

  /// An open container: a carton without lid, a plastic box, a wooden crate, a tray.
  ///
  /// - Parameters:
  ///   - random: Decides its look.
  ///   - size: Outer width, depth and height, metres.
  ///   - wall: Thickness, metres.
  ///   - semantic: Which kind of container.
  /// - Returns: A container whose only surface is its bottom.
  static func openBox(
    _ random: inout SceneRandom, size: SIMD3<Float>, wall: Float = 0.004,
    _ semantic: SemanticClass = .box
  ) -> SceneObject {
    let material =
      random.chance(0.5) ? Colors.cardboard(&random) : Material(Colors.bright(&random))
    let half = SIMD2(size.x, size.y) / 2
    let inner = half - wall
    var mesh = TriangleMesh.box([size.x, size.y, wall], material, part: "bottom")
    for side: Float in [-1, 1] {
      mesh.append(
        .box([size.x, wall, size.z - wall], material, part: "wall"),
        at: RigidTransform(at: [0, side * (half.y - wall / 2), wall]))
      mesh.append(
        .box([wall, 2 * inner.y, size.z - wall], material, part: "wall"),
        at: RigidTransform(at: [side * (half.x - wall / 2), 0, wall]))
    }
    return SceneObject(
      semantic, named: "open \(semantic.rawValue)", mesh,
      surfaces: [SupportSurface(from: -inner, to: inner, height: wall)])
  }

  private static func top(of size: SIMD3<Float>) -> SupportSurface {
    let half = SIMD2(size.x, size.y) / 2
    return SupportSurface(from: -half, to: half, height: size.z)
  }

  private static func printed(_ random: inout SceneRandom, _ size: SIMD3<Float>) -> Material {
    switch random.index(in: 0..<5) {
    case 0: return Colors.cardboard(&random)
    case 1:
      return Material(
        Colors.bright(&random), accent: Colors.bright(&random),
        pattern: .band(from: size.z * 0.3, to: size.z * random.number(in: 0.5...0.8)))
    case 2:
      return Material(
        Colors.bright(&random), accent: Colors.bright(&random),
        pattern: .stripes(width: size.x * random.number(in: 0.2...0.6)))
    case 3:
      return Material(
        [0.92, 0.92, 0.9], accent: Colors.bright(&random), pattern: .checker(edge: size.x / 2))
    default: return Material(Colors.bright(&random))
    }
  }

  private static func ceramic(_ random: inout SceneRandom) -> Material {
    let color =
      random.chance(0.5) ? SIMD3<Float>(0.93, 0.92, 0.89) : Colors.bright(&random)
    var material = Material(color)
    material.gloss = random.number(in: 0.05...0.35)
    return material
  }
}
