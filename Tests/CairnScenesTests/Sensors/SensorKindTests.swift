import CairnGeometry
import CairnKernels
import CairnScenes
import Testing

struct SensorKindTests {
  private static var scene: Scene {
    var scene = SensorScenes.street
    scene.vantage.cameras = [.camera(at: [0, 5, 1.5], lookingAt: [0, 8, 1])]
    return scene
  }

  private func measured(_ kind: SensorKind, seed: UInt64, threads: Int) -> Measurements {
    var random = SceneRandom(seed: seed)
    let sensor = kind.sensor(&random, pointCount: 6000)
    let geometry = SceneGeometry(Self.scene)
    return Threads.$limit.withValue(threads) {
      sensor.measurements(of: geometry, random: &random)
    }
  }

  @Test(arguments: SensorKind.allCases)
  func `the same seed gives the same points on any number of threads`(kind: SensorKind) {
    let (one, two) = (measured(kind, seed: 3, threads: 1), measured(kind, seed: 3, threads: 2))
    #expect(one.count > 1000)
    #expect(one.labels == two.labels && one.colors == two.colors)
    #expect(one.intensities == two.intensities && one.times == two.times)
    #expect(one.positions.map(\.bits) == two.positions.map(\.bits))
    #expect(measured(kind, seed: 4, threads: 1).labels != one.labels)
  }

  @Test(arguments: SensorKind.allCases)
  func `points lie near the surfaces whose labels they have`(kind: SensorKind) {
    for seed in 0..<4 {
      let view = measured(kind, seed: UInt64(seed), threads: 2)
      var (strays, count) = (0, 0)
      for (position, labels) in zip(view.positions, view.labels) where position.isFinite {
        let place = view.frame.applied(to: position)
        count += 1
        if abs(labels.label == 1 ? place.y - 8 : place.z) > 0.25 { strays += 1 }
      }
      #expect(strays * 20 < count, "\(strays) of \(count) points of \(kind)")
    }
  }

  @Test(arguments: SensorKind.allCases)
  func `a scene without a place for it gives no point`(kind: SensorKind) {
    var random = SceneRandom(seed: 1)
    let sensor = kind.sensor(&random, pointCount: 1000)
    #expect(sensor.measurements(of: SceneGeometry(Scene()), random: &random).count == 0)
    var vantage = Self.scene.vantage
    vantage.walk = vantage.cameras
    #expect(!kind.fits(Vantage()) && kind.fits(vantage))
  }
}
