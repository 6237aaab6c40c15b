import CairnGeometry
import CairnScenes

extension Furniture {
  /// A pair of curtains on their rod; its origin at floor height below the middle of the window.
  ///
  /// - Parameters:
  ///   - width: Of the rod.
  ///   - bottom: Where the cloth ends.
  ///   - top: Where the rod is.
  ///   - style: The room's looks.
  ///   - random: Folds, and how far they are drawn.
  /// - Returns: Rod and cloth, the wall at y = max.
  static func curtains(
    width: Float, bottom: Float, top: Float, _ style: RoomStyle, _ random: inout SceneRandom
  ) -> SceneObject {
    var b = MeshBuilder()
    b.use(style.metal, part: "rod")
    b.rod(from: [-width / 2, 0, top], to: [width / 2, 0, top], radius: 0.012)
    for x in [-width * 0.46, width * 0.46] {
      b.ellipsoid(
        at: [x < 0 ? -width / 2 : width / 2, 0, top], radii: SIMD3(repeating: 0.025), rings: 5,
        segments: 8)
      b.block(from: [x - 0.01, 0, top - 0.012], to: [x + 0.01, 0.07, top + 0.008])
    }
    var cloth = random.chance(0.6) ? style.textile : Finish.fabric(&random)
    if random.chance(0.25) {
      cloth = Material([0.9, 0.89, 0.85])
      cloth.transparency = 0.35
    }
    let folds = random.number(in: 7...13)
    let depth = random.number(in: 0.018...0.036)
    let drawn = random.chance(0.3)
    for side: Float in [-1, 1] {
      if random.chance(0.12) { continue }
      let share = drawn ? random.number(in: 0.36...0.49) : random.number(in: 0.14...0.3)
      let phase = random.number(in: 0...6)
      let sway = random.number(in: -0.03...0.03)
      let count = Int(folds * width * share * 5.5) + 8
      b.use(cloth, part: "cloth")
      b.sheet(columns: min(count, 110), rows: 14, flipped: side > 0) { place in
        let (u, v) = (place.x, place.y)
        let down = 1 - v
        let wave = sineAndCosine(phase + u * folds * width * share * 6.28).sine
        let slow = sineAndCosine(phase * 2 + u * 5 + down * 2).sine
        let x = (width / 2 - u * width * share) * side * (1 - 0.02 * down) + sway * down * side
        // Pleats are even at the top and open out below.
        let y = wave * depth * (0.55 + 0.45 * down) + slow * 0.012 * down
        return [x, y, bottom + (top - 0.015 - bottom) * v]
      }
    }
    return SceneObject(.curtain, b.mesh)
  }

  /// A blind before a pane: slats or a roll; its origin at its upper edge's middle, at the wall.
  static func blind(width: Float, drop: Float, _ random: inout SceneRandom) -> SceneObject {
    var b = MeshBuilder()
    let look = random.chance(0.6) ? Finish.white(&random) : Finish.wood(&random)
    b.use(look, part: "case")
    b.block(from: [-width / 2, -0.045, -0.04], to: [width / 2, 0, 0])
    b.use(look, part: "slat")
    if random.chance(0.6) {
      let count = max(Int(drop / 0.035), 1)
      let tilt = random.number(in: -0.7...0.9)
      for slat in 0..<count {
        let z = -0.05 - 0.035 * Float(slat)
        b.within(RigidTransform(at: [0, -0.022, z], rotation: .about([1, 0, 0], by: tilt))) {
          $0.block(
            from: [-width / 2 + 0.01, -0.0175, -0.001], to: [width / 2 - 0.01, 0.0175, 0.001])
        }
      }
      b.use(look, part: "cord")
      for x in [-width * 0.35, width * 0.35] {
        b.block(from: [x - 0.001, -0.023, -drop - 0.03], to: [x + 0.001, -0.021, -0.04])
      }
    } else {
      b.block(from: [-width / 2 + 0.015, -0.024, -drop], to: [width / 2 - 0.015, -0.022, -0.04])
      b.use(look, part: "bar")
      b.block(
        from: [-width / 2 + 0.015, -0.03, -drop - 0.02], to: [width / 2 - 0.015, -0.016, -drop])
    }
    return SceneObject(.blind, b.mesh)
  }

  /// A carpet, rectangular or round, of some millimetres.
  static func carpet(_ size: SIMD2<Float>, _ random: inout SceneRandom) -> SceneObject {
    let height = random.number(in: 0.004...0.009)
    var b = MeshBuilder()
    let base = Finish.fabric(&random)
    var material = base
    if random.chance(0.5) {
      material.pattern = random.choice([
        .stripes(width: random.number(in: 0.05...0.25)),
        .checker(edge: random.number(in: 0.08...0.4)),
        .speckle(edge: random.number(in: 0.05...0.3)),
      ])
      material.accent = Finish.fabric(&random).color
    }
    material.fuzz = random.chance(0.3) ? 0.006 : 0.001
    b.use(material, part: "field")
    let (w, d) = (size.x / 2, size.y / 2)
    if abs(w - d) < 0.02, random.chance(0.6) {
      b.turned([[w, 0], [w, height]], segments: 48)
      return SceneObject(
        .carpet, b.mesh,
        surfaces: [
          SupportSurface(from: [-w * 0.7, -w * 0.7], to: [w * 0.7, w * 0.7], height: height)
        ])
    }
    let edge: Float = random.chance(0.4) ? random.number(in: 0.05...0.15) : 0
    b.block(from: [-w + edge, -d + edge, 0], to: [w - edge, d - edge, height])
    if edge > 0 {
      b.use(Finish.fabric(&random), part: "border")
      for (low, high): (SIMD3<Float>, SIMD3<Float>) in [
        ([-w, -d, 0], [w, -d + edge, height]), ([-w, d - edge, 0], [w, d, height]),
        ([-w, -d + edge, 0], [-w + edge, d - edge, height]),
        ([w - edge, -d + edge, 0], [w, d - edge, height]),
      ] { b.block(from: low, to: high) }
    }
    return SceneObject(
      .carpet, b.mesh, surfaces: [SupportSurface(from: [-w, -d], to: [w, d], height: height)])
  }

  /// A loose cushion, upright: thickness along y.
  static func cushion(_ random: inout SceneRandom, width: Float? = nil, cover: Material? = nil)
    -> SceneObject
  {
    let w = width ?? random.number(in: 0.34...0.52)
    let h = width != nil ? w * random.number(in: 0.5...0.65) : (random.chance(0.7) ? w : w * 0.65)
    var b = MeshBuilder()
    b.use(cover ?? Finish.fabric(&random), part: "body")
    b.pillow(at: [0, 0, h / 2], size: [w, random.number(in: 0.1...0.17), h])
    return SceneObject(.cushion, b.mesh)
  }

  /// Cloth thrown over an edge: along x it hangs down in front and behind.
  ///
  /// - Parameters:
  ///   - width: Of the cloth along x.
  ///   - path: The profile over which it hangs, (y, z), from front to back.
  ///   - kind: What it is.
  ///   - material: What it looks like.
  ///   - random: Its folds.
  /// - Returns: The cloth, two sided, where the path is.
  static func drape(
    width: Float, over path: [SIMD2<Float>], as kind: SemanticClass, _ material: Material,
    _ random: inout SceneRandom
  ) -> SceneObject {
    var lengths: [Float] = [0]
    for (a, b) in zip(path, path.dropFirst()) {
      let step = b - a
      lengths.append(lengths[lengths.count - 1] + (step * step).sum().squareRoot())
    }
    let total = lengths[lengths.count - 1]
    let (phase, folds) = (random.number(in: 0...6), random.number(in: 2...5))
    let skew = random.number(in: -0.15...0.15)
    var b = MeshBuilder()
    b.use(material, part: "cloth")
    for side: Float in [0, 1] {
      b.sheet(columns: 16, rows: 24, flipped: side > 0) { place in
        let reach = place.y * total
        let index = min(
          max((lengths.firstIndex { $0 > reach } ?? path.count - 1) - 1, 0), path.count - 2)
        let share = (reach - lengths[index]) / max(lengths[index + 1] - lengths[index], 1e-6)
        let spot = path[index] + (path[index + 1] - path[index]) * share
        let along = path[index + 1] - path[index]
        let normal = SIMD2(-along.y, along.x) / (along * along).sum().squareRoot()
        let ripple = 0.010 * (1 + sineAndCosine(phase + place.x * folds * 6.28 + place.y * 3).sine)
        let off = normal * (0.004 + ripple + side * 0.005)
        return [
          (place.x - 0.5) * width * (1 - 0.06 * place.y) + skew * (place.y - 0.5), spot.x + off.x,
          spot.y + off.y,
        ]
      }
    }
    return SceneObject(kind, b.mesh)
  }

  /// A heap of cloth on the floor or a seat: a low hill with folds.
  static func heap(radius: Float, as kind: SemanticClass, _ random: inout SceneRandom)
    -> SceneObject
  {
    let height = random.number(in: 0.05...0.14)
    let phases = (0..<4).map { _ in random.number(in: 0...6) }
    var b = MeshBuilder()
    b.use(Finish.fabric(&random), part: "cloth")
    b.loft(
      (0...9).map { row in
        let rise = Float(row) / 9
        return MeshBuilder.circle(24).enumerated().map { index, direction in
          let angle = Float(index) / 24 * 6.2832
          let rough =
            1 + 0.14 * sineAndCosine(angle * 3 + phases[0]).sine
            + 0.1 * sineAndCosine(angle * 5 + phases[1] + rise * 2).sine
          let r = radius * (1 - rise * rise * 0.93) * rough
          let z =
            height * (rise < 0.001 ? 0 : rise.squareRoot())
            * (1 + 0.25 * sineAndCosine(angle * 2 + phases[2] + rise * 7).sine
              * (rise < 0.05 ? 0 : 1))
          return [direction.x * r, direction.y * r * 0.8, z]
        }
      })
    return SceneObject(kind, b.mesh)
  }
}
