import CairnGeometry

/// Things to put on tables.
enum TabletopModels {
  private static let colors: [SIMD3<Float>] = [
    [0.78, 0.17, 0.14], [0.13, 0.34, 0.66], [0.93, 0.70, 0.16], [0.18, 0.52, 0.28],
    [0.92, 0.90, 0.85], [0.86, 0.45, 0.14], [0.45, 0.24, 0.52], [0.10, 0.55, 0.58],
    [0.60, 0.42, 0.28],
  ]

  static func color(_ random: inout SceneRandom) -> SIMD3<Float> { random.choice(colors) }

  /// A carton with a printed band.
  static func carton(_ random: inout SceneRandom) -> Model {
    let size = SIMD3(
      random.number(in: 0.13...0.20), random.number(in: 0.05...0.09),
      random.number(in: 0.14...0.24))
    let material = Material(
      color(&random), accent: color(&random),
      pattern: .band(from: size.z * 0.45, to: size.z * 0.8))
    return Model(box: size, SceneObject("carton", [Part(ConvexShape.box(size), material)]))
  }

  /// A box lying flat, on which others can stand.
  static func parcel(_ random: inout SceneRandom) -> Model {
    let size = SIMD3(
      random.number(in: 0.20...0.28), random.number(in: 0.15...0.19),
      random.number(in: 0.07...0.11))
    var material = Material([0.70, 0.54, 0.36], pattern: .speckle(edge: 0.012))
    material.accent = [0.62, 0.47, 0.31]
    let tape = Material([0.86, 0.80, 0.66])
    // What stands on the parcel stands on the tape, which is 1 mm thick.
    return Model(
      box: size + SIMD3(0, 0, 0.001),
      SceneObject(
        "parcel",
        [
          Part(ConvexShape.box(size), material),
          Part(ConvexShape.box([size.x + 0.001, 0.045, size.z + 0.001]), tape),
        ]))
  }

  /// A book: pages between covers.
  static func book(_ random: inout SceneRandom) -> Model {
    let size = SIMD3(
      random.number(in: 0.19...0.25), random.number(in: 0.13...0.17),
      random.number(in: 0.022...0.045))
    let cover = Material(color(&random))
    let lid = SIMD3(size.x, size.y, 0.003)
    return Model(
      box: size,
      SceneObject(
        "book",
        [
          Part(ConvexShape.box(lid), cover),
          Part(ConvexShape.box(lid), cover, at: [0, 0, size.z - 0.003]),
          Part(
            ConvexShape.box([size.x - 0.008, size.y - 0.006, size.z - 0.006]),
            Material([0.93, 0.91, 0.84]), at: [-0.003, 0, 0.003]),
          Part(
            ConvexShape.box([0.003, size.y, size.z]), cover, at: [size.x / 2 - 0.0015, 0, 0]),
        ]))
  }

  /// A tin can with rims.
  static func can(_ random: inout SceneRandom) -> Model {
    let (radius, height) = (random.number(in: 0.033...0.045), random.number(in: 0.10...0.14))
    let body = Lathe([
      [0, 0], [radius * 0.88, 0], [radius, 0.008], [radius, height - 0.01],
      [radius * 0.86, height], [radius * 0.82, height - 0.004], [0, height - 0.004],
    ])
    let material = Material(
      [0.75, 0.76, 0.78], accent: color(&random),
      pattern: .band(from: 0.012, to: height - 0.014))
    var model = Model(
      radius: radius, height: height, SceneObject("can", [Part(body, material)]))
    model.top = nil
    return model
  }

  /// A bottle with a cap.
  static func bottle(_ random: inout SceneRandom) -> Model {
    let (radius, height) = (random.number(in: 0.034...0.043), random.number(in: 0.22...0.28))
    let glass = color(&random) * 0.85
    let body = Lathe([
      [0, 0], [radius * 0.9, 0], [radius, 0.008], [radius, height * 0.58],
      [radius * 0.82, height * 0.68], [radius * 0.42, height * 0.80],
      [radius * 0.36, height * 0.93], [0, height * 0.93],
    ])
    let cap = Lathe.cylinder(radius: radius * 0.44, height: height * 0.07)
    let material = Material(
      glass, accent: [0.94, 0.93, 0.88], pattern: .band(from: height * 0.18, to: height * 0.46))
    return Model(
      radius: radius, height: height,
      SceneObject(
        "bottle",
        [Part(body, material), Part(cap, Material(color(&random)), at: [0, 0, height * 0.93])]))
  }

  /// A bowl, open at the top.
  static func bowl(_ random: inout SceneRandom) -> Model {
    let (radius, height) = (random.number(in: 0.075...0.10), random.number(in: 0.055...0.075))
    let shell = Lathe([
      [0, 0], [radius * 0.45, 0], [radius * 0.78, height * 0.35], [radius * 0.95, height * 0.75],
      [radius, height], [radius * 0.95, height], [radius * 0.89, height * 0.75],
      [radius * 0.72, height * 0.38], [radius * 0.42, height * 0.12], [0, height * 0.09],
    ])
    return Model(
      radius: radius, height: height,
      SceneObject("bowl", [Part(shell, Material(color(&random)))]))
  }

  /// A mug with a handle.
  static func mug(_ random: inout SceneRandom) -> Model {
    let (radius, height) = (random.number(in: 0.038...0.046), random.number(in: 0.088...0.105))
    let material = Material(color(&random))
    let shell = Lathe([
      [0, 0], [radius * 0.94, 0], [radius, 0.006], [radius, height], [radius * 0.9, height],
      [radius * 0.88, 0.008], [0, 0.008],
    ])
    var parts = [Part(shell, material)]
    // Half a ring of short capsules, which end within the wall.
    let corners = (0...6).map { step -> SIMD3<Float> in
      let (sine, cosine) = sineAndCosine(Float(step) * .pi / 6)
      return [radius + 0.002 + sine * 0.03, 0, height * 0.52 + cosine * height * 0.3]
    }
    for (start, end) in zip(corners, corners.dropFirst()) {
      parts.append(Part(Capsule(from: start, to: end, radius: 0.0058), material))
    }
    var model = Model(radius: radius, height: height, SceneObject("mug", parts))
    model.footprint = Footprint(radius: radius + 0.038)
    model.reach = radius + 0.038
    return model
  }

  /// A ball.
  static func ball(_ random: inout SceneRandom) -> Model {
    let radius = random.number(in: 0.032...0.055)
    let material = Material(
      color(&random), accent: color(&random),
      pattern: .band(from: radius * 0.8, to: radius * 1.2))
    return Model(
      radius: radius, height: 2 * radius,
      SceneObject("ball", [Part(Ellipsoid(radii: SIMD3(repeating: radius)), material)]))
  }

  /// A banana: a chain of capsules on an arc, lying.
  static func banana(_ random: inout SceneRandom) -> Model {
    let material = Material(
      [0.93, 0.77, 0.20], accent: [0.80, 0.66, 0.16], pattern: .speckle(edge: 0.02))
    let tip = Material([0.35, 0.26, 0.12])
    var parts: [Part] = []
    let corners = (0...8).map { step -> SIMD3<Float> in
      let (sine, cosine) = sineAndCosine(Float(step - 4) * 0.19)
      return [0.11 * sine, 0.11 * cosine - 0.095, 0]
    }
    for step in 0..<8 {
      let radius = 0.019 - 0.0011 * Float((step - 4) * (step - 3)) / 2
      let (start, end) = (corners[step], corners[step + 1])
      let lift = SIMD3<Float>(0, 0, radius)
      parts.append(
        Part(
          Capsule(from: start + lift, to: end + lift, radius: radius),
          step == 7 ? tip : material))
    }
    return Model(
      box: [0.21, 0.075, 0.038], SceneObject("banana", parts), carries: false)
  }
}
