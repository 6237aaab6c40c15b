import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Fruit and vegetables.
  static let food: [Kind] = [
    Kind("apple", [.kitchen, .living, .warehouse], weight: 1.5, apple),
    Kind("pear", [.kitchen, .living, .warehouse], pear),
    Kind("orange", [.kitchen, .living, .warehouse], weight: 1.5, citrus),
    Kind("banana", [.kitchen, .living, .warehouse], weight: 1.5, banana),
    Kind("grapes", [.kitchen], grapes),
    Kind("tomato", [.kitchen, .warehouse], tomato),
    Kind("pepper", [.kitchen, .warehouse], pepper),
    Kind("carrot", [.kitchen, .warehouse], carrot),
    Kind("cucumber", [.kitchen, .warehouse], cucumber),
    Kind("potato", [.kitchen, .warehouse], potato),
    Kind("onion", [.kitchen, .warehouse], onion),
    Kind("melon", [.kitchen, .warehouse], melon),
  ]

  static func natural(
    _ mesh: TriangleMesh, _ random: inout SceneRandom, amount: Float = 0.0015,
    wavelength: Float = 0.03
  ) -> TriangleMesh {
    mesh.jittered(by: amount, wavelength: wavelength, seed: random.next())
  }

  private static let stalk = Material([0.35, 0.27, 0.14], reflectivity: 0.4)

  private static func apple(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.032...0.044)
    let profile = Outline.smooth(
      [
        [0, 0.15], [0.35, 0.02], [0.72, 0.25], [1, 0.98], [0.82, 1.6], [0.4, 1.78], [0, 1.52],
      ],
      steps: 3
    ).map { $0 * radius }
    let colors: [(SIMD3<Float>, SIMD3<Float>)] = [
      ([0.72, 0.1, 0.1], [0.8, 0.55, 0.2]), ([0.45, 0.65, 0.15], [0.6, 0.72, 0.25]),
      ([0.85, 0.7, 0.25], [0.8, 0.3, 0.15]),
    ]
    let color = random.choice(colors)
    var mesh = natural(
      .lathe(profile, segments: 24, ObjectFinish.skin(color.0, color.1, edge: 0.015, gloss: 0.15)),
      &random,
      wavelength: 0.04)
    mesh.join(
      .tube(
        along: [[0, 0, radius * 1.45], [0.002, 0, radius * 1.7], [0.006, 0, radius * 1.98]],
        radii: [0.0014], segments: 6, stalk, part: "stalk"))
    return SceneObject(.fruit, named: "apple", mesh.grounded())
  }

  private static func pear(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.03...0.04)
    let profile = Outline.smooth(
      [[0, 0.1], [0.4, 0], [0.95, 0.7], [0.88, 1.35], [0.5, 2.1], [0.36, 2.6], [0, 2.75]], steps: 3
    ).map { $0 * radius }
    var mesh = natural(
      .lathe(
        profile, segments: 22, ObjectFinish.skin([0.68, 0.7, 0.25], [0.6, 0.45, 0.2], edge: 0.008)),
      &random, wavelength: 0.04)
    mesh.join(
      .tube(
        along: [[0, 0, radius * 2.7], [0.004, 0, radius * 3.3]], radii: [0.0015], segments: 6,
        stalk,
        part: "stalk"))
    if random.chance(0.4) { mesh = mesh.laid(Turn.y(1.75)) }
    return SceneObject(.fruit, named: "pear", mesh.centered())
  }

  private static func citrus(_ random: inout SceneRandom) -> SceneObject {
    let isLemon = random.chance(0.35)
    let radius = isLemon ? random.number(in: 0.024...0.03) : random.number(in: 0.03...0.045)
    let colors: [SIMD3<Float>] =
      isLemon
      ? [[0.9, 0.78, 0.15], [0.45, 0.62, 0.15]]
      : [[0.9, 0.48, 0.1], [0.92, 0.58, 0.2], [0.85, 0.4, 0.2]]
    let color = random.choice(colors)
    var mesh = TriangleMesh.superquadric(
      radii: SIMD3(radius, radius, radius * (isLemon ? 1.1 : random.number(in: 0.9...1))),
      roundness: [1, 1], segments: 22, ObjectFinish.skin(color, color * 0.85, edge: 0.0025))
    if isLemon {
      mesh = mesh.deformed { place in
        let end = abs(place.z / radius - 1.1) / 1.1
        let tip = Swift.max(0, end - 0.85) * 0.055
        return [place.x, place.y, place.z + (place.z > radius ? tip : -tip)]
      }
      mesh = mesh.laid(Turn.y(.pi / 2) * Turn.z(random.unit()))
    }
    mesh = natural(mesh, &random, amount: 0.001).centered()
    return SceneObject(.fruit, named: isLemon ? "lemon" : "orange", mesh)
  }

  private static func banana(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.13...0.2)
    let radius = random.number(in: 0.015...0.019)
    let count = random.chance(0.5) ? 1 : random.index(in: 2..<6)
    let ripeness = random.unit()
    let color = SIMD3<Float>(0.88, 0.74, 0.18) * (1 - ripeness * 0.15)
    let peel = ObjectFinish.skin(
      random.chance(0.15) ? [0.6, 0.7, 0.25] : color,
      ripeness > 0.5 ? [0.55, 0.38, 0.12] : color * 0.92,
      edge: 0.006)
    var mesh = TriangleMesh()
    let bend = random.number(in: 0.9...1.4)
    for finger in 0..<count {
      let steps = 14
      let curve = length / bend
      let line = (0...steps).map { step -> SIMD3<Float> in
        let turn = sineAndCosine((Float(step) / Float(steps) - 0.5) * bend)
        return [turn.sine * curve, turn.cosine * curve - curve, 0]
      }
      let radii = (0...steps).map { step -> Float in
        let share = Float(step) / Float(steps)
        if step == 0 { return 0.004 }
        if step == steps { return 0.0035 }
        if share < 0.14 { return 0.0045 + (share / 0.14) * (share / 0.14) * radius * 0.5 }
        let rest = (share - 0.5) * 2
        return radius * (1 - rest * rest * rest * rest * 0.55)
      }
      // Five edges to a banana; the bundle is joined at the stalks.
      let one = TriangleMesh.tube(along: line, radii: radii, segments: 10, peel)
      let fan = (Float(finger) - Float(count - 1) / 2) * 0.28
      let tip = line[0]
      let turned = one.deformed { $0 - tip }
      mesh.join(turned, turned: Turn.z(fan * 0.9) * Turn.x(Float(finger) * 0.12))
    }
    if count > 1 {
      mesh.join(
        .capsuleLine(from: [-0.012, 0, 0], to: [0.006, 0, 0], radius: 0.011, stalk, part: "stalk"))
    }
    return SceneObject(.fruit, named: count == 1 ? "banana" : "bunch of bananas", mesh.centered())
  }

  private static func grapes(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.0075...0.011)
    let color = random.choice(
      [[0.3, 0.12, 0.25], [0.55, 0.65, 0.25], [0.15, 0.12, 0.2]] as [SIMD3<Float>])
    let berry = TriangleMesh.superquadric(
      radii: [radius, radius, radius * 1.1], roundness: [1, 1], segments: 9,
      ObjectFinish.skin(color, color * 1.25, edge: 0.006, gloss: 0.15), part: "berry")
    var mesh = TriangleMesh()
    let count = random.index(in: 28..<50)
    // A heap that grows berry on berry, narrower towards its tip.
    var places: [SIMD3<Float>] = [.zero]
    for _ in 0..<count * 40 where places.count < count {
      let heading = SIMD3(random.normal(), random.normal(), random.normal()).normalized
      let place = random.choice(places) + heading * radius * 1.75
      let reach = 0.034 * (1 - (place.x + 0.06) * 5)
      let isWithin =
        abs(place.x) < 0.06 && place.z >= 0
        && place.y * place.y + place.z * place.z * 1.6 < reach * reach
      if isWithin, places.allSatisfy({ ($0 - place).length > radius * 1.6 }) {
        places.append(place)
      }
    }
    for place in places { mesh.join(berry, at: place) }
    let line = TriangleMesh.smoothLine(
      through: [[0.03, 0, radius * 2], [-0.05, 0, radius * 3], [-0.085, 0.01, radius * 3.5]],
      steps: 4)
    mesh.join(.tube(along: line, radii: [0.0018], segments: 6, stalk, part: "stalk"))
    return SceneObject(.fruit, named: "grapes", mesh.centered())
  }

  private static func tomato(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.018...0.042)
    var mesh = TriangleMesh.superquadric(
      radii: [radius, radius, radius * random.number(in: 0.75...0.95)], roundness: [0.9, 1],
      segments: 22,
      ObjectFinish.skin([0.8, 0.14, 0.08], [0.85, 0.3, 0.1], edge: 0.02, gloss: 0.25))
    let ribs = Float(random.index(in: 0..<7))
    mesh = mesh.deformed { place in
      let length = (place.x * place.x + place.y * place.y).squareRoot()
      guard length > 1e-5, ribs > 2 else { return place }
      // Ribs without an arc tangent: the cosine of a multiple angle by Chebyshev's recursion.
      let cosine = place.x / length
      var (before, now) = (Float(1), cosine)
      for _ in 1..<Int(ribs) { (before, now) = (now, 2 * cosine * now - before) }
      return [place.x * (1 + 0.05 * now), place.y * (1 + 0.05 * now), place.z]
    }
    let top = mesh.bounds.max.z
    for leaf in 0..<5 {
      mesh.join(
        TriangleMesh.box(
          [radius * 0.6, 0.005, 0.0012], Material([0.2, 0.42, 0.12]), part: "stalk"
        )
        .tapered(to: [0.9, 0.9]), at: [0, 0, top - 0.001],
        turned: Turn.z(Float(leaf) * 1.257))
    }
    return SceneObject(.fruit, named: "tomato", mesh)
  }

  private static func pepper(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.033...0.043)
    let height = radius * random.number(in: 1.9...2.9)
    let color = random.choice(
      [[0.78, 0.1, 0.08], [0.85, 0.68, 0.1], [0.2, 0.5, 0.12], [0.9, 0.45, 0.08]] as [SIMD3<Float>])
    var solid = Solid.capsule(
      from: [0, 0, radius], to: [0, 0, height - radius * 0.8], radius: radius * 0.6)
    let lobes = random.index(in: 3..<5)
    for lobe in 0..<lobes {
      let turn = sineAndCosine(Float(lobe) / Float(lobes) * 2 * .pi)
      let out = SIMD3(turn.cosine, turn.sine, 0) * radius * 0.5
      solid = solid.joined(
        with: .capsule(
          from: out * 0.75 + [0, 0, radius * 0.5], to: out + [0, 0, height - radius * 0.6],
          radius: radius * 0.52), blend: 0.012)
    }
    var mesh = natural(
      .solid(
        solid, cell: radius * 0.17, ObjectFinish.skin(color, color * 1.1, edge: 0.03, gloss: 0.3)),
      &random)
    mesh.join(
      .tube(
        along: [[0, 0, height * 0.86], [0.002, 0, height], [0.008, 0, height + 0.018]],
        radii: [0.009, 0.005, 0.005], segments: 8, Material([0.3, 0.45, 0.15]), part: "stalk"))
    if random.chance(0.6) { mesh = mesh.laid(Turn.y(1.6)) }
    return SceneObject(.fruit, named: "pepper", mesh.centered())
  }

  private static func carrot(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.12...0.2)
    let radius = random.number(in: 0.011...0.02)
    let line = (0...10).map { SIMD3(Float($0) / 10 * length, 0, 0) }
    let radii = (0...10).map { step -> Float in
      let share = Float(step) / 10
      return step == 0 ? radius * 0.4 : step == 10 ? 0 : radius * (1 - share * share * 0.8)
    }
    var mesh = natural(
      .tube(
        along: line, radii: radii, segments: 14,
        ObjectFinish.skin([0.88, 0.42, 0.1], [0.78, 0.34, 0.08], edge: 0.008)), &random,
      wavelength: 0.05)
    if random.chance(0.5) {
      for leaf in 0..<6 {
        let spread = SIMD3(-0.05, Float(leaf - 3) * 0.011, random.normal() * 0.006)
        mesh.join(
          .tube(
            along: [[0.002, 0, 0], spread * 0.6, spread * 1.4], radii: [0.002, 0.0025, 0.001],
            segments: 5, ObjectFinish.skin([0.25, 0.5, 0.15], [0.15, 0.35, 0.1], edge: 0.004),
            part: "leaves"))
      }
    }
    return SceneObject(.food, named: "carrot", mesh.centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func cucumber(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.15...0.32)
    let radius = random.number(in: 0.016...0.026)
    let isGreen = random.chance(0.6)
    let color: SIMD3<Float> =
      isGreen ? [0.15, 0.36, 0.12] : random.chance(0.5) ? [0.35, 0.5, 0.2] : [0.22, 0.12, 0.22]
    let steps = 12
    let line = (0...steps).map { step -> SIMD3<Float> in
      let share = Float(step) / Float(steps) - 0.5
      return [share * length, share * share * 0.03, 0]
    }
    let radii = (0...steps).map { step -> Float in
      let share = abs(Float(step) / Float(steps) - 0.5) * 2
      return step == 0 || step == steps ? 0 : radius * (1 - share * share * share * share * 0.5)
    }
    return SceneObject(
      .food, named: "cucumber",
      natural(
        .tube(
          along: line, radii: radii, segments: 16,
          ObjectFinish.skin(color, color * 1.3, edge: 0.005, gloss: 0.15)), &random
      ).centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func potato(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.022...0.036)
    let color = random.choice(
      [[0.72, 0.57, 0.36], [0.62, 0.42, 0.3], [0.55, 0.3, 0.28]] as [SIMD3<Float>])
    let mesh = TriangleMesh.superquadric(
      radii: [
        radius * random.number(in: 1.1...1.8), radius, radius * random.number(in: 0.75...0.95),
      ],
      roundness: [0.85, 0.95], segments: 24,
      ObjectFinish.skin(color, color * 0.75, edge: 0.004, gloss: 0)
    )
    return SceneObject(
      .food, named: "potato", natural(mesh, &random, amount: 0.005, wavelength: 0.035).centered())
  }

  private static func onion(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.024...0.042)
    let color = random.choice(
      [[0.76, 0.52, 0.26], [0.5, 0.15, 0.25], [0.88, 0.86, 0.8]] as [SIMD3<Float>])
    let profile = Outline.smooth(
      [
        [0, 0.02], [0.3, 0.03], [0.95, 0.6], [0.9, 1.15], [0.35, 1.6], [0.12, 1.95], [0, 2.1],
      ], steps: 3
    ).map { $0 * radius }
    return SceneObject(
      .food, named: "onion",
      natural(
        .lathe(
          profile, segments: 22, ObjectFinish.skin(color, color * 0.8, edge: 0.012, gloss: 0.15)),
        &random,
        amount: 0.001
      ).grounded())
  }

  private static func melon(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.07...0.13)
    let colors: [(SIMD3<Float>, SIMD3<Float>)] = [
      ([0.18, 0.36, 0.13], [0.4, 0.58, 0.25]), ([0.88, 0.74, 0.2], [0.8, 0.66, 0.15]),
      ([0.66, 0.62, 0.4], [0.52, 0.5, 0.3]), ([0.85, 0.4, 0.1], [0.75, 0.33, 0.08]),
    ]
    let color = random.choice(colors)
    var skin = ObjectFinish.skin(color.0, color.1, edge: 0.012)
    if random.chance(0.5) { skin.pattern = .stripes(width: 0.018) }
    let mesh = TriangleMesh.superquadric(
      radii: [radius * random.number(in: 1...1.35), radius, radius], roundness: [1, 1],
      segments: 36, skin)
    return SceneObject(.fruit, named: "melon", mesh)
  }
}
