import CairnGeometry
import CairnScenes
import Testing

struct MotionTests {
  private let motion = Motion(
    times: [1, 3],
    poses: [
      RigidTransform(at: [0, 0, 0]),
      RigidTransform(at: [4, 0, 2], rotation: .about([0, 0, 1], by: 1)),
    ])

  @Test func `a body stands still before and after its motion`() {
    #expect(motion.pose(at: 0) == motion.poses[0])
    #expect(motion.pose(at: 1) == motion.poses[0])
    #expect(motion.pose(at: 9) == motion.poses[1])
  }

  @Test func `between two poses a body moves evenly and turns along the shorter arc`() {
    let middle = motion.pose(at: 2)
    #expect((middle.position - [2, 0, 1]).length < 1e-6)
    let expected = Rotation.about([0, 0, 1], by: 0.5)
    #expect((middle.rotation.quaternion - expected.quaternion).min() > -1e-4)
    #expect((middle.rotation.quaternion - expected.quaternion).max() < 1e-4)
  }
}
