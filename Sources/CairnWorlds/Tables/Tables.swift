import CairnGeometry
import CairnScenes

/// Tables of many kinds, for table-tops and rooms.
///
/// The first surface of each is its top; lower boards follow.
enum Tables {
  /// A table of any kind.
  static func random(_ random: inout SceneRandom) -> SceneObject {
    let kinds = [
      rectangular, rectangular, round, folding, coffee, workbench, desk, counter, trestle,
    ]
    return kinds[random.index(in: 0..<kinds.count)](&random)
  }

  /// Four legs under a rectangular top, with or without aprons.
  static func rectangular(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.9...1.7), random.number(in: 0.65...0.9))
    let height = random.number(in: 0.71...0.78)
    let thickness = random.number(in: 0.02...0.045)
    var mesh = top(size, height, thickness, material(&random))
    let legs = random.chance(0.5) ? metal(&random) : Colors.wood(&random)
    let edge = random.number(in: 0.035...0.08)
    let inset = random.number(in: 0.02...0.09) + edge / 2
    let isRound = random.chance(0.35)
    for (x, y) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
      let foot = SIMD3(x * (size.x / 2 - inset), y * (size.y / 2 - inset), 0)
      let leg: TriangleMesh =
        isRound
        ? .cylinder(radius: edge / 2, height: height - thickness, legs, part: "leg")
        : .box([edge, edge, height - thickness], legs, part: "leg")
      mesh.append(leg, at: RigidTransform(at: foot))
    }
    if random.chance(0.6) {
      let tall = random.number(in: 0.05...0.1)
      let lift = height - thickness - tall
      for side: Float in [-1, 1] {
        mesh.append(
          .box([size.x - 2 * inset - edge, 0.02, tall], legs, part: "apron"),
          at: RigidTransform(at: [0, side * (size.y / 2 - inset), lift]))
        mesh.append(
          .box([0.02, size.y - 2 * inset - edge, tall], legs, part: "apron"),
          at: RigidTransform(at: [side * (size.x / 2 - inset), 0, lift]))
      }
    }
    if random.chance(0.2) { mesh.append(cloth(size, height, &random)) }
    return table(mesh, size, mesh.bounds.max.z)
  }

  /// A round top on a column.
  static func round(_ random: inout SceneRandom) -> SceneObject {
    let radius = random.number(in: 0.35...0.65)
    let height = random.number(in: 0.68...0.77)
    let (look, legs) = (material(&random), metal(&random))
    var mesh = TriangleMesh.cylinder(radius: radius, height: 0.028, look, part: "top")
      .transformed(by: RigidTransform(at: [0, 0, height - 0.028]))
    let foot = radius * 0.6
    mesh.append(
      .lathe(
        [
          [0, 0], [foot, 0], [foot, 0.012], [0.05, 0.03], [0.035, 0.06],
          [0.035, height - 0.06], [0.09, height - 0.028], [0, height - 0.028],
        ], legs, part: "foot"))
    return table(mesh, SIMD2(repeating: radius * 1.41), height)
  }

  /// A light top on crossed legs.
  static func folding(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.7...1.8), random.number(in: 0.55...0.76))
    let height = random.number(in: 0.65...0.74)
    var mesh = top(size, height, 0.025, material(&random))
    let legs = metal(&random)
    let reach = size.y / 2 - 0.04
    for side: Float in [-1, 1] {
      let x = side * (size.x / 2 - 0.12)
      for turn: Float in [-1, 1] {
        let line: [SIMD3<Float>] = [
          [x + turn * 0.014, -turn * reach, 0.012],
          [x + turn * 0.014, turn * reach, height - 0.03],
        ]
        mesh.append(.tube(along: line, radii: [0.0125], segments: 10, legs, part: "leg"))
      }
    }
    return table(mesh, size, height)
  }

  /// Low, often with a board below the top.
  static func coffee(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 0.6...1.2), random.number(in: 0.45...0.7))
    let height = random.number(in: 0.38...0.52)
    let look = material(&random)
    var mesh = top(size, height, 0.035, look)
    for (x, y) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
      mesh.append(
        .box([0.05, 0.05, height - 0.035], look, part: "leg"),
        at: RigidTransform(at: [x * (size.x / 2 - 0.03), y * (size.y / 2 - 0.03), 0]))
    }
    guard random.chance(0.5) else { return table(mesh, size, height) }
    let lower = size - 0.1
    mesh.append(
      .box([lower.x, lower.y, 0.018], look, part: "board"), at: RigidTransform(at: [0, 0, 0.12]))
    var result = table(mesh, size, height)
    result.surfaces.append(
      SupportSurface(
        from: -lower / 2, to: lower / 2, height: 0.138, clearance: height - 0.035 - 0.138))
    return result
  }

  /// A thick wooden top on heavy legs.
  static func workbench(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 1.1...2), random.number(in: 0.6...0.8))
    let height = random.number(in: 0.82...0.93)
    let wood = Colors.wood(&random)
    let legs = random.chance(0.5) ? wood : Material(Colors.bright(&random))
    var mesh = top(size, height, 0.05, wood)
    for (x, y) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
      mesh.append(
        .box([0.08, 0.08, height - 0.05], legs, part: "leg"),
        at: RigidTransform(at: [x * (size.x / 2 - 0.1), y * (size.y / 2 - 0.06), 0]))
    }
    for x: Float in [-1, 1] {
      mesh.append(
        .box([0.04, size.y - 0.2, 0.06], legs, part: "beam"),
        at: RigidTransform(at: [x * (size.x / 2 - 0.1), 0, 0.15]))
    }
    if random.chance(0.5) {
      mesh.append(
        .box([size.x, 0.02, 0.12], wood, part: "back"),
        at: RigidTransform(at: [0, size.y / 2 + 0.01, height - 0.03]))
    }
    return table(mesh, size, height)
  }

  /// A desk with drawers on one side.
  static func desk(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 1.1...1.8), random.number(in: 0.6...0.85))
    let height = random.number(in: 0.7...0.76)
    let look = material(&random)
    let side: Float = random.chance(0.5) ? 1 : -1
    var mesh = top(size, height, 0.028, look)
    let width = random.number(in: 0.38...0.46)
    let middle = side * (size.x / 2 - width / 2 - 0.02)
    mesh.append(
      .box([width, size.y - 0.06, height - 0.07], look, part: "cabinet"),
      at: RigidTransform(at: [middle, 0.01, 0.042]))
    let count = random.index(in: 2..<5)
    let tall = (height - 0.08) / Float(count)
    let front = random.chance(0.6) ? look : Material(Colors.bright(&random))
    for drawer in 0..<count {
      let lift = 0.046 + Float(drawer) * tall
      mesh.append(
        .box([width - 0.008, 0.018, tall - 0.006], front, part: "drawer"),
        at: RigidTransform(at: [middle, -size.y / 2 + 0.032, lift]))
      mesh.append(
        .box([0.1, 0.02, 0.012], metal(&random), part: "handle"),
        at: RigidTransform(at: [middle, -size.y / 2 + 0.013, lift + tall * 0.6]))
    }
    mesh.append(
      .box([0.028, size.y - 0.06, height - 0.028], look, part: "leg"),
      at: RigidTransform(at: [-side * (size.x / 2 - 0.03), 0.01, 0]))
    var result = table(mesh, size, height)
    (result.semantic, result.name) = (.desk, "desk")
    return result
  }

  /// A kitchen counter with doors, its back against a wall.
  static func counter(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 1.2...2.4), random.number(in: 0.6...0.66))
    let height = random.number(in: 0.86...0.94)
    let stone = Material(
      Colors.bright(&random) * 0.8, pattern: .speckle(edge: random.number(in: 0.004...0.02)))
    let body = random.chance(0.5) ? Material([0.9, 0.9, 0.88]) : material(&random)
    var mesh = top(size, height, 0.038, random.chance(0.5) ? stone : Colors.wood(&random))
    mesh.append(
      .box([size.x, size.y - 0.05, height - 0.138], body, part: "cabinet"),
      at: RigidTransform(at: [0, 0.02, 0.1]))
    mesh.append(
      .box([size.x, size.y - 0.12, 0.1], Material([0.2, 0.2, 0.2]), part: "plinth"),
      at: RigidTransform(at: [0, 0.05, 0]))
    let count = max(Int(size.x / 0.5), 2)
    let width = size.x / Float(count)
    for door in 0..<count {
      let x = (Float(door) + 0.5) * width - size.x / 2
      mesh.append(
        .box([width - 0.005, 0.018, height - 0.16], body, part: "door"),
        at: RigidTransform(at: [x, -size.y / 2 + 0.036, 0.11]))
      mesh.append(
        .box([0.012, 0.025, 0.14], metal(&random), part: "handle"),
        at: RigidTransform(at: [x + width * 0.4, -size.y / 2 + 0.014, height - 0.25]))
    }
    var result = table(mesh, size, height)
    (result.semantic, result.name) = (.counter, "counter")
    return result
  }

  /// A board on two trestles.
  static func trestle(_ random: inout SceneRandom) -> SceneObject {
    let size = SIMD2(random.number(in: 1.1...1.8), random.number(in: 0.6...0.85))
    let height = random.number(in: 0.7...0.76)
    let legs = random.chance(0.5) ? Colors.wood(&random) : metal(&random)
    var mesh = top(size, height, 0.03, material(&random))
    for side: Float in [-1, 1] {
      let x = side * size.x * 0.32
      mesh.append(
        .box([0.07, size.y - 0.1, 0.04], legs, part: "beam"),
        at: RigidTransform(at: [x, 0, height - 0.07]))
      for (dx, dy) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
        let line: [SIMD3<Float>] = [
          [x + dx * 0.16, dy * (size.y / 2 - 0.08), 0.014],
          [x + dx * 0.025, dy * (size.y / 2 - 0.14), height - 0.06],
        ]
        mesh.append(.tube(along: line, radii: [0.016], segments: 8, legs, part: "leg"))
      }
    }
    return table(mesh, size, height)
  }

  private static func table(
    _ mesh: TriangleMesh, _ size: SIMD2<Float>, _ height: Float
  ) -> SceneObject {
    SceneObject(
      .table, mesh, surfaces: [SupportSurface(from: -size / 2, to: size / 2, height: height)])
  }

  private static func top(
    _ size: SIMD2<Float>, _ height: Float, _ thickness: Float, _ material: Material
  ) -> TriangleMesh {
    TriangleMesh.box([size.x, size.y, thickness], material, part: "top")
      .transformed(by: RigidTransform(at: [0, 0, height - thickness]))
  }

  private static func material(_ random: inout SceneRandom) -> Material {
    switch random.index(in: 0..<8) {
    case 0, 1, 2, 3: return Colors.wood(&random)
    case 4: return Material([0.9, 0.9, 0.89])
    case 5: return Material([0.16, 0.16, 0.17])
    case 6: return Material([0.62, 0.63, 0.65], pattern: .speckle(edge: 0.006))
    default: return Material(Colors.bright(&random))
    }
  }

  private static func metal(_ random: inout SceneRandom) -> Material {
    var material = Material(
      random.choice([[0.7, 0.7, 0.72], [0.12, 0.12, 0.12], [0.85, 0.85, 0.85]]), reflectivity: 0.5)
    material.gloss = 0.15
    return material
  }

  /// A cloth over a rectangular top, hanging down in folds.
  private static func cloth(
    _ size: SIMD2<Float>, _ height: Float, _ random: inout SceneRandom
  ) -> TriangleMesh {
    let hang = random.number(in: 0.12...0.3)
    let material = Material(
      Colors.bright(&random), accent: Colors.bright(&random),
      pattern: random.chance(0.5) ? .plain : .checker(edge: random.number(in: 0.03...0.1)))
    var mesh = TriangleMesh.box([size.x + 0.008, size.y + 0.008, 0.0015], material, part: "cloth")
      .transformed(by: RigidTransform(at: [0, 0, height + 0.0005]))
    let half = size / 2 + 0.004
    // The border, walked about once; folds deepen towards the hem.
    let corners: [SIMD2<Float>] = [
      [-half.x, -half.y], [half.x, -half.y], [half.x, half.y], [-half.x, half.y],
    ]
    let normals: [SIMD2<Float>] = [[0, -1], [1, 0], [0, 1], [-1, 0]]
    let waves = random.number(in: 0.12...0.25)
    var (positions, triangles): ([SIMD3<Float>], [SIMD3<UInt32>]) = ([], [])
    let rows = 5
    for side in 0..<4 {
      let (start, end) = (corners[side], corners[(side + 1) % 4])
      let length = side % 2 == 0 ? size.x : size.y
      let columns = max(Int(length / 0.02), 2)
      for column in 0..<columns {
        let share = Float(column) / Float(columns)
        let place = start + (end - start) * share
        let fold = sineAndCosine(share * length / waves * 2 * .pi).sine
        for row in 0...rows {
          let depth = Float(row) / Float(rows)
          let out = depth * (0.012 + 0.018 * fold)
          let point = place + normals[side] * out
          positions.append([point.x, point.y, height + 0.001 - depth * hang])
        }
      }
    }
    let count = positions.count / (rows + 1)
    for column in 0..<count {
      let (a, b) = (UInt32(column * (rows + 1)), UInt32((column + 1) % count * (rows + 1)))
      for row in 0..<UInt32(rows) {
        triangles.append([a + row, a + row + 1, b + row])
        triangles.append([b + row, a + row + 1, b + row + 1])
      }
    }
    mesh.append(
      TriangleMesh(positions: positions, triangles: triangles, material: material, part: "cloth"))
    return mesh
  }
}
