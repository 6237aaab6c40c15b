import CairnScenes
import CairnWorlds
import Testing

struct WorldTests {
  @Test(arguments: World.allCases)
  func `the same seed gives the same scene`(world: World) {
    let (first, second) = (world.scene(seed: 5), world.scene(seed: 5))
    #expect(first.bodies.count == second.bodies.count)
    for (one, other) in zip(first.bodies, second.bodies) {
      #expect(one.pose == other.pose)
      #expect(one.object.mesh.positions == other.object.mesh.positions)
    }
  }
}
