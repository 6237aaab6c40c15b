import CairnGeometry

/// What stands about in a street; cars and people look along +x.
enum StreetModels {
  static func car(_ random: inout SceneRandom) -> SceneObject {
    let paint = random.choice([
      SIMD3<Float>(0.70, 0.72, 0.74), [0.62, 0.12, 0.12], [0.13, 0.22, 0.42], [0.88, 0.88, 0.86],
      [0.20, 0.21, 0.22],
    ])
    let body = Material(paint, reflectivity: 0.35 + 0.4 * paint.y)
    let glass = Material([0.12, 0.15, 0.18], reflectivity: 0.08)
    let tire = Material([0.07, 0.07, 0.07], reflectivity: 0.1)
    let lights = Material([0.95, 0.93, 0.86], reflectivity: 0.95)
    let isVan = random.chance(0.3)
    let (length, width) = (random.number(in: 4.0...4.6), random.number(in: 1.70...1.82))
    let (front, back) = (length / 2, -length / 2)
    let waist: Float = isVan ? 0.95 : 0.82
    let hull = ConvexShape.prism(
      profile: [
        [back + 0.08, 0.22], [front - 0.12, 0.22], [front, 0.42], [front - 0.06, 0.66],
        [front - 1.0, waist], [back + 0.12, waist], [back, 0.6],
      ], width: width, taper: 0.05)
    let roof: Float = isVan ? 1.85 : 1.45
    let cabin = ConvexShape.prism(
      profile: isVan
        ? [
          [back + 0.06, waist - 0.02], [front - 0.9, waist - 0.02], [front - 1.5, roof],
          [back + 0.15, roof],
        ]
        : [
          [back + 0.5, waist - 0.02], [front - 1.0, waist - 0.02], [front - 1.75, roof],
          [back + 1.1, roof],
        ],
      width: width - 0.06, taper: 0.16)
    var parts = [Part(hull, body), Part(cabin, isVan ? body : glass)]
    let roofStart: Float = isVan ? back + 0.2 : back + 1.12
    parts.append(
      Part(
        ConvexShape.box([front - 1.78 - roofStart, width - 0.42, 0.03]), body,
        at: [(front - 1.78 + roofStart) / 2, 0, roof - 0.005]))
    for (x, y) in [(front - 0.85, 1), (front - 0.85, -1), (back + 0.8, 1), (back + 0.8, -1)] {
      let side = Float(y)
      parts.append(
        Part(
          Lathe.cylinder(radius: 0.32, height: 0.22), tire,
          at: [x, side * (width / 2 - 0.21), 0.32],
          rotation: .about([1, 0, 0], by: -side * .pi / 2)))
    }
    for side in [Float(-1), 1] {
      parts.append(
        Part(
          ConvexShape.box([0.06, 0.32, 0.13]), lights,
          at: [front - 0.04, side * (width / 2 - 0.28), 0.47]))
      parts.append(
        Part(
          ConvexShape.box([0.12, 0.2, 0.13]), body,
          at: [front - 1.35, side * (width / 2 + 0.06), waist]))
    }
    return SceneObject(isVan ? "van" : "car", parts)
  }

  static func person(_ random: inout SceneRandom) -> SceneObject {
    let height = random.number(in: 1.58...1.86)
    let scale = height / 1.75
    let cloth = Material(TabletopModels.color(&random))
    let trousers = Material([0.16, 0.18, 0.26], reflectivity: 0.3)
    let skin = Material([0.80, 0.60, 0.48], reflectivity: 0.5)
    let stride = random.number(in: 0.1...0.32)
    var parts: [Part] = []
    for side in [Float(-1), 1] {
      let foot = SIMD3(side * stride, side * 0.1, 0.07) * scale
      let knee = SIMD3(side * stride * 0.35 + 0.05, side * 0.1, 0.5) * scale
      let hip = SIMD3<Float>(0, side * 0.09, 0.9) * scale
      parts.append(Part(Capsule(from: foot, to: knee, radius: 0.065 * scale), trousers))
      parts.append(Part(Capsule(from: knee, to: hip, radius: 0.085 * scale), trousers))
      let shoulder = SIMD3<Float>(0, side * 0.2, 1.42) * scale
      let elbow = SIMD3(-side * stride * 0.4, side * 0.25, 1.13) * scale
      let hand = SIMD3(-side * stride * 0.5 + 0.1, side * 0.24, 0.9) * scale
      parts.append(Part(Capsule(from: shoulder, to: elbow, radius: 0.055 * scale), cloth))
      parts.append(Part(Capsule(from: elbow, to: hand, radius: 0.045 * scale), skin))
    }
    parts.append(
      Part(Ellipsoid(radii: [0.14, 0.22, 0.36] * scale), cloth, at: [0, 0, 0.82 * scale]))
    parts.append(
      Part(Ellipsoid(radii: [0.1, 0.085, 0.125] * scale), skin, at: [0.02, 0, 1.5 * scale]))
    return SceneObject("person", parts)
  }

  static func tree(_ random: inout SceneRandom) -> SceneObject {
    let height = random.number(in: 4.2...6.5)
    let bark = Material([0.35, 0.27, 0.2], reflectivity: 0.35)
    var leaves = Material(
      [0.25, 0.45, 0.18], accent: [0.42, 0.58, 0.24], pattern: .speckle(edge: 0.3),
      reflectivity: 0.55)
    leaves.fuzz = 0.55
    let trunk = height * 0.42
    var parts = [
      Part(Lathe([[0.2, 0], [0.13, 0.5], [0.1, trunk * 1.5], [0, trunk * 1.55]]), bark)
    ]
    for blob in 0..<9 {
      let (sine, cosine) = sineAndCosine(Float(blob) * 2.4)
      let outward = blob == 0 ? 0 : random.number(in: 0.4...1.1)
      let radius = random.number(in: 0.6...1.05)
      let base = SIMD3(
        cosine * outward, sine * outward, trunk + random.number(in: -0.2...(height - trunk) * 0.6))
      parts.append(Part(Ellipsoid(radii: [radius, radius, radius * 0.8]), leaves, at: base))
      parts.append(
        Part(
          Capsule(
            from: [0, 0, trunk * 0.9], to: base + SIMD3(0, 0, radius * 0.5), radius: 0.04), bark))
    }
    return SceneObject("tree", parts)
  }

  /// A street lamp, its arm towards -y.
  static func lamp() -> SceneObject {
    let steel = Material([0.5, 0.52, 0.54], reflectivity: 0.6)
    return SceneObject(
      "lamp",
      [
        Part(Lathe([[0.11, 0], [0.11, 0.9], [0.065, 1], [0.05, 6.2], [0, 6.2]]), steel),
        Part(Capsule(from: [0, 0, 6.1], to: [0, -1.2, 6.35], radius: 0.04), steel),
        Part(ConvexShape.box([0.22, 0.6, 0.1]), steel, at: [0, -1.4, 6.3]),
      ])
  }

  /// A traffic sign that faces -x.
  static func sign(_ random: inout SceneRandom) -> SceneObject {
    let steel = Material([0.55, 0.56, 0.58], reflectivity: 0.6)
    let face = Material([0.85, 0.15, 0.12], reflectivity: 1)
    return SceneObject(
      "sign",
      [
        Part(Lathe.cylinder(radius: 0.035, height: 2.7), steel),
        Part(
          Lathe.cylinder(radius: 0.32, height: 0.025), face, at: [-0.035, 0, 2.35],
          rotation: .about([0, 1, 0], by: -.pi / 2)),
      ])
  }

  static func bin() -> SceneObject {
    SceneObject(
      "bin",
      [
        Part(
          Lathe([[0, 0], [0.24, 0], [0.28, 0.75], [0.3, 0.78], [0.22, 0.9], [0, 0.94]]),
          Material([0.2, 0.34, 0.24], reflectivity: 0.4))
      ])
  }

  /// A bench that faces -y.
  static func bench() -> SceneObject {
    let boards = Material([0.5, 0.36, 0.24], pattern: .grain, reflectivity: 0.5)
    let steel = Material([0.3, 0.31, 0.33], reflectivity: 0.5)
    var parts = [
      Part(ConvexShape.box([1.7, 0.42, 0.05]), boards, at: [0, 0, 0.42]),
      Part(
        ConvexShape.box([1.7, 0.04, 0.4]), boards, at: [0, 0.22, 0.5],
        rotation: .about([1, 0, 0], by: -0.2)),
    ]
    for x in [Float(-0.7), 0.7] {
      parts.append(Part(ConvexShape.box([0.06, 0.4, 0.42]), steel, at: [x, 0, 0]))
    }
    return SceneObject("bench", parts)
  }
}
