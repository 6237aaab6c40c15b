import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Bread, cake, cheese.
  static let bakedFood: [Kind] = [
    Kind("bread", [.kitchen, .warehouse], bread),
    Kind("roll of bread", [.kitchen], bun),
    Kind("croissant", [.kitchen], croissant),
    Kind("cheese", [.kitchen, .warehouse], cheese),
    Kind("cake", [.kitchen, .living], cake),
  ]

  private static func bread(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD3(
      random.number(in: 0.09...0.2), random.number(in: 0.045...0.07),
      random.number(in: 0.035...0.055))
    let crust = ObjectFinish.skin([0.66, 0.42, 0.2], [0.45, 0.26, 0.11], edge: 0.012, gloss: 0.05)
    var mesh = TriangleMesh.superquadric(
      radii: size, roundness: [0.75, random.number(in: 0.4...0.9)], segments: 36, crust)
    let low = size.z * 0.35
    mesh = mesh.deformed { [$0.x, $0.y, Swift.max($0.z, low) - low] }
    mesh = mesh.jittered(by: 0.003, wavelength: 0.03, seed: random.next())
    mesh = mesh.deformed { [$0.x, $0.y, Swift.max($0.z, 0)] }
    let cuts = random.index(in: 0..<5)
    let top = mesh.bounds.max.z
    for cut in 0..<cuts {
      let offset = (Float(cut) + 0.5) / Float(cuts) * size.x * 1.2 - size.x * 0.6
      let scar = TriangleMesh.superquadric(
        radii: [0.007, size.y * 0.5, 0.004], roundness: [1, 1], segments: 12,
        ObjectFinish.skin([0.85, 0.7, 0.48], [0.78, 0.6, 0.38], edge: 0.006, gloss: 0), part: "cut")
      mesh.join(
        scar, at: [offset, 0, top - 0.0065 - abs(offset / size.x) * 0.012], turned: Turn.z(0.4))
    }
    return SceneObject(.food, named: "bread", mesh.grounded())
  }

  private static func bun(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.032...0.05)
    let color = random.choice(
      [[0.8, 0.56, 0.28], [0.6, 0.38, 0.18], [0.88, 0.7, 0.42]] as [SIMD3<Float>])
    var mesh = TriangleMesh.superquadric(
      radii: [radius * random.number(in: 1...1.3), radius, radius * 0.62], roundness: [0.8, 1],
      segments: 24, ObjectFinish.skin(color, color * 0.75, edge: 0.012))
    let low = radius * 0.2
    mesh = mesh.jittered(by: 0.0025, wavelength: 0.025, seed: random.next())
    mesh = mesh.deformed { [$0.x, $0.y, Swift.max($0.z, low) - low] }
    return SceneObject(.food, named: "roll of bread", mesh)
  }

  private static func croissant(_ random: inout SceneRandom) -> SceneObject {
    let crust = ObjectFinish.skin([0.78, 0.5, 0.2], [0.55, 0.3, 0.1], edge: 0.008, gloss: 0.15)
    let steps = 28
    let size = random.number(in: 0.045...0.06)
    let line = (0...steps).map { step -> SIMD3<Float> in
      let turn = sineAndCosine((Float(step) / Float(steps) - 0.5) * 2.9)
      return [turn.sine * size, turn.cosine * size, 0]
    }
    let radii = (0...steps).map { step -> Float in
      let share = abs(Float(step) / Float(steps) - 0.5) * 2
      let fold = abs(((share * 3.2).rounded(.down) + 0.5) - share * 3.2)
      return step == 0 || step == steps
        ? 0 : 0.028 * (1 - share * share * 0.75) * (1.06 - fold * 0.3)
    }
    return SceneObject(
      .food, named: "croissant",
      natural(.tube(along: line, radii: radii, segments: 14, crust), &random).scaled(by: [
        1, 1, 0.85,
      ])
      .centered())
  }

  private static func cheese(_ random: inout SceneRandom) -> SceneObject {
    let (length, height) = (random.number(in: 0.09...0.17), random.number(in: 0.03...0.08))
    let half = length * random.number(in: 0.2...0.4)
    var solid = TriangleMesh.extrusion(
      [[0, 0], [length, -half], [length * 1.08, 0], [length, half]], height: height,
      ObjectFinish.skin([0.9, 0.74, 0.32], [0.86, 0.68, 0.26], edge: 0.02))
    solid.join(
      .extrusion(
        [
          [length * 0.99, -half], [length + 0.004, -half], [length * 1.08 + 0.004, 0],
          [length + 0.004, half], [length * 0.99, half], [length * 1.07, 0],
        ], height: height + 0.0004,
        ObjectFinish.lacquer(
          random.choice([[0.75, 0.1, 0.1], [0.75, 0.5, 0.2], [0.15, 0.15, 0.15]])),
        part: "rind"))
    return SceneObject(
      .food, named: "cheese", solid.centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func cake(_ random: inout SceneRandom) -> SceneObject {
    let (radius, height) = (random.number(in: 0.08...0.14), random.number(in: 0.04...0.09))
    let icing = random.choice(
      [[0.94, 0.9, 0.84], [0.32, 0.18, 0.1], [0.9, 0.6, 0.65]] as [SIMD3<Float>])
    let dough = ObjectFinish.skin([0.78, 0.58, 0.32], [0.62, 0.42, 0.2], edge: 0.006, gloss: 0)
    // Some are cut: a fan of the whole.
    let share = random.chance(0.5) ? 1 : random.number(in: 0.5...0.9)
    let count = 36
    var outline = (0..<(share == 1 ? count : count + 1)).map { step -> SIMD2<Float> in
      let turn = sineAndCosine(Float(step) / Float(count) * 2 * .pi * share)
      return SIMD2(turn.cosine, turn.sine) * radius
    }
    if share < 1 { outline.append(.zero) }
    var mesh = TriangleMesh.extrusion(outline, height: height, dough)
    mesh.join(
      .extrusion(
        outline.map { $0 * 1.01 }, height: 0.009, ObjectFinish.plastic(icing, gloss: 0.15),
        part: "icing"),
      at: [0, 0, height])
    for berry in 0..<8 where Float(berry) / 8 < share - 0.06 {
      let turn = sineAndCosine((Float(berry) / 8 + 0.04) * 2 * .pi)
      mesh.join(
        .superquadric(
          radii: [0.009, 0.009, 0.009], roundness: [1, 1], segments: 12,
          ObjectFinish.plastic([0.7, 0.08, 0.12], gloss: 0.3), part: "berry"),
        at: [turn.cosine * radius * 0.78, turn.sine * radius * 0.78, height + 0.006])
    }
    let plate = TriangleMesh.lathe(
      [
        [0, 0], [radius * 0.8, 0], [radius * 1.25, 0.012], [radius * 1.25, 0.014],
        [radius * 1.1, 0.01],
        [0, 0.006],
      ], ObjectFinish.ceramic(&random, height: 0.014, isFlat: true), part: "plate")
    var whole = plate
    whole.join(mesh, at: [0, 0, 0.0075])
    return SceneObject(.food, named: "cake", whole)
  }
}
