import CairnGeometry
import CairnKernels
import CairnPreprocessing
import TestSupport
import Testing

struct GroundTests {
  /// The share of what is ground that was found, and of what was found that is ground.
  static func quality(_ found: [Bool], _ truth: [Bool]) -> (recall: Double, precision: Double) {
    let both = zip(found, truth).count { $0 && $1 }
    return (
      Double(both) / Double(truth.count { $0 }), Double(both) / Double(found.count { $0 })
    )
  }

  @Test(arguments: GroundScene.Relief.allCases, GroundScene.Sensor.allCases)
  func `ground is found on any relief`(relief: GroundScene.Relief, sensor: GroundScene.Sensor) {
    let scene = GroundScene(relief, sensor)
    let ground = Ground(of: scene.points, up: [0, 0, 1])
    let ours = Self.quality(ground.isGround, scene.isGround)
    let others = Self.quality(ground.isGround.map { !$0 }, scene.isGround.map { !$0 })
    // The upper terrace is no wider than some things: part of it is taken for one.
    let least = relief == .terraces ? 0.8 : 0.94
    #expect(ours.recall > least && ours.precision > 0.92)
    #expect(others.recall > 0.92 && others.precision > least - 0.06)
  }

  @Test(arguments: [1e-3, 1, 1e3] as [Float], [[0, 1, 0], [0, 0, -3], [0.6, 0, 0.8]])
  func `neither the unit nor the axis that is up matters`(scale: Float, up: [Float]) {
    let scene = GroundScene(.hills, .turning)
    let up = SIMD3(up[0], up[1], up[2]).normalized
    let side = (abs(up.x) > 0.5 ? SIMD3<Float>(0, 1, 0) : [1, 0, 0]).cross(up).normalized
    let ahead = up.cross(side)
    let turned = scene.points.map { (side * $0.x + ahead * $0.y + up * $0.z) * scale }
    let ground = Ground(of: turned, up: up * 2)
    let quality = Self.quality(ground.isGround, scene.isGround)
    #expect(quality.recall > 0.95 && quality.precision > 0.94)
    // Heights are in the unit of the cloud.
    for index in turned.indices where scene.isGround[index] && ground.isGround[index] {
      #expect(abs(ground.heights[index]) <= ground.tolerance)
    }
  }

  @Test func `a cloud far from the origin has the same ground`() {
    let scene = GroundScene(.kerbs, .aerial)
    let place = SIMD3<Float>(1e5, -2e5, 1e4)
    let ground = Ground(of: scene.points.map { $0 + place }, up: [0, 0, 1])
    let quality = Self.quality(ground.isGround, scene.isGround)
    #expect(quality.recall > 0.95 && quality.precision > 0.95)
  }

  @Test func `a point without number or far away changes nothing else`() {
    let scene = GroundScene(.flat, .aerial)
    let strange: [SIMD3<Float>] = [
      [.nan, 0, 0], [0, .infinity, 0], [3000, 0, 900], [0, 0, -9000],
    ]
    let plain = Ground(of: scene.points, up: [0, 0, 1], columnEdge: 1)
    let ground = Ground(of: scene.points + strange, up: [0, 0, 1], columnEdge: 1)
    let same = zip(plain.isGround, ground.isGround).count { $0 == $1 }
    #expect(Double(same) > 0.995 * Double(scene.points.count))
    #expect(!ground.isGround[scene.points.count] && !ground.isGround[scene.points.count + 1])
    #expect(ground.heights[scene.points.count].isNaN)
    #expect(!ground.isGround[scene.points.count + 3])
  }

  @Test func `things stand above the ground by their height`() throws {
    let scene = GroundScene(.slope, .aerial)
    let ground = Ground(of: scene.points, up: [0, 0, 1])
    var near = 0
    for (point, height) in zip(scene.points, ground.heights) {
      let expected = point.z - GroundScene.Relief.slope.height(point.x, point.y)
      if abs(height - expected) < 0.5 { near += 1 }
    }
    #expect(Double(near) > 0.97 * Double(scene.points.count))
  }

  @Test func `clouds without extent are defined`() {
    #expect(Ground(of: [], up: [0, 0, 1]).isGround.isEmpty)
    #expect(Ground(of: [[.nan, 0, 0]], up: [0, 0, 1]).isGround == [false])
    #expect(Ground(of: [[1, 2, 3]], up: [0, 0, 1]).isGround == [true])
    let equal = Ground(of: Array(repeating: [1e6, 2, 3], count: 99), up: [0, 1, 0])
    #expect(equal.isGround == Array(repeating: true, count: 99))
  }

  @Test func `the number of threads does not matter`() {
    let scene = GroundScene(.curve, .turning)
    let ground = Ground(of: scene.points, up: [0, 0, 1])
    let alone = Threads.$limit.withValue(1) { Ground(of: scene.points, up: [0, 0, 1]) }
    #expect(alone.isGround == ground.isGround)
  }
}
