import CairnGeometry
import CairnScenes

/// Makes pallets and what lies on them.
enum PalletGoods {
  /// The height of a pallet's deck.
  static let deck: Float = 0.144
  /// Width (x) and depth (y) of a pallet.
  static let size = SIMD2<Float>(0.8, 1.2)
  /// How high the forks of a truck lift under the deck.
  static let forkHeight: Float = 0.1

  /// A pallet of boards and blocks; forks enter along y.
  static func pallet(_ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    var wood = Looks.timber
    wood.color = Looks.varied([0.62, 0.5, 0.35], by: 0.09, &random)
    wood.accent = wood.color * 0.75
    builder.use(wood, part: "boards")
    let (x, y) = (size.x / 2, size.y / 2)
    for (place, width) in [(-x, Float(0.1)), (-0.0725, 0.145), (x - 0.1, 0.1)] {
      builder.block(from: [place, -y, 0], to: [place + width, y, 0.022])
    }
    for place in [-x, -0.22, -0.0725, 0.12, x - 0.145] {
      let width: Float = abs(place) > 0.1 && abs(place) < 0.3 ? 0.1 : 0.145
      builder.block(from: [place, -y, 0.122], to: [place + width, y, deck])
    }
    for place in [-y, -0.0725, y - 0.145] {
      builder.block(from: [-x, place, 0.1], to: [x, place + 0.145, 0.122])
    }
    builder.use(wood, part: "blocks")
    for (left, width) in [(-x, Float(0.1)), (-0.0725, 0.145), (x - 0.1, 0.1)] {
      for place in [-y, -0.0725, y - 0.145] {
        builder.block(from: [left, place, 0.022], to: [left + width, place + 0.145, 0.1])
      }
    }
    return SceneObject(
      .pallet, builder.mesh,
      surfaces: [SupportSurface(from: [-x, -y], to: [x, y], height: deck)])
  }

  /// A closed carton with tape and a label.
  static func carton(_ size: SIMD3<Float>, _ look: Material, _ random: inout SceneRandom)
    -> SceneObject
  {
    var builder = MeshBuilder()
    let half = size / 2
    builder.use(look, part: "body")
    builder.block(from: [-half.x, -half.y, 0], to: [half.x, half.y, size.z])
    builder.use(Material([0.72, 0.6, 0.42], reflectivity: 0.5), part: "tape")
    let tape: Float = 0.025
    builder.face([
      [-half.x, -tape, size.z + 3e-4], [half.x, -tape, size.z + 3e-4],
      [half.x, tape, size.z + 3e-4], [-half.x, tape, size.z + 3e-4],
    ])
    if random.chance(0.5) {
      builder.use(Looks.white, part: "label")
      let (x, z) = (half.x * random.number(in: -0.4...0.1), size.z * random.number(in: 0.3...0.5))
      let y = -half.y - 3e-4
      builder.face([
        [x, y, z], [x + half.x * 0.5, y, z], [x + half.x * 0.5, y, z + size.z * 0.3],
        [x, y, z + size.z * 0.3],
      ])
    }
    return SceneObject(
      .carton, builder.mesh,
      surfaces: [
        SupportSurface(from: [-half.x, -half.y], to: [half.x, half.y], height: size.z)
      ])
  }

  /// A load under stretch film.
  static func wrapped(height: Float, _ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    let inset = random.number(in: 0...0.05)
    let half = size / 2 - SIMD2(repeating: inset)
    let look = random.chance(0.6) ? Looks.cardboard : Looks.lacquer(&random)
    var goods = look
    goods.accent = look.color * 0.8
    goods.pattern = .checker(edge: random.number(in: 0.25...0.45))
    goods.gloss = 0.3
    builder.use(goods, part: "load")
    let steps = 4
    builder.loft(
      (0...steps).map { step in
        let z = height * Float(step) / Float(steps)
        let bulge = 1 - 0.03 * random.unit()
        return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map { corner in
          SIMD3(half.x * corner[0] * bulge, half.y * corner[1] * bulge, z)
        }
      })
    return SceneObject(.carton, named: "wrapped load", builder.mesh)
  }

  static func drum(radius: Float, height: Float, _ look: Material) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(look, part: "body")
    let ring: Float = 0.008
    builder.turned(
      [
        [radius - 0.01, 0], [radius, 0.012], [radius - ring, 0.03], [radius - ring, height * 0.33],
        [radius, height * 0.34], [radius - ring, height * 0.36], [radius - ring, height * 0.65],
        [radius, height * 0.66], [radius - ring, height * 0.68], [radius - ring, height - 0.03],
        [radius, height - 0.012], [radius - 0.01, height], [radius - 0.025, height - 0.015],
      ], segments: 20)
    builder.use(Looks.black, part: "bung")
    builder.turned(
      [[0.03, height - 0.016], [0.03, height - 0.004]], at: [radius * 0.6, 0, 0], segments: 8)
    return SceneObject(.drum, builder.mesh)
  }

  /// A full sack lying on its side.
  static func sack(_ size: SIMD3<Float>, _ look: Material) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(look, part: "body")
    let rows: [(Float, Float)] = [
      (0, 0.86), (0.12, 0.95), (0.35, 1), (0.65, 1), (0.88, 0.95), (1, 0.84),
    ]
    let circle = MeshBuilder.circle(16)
    builder.loft(
      rows.map { height, share in
        circle.map { place in
          // Between an ellipse and a rectangle.
          let stretch = 1 / max(abs(place.x), abs(place.y))
          let corner = place * (0.35 + 0.65 * min(stretch, 1.25))
          return SIMD3(
            corner.x * size.x / 2 * share * 0.93, corner.y * size.y / 2 * share * 0.93,
            height * size.z)
        }
      })
    return SceneObject(.sack, builder.mesh)
  }

  /// An open crate of plastic, stackable.
  static func crate(_ size: SIMD3<Float>, _ look: Material, isFull: Bool) -> SceneObject {
    var builder = MeshBuilder()
    let half = size / 2
    let wall: Float = 0.012
    builder.use(look, part: "body")
    builder.block(from: [-half.x, -half.y, 0], to: [half.x, half.y, 0.015])
    for x in [-half.x, half.x - wall] {
      builder.block(from: [x, -half.y, 0.015], to: [x + wall, half.y, size.z])
    }
    for y in [-half.y, half.y - wall] {
      builder.block(
        from: [-half.x + wall, y, 0.015], to: [half.x - wall, y + wall, size.z * 0.55])
      builder.block(
        from: [-half.x + wall, y, size.z * 0.55], to: [-0.07, y + wall, size.z])
      builder.block(from: [0.07, y, size.z * 0.55], to: [half.x - wall, y + wall, size.z])
      builder.block(from: [-0.07, y, size.z * 0.78], to: [0.07, y + wall, size.z])
    }
    if isFull {
      builder.use(Looks.black, part: "contents")
      builder.block(
        from: [-half.x + wall, -half.y + wall, 0.015],
        to: [half.x - wall, half.y - wall, size.z * 0.7])
    }
    return SceneObject(.crate, builder.mesh)
  }

  /// A roll of paper or film, standing.
  static func roll(radius: Float, height: Float) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(Looks.white, part: "roll")
    builder.turned(
      [
        [radius, 0], [radius, height], [radius * 0.2, height], [radius * 0.2, height - 0.1],
      ], segments: 22)
    return SceneObject(.part, named: "roll", builder.mesh)
  }
}

extension Site {
  /// Adds something where it surely fits.
  mutating func place(
    _ object: SceneObject, at pose: RigidTransform, on surface: UInt32
  ) -> (label: UInt32, surfaces: [UInt32]) {
    cover(object, at: pose)
    return scene.add(object, at: pose, on: surface)
  }

  /// A pallet with goods at a pose, on a surface or on the ground.
  ///
  /// - Returns: The pallet's label.
  @discardableResult
  mutating func loadedPallet(
    at pose: RigidTransform, on surface: UInt32, clearance: Float, pallet: SceneObject,
    isFar: Bool = false, _ random: inout SceneRandom
  ) -> UInt32 {
    let (label, decks) = place(pallet, at: pose, on: surface)
    let room = clearance - PalletGoods.deck - 0.12
    let load = PalletLoad(
      deck: pose * RigidTransform(at: [0, 0, PalletGoods.deck]), surface: decks[0],
      room: min(room, random.number(in: 0.5...1.7)))
    switch random.index(in: 0..<(isFar ? 4 : 12)) {
    case 0, 1, 2: load.wrapped(&self, &random)
    case 3: load.crates(&self, &random)
    case 4, 5, 6, 7, 8: load.cartons(&self, &random)
    case 9: load.drums(&self, &random)
    case 10: load.sacks(&self, &random)
    default: load.rolls(&self, &random)
    }
    return label
  }
}

/// A deck being loaded.
struct PalletLoad {
  /// The frame of the deck.
  var deck: RigidTransform
  var surface: UInt32
  /// How high the load may be.
  var room: Float

  private func add(
    _ object: SceneObject, at place: SIMD3<Float>, on surface: UInt32, turned: Float,
    _ site: inout Site
  ) -> [UInt32] {
    site.place(object, at: deck * .turned(turned, at: place), on: surface).surfaces
  }

  func wrapped(_ site: inout Site, _ random: inout SceneRandom) {
    guard room > 0.3 else { return }
    _ = add(
      PalletGoods.wrapped(height: room, &random), at: .zero, on: surface, turned: 0, &site)
  }

  /// Layers of equal cartons, flush, the last layer not always full.
  func cartons(_ site: inout Site, _ random: inout SceneRandom) {
    let columns = random.choice([1, 1, 2, 2])
    let rows = random.choice([1, 2, 2, 3])
    let gap: Float = 0.002
    let footprint = PalletGoods.size - SIMD2(repeating: random.number(in: 0...0.06))
    let width = footprint.x / Float(columns) - gap
    let depth = footprint.y / Float(rows) - gap
    let height = min(width, depth) * random.number(in: 0.55...1.05)
    let layers = Int(room / height)
    guard layers > 0 else { return }
    var look = Looks.cardboard
    look.color = Looks.varied(look.color, by: 0.06, &random)
    if random.chance(0.2) { look = Material([0.88, 0.87, 0.84], reflectivity: 0.7) }
    look.accent = look.color * 0.93
    let carton = PalletGoods.carton([width, depth, height], look, &random)
    var below = Array(repeating: surface, count: columns * rows)
    for layer in 0..<min(layers, 6) {
      for row in 0..<rows {
        for column in 0..<columns {
          let index = row * columns + column
          let isTop = layer == layers - 1 || layer == 5
          guard below[index] != 0 else { continue }
          if isTop && layer > 0 && random.chance(0.25) {
            below[index] = 0
            continue
          }
          let place = SIMD3(
            (Float(column) + 0.5) * (width + gap) - footprint.x / 2,
            (Float(row) + 0.5) * (depth + gap) - footprint.y / 2, Float(layer) * height)
          let noise = SIMD3(random.normal(), random.normal(), 0) * 0.0003
          below[index] =
            add(
              carton, at: place + noise, on: below[index], turned: random.normal() * 0.0008, &site
            )
            .first ?? 0
        }
      }
    }
  }

  func drums(_ site: inout Site, _ random: inout SceneRandom) {
    let isLarge = random.chance(0.5)
    let radius: Float = isLarge ? 0.288 : 0.19
    let height = min(random.number(in: isLarge ? 0.8...0.9 : 0.4...0.6), room)
    guard height > 0.3 else { return }
    let look = Looks.lacquer(&random)
    for row in 0..<(isLarge ? 2 : 3) {
      for column in 0..<(isLarge ? 1 : 2) where random.chance(0.9) {
        let x = isLarge ? 0 : (Float(column) - 0.5) * 0.39
        let y = (Float(row) - (isLarge ? 0.5 : 1)) * (radius * 2 + 0.012)
        _ = add(
          PalletGoods.drum(radius: radius, height: height, look), at: [x, y, 0], on: surface,
          turned: random.unit() * 6.28, &site)
      }
    }
  }

  func sacks(_ site: inout Site, _ random: inout SceneRandom) {
    let size = SIMD3<Float>(0.39, 0.59, random.number(in: 0.11...0.15))
    let look = Material(
      Looks.varied([0.8, 0.76, 0.68], by: 0.1, &random), pattern: .speckle(edge: 0.1))
    let sack = PalletGoods.sack(size, look)
    let layers = min(Int(room / size.z), random.index(in: 2..<7))
    for corner in Self.quarters {
      let count = random.chance(0.3) ? layers - 1 : layers
      pile(max(count, 1), height: size.z, at: corner, noise: 0.002, &site, &random) { _ in sack }
    }
  }

  private static let quarters: [SIMD2<Float>] = [
    [-0.2, -0.3], [0.2, -0.3], [-0.2, 0.3], [0.2, 0.3],
  ]

  /// Things on one another, each carried by the one below.
  private func pile(
    _ count: Int, height: Float, at corner: SIMD2<Float>, noise: Float, _ site: inout Site,
    _ random: inout SceneRandom, _ make: (inout SceneRandom) -> SceneObject
  ) {
    var below: UInt32?
    for layer in 0..<max(count, 0) {
      let shift = SIMD2(random.normal(), random.normal()) * noise
      let local = RigidTransform.turned(
        random.normal() * noise * 2,
        at: [corner.x + shift.x, corner.y + shift.y, Float(layer) * height])
      let object = make(&random)
      if let carrier = below {
        below = site.put(object, at: deck * local, carriedBy: carrier)
      } else {
        below = site.place(object, at: deck * local, on: surface).label
      }
    }
  }

  func crates(_ site: inout Site, _ random: inout SceneRandom) {
    let size = SIMD3<Float>(0.395, 0.595, random.number(in: 0.2...0.34))
    let look = Looks.lacquer(&random)
    let layers = min(Int(room / size.z), 5)
    for corner in Self.quarters {
      let count = max(layers - random.index(in: 0..<2), 0)
      pile(count, height: size.z, at: corner, noise: 0, &site, &random) { random in
        PalletGoods.crate(size, look, isFull: random.chance(0.6))
      }
    }
  }

  func rolls(_ site: inout Site, _ random: inout SceneRandom) {
    let height = min(room, random.number(in: 0.5...1.1))
    guard height > 0.3 else { return }
    for y in [Float(-0.3), 0.3] where random.chance(0.85) {
      _ = add(
        PalletGoods.roll(radius: random.number(in: 0.24...0.29), height: height), at: [0, y, 0],
        on: surface, turned: 0, &site)
    }
  }
}
