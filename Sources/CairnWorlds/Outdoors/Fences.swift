import CairnGeometry
import CairnScenes

/// Makes fences along x, through most of which one can look.
enum Fences {
  enum Kind: CaseIterable { case pickets, bars, mesh, boards, rails }

  static func fence(_ kind: Kind, length: Float, _ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = length / 2
    let isWood = kind == .pickets || kind == .boards || kind == .rails
    let look =
      isWood
      ? (random.chance(0.3) ? Looks.white : Looks.timber)
      : random.chance(0.5) ? Looks.zinc : Material([0.15, 0.27, 0.2], reflectivity: 0.3)
    let height = kind == .boards ? random.number(in: 1.4...1.9) : random.number(in: 0.85...1.4)
    builder.use(look, part: "posts")
    let spans = max(Int((length / 2.2).rounded()), 1)
    for index in 0...spans {
      let x = -half + 0.05 + (length - 0.1) * Float(index) / Float(spans)
      builder.block(from: [x - 0.04, -0.04, 0], to: [x + 0.04, 0.04, height + 0.04])
    }
    builder.use(look, part: "rails")
    let rails: [Float] =
      switch kind {
      case .mesh: [0.06, height - 0.03]
      case .rails: [height * 0.3, height * 0.62, height * 0.94]
      default: [height * 0.22, height * 0.82]
      }
    for rail in rails {
      builder.block(from: [-half, -0.018, rail - 0.04], to: [half, 0.018, rail + 0.03])
    }
    var x = -half + 0.12
    switch kind {
    case .pickets:
      builder.use(look, part: "pickets")
      while x < half - 0.1 {
        builder.block(from: [x, -0.04, 0.06], to: [x + 0.075, -0.019, height - 0.04])
        builder.face([
          [x, -0.03, height - 0.04], [x + 0.075, -0.03, height - 0.04],
          [x + 0.037, -0.03, height + 0.02],
        ])
        x += 0.13
      }
    case .bars:
      builder.use(look, part: "bars")
      while x < half - 0.06 {
        builder.rod(from: [x, 0, 0.05], to: [x, 0, height], radius: 0.009, segments: 5)
        x += 0.12
      }
    case .mesh:
      builder.use(Looks.zinc, part: "wires")
      while x < half {
        builder.rod(from: [x, 0, 0.06], to: [x, 0, height], radius: 0.002, segments: 3)
        x += 0.06
      }
      var z: Float = 0.1
      while z < height {
        builder.rod(from: [-half, 0, z], to: [half, 0, z], radius: 0.002, segments: 3)
        z += 0.1
      }
    case .boards:
      builder.use(look, part: "boards")
      while x < half - 0.16 {
        let top = height - random.number(in: 0...0.02)
        builder.block(from: [x, -0.04, 0.05], to: [x + 0.14, -0.019, top])
        x += random.number(in: 0.144...0.152)
      }
    case .rails: break
    }
    return SceneObject(.fence, named: "fence", builder.mesh)
  }
}

/// Makes what stands before a cafe or in a garden.
enum GardenFurniture {
  static func table(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let radius = random.number(in: 0.3...0.45)
    builder.use(random.chance(0.5) ? Looks.timber : Looks.steel, part: "top")
    if random.chance(0.6) {
      builder.turned([[radius, 0.7], [radius, 0.73]], segments: 20)
    } else {
      builder.block(from: [-radius, -radius, 0.7], to: [radius, radius, 0.73])
    }
    builder.use(Looks.anthracite, part: "foot")
    builder.rod(from: [0, 0, 0.02], to: [0, 0, 0.7], radius: 0.03)
    builder.turned([[0.22, 0], [0.22, 0.02], [0.03, 0.05]], segments: 14)
    let half = SIMD2(repeating: radius * 0.68)
    return SceneObject(
      .table, named: "garden table", builder.mesh,
      surfaces: [SupportSurface(from: SIMD2.zero - half, to: half, height: 0.73)])
  }

  /// A chair; who sits on it looks towards -y.
  static func chair(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let look =
      random.chance(0.4) ? Looks.timber : random.chance(0.5) ? Looks.white : Looks.lacquer(&random)
    builder.use(look, part: "seat")
    for index in 0..<4 {
      let y = -0.2 + Float(index) * 0.105
      builder.block(from: [-0.2, y, 0.43], to: [0.2, y + 0.085, 0.45])
    }
    builder.use(look, part: "back")
    for index in 0..<3 {
      let z = 0.56 + Float(index) * 0.12
      builder.bar(
        from: [-0.19, 0.225 + z * 0.05, z], to: [0.19, 0.225 + z * 0.05, z], width: 0.018,
        depth: 0.085)
    }
    builder.use(Looks.anthracite, part: "legs")
    for x in [Float(-0.19), 0.19] {
      builder.rod(from: [x, -0.22, 0], to: [x, -0.16, 0.43], radius: 0.011, segments: 6)
      builder.rod([[x, 0.24, 0], [x, 0.21, 0.43], [x, 0.28, 0.86]], radii: [0.011], segments: 6)
    }
    return SceneObject(
      .chair, named: "garden chair", builder.mesh,
      surfaces: [SupportSurface(from: [-0.19, -0.19], to: [0.19, 0.19], height: 0.45)])
  }

  /// A parasol on its foot.
  static func parasol(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.concrete, part: "foot")
    builder.turned([[0.25, 0], [0.25, 0.08], [0.05, 0.1]], segments: 16)
    builder.use(Looks.timber, part: "pole")
    builder.rod(from: [0, 0, 0.08], to: [0, 0, 2.45], radius: 0.024, segments: 8)
    builder.use(Looks.cloth(&random), part: "canopy")
    let radius = random.number(in: 1.1...1.6)
    let circle = MeshBuilder.circle(8)
    for index in 0..<8 {
      let (a, b) = (circle[index] * radius, circle[(index + 1) % 8] * radius)
      builder.face([[a.x, a.y, 2.05], [b.x, b.y, 2.05], [0, 0, 2.5]])
      builder.face([[a.x, a.y, 1.92], [b.x, b.y, 1.92], [b.x, b.y, 2.05], [a.x, a.y, 2.05]])
    }
    return SceneObject(.object, named: "parasol", builder.mesh)
  }

  /// Hoops to which bicycles are locked, along x.
  static func bicycleRack(places: Int) -> SceneObject {
    var builder = MeshBuilder()
    for index in 0..<places {
      builder.use(Looks.zinc, part: "hoops")
      let x = (Float(index) - Float(places - 1) / 2) * 0.8
      builder.rod(
        [
          [x, -0.4, 0], [x, -0.4, 0.7], [x, -0.33, 0.8], [x, 0.33, 0.8], [x, 0.4, 0.7],
          [x, 0.4, 0],
        ],
        radii: [0.022], segments: 7)
    }
    if places > 1 {
      let end = Float(places - 1) * 0.4
      builder.use(Looks.zinc, part: "rail")
      for y in [Float(-0.4), 0.4] {
        builder.block(from: [-end, y - 0.03, 0], to: [end, y + 0.03, 0.012])
      }
    }
    return SceneObject(.rack, named: "bicycle rack", builder.mesh)
  }
}
