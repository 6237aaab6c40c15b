import CairnGeometry
import CairnKernels
import CairnScenes
import Testing

struct LidarTests {
  private func sweep(_ lidar: SpinningLidar, _ scene: Scene, seed: UInt64 = 1) -> Measurements {
    var random = SceneRandom(seed: seed)
    return lidar.measurements(of: SceneGeometry(scene), random: &random)
  }

  @Test func `rings lie at the elevations of their lasers`() {
    var lidar = SpinningLidar.ideal(rings: 16, azimuthStep: 0.02)
    // As fired, not as seen from where the sweep began.
    lidar.isDeskewed = false
    let sweep = sweep(lidar, SensorScenes.street)
    #expect(sweep.count > 1500)
    let errors = zip(sweep.positions, sweep.rings).map { point, ring in
      abs(point.z / point.length - sineAndCosine(lidar.elevations[Int(ring)]).sine)
    }
    #expect((errors.max() ?? 1) < 1e-4)
    #expect(sweep.times.allSatisfy { $0 >= 0 && $0 < lidar.period })
    #expect(zip(sweep.times, sweep.times.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `an ideal device measures the surfaces that it names`() {
    let sweep = sweep(.ideal(rings: 32, azimuthStep: 0.02), SensorScenes.street)
    let errors = zip(sweep.positions, sweep.labels).map { point, labels in
      let place = sweep.frame.applied(to: point)
      return labels.label == 0 ? abs(place.z) : abs(place.y - 8)
    }
    #expect((errors.max() ?? 1) < 1e-3)
    #expect(sweep.labels.contains { $0.label == 1 })
  }

  @Test func `ranges err by as much as the device`() {
    var lidar = SpinningLidar.ideal(rings: 32, azimuthStep: 0.02)
    lidar.rangeNoise = 0.02
    let scene = SensorScenes.street
    let sweep = sweep(lidar, scene)
    let errors = sweep.positions.indices.filter { sweep.labels[$0].label == 0 }.map {
      index -> Float in
      let point = sweep.positions[index]
      let way = sweep.frame.rotation.applied(to: point.normalized)
      return point.length + sweep.frame.position.z / way.z
    }
    let square = errors.map { $0 * $0 }.reduce(0, +) / Float(errors.count)
    #expect(square.squareRoot() > 0.015 && square.squareRoot() < 0.05)
  }

  @Test func `a car's own motion bends what is not de-skewed`() {
    let path = SensorPath(SensorScenes.street.vantage.drive, speed: 20)
    func farthest(_ isDeskewed: Bool) -> Float {
      var lidar = SpinningLidar.ideal(rings: 16, azimuthStep: 0.01)
      lidar.isDeskewed = isDeskewed
      var random = SceneRandom(seed: 3)
      let sweep = lidar.sweep(
        of: SceneGeometry(SensorScenes.street), along: path, from: 0.2, random: &random)
      // The frame of the first beam is the scene's but for a shift.
      return sweep.positions.indices.filter { sweep.labels[$0].label == 1 }
        .map { abs(sweep.frame.applied(to: sweep.positions[$0]).y - 8) }.max() ?? 9
    }
    #expect(farthest(true) < 1e-3)
    #expect(farthest(false) < 1e-3)
    // Along the way it is another matter: the two put the same beam 2 m apart at the end.
    var lidar = SpinningLidar.ideal(rings: 16, azimuthStep: 0.01)
    var clouds: [Measurements] = []
    for isDeskewed in [true, false] {
      lidar.isDeskewed = isDeskewed
      var random = SceneRandom(seed: 3)
      clouds.append(
        lidar.sweep(
          of: SceneGeometry(SensorScenes.street), along: path, from: 0.2, random: &random))
    }
    let shifts = zip(clouds[0].positions, clouds[1].positions).map { $0.x - $1.x }
    #expect((shifts.last ?? 0) > 1.8 && (shifts.last ?? 0) < 2.1)
    #expect(abs(shifts.first ?? 9) < 0.1)
  }

  @Test func `dark and far surfaces are lost, retroreflectors are not`() {
    func count(_ reflectivity: Float) -> Int {
      var material = Material([0.5, 0.5, 0.5])
      material.reflectivity = reflectivity
      var scene = SensorScenes.facing(60, material)
      scene.vantage.drive = [.level(at: .zero, heading: 0)]
      var lidar = SpinningLidar.ideal(rings: 16, azimuthStep: 0.005)
      lidar.darkRange = 50
      return sweep(lidar, scene).count
    }
    let (dark, bright, retro) = (count(0.02), count(0.7), count(0.95))
    #expect(dark * 5 < bright && bright <= retro)
  }

  @Test(arguments: SpinningLidar.Rings.allCases)
  func `devices have their rings, from below upwards`(rings: SpinningLidar.Rings) {
    for seed in 0..<12 {
      var random = SceneRandom(seed: UInt64(seed))
      let lidar = SpinningLidar.random(&random, rings: rings, pointCount: 4000)
      #expect(lidar.elevations.count == rings.rawValue)
      #expect(zip(lidar.elevations, lidar.elevations.dropFirst()).allSatisfy { $0 < $1 })
      let sweep = lidar.measurements(of: SceneGeometry(SensorScenes.street), random: &random)
      #expect(sweep.count > 800 && sweep.count <= 4200)
      #expect(sweep.intensities.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }
}
