import CairnClouds
import CairnGeometry
import CairnPCL
import CairnSegmentation
import Testing

/// Whether `pcl-lccp` merges across convex edges and across no others, and knows which are convex: that
/// depends on where the sensor was.
struct ConvexityTests {
  /// From three sides, near and far: the top and two sides of the box are seen.
  static let sensors: [SIMD3<Float>] = [[0.6, -1, 1.2], [-1, 0.7, 1], [3, -5, 5]]

  /// What a click on the box and one on the ball select in the cloud of a scene.
  private func masks(of scene: Scene, in cloud: PointCloud) throws -> (box: Mask, ball: Mask) {
    let embedding = try PCLConvexityPredictor().encode(cloud)
    let clicks = [
      scene.point(of: 1, near: [-0.15, 0, 0.12]), scene.point(of: 2, near: [0.15, 0.05, 0.15]),
    ]
    let masks = try clicks.map { try embedding.masks(for: [.positive(index: $0)]).best.mask }
    return (masks[0], masks[1])
  }

  @Test(arguments: sensors, [false, true])
  func `a thing is whole across its convex edges, and ends at the concave one to the table`(
    sensor: SIMD3<Float>, colored: Bool
  ) throws {
    let scene = Scene.table.facing(sensor)
    let cloud = scene.cloud(colored: colored, sensor: SIMD3<Double>(sensor))
    let (box, ball) = try masks(of: scene, in: cloud)
    #expect(box.intersectionOverUnion(with: scene.mask(1)) > 0.9)
    #expect(ball.intersectionOverUnion(with: scene.mask(2)) > 0.95)
  }

  @Test func `seen from below, what stands on a table is a hollow in it`() throws {
    let scene = Scene.table.facing(Self.sensors[0])
    let cloud = scene.cloud(sensor: -SIMD3<Double>(Self.sensors[0]))
    let (box, ball) = try masks(of: scene, in: cloud)
    // Of the box one face, since its edges are concave now; of the ball hardly anything.
    #expect(box.intersectionOverUnion(with: scene.mask(1)) < 0.5)
    #expect(ball.intersectionOverUnion(with: scene.mask(2)) < 0.2)
  }

  @Test func `the sensor may be at the origin, or far away in large coordinates`() throws {
    let sensor = SIMD3<Double>(Self.sensors[0])
    let scene = Scene.table.facing(Self.sensors[0])
    var shifted = scene
    shifted.points = scene.points.map { $0 - Self.sensors[0] }
    // Millimetres in a map.
    let place: SIMD3<Double> = [500_000_000, -4_000_000_000, 100_000]
    let positions = scene.points.map { SIMD3<Double>($0) * 1000 + place }
    var map = PointCloud(
      count: positions.count,
      columns: [
        Field("x", .float64(positions.map(\.x))), Field("y", .float64(positions.map(\.y))),
        Field("z", .float64(positions.map(\.z))),
      ])
    map.viewpoint.translation = sensor * 1000 + place
    for (name, cloud) in [
      ("at the origin", shifted.cloud()), ("far", scene.cloud(sensor: sensor * 1e6)), ("map", map),
    ] {
      // The ball alone: where voxels lie otherwise, a leak of one supervoxel may join the box and the table.
      let ball = try masks(of: scene, in: cloud).ball
      #expect(ball.intersectionOverUnion(with: scene.mask(2)) > 0.95, "\(name)")
    }
    // Without a word about the sensor, the origin is where it was: within the table.
    let lost = try masks(of: scene, in: scene.cloud()).ball
    #expect(lost.intersectionOverUnion(with: scene.mask(2)) < 0.2)
  }

  @Test(arguments: [Double.nan, .infinity, 1e300])
  func `a sensor that is nowhere is no hindrance`(place: Double) throws {
    let scene = Scene.table
    let (box, ball) = try masks(of: scene, in: scene.cloud(sensor: [place, 0, 0]))
    #expect(box.selectedCount > 0 && ball.selectedCount > 0)
  }
}
