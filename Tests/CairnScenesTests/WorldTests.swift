import CairnClouds
import CairnGeometry
import CairnScenes
import Testing

struct WorldTests {
  @Test(arguments: World.allCases)
  func `the same seed gives the same cloud and another one another`(world: World) {
    let cloud = world.cloud(seed: 11, detail: 0.15)
    #expect(world.cloud(seed: 11, detail: 0.15) == cloud)
    #expect(world.cloud(seed: 12, detail: 0.15) != cloud)
  }

  @Test(arguments: World.allCases)
  func `points are labelled and on a grid of a tenth of a millimetre`(world: World) throws {
    let cloud = world.cloud(seed: 5, detail: 0.2)
    let scene = world.scene(seed: 5)
    let labels = try #require(cloud.labels)
    let points = try #require(cloud.positions?.points)
    #expect(labels.contains(0))
    #expect(Set(labels).count > 4)
    #expect((labels.max() ?? 0) <= UInt32(scene.objects.count))
    for (label, point) in zip(labels, points) {
      guard point.isFinite else {
        #expect(label == 0 && point.x.isNaN)
        continue
      }
      for axis in 0..<3 {
        let value = Double(point[axis]) * 10_000
        // A Float of 50 m is exact to 4 µm.
        #expect(abs(value - value.rounded()) < 0.05)
      }
    }
  }

  @Test(arguments: 1...8)
  func `things rest on the table or on one another and stay on it`(seed: Int) {
    let scene = World.tabletop.scene(seed: UInt64(seed))
    let boxes = scene.objects.map(\.bounds)
    #expect((5...10).contains(boxes.count))
    let heights = boxes.map(\.max.z) + [0.74]
    for box in boxes {
      #expect(heights.contains { abs($0 - box.min.z) < 1e-3 })
      #expect(abs(box.center.x) < 0.65 && abs(box.center.y) < 0.425)
    }
  }

  @Test(arguments: 1...8)
  func `things on the table do not reach into one another`(seed: Int) {
    let scene = World.tabletop.scene(seed: UInt64(seed))
    // Rays straight down a grid: what stands on the table alone must be seen by no two objects at the
    // same height, which a ray through each object by itself tells.
    let alone = scene.objects.map { object in
      var scene = Scene()
      scene.add(object)
      return scene
    }
    for column in 0..<60 {
      for row in 0..<40 {
        let (x, y) = (Float(column) / 59 - 0.5, Float(row) / 59 - 0.33)
        var spans: [(low: Float, high: Float)] = []
        for object in alone {
          let down = object.firstSurface(
            along: Ray(origin: [x, y, 2], direction: [0, 0, -1]), within: 2)
          let up = object.firstSurface(
            along: Ray(origin: [x, y, 0.2], direction: [0, 0, 1]), within: 2)
          guard let down, let up else { continue }
          spans.append((0.2 + up.distance, 2 - down.distance))
        }
        for (index, span) in spans.enumerated() {
          for other in spans[(index + 1)...] {
            #expect(min(span.high, other.high) - max(span.low, other.low) < 1.5e-3)
          }
        }
      }
    }
  }

  @Test func `the tabletop is organised and has gaps`() throws {
    let cloud = World.tabletop.cloud(seed: 3, detail: 0.25)
    #expect(cloud.width == 80 && cloud.height == 60)
    #expect(cloud.colors?.count == cloud.count)
  }

  @Test func `random numbers have the distribution that they promise`() {
    var random = SceneRandom(seed: 1)
    let values = (0..<20_000).map { _ in random.normal() }
    let mean = values.reduce(0, +) / 20_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.02 && abs(variance - 1) < 0.03)
    let units = (0..<1000).map { _ in random.unit() }
    #expect(units.allSatisfy { $0 >= 0 && $0 < 1 })
  }
}
