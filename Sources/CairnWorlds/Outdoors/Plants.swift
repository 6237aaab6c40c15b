import CairnGeometry
import CairnScenes

/// Makes trees, hedges, bushes and grass of many small leaves, so that some rays pass between them.
enum Plants {
  /// How a tree grows.
  enum Habit: CaseIterable { case broad, narrow, young, conifer, bare }

  /// A tree; its crown begins above the heads of people, but for conifers.
  static func tree(_ habit: Habit, _ random: inout SceneRandom) -> SceneObject {
    if habit == .conifer { return conifer(&random) }
    var growth = Growth(habit, &random)
    growth.grow(&random)
    return SceneObject(.tree, named: growth.name, growth.mesh(&random))
  }

  private static func conifer(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let height = random.number(in: 4.5...8.5)
    let spread = height * random.number(in: 0.17...0.24)
    builder.use(Looks.bark, part: "trunk")
    builder.rod(
      [[0, 0, 0], [0, 0, 0.25], [0, 0, height * 0.5], [0, 0, height]],
      radii: [height * 0.024, height * 0.019, height * 0.012, 0.012], segments: 8)
    var material = Looks.leaves(&random)
    material.color = Looks.varied([0.12, 0.24, 0.13], by: 0.03, &random)
    material.accent = material.color * 0.7
    var twigs: [(SIMD3<Float>, SIMD3<Float>)] = []
    var z = random.number(in: 0.3...0.9)
    while z < height - 0.15 {
      let share = 1 - z / height
      let count = 5 + Int(share * 6)
      let turn = random.unit() * 6.3
      for index in 0..<count {
        let angle = turn + 6.2832 * (Float(index) + random.number(in: -0.2...0.2)) / Float(count)
        let (sine, cosine) = sineAndCosine(angle)
        let length = spread * share * random.number(in: 0.8...1.1) + 0.12
        let start = SIMD3<Float>(0, 0, z)
        twigs.append(
          (start, start + SIMD3(cosine * length, sine * length, length * (0.35 - share * 0.55))))
      }
      z += 0.2 + 0.22 * share
    }
    builder.use(Looks.bark, part: "branches")
    for (start, end) in twigs {
      builder.rod([start, end], radii: [0.018, 0.004], segments: 3)
    }
    builder.use(material, part: "needles")
    for (start, end) in twigs {
      let along = end - start
      let side = along.cross([0, 0, 1]).normalized
      let count = Int(along.length / 0.045) + 1
      for index in 0..<count {
        let share = (Float(index) + random.unit()) / Float(count)
        let reach = (1.05 - share) * along.length * 0.3 + 0.06
        let tip =
          start + along * share + along.normalized * 0.08
          + side * (reach * random.number(in: -1...1)) + [0, 0, random.number(in: -0.12...0.04)]
        let root = start + along * share
        let up = SIMD3<Float>(0, 0, 0.035)
        builder.triangle(root - up, tip, root + up)
      }
    }
    return SceneObject(.tree, named: "conifer", builder.mesh)
  }

  /// A clipped hedge along x.
  static func hedge(length: Float, _ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let half = SIMD3(length / 2, random.number(in: 0.2...0.35), random.number(in: 0.4...0.85))
    let leaves = Looks.leaves(&random)
    // A core keeps rays from passing through; it lies where only few reach.
    builder.use(Material(leaves.color * 0.35, reflectivity: 0.2), part: "leaves")
    builder.block(
      from: [-half.x + 0.1, -half.y + 0.1, 0], to: [half.x - 0.1, half.y - 0.1, half.z * 2 - 0.12])
    builder.use(leaves, part: "leaves")
    let area = 4 * half.x * half.y + 8 * half.z * (half.x + half.y)
    for _ in 0..<Int(area * 260) {
      var place = SIMD3(
        random.number(in: -1...1), random.number(in: -1...1), random.number(in: -1...1))
      // Onto the nearest of the sides, weighted by their areas.
      let pick = random.unit() * area
      let sides = 8 * half.z * half.x
      if pick < 4 * half.x * half.y {
        place.z = 1
      } else if pick < 4 * half.x * half.y + sides {
        place.y = place.y < 0 ? -1 : 1
      } else {
        place.x = place.x < 0 ? -1 : 1
      }
      let inset = 1 - random.unit() * random.unit() * 0.25
      let center = place * half * SIMD3(1 - (1 - inset) * 0.2, inset, 1) + [0, 0, half.z]
      leaf(at: center, size: random.number(in: 0.03...0.07), &builder, &random)
    }
    return SceneObject(.hedge, builder.mesh)
  }

  /// A bush of several round masses of leaves on stems.
  static func bush(_ random: inout SceneRandom, width: Float? = nil) -> SceneObject {
    var builder = MeshBuilder()
    let width = width ?? random.number(in: 0.6...1.7)
    let height = width * random.number(in: 0.6...1.1)
    builder.use(Looks.bark, part: "stems")
    var tips: [SIMD3<Float>] = []
    for _ in 0..<random.index(in: 6..<10) {
      let (sine, cosine) = sineAndCosine(random.unit() * 6.3)
      let reach = width * random.number(in: 0.1...0.33)
      let tip = SIMD3(cosine * reach, sine * reach, height * random.number(in: 0.45...0.75))
      builder.rod(
        [[cosine * 0.04, sine * 0.04, 0], tip * SIMD3(0.5, 0.5, 0.6), tip],
        radii: [0.016, 0.012, 0.006], segments: 4)
      tips.append(tip)
    }
    builder.use(Looks.leaves(&random), part: "leaves")
    for tip in tips {
      let radius = width * 0.22
      for _ in 0..<Int(260 * min(width, 1.3)) {
        let spot = tip + inBall(&random) * radius
        leaf(
          at: SIMD3(spot.x, spot.y, max(spot.z, 0.05)), size: random.number(in: 0.03...0.07),
          &builder, &random)
      }
    }
    if random.chance(0.3) {
      builder.use(Looks.lacquer(&random), part: "flowers")
      for _ in 0..<40 {
        let spot = random.choice(tips) + inBall(&random).normalized * (width * 0.23)
        leaf(at: SIMD3(spot.x, spot.y, max(spot.z, 0.1)), size: 0.05, &builder, &random)
      }
    }
    return SceneObject(.bush, builder.mesh)
  }

  /// A tuft of blades.
  static func tuft(
    _ builder: inout MeshBuilder, at root: SIMD3<Float>, height: Float, blades: Int,
    width: Float = 0.006, _ random: inout SceneRandom
  ) {
    for _ in 0..<blades {
      let (sine, cosine) = sineAndCosine(random.unit() * 6.3)
      let (lean, tall) = (random.number(in: 0.1...0.7), height * random.number(in: 0.6...1.1))
      let out = SIMD3<Float>(cosine, sine, 0)
      let side = SIMD3<Float>(-sine, cosine, 0) * width
      let foot = root + out * random.number(in: 0...0.06)
      let middle = foot + out * (lean * tall * 0.3) + [0, 0, tall * 0.65]
      let tip = foot + out * (lean * tall) + [0, 0, tall * random.number(in: 0.75...1)]
      builder.face([foot - side, foot + side, middle + side * 0.7, middle - side * 0.7])
      builder.triangle(middle - side * 0.7, middle + side * 0.7, tip)
    }
  }

  static func leaf(
    at center: SIMD3<Float>, size: Float, _ builder: inout MeshBuilder,
    _ random: inout SceneRandom
  ) {
    let along = inBall(&random).normalized
    let side = along.perpendicular * (size * 0.5)
    let other = along.cross(side)
    let turn = random.chance(0.5) ? side : other
    builder.triangle(center - along * (size * 0.6) - turn, center + turn, center + along * size)
  }

  /// A point in the unit ball, denser towards its skin.
  static func inBall(_ random: inout SceneRandom) -> SIMD3<Float> {
    while true {
      let place = SIMD3(
        random.number(in: -1...1), random.number(in: -1...1), random.number(in: -1...1))
      let squared = place.squaredLength
      if squared <= 1, squared > 0.02 { return place * (0.6 + 0.4 * random.unit()) }
    }
  }
}

/// Grows the branches of a tree.
private struct Growth {
  let habit: Plants.Habit
  let name: String
  private let height: Float
  private let trunkHeight: Float
  private var rods: [(path: [SIMD3<Float>], radii: [Float], isTrunk: Bool)] = []
  private var tips: [SIMD3<Float>] = []

  init(_ habit: Plants.Habit, _ random: inout SceneRandom) {
    self.habit = habit
    switch habit {
    case .young:
      (name, height) = ("young tree", random.number(in: 3.4...4.6))
      trunkHeight = height * 0.55
    case .narrow:
      (name, height) = ("narrow tree", random.number(in: 6.5...8.5))
      trunkHeight = 2.3
    case .bare:
      (name, height) = ("bare tree", random.number(in: 6...8))
      trunkHeight = random.number(in: 2.3...2.8)
    default:
      (name, height) = ("broad-leaved tree", random.number(in: 6...8.5))
      trunkHeight = random.number(in: 2.4...3)
    }
  }

  mutating func grow(_ random: inout SceneRandom) {
    let radius = height * random.number(in: 0.016...0.026)
    let lean = SIMD3(random.number(in: -0.03...0.03), random.number(in: -0.03...0.03), 1)
    let top = lean * trunkHeight
    let bend = SIMD3(random.number(in: -0.06...0.06), random.number(in: -0.06...0.06), 0)
    rods.append(
      (
        [.zero, lean * 0.15, lean * (trunkHeight * 0.5) + bend, top],
        [radius * 1.5, radius * 1.12, radius, radius * 0.85], true
      ))
    let count = habit == .young ? 5 : random.index(in: 5..<8)
    let turn = random.unit() * 6.3
    for index in 0..<count {
      let angle = turn + 2.4 * Float(index)
      let (sine, cosine) = sineAndCosine(angle)
      let flat: Float =
        habit == .narrow ? 0.22 : habit == .young ? 0.5 : random.number(in: 0.5...1.1)
      let direction = SIMD3(cosine * flat, sine * flat, 1).normalized
      let start = top * (1 - 0.25 * Float(index) / Float(count))
      branch(
        from: start, direction, length: (height - trunkHeight) * random.number(in: 0.5...0.72),
        radius: radius * 0.5, level: habit == .young ? 1 : 2, &random)
    }
    branch(
      from: top, lean.normalized, length: (height - trunkHeight) * 0.7, radius: radius * 0.7,
      level: habit == .young ? 1 : 2, &random)
  }

  private mutating func branch(
    from start: SIMD3<Float>, _ direction: SIMD3<Float>, length: Float, radius: Float, level: Int,
    _ random: inout SceneRandom
  ) {
    var (path, heading) = ([start], direction)
    for _ in 0..<3 {
      let shake = Plants.inBall(&random) * 0.22
      heading = (heading + shake + [0, 0, 0.07]).normalized
      path.append(path[path.count - 1] + heading * (length / 3))
    }
    rods.append((path, [radius, radius * 0.8, radius * 0.55, max(radius * 0.3, 0.004)], false))
    guard level > 0 else {
      tips += [path[2], path[3]]
      return
    }
    let count = level == 2 ? random.index(in: 4..<6) : random.index(in: 3..<5)
    for index in 0..<count {
      let share = 0.35 + 0.65 * (Float(index) + random.unit()) / Float(count)
      let place = share * 3
      let segment = min(Int(place), 2)
      let root = path[segment] + (path[segment + 1] - path[segment]) * (place - Float(segment))
      let spread: Float = habit == .narrow ? 0.5 : 1
      let side = Plants.inBall(&random).normalized * spread
      let turned = (heading * 0.8 + side + [0, 0, 0.15]).normalized
      branch(
        from: root, turned, length: length * random.number(in: 0.42...0.62), radius: radius * 0.5,
        level: level - 1, &random)
    }
    tips.append(path[3])
  }

  func mesh(_ random: inout SceneRandom) -> TriangleMesh {
    var builder = MeshBuilder()
    let bark = Looks.bark
    for isTrunk in [true, false] {
      builder.use(bark, part: isTrunk ? "trunk" : "branches")
      for rod in rods where rod.isTrunk == isTrunk {
        builder.rod(
          rod.path, radii: rod.radii, segments: isTrunk ? 10 : rod.radii[0] > 0.03 ? 6 : 3)
      }
    }
    if habit != .bare {
      builder.use(Looks.leaves(&random), part: "leaves")
      let reach: Float = habit == .young ? 0.3 : 0.42
      let each = 5200 / max(tips.count, 1) + 1
      for tip in tips {
        for _ in 0..<each {
          let spot = tip + Plants.inBall(&random) * reach
          Plants.leaf(at: spot, size: random.number(in: 0.06...0.12), &builder, &random)
        }
      }
    }
    if habit == .young {
      builder.use(Looks.timber, part: "stake")
      builder.rod(from: [0.3, 0, 0], to: [0.3, 0, 1.7], radius: 0.035, segments: 7)
      builder.bar(from: [0.3, 0, 1.5], to: [0, 0, 1.5], width: 0.05, depth: 0.01)
    }
    return builder.mesh
  }
}
