import CairnGeometry

/// A furnished room: a place to sit, a place to work, things on both.
struct RoomWorld {
  static let size = SIMD3<Float>(4.6, 3.8, 2.3)
  private var random: SceneRandom
  /// -1 where the wall beside the back wall is at the left, 1 where the room is the mirror image.
  let side: Float
  private(set) var scene = Scene()

  init(seed: UInt64) {
    random = SceneRandom(seed: seed)
    side = random.chance(0.5) ? -1 : 1
    addWalls()
    let half = SIMD2(Self.size.x, Self.size.y) / 2
    // Walls are behind y = +half and at x = side · half; the other sides are open, as for a visitor.
    let fabric = random.choice([
      SIMD3<Float>(0.30, 0.42, 0.50), [0.55, 0.32, 0.26], [0.42, 0.46, 0.34], [0.60, 0.56, 0.50],
    ])
    let sofaPlace = SIMD2(random.number(in: -0.25...0.1), half.y - 0.55)
    put(RoomModels.sofa(fabric), [sofaPlace.x, sofaPlace.y, 0])
    put(RoomModels.picture(&random), [sofaPlace.x, half.y - 0.015, 1.25])
    addCoffeeTable(near: sofaPlace)
    addDesk(half)
    addShelf(half)
    put(RoomModels.lamp(), [sofaPlace.x - 1.3, half.y - 0.4, 0])
    put(RoomModels.plant(&random), [half.x - 0.35, half.y - 0.95, 0])
    if random.chance(0.6) {
      let ball = Material(
        [0.85, 0.30, 0.20], accent: [0.95, 0.93, 0.9], pattern: .checker(edge: 0.1))
      put(
        SceneObject("ball", [Part(Ellipsoid(radii: SIMD3(repeating: 0.12)), ball)]),
        [random.number(in: -0.2...0.4), -half.y + 0.7, 0])
    }
  }

  /// Adds an object; places are given for the room with the wall at the left.
  private mutating func put(
    _ object: SceneObject, _ place: SIMD3<Float>, turned angle: Float = 0
  ) {
    scene.add(
      object.placed(at: [-side * place.x, place.y, place.z], turned: -side * angle))
  }

  private mutating func addWalls() {
    let size = Self.size
    let floor = Material([0.70, 0.54, 0.38], accent: [0.58, 0.43, 0.29], pattern: .grain)
    let paint = random.choice([
      SIMD3<Float>(0.88, 0.86, 0.80), [0.80, 0.85, 0.86], [0.86, 0.83, 0.77],
    ])
    let wall = Material(paint, accent: paint * 0.96, pattern: .speckle(edge: 0.25))
    let rug = Material(
      TabletopModels.color(&random) * 0.7, accent: [0.86, 0.82, 0.74],
      pattern: .stripes(width: 0.16))
    let white = Material([0.93, 0.93, 0.91])
    let parts = [
      Part(ConvexShape.box([size.x, size.y, 0.1]), floor, at: [0, 0, -0.1]),
      Part(ConvexShape.box([size.x + 0.1, 0.1, size.z]), wall, at: [0, size.y / 2 + 0.05, 0]),
      Part(ConvexShape.box([0.1, size.y, size.z]), wall, at: [side * (size.x / 2 + 0.05), 0, 0]),
      Part(ConvexShape.box([size.x, 0.02, 0.08]), white, at: [0, size.y / 2 - 0.01, 0]),
      Part(ConvexShape.box([0.02, size.y, 0.08]), white, at: [side * (size.x / 2 - 0.01), 0, 0]),
    ]
    scene.addSurrounding(SceneObject("room", parts))
    scene.addSurrounding(
      SceneObject(
        "rug", [Part(ConvexShape.box([1.9, 1.3, 0.008]), rug, at: [side * 0.1, 0.35, 0])]))
  }

  private mutating func addCoffeeTable(near sofa: SIMD2<Float>) {
    let size = SIMD3<Float>(0.95, 0.5, 0.42)
    let center = SIMD2(sofa.x, sofa.y - 1.0)
    put(RoomModels.table(size, RoomModels.paleWood), [center.x, center.y, 0])
    let makers: [(inout SceneRandom) -> Model] = [
      TabletopModels.bowl, TabletopModels.mug, TabletopModels.book, TabletopModels.bottle,
    ]
    for (index, maker) in makers.prefix(random.index(in: 3..<5)).enumerated() {
      let model = maker(&random)
      let place = center + SIMD2(Float(index) * 0.23 - 0.34, random.number(in: -0.1...0.1))
      put(model.object, [place.x, place.y, size.z], turned: random.number(in: -0.4...0.4))
    }
  }

  private mutating func addDesk(_ half: SIMD2<Float>) {
    let size = SIMD3<Float>(1.2, 0.62, 0.74)
    let center = SIMD2(-half.x + size.y / 2 + 0.02, -half.y + 1.05)
    // Along the left wall, so its front is towards +x.
    let turn = Float.pi / 2
    put(RoomModels.table(size, RoomModels.wood), [center.x, center.y, 0], turned: turn)
    put(RoomModels.monitor(), [center.x - 0.12, center.y + 0.1, size.z], turned: turn)
    let keyboard = SceneObject(
      "keyboard", [Part(ConvexShape.box([0.42, 0.14, 0.018]), Material([0.85, 0.85, 0.86]))])
    put(keyboard, [center.x + 0.12, center.y + 0.1, size.z], turned: turn)
    put(TabletopModels.mug(&random).object, [center.x + 0.05, center.y - 0.38, size.z], turned: 2)
    let seat = Material(TabletopModels.color(&random))
    put(
      RoomModels.chair(seat), [center.x + 0.62, center.y + random.number(in: -0.1...0.15), 0],
      turned: -turn + random.number(in: -0.35...0.35))
  }

  private mutating func addShelf(_ half: SIMD2<Float>) {
    let size = RoomModels.shelfSize
    let center = SIMD2(half.x - size.x / 2 - 0.1, half.y - size.y / 2 - 0.02)
    put(RoomModels.shelf(), [center.x, center.y, 0])
    for (index, board) in RoomModels.boards.enumerated() {
      if index == 0 || random.chance(0.75) {
        let width = random.number(in: 0.35...0.6)
        let books = RoomModels.bookRow(&random, width: width)
        put(books, [center.x - (0.90 - width) / 2, center.y, board])
      }
      let model = random.chance(0.5) ? TabletopModels.can(&random) : TabletopModels.ball(&random)
      put(model.object, [center.x + 0.33, center.y - 0.03, board])
    }
  }
}
