import CairnGeometry
import CairnScenes

/// The lines of a car: fractions of its length from the front bumper, and of its height.
struct CarLines {
  var name: String
  var semantic: SemanticClass
  /// Width, length, height, metres.
  var size: SIMD3<Float>
  var clearance: Float
  var wheelRadius: Float
  /// Where the axles are.
  var axles: [Float]
  /// The silhouette from the side: (place, height).
  var top: [SIMD2<Float>]
  /// Where the body ends and windows begin: (place, height).
  var belt: [SIMD2<Float>]
  /// Side windows from front to back, pillars between them.
  var sideGlass: [ClosedRange<Float>]
  /// Where windows slope across the car: windscreen, rear window.
  var crossGlass: [ClosedRange<Float>]
  /// How much the windows lean inwards, metres for each metre of height.
  var lean: Float = 0.34
  /// How much the ends are narrower.
  var taper: Float = 0.15
  /// Where seats stand.
  var seats: [Float] = []
}

extension CarLines {
  /// The mesh of the car: body of many sections, windows, wheels, mirrors, lights, plates, seats.
  func mesh(_ random: inout SceneRandom) -> TriangleMesh {
    var builder = MeshBuilder()
    let paint = Looks.carPaint(&random)
    build(&builder, paint: paint, glass: random.chance(0.25) ? Looks.tintedGlass : Looks.glass)
    addWheels(&builder, spokes: random.index(in: 4..<8))
    addDetails(&builder, paint: paint)
    return builder.mesh
  }

  /// Interpolates along a polyline of rising first coordinates.
  static func value(_ line: [SIMD2<Float>], at place: Float) -> Float {
    guard let first = line.first, place > first.x else { return line.first?.y ?? 0 }
    for index in 1..<line.count where place <= line[index].x {
      let (a, b) = (line[index - 1], line[index])
      return a.y + (b.y - a.y) * (place - a.x) / max(b.x - a.x, 1e-6)
    }
    return line[line.count - 1].y
  }

  private var archRadius: Float { wheelRadius * 1.17 }

  /// Where sections are made: everywhere a line bends, and close together over the wheels.
  private var places: [Float] {
    var places = top.map(\.x) + belt.map(\.x) + [0, 0.012, 0.03, 0.055, 0.945, 0.97, 0.988, 1]
    for range in sideGlass + crossGlass { places += [range.lowerBound, range.upperBound] }
    for axle in axles {
      for step in 0...10 {
        let (_, cosine) = sineAndCosine(.pi * Float(step) / 10)
        places.append(axle - cosine * archRadius / size.y)
      }
      places += [axle - (archRadius + 0.002) / size.y, axle + (archRadius + 0.002) / size.y]
    }
    let sorted = places.filter { $0 >= 0 && $0 <= 1 }.sorted()
    var result: [Float] = []
    for place in sorted where place - (result.last ?? -1) > 1e-4 { result.append(place) }
    return result
  }

  /// Half a section, from the middle of the floor outwards and up to the middle of the roof.
  private func section(at place: Float) -> [SIMD2<Float>] {
    let end = min(min(place, 1 - place) / 0.09, 1)
    let half = size.x / 2 * (1 - taper * (1 - end) * (1 - end))
    let roof = Self.value(top, at: place) * size.z
    let waist = min(Self.value(belt, at: place) * size.z, roof - 0.03)
    var sill = clearance + 0.1 * (1 - end)
    for axle in axles {
      let offset = abs(place - axle) * size.y
      guard offset < archRadius + 0.001 else { continue }
      let rise = (archRadius * archRadius - offset * offset)
      sill = max(sill, wheelRadius + max(rise, 0).squareRoot())
    }
    sill = min(sill, waist - 0.06)
    let inner = half - 0.25
    let rise = roof - waist
    let shoulder = half * 0.965
    let low = sill + (waist - sill) * 0.32
    let high = sill + (waist - sill) * 0.7
    let floor = clearance + 0.06
    return [
      [0, floor], [inner, floor], [inner, max(sill, floor)], [half - 0.025, sill],
      [half, low], [half - 0.005, high], [shoulder, waist],
      [shoulder - lean * rise * 0.84, waist + rise * 0.84],
      [shoulder - lean * rise - 0.03, waist + rise * 0.95],
      [(shoulder - lean * rise) * 0.6, waist + rise * 0.99], [0, roof],
    ]
  }

  private func build(_ builder: inout MeshBuilder, paint: Material, glass: Material) {
    let places = places
    let rings = places.map { place -> [SIMD3<Float>] in
      let half = section(at: place)
      let y = (place - 0.5) * size.y
      let right = half.map { SIMD3($0.x, y, $0.y) }
      return right + half.dropFirst().dropLast().reversed().map { SIMD3(-$0.x, y, $0.y) }
    }
    let count = rings[0].count
    let first = UInt32(builder.mesh.positions.count)
    for ring in rings { for point in ring { _ = builder.vertex(point) } }
    // The looks are few; quads are sorted by look so that each needs to be set once.
    for kind in Skin.allCases {
      switch kind {
      case .paint: builder.use(paint, part: "body")
      case .glass: builder.use(glass, part: "windows")
      case .front: builder.use(Looks.headlight, part: "headlights")
      case .rear: builder.use(Looks.tailLight, part: "tail lights")
      case .under: builder.use(Looks.black, part: "body")
      }
      for row in 0..<rings.count - 1 {
        let middle = (places[row] + places[row + 1]) / 2
        for column in 0..<count where skin(column, count, middle) == kind {
          let next = UInt32((column + 1) % count)
          let (low, high) = (first + UInt32(row * count), first + UInt32((row + 1) * count))
          let side = UInt32(column)
          builder.quad(low + side, high + side, high + next, low + next)
        }
      }
      guard kind == .paint else { continue }
      for side in [0, rings.count - 1] {
        let start = first + UInt32(side * count)
        // Sections are symmetric: strips between left and right, whatever their outline.
        for step in 0..<UInt32(count / 2) {
          let (a, b) = (start + step, start + step + 1)
          let c = start + UInt32(count) - step - 1
          let d = start + (UInt32(count) - step) % UInt32(count)
          if side == 0 { builder.quad(a, b, c, d) } else { builder.quad(a, d, c, b) }
        }
      }
    }
  }

  private enum Skin: CaseIterable { case paint, glass, front, rear, under }

  private func skin(_ column: Int, _ count: Int, _ place: Float) -> Skin {
    let row = column < count / 2 ? column : count - 1 - column
    if row < 3 { return .under }
    let rise = (Self.value(top, at: place) - Self.value(belt, at: place)) * size.z
    if row == 6, rise > 0.2, sideGlass.contains(where: { $0.contains(place) }) { return .glass }
    if row >= 8, crossGlass.contains(where: { $0.contains(place) }) { return .glass }
    if row == 5, place < 0.055 { return .front }
    if row == 5, place > 0.945 { return .rear }
    return .paint
  }

  private func addWheels(_ builder: inout MeshBuilder, spokes: Int) {
    for (index, axle) in axles.enumerated() {
      for side in [Float(-1), 1] {
        let row = index == 0 ? "front" : axles.count > 2 && index == 1 ? "middle" : "rear"
        // The front looks towards -y, so that left is towards +x.
        let name = "\(row) \(side > 0 ? "left" : "right") wheel"
        builder.within(
          RigidTransform(
            at: [side * (size.x / 2 - 0.12), (axle - 0.5) * size.y, wheelRadius],
            rotation: .about([0, 1, 0], by: side * .pi / 2))
        ) { $0.wheel(radius: wheelRadius, width: 0.2, spokes: spokes, part: name) }
      }
    }
  }

  private func addDetails(_ builder: inout MeshBuilder, paint: Material) {
    let half = size.y / 2
    for side in [Float(-1), 1] {
      let low = clearance + 0.28 * (Self.value(belt, at: 0) * size.z - clearance)
      let z = side < 0 ? low : low + 0.12
      builder.use(Looks.black, part: "body")
      builder.block(
        from: [-size.x * 0.3, side * half - 0.006, clearance + 0.14],
        to: [size.x * 0.3, side * half + 0.006, z - 0.02])
      builder.use(Looks.plate, part: "plates")
      builder.block(
        from: [-0.26, side * half - 0.015, z], to: [0.26, side * half + 0.015, z + 0.11])
    }
    if let first = sideGlass.first {
      let place = first.lowerBound + 0.03
      let y = (place - 0.5) * size.y
      let z = Self.value(belt, at: place) * size.z + 0.1
      for side in [Float(-1), 1] {
        builder.use(paint, part: "mirrors")
        builder.ellipsoid(
          at: [side * (size.x / 2 + 0.09), y, z], radii: [0.1, 0.06, 0.075], rings: 5, segments: 8)
        builder.bar(
          from: [side * (size.x / 2 - 0.06), y, z - 0.05], to: [side * (size.x / 2 + 0.06), y, z],
          width: 0.04, depth: 0.03)
      }
    }
    for place in seats {
      let y = (place - 0.5) * size.y
      let z = clearance + 0.16
      let roof = Self.value(top, at: place) * size.z
      for x in [-size.x * 0.21, size.x * 0.21] {
        builder.use(Looks.darkInside, part: "seats")
        builder.block(from: [x - 0.23, y - 0.25, z], to: [x + 0.23, y + 0.2, z + 0.24])
        builder.bar(
          from: [x, y + 0.18, z + 0.2], to: [x, y + 0.3, min(z + 0.8, roof - 0.3)],
          width: 0.44, depth: 0.12)
        builder.bar(
          from: [x, y + 0.29, min(z + 0.75, roof - 0.3)],
          to: [x, y + 0.31, min(z + 0.95, roof - 0.12)], width: 0.24, depth: 0.09)
      }
    }
    if let screen = crossGlass.first, !seats.isEmpty {
      let y = (screen.lowerBound - 0.5) * size.y + 0.12
      let z = Self.value(belt, at: screen.lowerBound) * size.z - 0.06
      builder.use(Looks.darkInside, part: "dashboard")
      builder.block(
        from: [-size.x * 0.38, y, z - 0.25], to: [size.x * 0.38, y + 0.35, z])
    }
  }
}

extension MeshBuilder {
  /// A wheel about z, its outside up.
  mutating func wheel(radius: Float, width: Float, spokes: Int, part: String) {
    let (half, rim) = (width / 2, radius * 0.66)
    use(Looks.rubber, part: part)
    turned(
      [
        [rim, -half], [radius * 0.93, -half], [radius, -half * 0.7], [radius, half * 0.7],
        [radius * 0.93, half], [rim, half], [rim * 0.96, half * 0.3],
      ], segments: 22)
    use(Looks.steel, part: part)
    turned(
      [[rim * 0.26, half * 0.2], [rim * 0.26, half * 0.75], [0.01, half * 0.85]], segments: 8)
    for spoke in 0..<spokes {
      let (sine, cosine) = sineAndCosine(2 * .pi * Float(spoke) / Float(spokes))
      let outward = SIMD3<Float>(cosine, sine, 0)
      bar(
        from: outward * (rim * 0.2) + SIMD3(0, 0, half * 0.65),
        to: outward * (rim * 0.98) + SIMD3(0, 0, half * 0.7), width: rim * 0.34, depth: 0.03)
    }
  }
}
