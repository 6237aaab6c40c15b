import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// What things are carried in.
  static let bags: [Kind] = [
    Kind("carrier bag", [.kitchen, .living, .warehouse, .office], carrierBag),
    Kind("backpack", [.living, .office], backpack),
    Kind("handbag", [.living, .office], handbag),
    Kind("sack", [.warehouse, .workshop], sack),
  ]

  private static func carrierBag(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.18...0.34), random.number(in: 0.08...0.15), random.number(in: 0.2...0.38))
    let paper = random.chance(0.5)
    let material =
      paper
      ? (random.chance(0.5)
        ? ObjectFinish.cardboard(&random) : ObjectFinish.print(&random, edge: size.z * 0.4))
      : ObjectFinish.cloth(&random)
    // Slices, so that the walls can give way.
    var mesh = TriangleMesh()
    let levels = 8
    for wall in 0..<4 {
      let alongX = wall % 2 == 0
      let (wide, out) = alongX ? (size.x, size.y / 2) : (size.y, size.x / 2)
      let sheet = TriangleMesh.sheet(
        columns: 10, rows: levels, size: [wide, size.z], height: { _ in out }, material)
      let stood = sheet.deformed { [$0.x, -$0.z, $0.y + size.z / 2] }
      mesh.join(stood, turned: Turn.z(Float(wall) * .pi / 2))
    }
    mesh.join(.box([size.x, size.y, 0.002], material))
    let seed = random.next()
    let slack: Float = paper ? 0.006 : 0.02
    mesh = mesh.deformed { place in
      let share = place.z / size.z
      let pinch = 1 - share * share * (paper ? 0.15 : 0.5)
      return [place.x, place.y * pinch, place.z]
    }
    let dented = mesh.jittered(by: slack, wavelength: 0.09, seed: seed)
    mesh.positions = zip(mesh.positions, dented.positions).map { old, new in
      let share = Swift.min(old.z / (size.z * 0.3), 1)
      return old + (new - old) * share
    }
    mesh = mesh.deformed { [$0.x, $0.y, Swift.max($0.z, 0)] }
    for side in [-1, 1] as [Float] {
      let line = TriangleMesh.smoothLine(
        through: [
          [-size.x * 0.2, side * size.y * (paper ? 0.43 : 0.25), size.z * 0.96],
          [-size.x * 0.15, side * 0.01, size.z + 0.08],
          [size.x * 0.15, side * 0.01, size.z + 0.08],
          [size.x * 0.2, side * size.y * (paper ? 0.43 : 0.25), size.z * 0.96],
        ], steps: 5)
      mesh.join(.tube(along: line, radii: [0.0035], segments: 6, material, part: "handle"))
    }
    return SceneObject(.bag, named: "carrier bag", mesh)
  }

  private static func backpack(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.13...0.17), random.number(in: 0.08...0.12), random.number(in: 0.2...0.26))
    let cloth = ObjectFinish.cloth(&random)
    let second = random.chance(0.5) ? cloth : ObjectFinish.cloth(&random)
    var mesh = TriangleMesh.superquadric(radii: size, roundness: [0.45, 0.5], segments: 36, cloth)
      .deformed { place in
        [place.x, place.y * (1.1 - 0.3 * place.z / (2 * size.z)), place.z]
      }
    mesh.join(
      TriangleMesh.superquadric(
        radii: [size.x * 0.75, size.y * 0.5, size.z * 0.42], roundness: [0.4, 0.4], segments: 30,
        second, part: "pocket"), at: [0, -size.y * 0.78, size.z * 0.12])
    for side in [-1, 1] as [Float] {
      let line = TriangleMesh.smoothLine(
        through: [
          [side * size.x * 0.4, size.y * 0.6, size.z * 1.8],
          [side * size.x * 0.62, size.y * 1.25, size.z * 1.5],
          [side * size.x * 0.75, size.y * 1.35, size.z * 0.8],
          [side * size.x * 0.8, size.y * 0.8, size.z * 0.25],
        ], steps: 5)
      mesh.join(TriangleMesh.tube(along: line, radii: [0.009], segments: 8, second, part: "strap"))
    }
    let loop = TriangleMesh.arc(
      center: [0, size.y * 0.3, size.z * 1.94], radius: 0.035, angles: 0...Float.pi,
      right: [1, 0, 0], up: [0, 0, 1], steps: 10)
    mesh.join(.tube(along: loop, radii: [0.006], segments: 6, second, part: "handle"))
    mesh = mesh.jittered(by: 0.008, wavelength: 0.07, seed: random.next())
    if random.chance(0.3) { mesh = mesh.laid(Turn.x(1.45)) }
    return SceneObject(
      .bag, named: "backpack",
      mesh.grounded().deformed { [$0.x, $0.y, Swift.max($0.z - 0.006, 0)] }.centered())
  }

  private static func handbag(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.1...0.17), random.number(in: 0.04...0.07), random.number(in: 0.07...0.12))
    let leather = ObjectFinish.plastic(ObjectFinish.any(&random), gloss: 0.2)
    var mesh = TriangleMesh.superquadric(
      radii: size, roundness: [0.4, 0.35], segments: 36, leather
    ).tapered(to: [0.88, 0.45])
    let line = TriangleMesh.smoothLine(
      through: [
        [-size.x * 0.6, 0, size.z * 1.9], [-size.x * 0.5, 0, size.z * 2.8],
        [size.x * 0.5, 0, size.z * 2.8], [size.x * 0.6, 0, size.z * 1.9],
      ], steps: 5)
    mesh.join(.tube(along: line, radii: [0.005], segments: 8, leather, part: "handle"))
    mesh.join(
      .box([0.03, 0.006, 0.022], rounding: 0.002, ObjectFinish.metal(&random), part: "clasp"),
      at: [0, -size.y * 0.72, size.z * 1.45], turned: Turn.x(-0.28))
    return SceneObject(
      .bag, named: "handbag", mesh.jittered(by: 0.004, wavelength: 0.06, seed: random.next()))
  }

  private static func sack(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.15...0.3), random.number(in: 0.1...0.19), random.number(in: 0.05...0.085))
    var material =
      random.chance(0.5)
      ? ObjectFinish.skin([0.7, 0.6, 0.45], [0.6, 0.5, 0.36], edge: 0.003, gloss: 0)
      : ObjectFinish.cover(&random, edge: size.y * 0.5)
    material.gloss = 0.05
    var mesh = TriangleMesh.superquadric(
      radii: size, roundness: [0.75, 0.35], segments: 36, material
    ).jittered(by: 0.012, wavelength: 0.08, seed: random.next())
    let low = size.z * 0.3
    mesh = mesh.deformed { [$0.x, $0.y, Swift.max($0.z, low) - low] }
    return SceneObject(.sack, mesh)
  }
}
