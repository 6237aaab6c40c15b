import CairnGeometry
import CairnKernels
import CairnScenes
import Testing

/// A sensor that sees small scenes fast.
private func sensor(noise: Float, voxelSize: Float) -> HandheldFusion {
  var sensor = HandheldFusion()
  (sensor.width, sensor.height, sensor.viewCount) = (96, 72, 24...24)
  (sensor.noise, sensor.voxelSize) = (noise, voxelSize...voxelSize)
  (sensor.pointCount, sensor.thinning) = (1_000_000, 1...1)
  if noise == 0 { (sensor.largestShift, sensor.largestTurn) = (0, 0) }
  return sensor
}

private func measurements(
  _ sensor: HandheldFusion, of scene: Scene, seed: UInt64 = 7
) -> Measurements {
  var random = SceneRandom(seed: seed)
  return sensor.measurements(of: SceneGeometry(scene), random: &random)
}

@Test func `without noise a ball fuses to its surface`() {
  var scene = Scene()
  scene.add(
    SceneObject(.ball, FusionScenes.ball(radius: 0.4, Material([0.5, 0.4, 0.3]))),
    at: RigidTransform(at: [0, 0, 1]))
  scene.vantage.walk = FusionScenes.orbit(
    [0, 0, 1], radius: 1.2, heights: [-0.8, 0, 0.8], count: 24)
  let cloud = measurements(sensor(noise: 0, voxelSize: 0.02), of: scene)
  let errors = cloud.positions.map { abs(($0 - [0, 0, 1]).length - 0.4) }
  #expect(cloud.count > 4000)
  #expect(errors.filter { $0 > 0.01 }.count < cloud.count / 200)
  #expect((errors.max() ?? 1) < 0.02)
}

@Test func `contacts round off and labels stay right away from them`() {
  let cloud = measurements(sensor(noise: 1, voxelSize: 0.02), of: FusionScenes.pair())
  var (right, total) = (0, 0)
  for (point, labels) in zip(cloud.positions, cloud.labels) {
    let isOnBoxes = abs(point.x) < 0.45 && abs(point.y) < 0.3
    // Where two of the three are near, either label is right.
    if abs(point.x) < 0.03 || point.z < 0.03 && isOnBoxes { continue }
    let expected: UInt32 = point.z < 0.03 ? 0 : point.x < 0 ? 1 : 2
    total += 1
    if labels.label == expected { right += 1 }
  }
  #expect(total > 5000)
  #expect(Float(right) > 0.97 * Float(total), "\(right) of \(total)")
}

@Test func `the corner between a box and the floor is filled`() {
  let cloud = measurements(sensor(noise: 0, voxelSize: 0.02), of: FusionScenes.pair())
  // How far along its two sides the surface keeps from the corner at x = 0.4, z = 0.
  let nearest =
    cloud.positions.filter { abs($0.y) < 0.15 && $0.x > 0.3 && $0.z < 0.1 }
    .map { Swift.max($0.x - 0.4, 0) + Swift.max($0.z, 0) }.min() ?? 0
  #expect(nearest > 0.002 && nearest < 0.03, "\(nearest)")
}

@Test func `nothing is measured where no view looks`() {
  var scene = FusionScenes.pair()
  scene.vantage.walk = FusionScenes.orbit([0, 0, 0.2], radius: 1.4, heights: [0.6], count: 30)
    .filter { $0.position.y < 0 }
  let cloud = measurements(sensor(noise: 1, voxelSize: 0.02), of: scene)
  // The middle of the side that faces away, and of the other.
  let middle = cloud.positions.filter { abs($0.x) < 0.3 && abs($0.z - 0.19) < 0.14 }
  let behind = middle.filter { $0.y > 0.2 }
  let before = middle.filter { $0.y < -0.2 }
  #expect(behind.isEmpty)
  #expect(before.count > 300)
}

@Test func `glass and black leave holes`() {
  var scene = FusionScenes.pair()
  var glass = Material([0.8, 0.9, 0.9])
  glass.transparency = 0.8
  let black = Material([0.02, 0.02, 0.02], reflectivity: 0)
  for (material, x) in [(glass, Float(-0.8)), (black, 0.8)] {
    scene.add(
      SceneObject(.object, FusionScenes.box([0.3, 0.3, 0.3], material)),
      at: RigidTransform(at: [x, 0, 0]))
  }
  let cloud = measurements(sensor(noise: 1, voxelSize: 0.02), of: scene)
  let counts = [UInt32](1...4).map { label in cloud.labels.filter { $0.label == label }.count }
  #expect(counts[0] > 1000 && counts[1] > 1000)
  #expect(counts[2] < counts[0] / 3 && counts[3] < counts[0] / 3, "\(counts)")
}

@Test func `the cloud is the same on any number of threads and differs by seed`() {
  let scene = FusionScenes.pair()
  var sensor = sensor(noise: 1, voxelSize: 0.03)
  (sensor.pointCount, sensor.thinning) = (4000, 2...2)
  let two = measurements(sensor, of: scene)
  let one = Threads.$limit.withValue(1) { measurements(sensor, of: scene) }
  #expect(one.positions == two.positions)
  #expect(one.colors == two.colors)
  #expect(one.labels == two.labels)
  #expect(one.poses == two.poses)
  #expect(measurements(sensor, of: scene, seed: 8).positions != two.positions)
}

@Test func `there are about as many points as asked for, all finite`() {
  var sensor = sensor(noise: 1, voxelSize: 0.02)
  (sensor.pointCount, sensor.voxelSize, sensor.thinning) = (8000, 0.01...0.05, 1.5...2.5)
  let cloud = measurements(sensor, of: FusionScenes.pair())
  #expect(abs(cloud.count - 8000) < 800, "\(cloud.count)")
  #expect(cloud.positions.allSatisfy { $0.isFinite })
  #expect(cloud.colors.allSatisfy { all($0 .>= .zero) && all($0 .<= .one) })
  #expect(cloud.labels.count == cloud.count && cloud.colors.count == cloud.count)
  #expect(cloud.poses.count == 24)
}

@Test(arguments: [1, 2] as [UInt64])
func `scans by chance have the number of points asked for`(seed: UInt64) {
  var random = SceneRandom(seed: seed)
  var sensor = HandheldFusion.random(&random, pointCount: 3000)
  sensor.viewCount = 20...20
  let cloud = sensor.measurements(of: SceneGeometry(FusionScenes.pair()), random: &random)
  #expect(abs(cloud.count - 3000) < 300, "\(cloud.count)")
}

@Test func `what is far behind what the views look at is left out`() {
  var scene = FusionScenes.pair()
  scene.addStuff(
    SceneObject(.wall, FusionScenes.box([0.1, 8, 4], Material([0.7, 0.7, 0.7]))),
    at: RigidTransform(at: [3.4, 0, 0]))
  var sensor = sensor(noise: 1, voxelSize: 0.04)
  sensor.reach = 5
  let near = measurements(sensor, of: scene)
  #expect(near.positions.allSatisfy { $0.x < 3.2 })
}

@Test func `the frame of the first view leads back to the scene`() {
  var sensor = sensor(noise: 1, voxelSize: 0.03)
  let inScene = measurements(sensor, of: FusionScenes.pair())
  sensor.frame = .firstView
  let inView = measurements(sensor, of: FusionScenes.pair())
  let back = inView.positions.map(inView.frame.applied(to:))
  #expect(inView.frame == inScene.poses[0])
  #expect(zip(back, inScene.positions).allSatisfy { ($0 - $1).length < 1e-5 })
}

@Test func `a scene without a place for a camera has no points`() {
  var scene = FusionScenes.pair()
  scene.vantage = Vantage()
  #expect(measurements(HandheldFusion(), of: scene).count == 0)
}
