import CairnGeometry
import CairnScenes

/// Makes houses: facades with windows that recede, doors, shops, balconies, roofs.
enum Houses {
  /// What a house looks like.
  struct Style {
    var width: Float
    var depth: Float
    var storeys: Int
    var hasShop: Bool
    var hasBalconies: Bool
    var hasFlatRoof: Bool
    /// How far the walls go down, for slopes.
    var cellar: Float = 1.2

    init(width: Float, storeys: Int, _ random: inout SceneRandom) {
      self.width = width
      self.storeys = storeys
      depth = random.number(in: 8...11)
      hasShop = storeys > 1 && random.chance(0.4)
      hasBalconies = storeys > 1 && random.chance(0.35)
      hasFlatRoof = random.chance(storeys > 2 ? 0.5 : 0.2)
    }
  }

  /// A house along x, its facade in the plane y = 0 towards -y, its ground floor at z = 0.
  static func house(_ style: Style, _ random: inout SceneRandom) -> SceneObject {
    var house = House(style, &random)
    house.build(&random)
    return SceneObject(.building, named: "house", house.builder.mesh)
  }

  /// A garden wall along x.
  static func wall(length: Float, height: Float, _ random: inout SceneRandom) -> SceneObject {
    var builder = MeshBuilder()
    builder.use(random.chance(0.5) ? Looks.brick(&random) : Looks.plaster(&random), part: "wall")
    builder.block(from: [-length / 2, -0.12, -0.8], to: [length / 2, 0.12, height])
    builder.use(Looks.concrete, part: "coping")
    builder.block(from: [-length / 2, -0.16, height], to: [length / 2, 0.16, height + 0.06])
    return SceneObject(.building, named: "garden wall", builder.mesh)
  }
}

private struct House {
  var builder = MeshBuilder()
  let style: Houses.Style
  let wall: Material
  let frame: Material
  let storey: Float
  let ground: Float
  let bays: Int
  let balconyBays: [Bool]

  init(_ style: Houses.Style, _ random: inout SceneRandom) {
    self.style = style
    wall = random.chance(0.3) ? Looks.brick(&random) : Looks.plaster(&random)
    frame = random.chance(0.7) ? Looks.white : Looks.anthracite
    storey = random.number(in: 2.7...3.2)
    ground = style.hasShop ? random.number(in: 3.3...3.8) : storey
    let count = max(Int(style.width / random.number(in: 2.4...3.1)), 2)
    bays = count
    balconyBays = (0..<count).map { _ in random.chance(0.5) }
  }

  var height: Float { ground + storey * Float(style.storeys - 1) }

  mutating func build(_ random: inout SceneRandom) {
    let half = style.width / 2
    builder.use(wall, part: "walls")
    builder.face([
      [half, 0, -style.cellar], [half, style.depth, -style.cellar], [half, style.depth, height],
      [half, 0, height],
    ])
    builder.face([
      [-half, style.depth, -style.cellar], [-half, 0, -style.cellar], [-half, 0, height],
      [-half, style.depth, height],
    ])
    builder.face([
      [half, style.depth, -style.cellar], [-half, style.depth, -style.cellar],
      [-half, style.depth, height], [half, style.depth, height],
    ])
    builder.use(Looks.concrete, part: "walls")
    builder.face([
      [-half, 0, -style.cellar], [half, 0, -style.cellar], [half, 0, 0], [-half, 0, 0],
    ])
    let door = random.index(in: 0..<bays)
    let size = SIMD2(random.number(in: 0.95...1.35), random.number(in: 1.25...1.65))
    let bay = style.width / Float(bays)
    for level in 0..<style.storeys {
      let z = level == 0 ? 0 : ground + storey * Float(level - 1)
      let tall = level == 0 ? ground : storey
      for index in 0..<bays {
        let x = -half + bay * Float(index)
        let middle = x + bay / 2
        let cell = Cell(x: x...x + bay, z: z...z + tall)
        if level == 0 && index == door {
          opening(cell, from: [middle - 0.55, 0.02], to: [middle + 0.55, 2.15], .door, &random)
          builder.use(Looks.concrete, part: "steps")
          builder.block(from: [middle - 0.7, -0.12, -1], to: [middle + 0.7, 0.1, 0.02])
        } else if level == 0 && style.hasShop {
          opening(
            cell, from: [x + 0.25, 0.35], to: [x + bay - 0.25, ground - 0.9], .shop, &random)
        } else if level > 0 && style.hasBalconies && balconyBays[index] {
          opening(
            cell, from: [middle - 0.8, z + 0.05], to: [middle + 0.8, z + 2.2], .window, &random)
          balcony(from: x + 0.25, to: x + bay - 0.25, at: z)
        } else {
          opening(
            cell, from: [middle - size.x / 2, z + 0.85],
            to: [middle + size.x / 2, z + 0.85 + size.y],
            .window, &random)
        }
      }
    }
    roof(&random)
    if style.hasShop { awnings(&random) }
  }

  private struct Cell {
    var x: ClosedRange<Float>
    var z: ClosedRange<Float>
  }

  private enum Filling { case window, door, shop }

  private mutating func opening(
    _ cell: Cell, from low: SIMD2<Float>, to high: SIMD2<Float>, _ filling: Filling,
    _ random: inout SceneRandom
  ) {
    let (x, z) = (cell.x, cell.z)
    func at(_ x: Float, _ y: Float, _ z: Float) -> SIMD3<Float> { [x, y, z] }
    func flat(_ a: Float, _ b: Float, _ c: Float, _ d: Float, y: Float = 0) {
      builder.face([at(a, y, b), at(c, y, b), at(c, y, d), at(a, y, d)])
    }
    builder.use(wall, part: "walls")
    flat(x.lowerBound, z.lowerBound, low.x, z.upperBound)
    flat(high.x, z.lowerBound, x.upperBound, z.upperBound)
    flat(low.x, z.lowerBound, high.x, low.y)
    flat(low.x, high.y, high.x, z.upperBound)
    let depth: Float = filling == .door ? 0.22 : 0.14
    builder.face([
      at(low.x, 0, low.y), at(low.x, 0, high.y), at(low.x, depth, high.y), at(low.x, depth, low.y),
    ])
    builder.face([
      at(high.x, 0, high.y), at(high.x, 0, low.y), at(high.x, depth, low.y),
      at(high.x, depth, high.y),
    ])
    builder.face([
      at(low.x, 0, low.y), at(low.x, depth, low.y), at(high.x, depth, low.y), at(high.x, 0, low.y),
    ])
    builder.face([
      at(low.x, 0, high.y), at(high.x, 0, high.y), at(high.x, depth, high.y),
      at(low.x, depth, high.y),
    ])
    if filling == .door {
      builder.use(Looks.lacquer(&random), part: "door")
      flat(low.x, low.y, high.x, high.y, y: depth)
      builder.use(Looks.steel, part: "door")
      builder.block(from: [low.x + 0.1, depth - 0.06, 0.95], to: [low.x + 0.13, depth, 1.15])
      return
    }
    // Behind the pane a curtain close by, or the far wall of the room.
    let room = filling == .shop ? random.number(in: 1.5...3) : random.chance(0.5) ? 0.3 : 2
    builder.use(
      room < 1 ? Looks.white : Material([0.3, 0.28, 0.26], reflectivity: 0.3), part: "inside")
    flat(low.x - 0.3, low.y - 0.3, high.x + 0.3, high.y + 0.3, y: room)
    builder.use(Looks.glass, part: "windows")
    flat(low.x, low.y, high.x, high.y, y: depth)
    builder.use(frame, part: "window frames")
    let bars: [Float] = filling == .shop ? [low.x, high.x] : [low.x, (low.x + high.x) / 2, high.x]
    for bar in bars {
      let from = max(low.x, min(bar - 0.03, high.x - 0.06))
      builder.block(from: [from, depth - 0.03, low.y], to: [from + 0.06, depth + 0.02, high.y])
    }
    for bar in [low.y, high.y - 0.06] {
      builder.block(from: [low.x, depth - 0.03, bar], to: [high.x, depth + 0.02, bar + 0.06])
    }
    if filling == .window {
      builder.use(Looks.concrete, part: "sills")
      builder.block(
        from: [low.x - 0.05, -0.06, low.y - 0.05], to: [high.x + 0.05, 0.1, low.y])
    }
  }

  private mutating func balcony(from left: Float, to right: Float, at z: Float) {
    builder.use(Looks.concrete, part: "balcony")
    builder.block(from: [left, -1.1, z - 0.15], to: [right, 0, z])
    builder.use(Looks.anthracite, part: "railing")
    builder.block(from: [left, -1.1, z + 0.95], to: [right, -1.06, z + 1])
    for x in [left, right - 0.04] {
      builder.block(from: [x, -1.1, z + 0.95], to: [x + 0.04, 0, z + 1])
    }
    var x = left
    while x < right {
      builder.block(from: [x, -1.09, z], to: [x + 0.018, -1.07, z + 0.95])
      x += 0.13
    }
  }

  private mutating func roof(_ random: inout SceneRandom) {
    let (half, top) = (style.width / 2, height)
    if style.hasFlatRoof {
      builder.use(wall, part: "roof")
      builder.face([
        [-half, 0, top], [half, 0, top], [half, style.depth, top], [-half, style.depth, top],
      ])
      builder.block(from: [-half, -0.08, top], to: [half, 0.2, top + 0.5])
      builder.use(Looks.concrete, part: "roof")
      builder.block(from: [-half, -0.14, top + 0.5], to: [half, 0.24, top + 0.56])
      return
    }
    let rise = style.depth * random.number(in: 0.28...0.45)
    let (ridge, eaves): (Float, Float) = (style.depth / 2, 0.35)
    builder.use(Looks.roofTile(&random), part: "roof")
    let slope = rise / ridge
    for sign in [Float(1), -1] {
      let depth = style.depth
      func y(_ inwards: Float) -> Float { sign > 0 ? inwards : depth - inwards }
      let corners: [SIMD3<Float>] = [
        [-half, y(-eaves), top - eaves * slope], [half, y(-eaves), top - eaves * slope],
        [half, y(ridge), top + rise], [-half, y(ridge), top + rise],
      ]
      builder.face(sign > 0 ? corners : corners.reversed())
    }
    builder.use(wall, part: "walls")
    builder.face([[half, 0, top], [half, style.depth, top], [half, ridge, top + rise]])
    builder.face([[-half, style.depth, top], [-half, 0, top], [-half, ridge, top + rise]])
    builder.use(Looks.zinc, part: "gutter")
    builder.rod(
      from: [-half, -eaves - 0.05, top - eaves * slope],
      to: [half, -eaves - 0.05, top - eaves * slope],
      radius: 0.06, segments: 6)
    builder.rod(
      from: [half - 0.12, -0.06, -0.5], to: [half - 0.12, -0.06, top - 0.2], radius: 0.045,
      segments: 6)
    builder.use(wall, part: "chimney")
    let x = random.number(in: -half * 0.6...half * 0.6)
    builder.block(
      from: [x - 0.3, ridge - 0.9, top + rise * 0.5], to: [x + 0.3, ridge - 0.3, top + rise + 0.6])
    guard random.chance(0.5) else { return }
    for index in 0..<bays where index % 2 == 0 {
      let middle = -half + style.width / Float(bays) * (Float(index) + 0.5)
      builder.use(Looks.zinc, part: "dormer")
      builder.block(
        from: [middle - 0.65, 0.9, top + 0.2], to: [middle + 0.65, 3.2, top + min(rise, 1.75)])
      builder.use(Looks.tintedGlass, part: "windows")
      builder.block(
        from: [middle - 0.45, 0.885, top + 0.5],
        to: [middle + 0.45, 0.9, top + min(rise, 1.6) - 0.1])
    }
  }

  private mutating func awnings(_ random: inout SceneRandom) {
    builder.use(Looks.lacquer(&random), part: "shop sign")
    let half = style.width / 2 - 0.3
    builder.block(from: [-half, -0.1, ground - 0.65], to: [half, 0, ground - 0.15])
    guard random.chance(0.55) else { return }
    let color = Looks.lacquer(&random).color
    builder.use(
      Material(color, accent: [0.9, 0.9, 0.86], pattern: .stripes(width: 0.25)), part: "awning")
    let (reach, top) = (random.number(in: 0.9...1.4), ground - 0.7)
    builder.face([
      [-half, -reach, top - 0.45], [half, -reach, top - 0.45], [half, -0.02, top],
      [-half, -0.02, top],
    ])
    builder.face([
      [-half, -reach, top - 0.65], [half, -reach, top - 0.65], [half, -reach, top - 0.45],
      [-half, -reach, top - 0.45],
    ])
  }
}
