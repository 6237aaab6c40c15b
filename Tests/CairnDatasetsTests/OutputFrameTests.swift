import CairnClouds
import CairnDatasets
import CairnGeometry
import CairnScenes
import Testing

struct OutputFrameTests {
  /// A camera one metre above the ground that looks ahead along y, and sees a point.
  private var measurements: Measurements {
    var result = Measurements()
    result.positions = [[0.25, 0.5, 2], [.nan, .nan, .nan]]
    result.labels = [PointLabels(), PointLabels()]
    result.frame = .camera(at: [1, 2, 1], lookingAt: [1, 9, 1])
    result.poses = [result.frame]
    (result.width, result.height) = (2, 1)
    return result
  }

  private func written(_ frame: OutputFrame) throws -> SIMD3<Double> {
    let cloud = measurements.pointCloud(in: frame)
    let axes = try ["x", "y", "z"].map { try #require(cloud.field($0)).values.doubles()[0] }
    return SIMD3(axes[0], axes[1], axes[2])
  }

  @Test func `without an axis points stay in the frame of the sensor`() throws {
    #expect(try written(OutputFrame()) == [0.25, 0.5, 2])
  }

  @Test(arguments: OutputFrame.Up.allCases)
  func `the axis that was asked for points up`(up: OutputFrame.Up) throws {
    // In the scene: 0.25 m to the right, two metres ahead, half a metre down.
    let place = try written(OutputFrame(up: up))
    let expected: SIMD3<Double> =
      switch up {
      case .z: [1.25, 4, 0.5]
      case .y: [1.25, 0.5, -4]
      case .x: [0.5, 4, -1.25]
      case .minusZ: [1.25, -4, -0.5]
      case .minusY: [1.25, -0.5, 4]
      case .minusX: [-0.5, 4, 1.25]
      }
    for axis in 0..<3 { #expect(abs(place[axis] - expected[axis]) < 1e-4) }
  }

  @Test func `units and origins are applied, in doubles where Floats are too coarse`() throws {
    let frame = OutputFrame(up: .z, unit: .millimeters, origin: [500_000_000, 5_400_000_000, 100])
    let place = try written(frame)
    #expect(place.x == 500_001_250)
    #expect(place.y == 5_400_004_000)
    #expect(measurements.pointCloud(in: frame).field("x")?.type == .float64)
    #expect(measurements.pointCloud().field("x")?.type == .float32)
  }

  @Test func `rows without a point stay, and can be left out`() {
    #expect(measurements.pointCloud().count == 2)
    #expect(measurements.withoutMissing().count == 1)
  }

  @Test(arguments: [nil] + OutputFrame.Up.allCases.map(Optional.some))
  func `a line of the pose file turns sensor points into written ones`(
    up: OutputFrame.Up?
  ) throws {
    let frame = OutputFrame(up: up, unit: .centimeters)
    let text = PoseFile.text(measurements.poses, in: frame, reference: measurements.frame)
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    try #require(numbers.count == 12)
    let place = SIMD4<Double>(25, 50, 200, 1)
    let expected = try written(frame)
    for row in 0..<3 {
      let line = SIMD4(
        numbers[row * 4], numbers[row * 4 + 1], numbers[row * 4 + 2], numbers[row * 4 + 3])
      #expect(abs((line * place).sum() - expected[row]) < 0.02)
    }
  }

  @Test func `the cloud says where its sensor was`() {
    #expect(measurements.pointCloud().viewpoint == .identity)
    let viewpoint = measurements.pointCloud(in: OutputFrame(up: .z, unit: .centimeters)).viewpoint
    #expect(viewpoint.translation == [100, 200, 100])
    // x right, y down, z ahead along y: a quarter turn about x, backwards.
    let half = 0.5.squareRoot()
    let expected = SIMD4<Double>(half, -half, 0, 0)
    let turned = viewpoint.quaternion * (viewpoint.quaternion.x < 0 ? -1 : 1)
    #expect((turned - expected).max() < 1e-6 && (turned - expected).min() > -1e-6)
  }
}
