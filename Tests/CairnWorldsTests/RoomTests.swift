import CairnGeometry
import CairnScenes
import CairnWorlds
import Testing

struct RoomTests {
  static let rooms: [World] = [.livingRoom, .kitchen, .office, .bathroom, .bedroom]

  private static let seeds = 0..<4

  /// Four rooms of each kind, made once for all tests.
  private static let scenes: [World: [Scene]] = Dictionary(
    uniqueKeysWithValues: rooms.map { world in
      (world, seeds.map { world.scene(seed: UInt64($0)) })
    })

  private static func scene(_ world: World, _ seed: Int) -> Scene {
    scenes[world, default: []][seed]
  }

  /// What a room of a kind has, whatever the seed.
  private static func always(in world: World) -> [SemanticClass] {
    switch world {
    case .livingRoom: [.sofa, .door]
    case .kitchen: [.counter, .sink, .refrigerator]
    case .office: [.desk, .door]
    case .bathroom: [.sink, .door]
    default: [.bed, .wardrobe]
    }
  }

  @Test(arguments: rooms)
  func `rooms are full and have what makes them rooms`(world: World) {
    var kinds: [SemanticClass: Int] = [:]
    for seed in Self.seeds {
      let scene = Self.scene(world, seed)
      #expect(scene.objectCount > (world == .bathroom ? 15 : 25), "seed \(seed)")
      for body in scene.bodies { kinds[body.object.semantic, default: 0] += 1 }
    }
    for kind in Self.always(in: world) { #expect(kinds[kind, default: 0] >= 3, "\(kind)") }
    #expect(kinds[.floor] == 4 && kinds[.wall, default: 0] >= 4)
  }

  @Test(arguments: rooms)
  func `nothing in a room goes through anything else`(world: World) {
    let scene = Self.scene(world, 3)
    // Cloth and cushions give way by a centimetre.
    let overlap = SceneCheck(scene).deepestOverlap()
    #expect(
      overlap.depth < 0.003 || (overlap.depth < 0.01 && Self.isSoft(overlap.pair)),
      "\(overlap.pair): \(overlap.depth)")
  }

  private static func isSoft(_ pair: String) -> Bool {
    ["cushion", "blanket", "carpet", "curtain", "towel", "clothes", "sofa", "bag", "mat"].contains {
      pair.contains($0)
    }
  }

  @Test(arguments: rooms)
  func `all stands on something, hangs on a wall or is carried`(world: World) {
    let hanging: Set<SemanticClass> = [
      .door, .window, .curtain, .blind, .picture, .mirror, .radiator, .lamp, .shelf, .cabinet,
      .television, .whiteboard, .device, .towel, .clock,
    ]
    for seed in 2..<4 {
      let scene = Self.scene(world, seed)
      for body in scene.bodies where body.label != 0 && body.standsOn == 0 && body.carrier == 0 {
        #expect(hanging.contains(body.object.semantic), "\(body.object.name), seed \(seed)")
      }
      for body in scene.bodies where body.standsOn != 0 {
        let (surface, owner) = scene.surface(body.standsOn)
        let low = body.object.mesh.positions.map { body.pose.applied(to: $0).z }.min() ?? 0
        let height = owner.pose.applied(to: [0, 0, surface.height]).z
        let isCloth = [.blanket, .cushion].contains(body.object.semantic)
        #expect(isCloth ? low < height + 0.01 : abs(low - height) < 0.004, "\(body.object.name)")
      }
    }
  }

  @Test(arguments: rooms)
  func `everything stays within the walls`(world: World) {
    for seed in 2..<4 {
      let scene = Self.scene(world, seed)
      var inside = Box.empty
      for body in scene.bodies where body.object.semantic == .floor {
        for surface in body.object.surfaces {
          inside.formUnion([surface.min.x - 0.01, surface.min.y - 0.01, -0.01])
          inside.formUnion([surface.max.x + 0.01, surface.max.y + 0.01, 3])
        }
      }
      for body in scene.bodies
      where body.label != 0 && ![.door, .window, .blind].contains(body.object.semantic) {
        // What stands on a window's sill stands in the wall.
        if body.carrier != 0, scene.body(labeled: body.carrier).object.semantic == .window {
          continue
        }
        let outside = body.object.mesh.positions.lazy.map(body.pose.applied(to:))
          .filter { !inside.contains($0) }
        #expect(outside.first == nil, "\(body.object.name), seed \(seed)")
      }
    }
  }

  @Test(arguments: rooms)
  func `sensors are in free space`(world: World) {
    for seed in 2..<4 {
      let scene = Self.scene(world, seed)
      let geometry = SceneGeometry(scene)
      #expect((30...60).contains(scene.vantage.walk.count))
      #expect(!scene.vantage.cameras.isEmpty)
      let places =
        scene.vantage.walk.map(\.position) + scene.vantage.cameras.map(\.position)
        + scene.vantage.tripods
      for place in places {
        for hit in geometry.hits(from: place, along: Self.sphere, within: 20) {
          #expect((hit?.distance ?? 1) > 0.25, "\(place), seed \(seed)")
        }
      }
    }
  }

  /// Directions all around.
  private static let sphere: [SIMD3<Float>] = {
    var random = SceneRandom(seed: 1)
    return (0..<100).map { _ in
      SIMD3(random.normal(), random.normal(), random.normal()).normalized
    }
  }()
}
