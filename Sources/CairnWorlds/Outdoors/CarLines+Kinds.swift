import CairnGeometry
import CairnScenes

extension CarLines {
  /// A car of a body drawn at random; each of its own size.
  static func random(_ random: inout SceneRandom) -> CarLines {
    let kinds = [sedan, hatchback, hatchback, estate, offRoader, offRoader, van, panelVan, pickup]
    var lines = random.choice(kinds)
    let scale = random.number(in: 0.94...1.06)
    lines.size *= [random.number(in: 0.97...1.03), scale, random.number(in: 0.97...1.04)]
    return lines
  }

  static let sedan = CarLines(
    name: "sedan", semantic: .car, size: [1.8, 4.65, 1.45], clearance: 0.17, wheelRadius: 0.32,
    axles: [0.195, 0.79],
    top: [
      [0, 0.42], [0.012, 0.47], [0.05, 0.53], [0.15, 0.6], [0.255, 0.665], [0.36, 0.86],
      [0.43, 0.965], [0.52, 1], [0.62, 0.99], [0.7, 0.945], [0.85, 0.735], [0.95, 0.715],
      [0.985, 0.68], [1, 0.56],
    ],
    belt: [[0, 0.38], [0.05, 0.49], [0.255, 0.62], [0.85, 0.68], [0.95, 0.64], [1, 0.5]],
    sideGlass: [0.31...0.5, 0.52...0.68, 0.695...0.76],
    crossGlass: [0.27...0.42, 0.71...0.84], seats: [0.47, 0.67])

  static let hatchback = CarLines(
    name: "hatchback", semantic: .car, size: [1.75, 4.1, 1.48], clearance: 0.16,
    wheelRadius: 0.31, axles: [0.2, 0.82],
    top: [
      [0, 0.43], [0.012, 0.49], [0.05, 0.55], [0.14, 0.61], [0.235, 0.675], [0.34, 0.87],
      [0.42, 0.97], [0.54, 1], [0.75, 0.985], [0.87, 0.94], [0.965, 0.7], [0.985, 0.62], [1, 0.5],
    ],
    belt: [[0, 0.39], [0.05, 0.5], [0.235, 0.62], [0.9, 0.7], [0.965, 0.64], [1, 0.45]],
    sideGlass: [0.3...0.54, 0.565...0.74, 0.76...0.85],
    crossGlass: [0.25...0.41, 0.88...0.955], seats: [0.48, 0.71])

  static let estate = CarLines(
    name: "estate", semantic: .car, size: [1.81, 4.75, 1.47], clearance: 0.17, wheelRadius: 0.32,
    axles: [0.19, 0.785],
    top: [
      [0, 0.42], [0.012, 0.47], [0.05, 0.53], [0.15, 0.6], [0.25, 0.66], [0.35, 0.86],
      [0.42, 0.965], [0.52, 1], [0.8, 0.98], [0.9, 0.94], [0.97, 0.7], [0.988, 0.62], [1, 0.5],
    ],
    belt: [[0, 0.38], [0.05, 0.49], [0.25, 0.62], [0.9, 0.68], [0.97, 0.62], [1, 0.46]],
    sideGlass: [0.305...0.48, 0.5...0.66, 0.68...0.87],
    crossGlass: [0.265...0.41, 0.91...0.965], seats: [0.45, 0.64])

  static let offRoader = CarLines(
    name: "off-road car", semantic: .car, size: [1.88, 4.5, 1.68], clearance: 0.21,
    wheelRadius: 0.36, axles: [0.195, 0.8],
    top: [
      [0, 0.46], [0.012, 0.53], [0.04, 0.6], [0.14, 0.65], [0.235, 0.69], [0.32, 0.86],
      [0.39, 0.965], [0.5, 1], [0.82, 0.985], [0.91, 0.95], [0.975, 0.72], [0.988, 0.63], [1, 0.5],
    ],
    belt: [[0, 0.42], [0.04, 0.54], [0.235, 0.64], [0.9, 0.69], [0.975, 0.63], [1, 0.46]],
    sideGlass: [0.285...0.5, 0.525...0.7, 0.725...0.88],
    crossGlass: [0.25...0.38, 0.915...0.97], lean: 0.28, seats: [0.45, 0.67])

  static let van = CarLines(
    name: "minibus", semantic: .van, size: [1.95, 4.95, 1.97], clearance: 0.19,
    wheelRadius: 0.34, axles: [0.18, 0.79],
    top: [
      [0, 0.4], [0.012, 0.45], [0.04, 0.51], [0.15, 0.6], [0.27, 0.85], [0.34, 0.97], [0.45, 1],
      [0.95, 0.985], [0.98, 0.95], [1, 0.88],
    ],
    belt: [[0, 0.36], [0.04, 0.47], [0.15, 0.55], [0.97, 0.58], [1, 0.55]],
    sideGlass: [0.23...0.41, 0.44...0.66, 0.69...0.94],
    crossGlass: [0.16...0.33], lean: 0.16, taper: 0.12, seats: [0.38, 0.57, 0.78])

  static let panelVan = CarLines(
    name: "panel van", semantic: .van, size: [2.0, 5.6, 2.45], clearance: 0.2, wheelRadius: 0.35,
    axles: [0.175, 0.78],
    top: [
      [0, 0.34], [0.012, 0.38], [0.04, 0.43], [0.14, 0.5], [0.25, 0.79], [0.32, 0.96], [0.38, 1],
      [0.97, 0.99], [1, 0.97],
    ],
    belt: [[0, 0.31], [0.04, 0.39], [0.14, 0.46], [1, 0.47]],
    sideGlass: [0.2...0.33], crossGlass: [0.15...0.25], lean: 0.1, taper: 0.1, seats: [0.33])

  static let pickup = CarLines(
    name: "pickup", semantic: .truck, size: [1.88, 5.3, 1.82], clearance: 0.24,
    wheelRadius: 0.38, axles: [0.18, 0.775],
    top: [
      [0, 0.46], [0.012, 0.52], [0.03, 0.58], [0.13, 0.62], [0.235, 0.66], [0.31, 0.88],
      [0.36, 0.98], [0.44, 1], [0.56, 0.98], [0.585, 0.93], [0.61, 0.47], [0.99, 0.47], [1, 0.45],
    ],
    belt: [[0, 0.42], [0.03, 0.53], [0.235, 0.62], [0.585, 0.63], [0.61, 0.45], [1, 0.43]],
    sideGlass: [0.275...0.42, 0.44...0.565],
    crossGlass: [0.245...0.35, 0.588...0.596], lean: 0.26, taper: 0.12, seats: [0.39, 0.51])

  static let bus = CarLines(
    name: "bus", semantic: .bus, size: [2.5, 11.2, 3.05], clearance: 0.26, wheelRadius: 0.48,
    axles: [0.23, 0.74],
    top: [
      [0, 0.4], [0.004, 0.42], [0.02, 0.94], [0.04, 0.99], [0.08, 1], [0.97, 1], [1, 0.96],
    ],
    belt: [[0, 0.36], [0.02, 0.36], [0.06, 0.44], [1, 0.44]],
    sideGlass: [
      0.05...0.12, 0.135...0.25, 0.26...0.375, 0.385...0.5, 0.51...0.625, 0.635...0.75,
      0.76...0.94,
    ],
    crossGlass: [0.005...0.019], lean: 0.04, taper: 0.04,
    seats: [0.08, 0.3, 0.37, 0.44, 0.51, 0.58, 0.65, 0.72, 0.79, 0.86])

  static let lorryCab = CarLines(
    name: "lorry", semantic: .truck, size: [2.3, 2.1, 2.6], clearance: 0.45, wheelRadius: 0.46,
    axles: [0.55],
    top: [[0, 0.42], [0.02, 0.45], [0.1, 0.8], [0.2, 0.98], [0.4, 1], [0.97, 1], [1, 0.97]],
    belt: [[0, 0.38], [0.06, 0.44], [0.2, 0.5], [1, 0.5]],
    sideGlass: [0.22...0.7], crossGlass: [0.03...0.1], lean: 0.06, taper: 0.08, seats: [0.5])
}

/// Makes vehicles of all kinds.
enum Vehicles {
  /// A vehicle as they park at the side of a street.
  static func parked(_ random: inout SceneRandom) -> SceneObject {
    car(CarLines.random(&random), &random)
  }

  static func car(_ lines: CarLines, _ random: inout SceneRandom) -> SceneObject {
    var mesh = lines.mesh(&random)
    if lines.name == "pickup" { addBed(to: &mesh, lines, &random) }
    return SceneObject(lines.semantic, named: lines.name, mesh)
  }

  static func bus(_ random: inout SceneRandom) -> SceneObject {
    var lines = CarLines.bus
    lines.size *= [1, random.number(in: 0.85...1.05), 1]
    return car(lines, &random)
  }

  private static func addBed(
    to mesh: inout TriangleMesh, _ lines: CarLines, _ random: inout SceneRandom
  ) {
    var builder = MeshBuilder()
    builder.use(mesh.materials.first ?? Looks.black, part: "body")
    let (x, from, to) = (lines.size.x / 2 - 0.05, lines.size.y * 0.112, lines.size.y * 0.495)
    let (low, high) = (lines.size.z * 0.42, lines.size.z * 0.63)
    builder.block(from: [-x, from, low], to: [-x + 0.1, to, high])
    builder.block(from: [x - 0.1, from, low], to: [x, to, high])
    builder.block(from: [-x + 0.1, to - 0.06, low], to: [x - 0.1, to, high])
    if random.chance(0.5) {
      builder.use(Looks.lacquer(&random), part: "load")
      builder.block(
        from: [-x + 0.2, from + 0.1, lines.size.z * 0.46],
        to: [x - 0.3, from + 0.6, lines.size.z * 0.46 + random.number(in: 0.2...0.5)])
    }
    mesh.append(builder.mesh)
  }

  /// A lorry: cab, chassis, and a box, a flatbed with a load, or a tank.
  static func lorry(_ random: inout SceneRandom) -> SceneObject {
    let cab = CarLines.lorryCab
    let length = random.number(in: 5.5...8)
    var mesh = TriangleMesh()
    let back = cab.size.y / 2
    // The cab is at the front of the whole.
    let middle = length / 2
    mesh.append(cab.mesh(&random), at: RigidTransform(at: [0, back - middle, 0]))
    var builder = MeshBuilder()
    let start = cab.size.y - middle
    builder.use(Looks.black, part: "chassis")
    builder.block(from: [-0.45, start - 0.3, 0.62], to: [0.45, middle - 0.1, 0.88])
    builder.block(from: [-1.05, start + 0.3, 0.5], to: [-0.5, start + 1.1, 0.85])
    let axles = length > 6.8 ? [middle - 2.5, middle - 1.4] : [middle - 1.7]
    for (index, y) in axles.enumerated() {
      for side in [Float(-1), 1] {
        let row = index + 1 == axles.count ? "rear" : "middle"
        builder.within(
          RigidTransform(
            at: [side * 0.95, y, cab.wheelRadius], rotation: .about([0, 1, 0], by: side * .pi / 2))
        ) {
          $0.wheel(
            radius: cab.wheelRadius, width: 0.42, spokes: 8,
            part: "\(row) \(side > 0 ? "left" : "right") wheel")
        }
      }
      builder.use(Looks.black, part: "chassis")
      builder.rod(
        from: [-0.9, y, cab.wheelRadius], to: [0.9, y, cab.wheelRadius], radius: 0.07)
    }
    let name: String
    let (front, end) = (start + 0.12, middle - 0.02)
    switch random.index(in: 0..<3) {
    case 0:
      name = "box lorry"
      builder.use(Looks.carPaint(&random), part: "box")
      builder.block(
        from: [-1.2, front, 0.98], to: [1.2, end, random.number(in: 3.1...3.6)])
      builder.use(Looks.zinc, part: "box")
      for x in [Float(-0.3), 0.3] {
        builder.rod(
          from: [x, end + 0.02, 1.05], to: [x, end + 0.02, 3], radius: 0.02, segments: 5)
      }
    case 1:
      name = "flatbed lorry"
      builder.use(Looks.timber, part: "bed")
      builder.block(from: [-1.2, front, 0.95], to: [1.2, end, 1.07])
      builder.use(Looks.lacquer(&random), part: "bed")
      builder.block(from: [-1.2, front, 1.07], to: [1.2, front + 0.05, 1.9])
      for x in [Float(-1.2), 1.16] {
        builder.block(from: [x, front + 0.05, 1.07], to: [x + 0.04, end, 1.5])
      }
      var y = front + 0.2
      while y + 1.2 < end {
        builder.use(Looks.cardboard, part: "load")
        builder.block(
          from: [-0.95, y, 1.07],
          to: [random.number(in: 0.4...0.95), y + 0.95, random.number(in: 1.5...2.4)])
        y += random.number(in: 1.05...1.4)
      }
    default:
      name = "tanker"
      builder.use(Looks.shiny([0.8, 0.8, 0.8], gloss: 0.35), part: "tank")
      builder.rod(
        [
          [0, front, 1.9], [0, front + 0.01, 1.9], [0, front + 0.15, 1.9], [0, end - 0.15, 1.9],
          [0, end - 0.01, 1.9], [0, end, 1.9],
        ], radii: [0.05, 0.7, 1, 1, 0.7, 0.05], segments: 20)
      builder.use(Looks.black, part: "chassis")
      for y in [front + 0.6, end - 0.6] {
        builder.block(from: [-0.6, y, 0.8], to: [0.6, y + 0.25, 1.2])
      }
    }
    builder.use(Looks.tailLight, part: "tail lights")
    for x in [Float(-1.1), 0.85] {
      builder.block(from: [x, middle - 0.05, 0.75], to: [x + 0.25, middle, 0.87])
    }
    builder.use(Looks.plate, part: "plates")
    builder.block(from: [-0.26, middle - 0.03, 0.64], to: [0.26, middle + 0.01, 0.75])
    mesh.append(builder.mesh)
    return SceneObject(.truck, named: name, mesh)
  }
}
