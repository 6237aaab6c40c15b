import CairnGeometry
import CairnScenes

extension SmallObjects {
  /// Books, magazines, sheets.
  static let books: [Kind] = [
    Kind("book", [.office, .living], weight: 2, book),
    Kind("row of books", [.office, .living], bookRow),
    Kind("stack of books", [.office, .living], bookStack),
    Kind("magazines", [.office, .living], magazines),
    Kind("paper", [.office, .living, .workshop], weight: 1.5, paper),
  ]

  /// A closed book lying on its back, its spine towards -x; printed so that it can be read when it
  /// lies, or when it stands.
  static func volume(
    _ size: SIMD3<Float>, isStanding: Bool = false, _ random: inout SceneRandom
  ) -> TriangleMesh {
    let edge = size.y * random.number(in: 0.15...0.4)
    var cover =
      isStanding ? ObjectFinish.print(&random, edge: edge) : ObjectFinish.cover(&random, edge: edge)
    cover.gloss = random.number(in: 0...0.25)
    let board: Float = random.chance(0.5) ? 0.0025 : 0.0007
    let lip: Float = board > 0.001 ? 0.003 : 0
    var mesh = TriangleMesh.box([size.x, size.y, board], cover, part: "cover")
    mesh.join(.box([size.x, size.y, board], cover, part: "cover"), at: [0, 0, size.z - board])
    mesh.join(
      .box([board, size.y, size.z], cover, part: "cover"), at: [-(size.x - board) / 2, 0, 0])
    let pages = ObjectFinish.paper([0.93, 0.9, 0.83])
    mesh.join(
      .box([size.x - board - lip, size.y - 2 * lip, size.z - 2 * board], pages, part: "pages"),
      at: [(board - lip) / 2, 0, board])
    return mesh
  }

  private static func bookSize(_ random: inout SceneRandom) -> SIMD3<Float> {
    let height = random.number(in: 0.17...0.3)
    return [
      height * random.number(in: 0.62...0.8), height,
      random.number(in: 0.008...0.05),
    ]
  }

  private static func book(_ random: inout SceneRandom) -> SceneObject {
    let size = bookSize(&random)
    if random.chance(0.15) { return openBook(&random) }
    if random.chance(0.2) {
      return SceneObject(
        .book, volume(size, isStanding: true, &random).laid(Turn.x(.pi / 2)).centered())
    }
    let mesh = volume(size, &random)
    return SceneObject(.book, mesh, surfaces: top(SIMD2(size.x, size.y) * 0.95, height: size.z))
  }

  private static func openBook(_ random: inout SceneRandom) -> SceneObject {
    let size = bookSize(&random)
    let thickness = random.number(in: 0.006...0.02)
    let ink = ObjectFinish.cover(&random, edge: size.y * 0.18, on: [0.94, 0.93, 0.88])
    func rise(_ share: Float) -> Float {
      let out = abs(share) * 2
      // Pages climb steeply from the spine and fall slowly to the edge.
      return thickness * (0.25 + 2.2 * out * (1 - out) * (1 - out) + 0.45 * out)
    }
    var mesh = TriangleMesh.box(
      [size.x * 2 + 0.006, size.y + 0.006, 0.002], ObjectFinish.print(&random, edge: 0.05),
      part: "cover")
    let block = TriangleMesh.sheet(
      columns: 32, rows: 1, size: [size.x * 2, size.y], height: { rise($0.x / (size.x * 2)) }, ink,
      part: "pages")
    mesh.join(block, at: [0, 0, 0.002])
    // The edges of the pages all around.
    let edge = ObjectFinish.paper([0.9, 0.88, 0.8])
    for side in [-1, 1] as [Float] {
      let wall = TriangleMesh.sheet(
        columns: 32, rows: 1, size: [size.x * 2, 1], height: { _ in 0 }, edge, part: "pages")
      mesh.join(
        wall.deformed { place in
          [
            place.x * -side, side * size.y / 2,
            (place.y + 0.5) * rise(place.x / (size.x * 2)) + 0.002,
          ]
        })
      mesh.join(
        .box([0.0005, size.y, rise(0.5)], edge, part: "pages"),
        at: [side * (size.x - 0.0003), 0, 0.002])
    }
    return SceneObject(.book, named: "open book", mesh.laid(Turn.z(random.normal() * 0.3)))
  }

  private static func bookRow(_ random: inout SceneRandom) -> SceneObject {
    var mesh = TriangleMesh()
    var offset: Float = 0
    let count = random.index(in: 3..<12)
    for index in 0..<count {
      let size = bookSize(&random)
      // From lying on its back to standing, the spine towards the front.
      let upright = volume(size, isStanding: true, &random)
        .laid(Turn.z(.pi / 2) * Turn.x(.pi / 2)).centered()
      let width = upright.bounds.size.x
      mesh.join(
        upright.renamed("book \(index + 1)"),
        at: [offset + width / 2, random.number(in: -0.006...0.006), 0])
      offset += width + 0.0006
    }
    return SceneObject(.book, named: "row of books", mesh.centered())
  }

  private static func bookStack(_ random: inout SceneRandom) -> SceneObject {
    var mesh = TriangleMesh()
    var height: Float = 0
    var size = bookSize(&random)
    for index in 0..<random.index(in: 2..<8) {
      size = SIMD3(
        size.x * random.number(in: 0.85...1), size.y * random.number(in: 0.85...1),
        random.number(in: 0.008...0.045))
      let turn: Float = random.chance(0.3) ? random.normal() * 0.25 : random.normal() * 0.04
      let flip: Float = random.chance(0.5) ? .pi : 0
      mesh.join(
        volume(size, &random).renamed("book \(index + 1)"),
        at: [random.normal() * 0.006, random.normal() * 0.006, height], turned: Turn.z(turn + flip))
      height += size.z
    }
    let flat = Swift.min(size.x, size.y) * 0.75
    return SceneObject(
      .book, named: "stack of books", mesh, surfaces: top([flat, flat], height: height))
  }

  private static func magazines(_ random: inout SceneRandom) -> SceneObject {
    var mesh = TriangleMesh()
    var height: Float = 0
    let count = random.index(in: 1..<7)
    for index in 0..<count {
      let thickness = random.number(in: 0.002...0.007)
      var cover = ObjectFinish.cover(&random, edge: random.number(in: 0.04...0.1))
      cover.gloss = 0.2
      let edge = ObjectFinish.paper()
      let magazine = TriangleMesh.box(
        [random.number(in: 0.19...0.22), random.number(in: 0.26...0.3), thickness], edge,
        part: "magazine \(index + 1)"
      ).coveringLevels(with: cover)
      mesh.join(
        magazine, at: [random.normal() * 0.01, random.normal() * 0.01, height],
        turned: Turn.z(random.normal() * 0.12))
      height += thickness
    }
    return SceneObject(
      .paper, named: count == 1 ? "magazine" : "magazines", mesh,
      surfaces: top([0.14, 0.2], height: height))
  }

  /// A sheet or some sheets, flat, curled or crumpled into a ball.
  private static func paper(_ random: inout SceneRandom) -> SceneObject {
    let ink = ObjectFinish.cover(
      &random, edge: random.number(in: 0.02...0.06), on: [0.94, 0.94, 0.92])
    if random.chance(0.2) {
      let radius = random.number(in: 0.022...0.042)
      let ball = TriangleMesh.superquadric(
        radii: SIMD3(radius, radius, radius)
          * SIMD3(1, random.number(in: 0.8...1), random.number(in: 0.75...1)),
        roundness: [1, 1], segments: 26, ObjectFinish.paper())
      return SceneObject(
        .paper, named: "crumpled paper",
        ball.jittered(by: radius * 0.3, wavelength: radius * 0.45, seed: random.next()).grounded())
    }
    let size: SIMD2<Float> =
      random.choice([[0.21, 0.297], [0.148, 0.21], [0.297, 0.21], [0.1, 0.15], [0.08, 0.2]])
    var mesh = TriangleMesh()
    let count = random.chance(0.5) ? 1 : random.index(in: 2..<6)
    let curl = random.chance(0.5) ? random.number(in: 0...0.012) : 0
    for index in 0..<count {
      let phase = random.unit()
      let seed = random.next()
      let lift = random.number(in: 0...1) * curl
      let sheet = TriangleMesh.sheet(
        columns: 8, rows: 10, size: size,
        height: { place in
          let share = place / size
          let corner = Swift.max(0, share.x * (phase - 0.5) * 2 + share.y * phase)
          return corner * corner * lift * 4
        }, ink, part: count == 1 ? "sheet" : "sheet \(index + 1)")
      let rough = sheet.deformed { place in
        let bump = wave(place, seed: seed)
        return [place.x, place.y, place.z + 0.0003 + bump * 0.0006]
      }
      let turn: Float = index == 0 ? 0 : random.normal() * 0.15
      let shift =
        index == 0 ? SIMD3<Float>.zero : SIMD3(random.normal(), random.normal(), 0) * 0.012
      mesh.join(rough, at: shift + [0, 0, Float(index) * 0.001], turned: Turn.z(turn))
    }
    return SceneObject(
      .paper, named: count == 1 ? "sheet of paper" : "sheets of paper", mesh.grounded())
  }

  private static func wave(_ place: SIMD3<Float>, seed: UInt64) -> Float {
    let phase = Float(seed & 0xFF) / 40
    let one = sineAndCosine(place.x * 31 + phase).sine
    let other = sineAndCosine(place.y * 23 + phase * 2).sine
    return 1 + one * other
  }
}
