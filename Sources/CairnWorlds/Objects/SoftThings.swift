import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Clothes, cushions, plush: what gives way.
  static let soft: [Kind] = [
    Kind("folded towel", [.bathroom, .kitchen, .living], weight: 1.5, foldedTowel),
    Kind("crumpled cloth", [.kitchen, .bathroom, .workshop, .living], weight: 1.5, crumpledCloth),
    Kind("shoe", [.living, .warehouse], weight: 1.5, shoe),
    Kind("cap", [.living, .workshop], cap),
    Kind("glove", [.workshop, .living, .warehouse], glove),
    Kind("cushion", [.living], cushion),
    Kind("plush toy", [.living], weight: 1.5, plushToy),
    Kind("ball of yarn", [.living], yarn),
  ]

  private static func foldedTowel(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.15...0.36), random.number(in: 0.12...0.26))
    let layers = random.index(in: 2..<7)
    let thickness = random.number(in: 0.006...0.014)
    let cloth = ObjectFinish.cloth(&random)
    // A strip laid to and fro: its outline seen from the side, swept across.
    var outline: [SIMD2<Float>] = []
    let half = size.y / 2
    for layer in 0..<layers {
      let height = Float(layer) * thickness
      let right = half - random.number(in: 0...0.006)
      let bulge = thickness * 0.5
      outline += [
        [right, height + 0.0002], [right + bulge * 0.8, height + bulge * 0.5],
        [right + bulge * 0.9, height + bulge * 1.1], [right, height + thickness - 0.0002],
      ]
    }
    for layer in (0..<layers).reversed() {
      let height = Float(layer) * thickness
      let left = -half + random.number(in: 0...0.01)
      let bulge = thickness * 0.5
      outline += [
        [left, height + thickness - 0.0002], [left - bulge * 0.8, height + bulge * 1.2],
        [left - bulge * 0.8, height + bulge * 0.7], [left, height + 0.0002],
      ]
    }
    let slices = 14
    var mesh = swept(outline, length: size.x, slices: slices, cloth)
    mesh = mesh.jittered(by: 0.003, wavelength: 0.06, seed: random.next())
    mesh = mesh.deformed { [$0.x, $0.y, Swift.max($0.z, 0)] }
    let height = mesh.bounds.max.z
    return SceneObject(
      .towel, named: "folded towel", mesh, surfaces: top(size * 0.8, height: height - 0.003))
  }

  /// An outline in y and z carried along x in slices, so that it can be bent and dented.
  static func swept(
    _ outline: [SIMD2<Float>], length: Float, slices: Int, _ material: Material,
    part: String = "body"
  ) -> TriangleMesh {
    let cap = TriangleMesh.extrusion(outline, height: length, material, part: part)
    let count = outline.count
    var positions: [SIMD3<Float>] = []
    for slice in 0...slices {
      let x = (Float(slice) / Float(slices) - 0.5) * length
      positions += cap.positions.prefix(count).map { [x, $0.x, $0.y] }
    }
    var triangles: [SIMD3<UInt32>] = []
    let (ring, last) = (UInt32(count), UInt32(slices * count))
    for slice in 0..<UInt32(slices) {
      for index in 0..<ring {
        let (a, b) = (slice * ring + index, slice * ring + (index + 1) % ring)
        triangles += [[a, b, b + ring], [a, b + ring, a + ring]]
      }
    }
    // The ends are the extrusion's own caps.
    for corners in cap.triangles where corners.max() < ring { triangles.append(corners) }
    for corners in cap.triangles where corners.min() >= ring {
      triangles.append(corners &- ring &+ last)
    }
    return TriangleMesh(positions: positions, triangles: triangles, material: material, part: part)
  }

  private static func crumpledCloth(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.12...0.3), random.number(in: 0.1...0.26))
    let high = random.number(in: 0.015...0.06)
    let seed = random.next()
    var mesh = TriangleMesh.sheet(
      columns: 34, rows: 34, size: [1, 1], height: { _ in 0 }, ObjectFinish.cloth(&random))
    var (xs, ys): ([SIMD3<Float>], [SIMD3<Float>]) = ([], [])
    for _ in 0..<7 {
      xs.append([random.normal() * 9, random.normal() * 9, random.unit() * 6])
      ys.append([random.normal() * 6, random.normal() * 6, random.unit() * 6])
    }
    mesh = mesh.deformed { place in
      var height: Float = 0
      for wave in xs {
        height += abs(sineAndCosine(place.x * wave.x + place.y * wave.y + wave.z).sine)
      }
      let edge = Swift.max(abs(place.x), abs(place.y)) * 2
      let fall = Swift.max(0, 1 - edge * edge * edge)
      var bend = SIMD2<Float>.zero
      for wave in ys.prefix(3) {
        bend.x += sineAndCosine(place.y * wave.x * 1.4 + wave.z).sine * 0.035
      }
      for wave in ys.suffix(3) {
        bend.y += sineAndCosine(place.x * wave.y * 1.4 + wave.z).sine * 0.035
      }
      return [
        (place.x + bend.x) * size.x, (place.y + bend.y) * size.y,
        0.002 + height / 7 * high * (0.25 + 0.75 * fall),
      ]
    }
    return SceneObject(
      .towel, named: "crumpled cloth",
      mesh.jittered(by: 0.003, wavelength: 0.03, seed: seed).grounded())
  }

  private static func shoe(_ random: inout SceneRandom) -> SceneObject {
    let length = random.number(in: 0.2...0.31)
    let (upper, sole) = (
      ObjectFinish.any(&random),
      random.chance(0.5) ? SIMD3<Float>(0.9, 0.9, 0.88) : SIMD3<Float>(0.12, 0.11, 0.1)
    )
    let wide = length * 0.18
    let print: [SIMD2<Float>] = Outline.rounded(
      [
        [-0.5, -0.12], [-0.2, -0.12], [0.15, -0.19], [0.4, -0.16], [0.5, -0.02], [0.42, 0.13],
        [0.15, 0.17], [-0.2, 0.11], [-0.5, 0.12],
      ].map { $0 * length }, by: length * 0.12, isClosed: true)
    var mesh = TriangleMesh.extrusion(
      print, height: length * 0.09, ObjectFinish.rubber(sole), part: "sole"
    ).deformed { place in
      let toe = Swift.max(0, place.x / length - 0.25)
      let heel = Swift.max(0, -place.x / length - 0.1)
      return [place.x, place.y, place.z * (1 + heel * 0.8) + toe * toe * 0.15 * length * 2]
    }
    let isBoot = random.chance(0.25)
    let ankle = length * (isBoot ? 0.5 : 0.3)
    var solid = Solid.capsule(
      from: [-0.3 * length, 0, length * 0.16], to: [length * 0.3, 0, length * 0.1],
      radius: wide * 0.95)
    solid = solid.joined(
      with: .capsule(
        from: [-length * 0.3, 0, length * 0.15], to: [-length * 0.3, 0, ankle], radius: wide * 0.86),
      blend: length * 0.16)
    solid = solid.intersected(with: .halfSpace(normal: [0, 0, -1], offset: -length * 0.05))
    solid = solid.intersected(
      with: .halfSpace(normal: [-0.12, 0, 1], offset: ankle + length * 0.03))
    solid = solid.without(
      .capsule(
        from: [-length * 0.29, 0, length * 0.22], to: [-length * 0.29, 0, length],
        radius: wide * 0.68))
    var leather = ObjectFinish.plastic(upper, gloss: random.number(in: 0...0.25))
    if random.chance(0.4) { leather = ObjectFinish.cloth(&random) }
    mesh.join(.solid(solid, cell: length / 32, leather, part: "upper").scaled(by: [1, 0.85, 1]))
    let lace = ObjectFinish.cloth(&random)
    for tie in 0..<4 {
      let share = Float(tie) / 4
      let x = length * (-0.07 + share * 0.17)
      mesh.join(
        .capsuleLine(
          from: [x, -wide * 0.45, length * (0.292 - share * 0.05)],
          to: [x + 0.01, wide * 0.45, length * (0.292 - share * 0.05)], radius: 0.0028, segments: 6,
          lace, part: "laces"))
    }
    return SceneObject(.shoe, mesh.centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func cap(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.08...0.095)
    let cloth = ObjectFinish.cloth(&random)
    var mesh = TriangleMesh.lathe(dome(radius), segments: 32, cloth, part: "crown")
      .scaled(by: [1.08, 1, 1])
    let brim = TriangleMesh.sheet(
      columns: 12, rows: 6, size: [1, 1], height: { _ in 0 }, cloth, part: "brim"
    ).deformed { place in
      let (u, v) = (place.x * 2, place.y + 0.5)
      let turn = sineAndCosine(u * 1.1)
      let out = radius * 1.02 + v * 0.07 * (1 - u * u * 0.7)
      return [out * turn.cosine * 1.05, out * turn.sine, 0.004 + v * -0.002 + (1 - u * u) * 0.012]
    }
    mesh.join(brim)
    mesh.join(
      .superquadric(
        radii: [0.006, 0.006, 0.003], roundness: [1, 1], segments: 12, cloth, part: "button"),
      at: [0, 0, radius * 1.115])
    return SceneObject(
      .clothes, named: "cap",
      mesh.jittered(by: 0.004, wavelength: 0.06, seed: random.next()).grounded().laid(
        Turn.z(random.unit() * 6)))
  }

  /// The profile of half a ball of cloth, open below.
  private static func dome(_ radius: Float) -> [SIMD2<Float>] {
    let outside = Outline.smooth(
      [
        [radius, 0], [radius * 0.98, radius * 0.45], [radius * 0.7, radius * 0.95],
        [0, radius * 1.12],
      ], steps: 4)
    let inside = outside.reversed().map {
      SIMD2(Swift.max($0.x - 0.0025, 0), Swift.max($0.y - 0.003, 0))
    }
    var profile = outside + inside
    profile[profile.count - 1].y = 0
    return profile + [profile[0]]
  }

  private static func glove(_ random: inout SceneRandom) -> SceneObject {
    let scale = random.number(in: 0.9...1.15)
    var solid = Solid.box([0.09, 0.1, 0.028], rounding: 0.013)
    solid = solid.joined(
      with: Solid.box([0.09, 0.09, 0.03], rounding: 0.012).moved(by: [-0.075, 0, 0]), blend: 0.02)
    for finger in 0..<4 {
      let y = (Float(finger) - 1.5) * 0.026
      let reach: Float = [0.075, 0.092, 0.086, 0.065][finger]
      let bend = random.number(in: -0.008...0.016)
      solid = solid.joined(
        with: .capsule(
          from: [0.03, y * 0.9, 0], to: [0.04 + reach, y * 1.25, bend], radius: 0.012), blend: 0.01)
    }
    solid = solid.joined(
      with: .capsule(from: [-0.01, -0.045, 0], to: [0.05, -0.088, 0.004], radius: 0.013),
      blend: 0.018)
    let cloth =
      random.chance(0.5)
      ? ObjectFinish.cloth(&random) : ObjectFinish.rubber(ObjectFinish.vivid(&random))
    let mesh = TriangleMesh.solid(solid, cell: 0.0065, cloth).jittered(
      by: 0.0035, wavelength: 0.03, seed: random.next()
    ).scaled(by: SIMD3(scale, scale, scale * 0.85))
    return SceneObject(.clothes, named: "glove", mesh.centered().laid(Turn.z(random.unit() * 6)))
  }

  private static func cushion(_ random: inout SceneRandom) -> SceneObject {
    let size = random.number(in: 0.16...0.25)
    var cloth = ObjectFinish.cloth(&random)
    if random.chance(0.3) { cloth = ObjectFinish.cover(&random, edge: 0.12) }
    let mesh = TriangleMesh.superquadric(
      radii: [size, size * random.number(in: 0.7...1), size * 0.38], roundness: [1.1, 0.28],
      segments: 40, cloth
    ).jittered(by: 0.008, wavelength: 0.08, seed: random.next())
    return SceneObject(.cushion, mesh.grounded())
  }

  private static func plushToy(_ random: inout SceneRandom) -> SceneObject {
    let size = random.number(in: 0.12...0.3)
    let color = random.choice(
      [
        [0.5, 0.33, 0.2], [0.75, 0.6, 0.4], [0.85, 0.82, 0.78], [0.45, 0.45, 0.48],
        [0.85, 0.55, 0.6], [0.4, 0.55, 0.7],
      ] as [SIMD3<Float>])
    var fur = ObjectFinish.skin(color, color * 0.8, edge: 0.006, gloss: 0)
    fur.fuzz = 0.003
    var solid = Solid.capsule(from: [0, 0, 0.2], to: [0, 0.01, 0.38], radius: 0.2)
    for side in [-1, 1] as [Float] {
      solid = solid.joined(
        with: .capsule(
          from: [side * 0.14, -0.05, 0.09], to: [side * 0.2, -0.36, 0.085], radius: 0.085),
        blend: 0.05)
      solid = solid.joined(
        with: .capsule(
          from: [side * 0.16, 0, 0.45], to: [side * 0.3, -0.12, random.number(in: 0.2...0.45)],
          radius: 0.065), blend: 0.05)
    }
    solid = solid.joined(with: Solid.sphere(radius: 0.19).moved(by: [0, -0.03, 0.7]), blend: 0.07)
    solid = solid.joined(
      with: .capsule(from: [0, -0.18, 0.66], to: [0, -0.23, 0.66], radius: 0.07), blend: 0.05)
    let ear = random.number(in: 0.03...0.32)
    for side in [-1, 1] as [Float] {
      solid = solid.joined(
        with: .capsule(
          from: [side * 0.13, 0, 0.86], to: [side * 0.15, 0, 0.86 + ear], radius: 0.06), blend: 0.03
      )
    }
    solid = solid.intersected(with: .halfSpace(normal: [0, 0, -1], offset: -0.012))
    var mesh = TriangleMesh.solid(solid, cell: 0.046, fur)
    let dark = ObjectFinish.plastic([0.05, 0.05, 0.05], gloss: 0.3)
    for side in [-1, 1] as [Float] {
      mesh.join(
        .superquadric(
          radii: [0.022, 0.022, 0.022], roundness: [1, 1], segments: 12, dark, part: "eye"),
        at: [side * 0.08, -0.198, 0.73])
    }
    mesh.join(
      .superquadric(
        radii: [0.03, 0.02, 0.02], roundness: [1, 1], segments: 12, dark, part: "nose"),
      at: [0, -0.295, 0.67])
    mesh = mesh.scaled(by: SIMD3(size, size, size))
    if random.chance(0.25) { mesh = mesh.laid(Turn.z(random.unit() * 6) * Turn.x(-1.5)) }
    return SceneObject(.toy, named: "plush toy", mesh.centered())
  }

  private static func yarn(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.025...0.05)
    let cloth = ObjectFinish.cloth(&random)
    var mesh = TriangleMesh.superquadric(
      radii: SIMD3(radius, radius, radius * 0.97), roundness: [1, 1], segments: 20, cloth)
    for _ in 0..<9 {
      let axis = SIMD3(random.normal(), random.normal(), random.normal()).normalized
      var ring = TriangleMesh.arc(
        center: .zero, radius: radius * 1.005, angles: 0...(2 * .pi), right: [1, 0, 0],
        up: [0, 1, 0], steps: 24)
      ring[24] = ring[0]
      mesh.join(
        .tube(along: ring, radii: [0.0022], segments: 5, cloth), at: [0, 0, radius],
        turned: .about(axis, by: 1.3))
    }
    return SceneObject(.ball, named: "ball of yarn", mesh.grounded())
  }
}
