import CairnGeometry
import CairnKernels
import CairnScenes
import Testing

struct DepthCameraTests {
  private func view(
    _ camera: DepthCamera, _ scene: Scene, seed: UInt64 = 1
  ) -> Measurements {
    var random = SceneRandom(seed: seed)
    return camera.measurements(of: SceneGeometry(scene), random: &random)
  }

  private func deviation(_ values: [Float]) -> Float {
    let mean = values.reduce(0, +) / Float(values.count)
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    return (squares.reduce(0, +) / Float(values.count)).squareRoot()
  }

  /// The depths of the middle of a view of a wall that faces the camera.
  private func depths(_ camera: DepthCamera, at distance: Float) -> [Float] {
    let view = view(camera, SensorScenes.facing(distance))
    return view.positions.indices
      .filter { abs($0 % view.width - view.width / 2) < 40 }
      .map { view.positions[$0].z }.filter(\.isFinite)
  }

  @Test func `an ideal camera sees what is there`() {
    let view = view(.ideal(width: 64, height: 48), SensorScenes.stepped)
    #expect((view.width, view.height) == (64, 48))
    #expect(view.count == 64 * 48 && view.colors.count == view.count)
    let wrong = zip(view.positions, view.labels).count { position, labels in
      guard labels.label == 1 else { return abs(position.z - 2) > 1e-4 }
      return abs(position.z - 1) > 1e-4 || abs(position.x + 0.15) > 0.2501
        || abs(position.y) > 0.2501
    }
    #expect(wrong == 0)
    #expect(view.labels.contains { $0.label == 1 && $0.semantic == SemanticClass.box.number })
    #expect(view.labels.contains { $0.label == 0 && $0.semantic == SemanticClass.wall.number })
  }

  @Test func `points lie along the rays of their pixels`() {
    let camera = DepthCamera.kinect.withPixels(64 * 48)
    let view = view(camera, SensorScenes.stepped)
    let errors = view.positions.indices.filter { view.positions[$0].isFinite }.map { pixel in
      let point = view.positions[pixel]
      let column = point.x / point.z * camera.focalLength + 31.5 - Float(pixel % 64)
      let row = point.y / point.z * camera.focalLength + 23.5 - Float(pixel / 64)
      return max(abs(column), abs(row))
    }
    #expect(errors.count > 1000 && (errors.max() ?? 1) < 1e-2)
  }

  @Test func `noise grows with the square of the distance`() {
    var camera = DepthCamera.kinect.withPixels(160 * 120)
    (camera.disparityStep, camera.depthStep) = (0, 0)
    let (near, far) = (deviation(depths(camera, at: 1)), deviation(depths(camera, at: 2)))
    #expect(near > 0.001 && near < 0.005)
    #expect(far / near > 3.3 && far / near < 4.8, "\(near) m at 1 m, \(far) m at 2 m")
  }

  @Test func `disparity comes in eighths of a pixel`() {
    var camera = DepthCamera.kinect
    camera = camera.withPixels(160 * 120)
    camera.depthStep = 0
    let scale = camera.baseline * camera.focalLength * 4
    let parts = depths(camera, at: 2).map { depth -> Float in
      let steps = scale / depth / 0.125
      return abs(steps - steps.rounded())
    }
    #expect((parts.max() ?? 1) < 0.01)
    // So that steps are 1 cm apart at 2 m.
    let levels = Set(depths(camera, at: 2)).sorted()
    let gaps = zip(levels, levels.dropFirst()).map { $1 - $0 }
    #expect(levels.count > 3 && levels.count < 30)
    #expect((gaps.min() ?? 0) > 0.009 && (gaps.max() ?? 1) < 0.05)
  }

  @Test func `dark, mirroring and clear surfaces leave holes`() {
    let camera = DepthCamera.kinect.withPixels(80 * 60)
    func share(_ change: (inout Material) -> Void) -> Float {
      var material = Material([0.5, 0.5, 0.5])
      change(&material)
      let view = view(camera, SensorScenes.facing(1.5, material))
      return Float(view.positions.count { $0.isFinite }) / Float(view.count)
    }
    #expect(share { _ in } > 0.98)
    #expect(share { $0.reflectivity = 0.004 } < 0.2)
    #expect(share { $0.transparency = 1 } < 0.2)
    let shiny = share { $0.gloss = 0.9 }
    #expect(shiny > 0.1 && shiny < 0.98)
  }

  @Test func `the projector is hidden to the left of what stands in front`() {
    let camera = DepthCamera.kinect.withPixels(320 * 240)
    let view = view(camera, SensorScenes.stepped)
    let row = (0..<320).map { view.positions[120 * 320 + $0].z }
    let left = (row.firstIndex { $0 < 1.2 } ?? 0, row.lastIndex { $0 < 1.2 } ?? 0)
    let before = row[(left.0 - 16)..<left.0].count { $0.isNaN }
    let behind = row[(left.1 + 1)..<(left.1 + 17)].count { $0.isNaN }
    // 540 pixels of 640 by 7.5 cm between 1 m and 2 m: 20 pixels, 10 of 320.
    #expect(before >= 7 && before <= 13)
    #expect(behind <= 3)
  }

  @Test func `a point has the label of the surface at its depth`() {
    var camera = DepthCamera.kinect.withPixels(160 * 120)
    camera.flyingShare = 0
    let view = view(camera, SensorScenes.stepped)
    let wrong = zip(view.positions, view.labels).count { position, labels in
      position.isFinite ? labels.label != (position.z < 1.5 ? 1 : 0) : labels != PointLabels()
    }
    #expect(wrong == 0)
  }

  @Test func `time of flight leaves points in mid-air`() {
    let view = view(.timeOfFlight.withPixels(400 * 300), SensorScenes.stepped)
    let flying = view.positions.count { $0.z > 1.05 && $0.z < 1.95 }
    #expect(flying > 20 && flying < 400)
  }

  @Test func `a point in mid-air is of nothing`() {
    var camera = DepthCamera.timeOfFlight.withPixels(400 * 300)
    camera.noise = 0
    let view = view(camera, SensorScenes.stepped)
    var flying = 0
    for (position, labels) in zip(view.positions, view.labels) where position.isFinite {
      // Between the front at 1 m and the back at 2 m.
      if position.z > 1.03 && position.z < 1.96 {
        flying += 1
        #expect(labels == PointLabels())
      } else if position.z < 1.005 {
        #expect(labels.label == 1)
      }
    }
    #expect(flying > 20)
  }

  @Test func `neighbours err alike`() {
    var camera = DepthCamera.kinect
    (camera.disparityStep, camera.depthStep, camera.height) = (0, 0, 120)
    let view = view(camera, SensorScenes.facing(1))
    func covariance(_ step: Int) -> Float {
      var (sum, count): (Float, Float) = (0, 0)
      for row in stride(from: 0, to: 120, by: 3) {
        for column in stride(from: 200, to: 400, by: 3) {
          let pair = [column, column + step].map { view.positions[row * 640 + $0].z - 1 }
          guard pair[0].isFinite, pair[1].isFinite else { continue }
          sum += pair[0] * pair[1]
          count += 1
        }
      }
      return sum / count
    }
    let variance = covariance(0)
    #expect(covariance(1) > 0.6 * variance)
    #expect(covariance(60) < 0.6 * covariance(1))
  }

  @Test(arguments: DepthCamera.Principle.allCases)
  func `threads and repetition change nothing`(principle: DepthCamera.Principle) {
    let camera: DepthCamera =
      switch principle {
      case .structuredLight: .kinect
      case .timeOfFlight: .timeOfFlight
      case .stereo: .stereo
      }
    let scene = SensorScenes.stepped
    let views = [1, 2, 2].map { count in
      Threads.$limit.withValue(count) { view(camera.withPixels(120 * 90), scene, seed: 5) }
    }
    for other in views.dropFirst() {
      #expect(views[0].labels == other.labels)
      #expect(views[0].colors == other.colors)
      #expect(views[0].positions.map(\.bits) == other.positions.map(\.bits))
    }
    let another = view(camera.withPixels(120 * 90), scene, seed: 6)
    #expect(another.colors != views[0].colors)
  }

  @Test func `an empty scene gives no point`() {
    #expect(view(.kinect, Scene()).count == 0)
    var scene = Scene()
    scene.vantage.cameras = [.camera(at: .zero, lookingAt: [0, 1, 0])]
    let view = view(.kinect.withPixels(100), scene)
    #expect(view.count > 80 && view.positions.allSatisfy { !$0.isFinite })
  }
}
