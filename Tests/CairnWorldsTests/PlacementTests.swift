import CairnGeometry
import CairnScenes
import CairnWorlds
import Testing

struct PlacementTests {
  private static let paint = Material([0.5, 0.5, 0.5])

  /// A board of 1 m x 0.8 m, 0.7 m high, and the number of its top.
  private static func board() -> (scene: Scene, surface: UInt32) {
    var scene = Scene()
    let mesh = TriangleMesh.box([1, 0.8, 0.02], paint)
    let top = SupportSurface(from: [-0.5, -0.4], to: [0.5, 0.4], height: 0.02)
    let pose = RigidTransform(at: [2, 1, 0.7], rotation: .about([0, 0, 1], by: 0.4))
    let added = scene.add(SceneObject(.table, mesh, surfaces: [top]), at: pose)
    return (scene, added.surfaces[0])
  }

  private static func box(_ size: SIMD3<Float>) -> SceneObject {
    let half = SIMD2(size.x, size.y) / 2
    let top = SupportSurface(from: -half, to: half, height: size.z)
    return SceneObject(.box, .box(size, paint), surfaces: [top])
  }

  private static let bodies: [SceneObject] = [
    box([0.1, 0.06, 0.15]), box([0.2, 0.15, 0.01]), box([0.02, 0.02, 0.3]),
    SceneObject(.can, .cylinder(radius: 0.04, height: 0.12, paint)),
    SceneObject(
      .ball, .superquadric(radii: [0.04, 0.04, 0.04], roundness: [1, 1], segments: 24, paint)),
    SceneObject(
      .bowl,
      .lathe(
        [[0, 0], [0.05, 0], [0.09, 0.07], [0.085, 0.07], [0.045, 0.005], [0, 0.005]], paint)),
  ]

  @Test func `what stands is on the surface, upright, and overlaps nothing`() {
    var (scene, surface) = Self.board()
    var area = SupportArea(of: surface, in: scene, cell: 0.003)
    var random = SceneRandom(seed: 1)
    for turn in 0..<24 {
      let touching = turn % 2 == 1
      _ = area.stand(Self.bodies[turn % 6], in: &scene, random: &random, touching: touching)
    }
    #expect(scene.objectCount > 16)
    for body in scene.bodies.dropFirst() {
      #expect(body.pose.rotation.applied(to: [0, 0, 1]).z > 0.99999)
      #expect(abs(body.pose.position.z - 0.72) < 0.016)
    }
    let check = SceneCheck(scene)
    #expect(check.deepestOverlap().depth < 0.002)
    #expect(check.highestGap(from: 1).gap < 0.002)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `what is dropped in a heap neither floats nor goes through anything`(seed: UInt64) {
    var (scene, surface) = Self.board()
    var area = SupportArea(of: surface, in: scene, cell: 0.003)
    var random = SceneRandom(seed: seed)
    for turn in 0..<18 {
      _ = area.drop(Self.bodies[turn % 6], in: &scene, random: &random, near: .zero)
    }
    #expect(scene.objectCount > 12)
    let check = SceneCheck(scene)
    let (overlap, gap) = (check.deepestOverlap(), check.highestGap(from: 1))
    #expect(overlap.depth < 0.003, "\(overlap.pair)")
    #expect(gap.gap < 0.003, "\(gap.name)")
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `a box dropped on an empty board ends flat on a side`(seed: UInt64) {
    var (scene, surface) = Self.board()
    var area = SupportArea(of: surface, in: scene, cell: 0.003)
    var random = SceneRandom(seed: seed)
    let label = area.drop(Self.box([0.12, 0.08, 0.05]), in: &scene, random: &random)
    #expect(label != nil)
    let up = scene.bodies[1].pose.rotation.inverse.applied(to: [0, 0, 1])
    // One of the box's axes is upright, up to a degree and a half.
    #expect(max(abs(up.x), abs(up.y), abs(up.z)) > 0.9996)
  }

  @Test func `a stack is carried link by link and is one group`() {
    var (scene, surface) = Self.board()
    var area = SupportArea(of: surface, in: scene, cell: 0.003)
    let sizes: [SIMD3<Float>] = [[0.2, 0.15, 0.1], [0.15, 0.1, 0.05], [0.1, 0.1, 0.08]]
    let labels = sizes.map { area.place(Self.box($0), at: [0.1, -0.1], in: &scene) }
    #expect(labels == [2, 3, 4])
    let bodies = scene.bodies.dropFirst()
    #expect(bodies.map(\.carrier) == [1, 2, 3])
    // The board is furniture; the pile on it begins with the lowest box.
    #expect(bodies.map(\.group) == [2, 2, 2])
    #expect(bodies.map(\.standsOn) == [1, 2, 3])
    for (body, height) in zip(bodies, [0.72, 0.82, 0.87] as [Float]) {
      #expect(abs(body.pose.position.z - height) < 0.001)
    }
  }

  @Test func `what would tip over is not placed`() {
    var (scene, surface) = Self.board()
    var area = SupportArea(of: surface, in: scene, cell: 0.003)
    #expect(area.place(Self.box([0.1, 0.1, 0.1]), at: .zero, in: &scene) != nil)
    #expect(area.place(Self.box([0.1, 0.1, 0.1]), at: [0.07, 0], in: &scene) == nil)
    #expect(area.place(Self.box([0.1, 0.1, 0.1]), at: [0.03, 0], in: &scene) != nil)
  }

  @Test func `what is higher than the clearance is not put in`() {
    var scene = Scene()
    let mesh = TriangleMesh.box([1, 0.8, 0.02], Self.paint)
    let low = SupportSurface(from: [-0.5, -0.4], to: [0.5, 0.4], height: 0.02, clearance: 0.2)
    let number = scene.add(SceneObject(.shelf, mesh, surfaces: [low]), at: .identity).surfaces[0]
    var area = SupportArea(of: number, in: scene, cell: 0.004)
    var random = SceneRandom(seed: 2)
    #expect(area.stand(Self.box([0.1, 0.1, 0.25]), in: &scene, random: &random) == nil)
    #expect(area.stand(Self.box([0.1, 0.1, 0.15]), in: &scene, random: &random) != nil)
  }
}
