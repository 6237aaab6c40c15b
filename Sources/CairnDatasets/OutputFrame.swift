import CairnClouds
import CairnGeometry
import CairnScenes

/// In which frame, unit and origin the points of a scene are written.
public struct OutputFrame: Sendable, Hashable {
  /// Which axis points up.
  public enum Up: String, Sendable, Hashable, CaseIterable {
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case x
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case y
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case z
    /// Down the x axis.
    case minusX = "-x"
    /// Down the y axis, as in the frames of cameras.
    case minusY = "-y"
    /// Down the z axis.
    case minusZ = "-z"

    /// Turns a vector whose z axis is up.
    func turned(_ vector: SIMD3<Double>) -> SIMD3<Double> {
      switch self {
      case .x: [vector.z, vector.y, -vector.x]
      case .y: [vector.x, vector.z, -vector.y]
      case .z: vector
      case .minusX: [-vector.z, vector.y, vector.x]
      case .minusY: [vector.x, -vector.z, vector.y]
      case .minusZ: [vector.x, -vector.y, -vector.z]
      }
    }
  }

  /// A unit of length.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    /// Millimetres.
    case millimeters = "mm"
    /// Centimetres.
    case centimeters = "cm"
    /// Metres.
    case meters = "m"
    /// International feet, 0.3048 m.
    case feet = "ft"

    /// How many of it make a metre.
    public var perMeter: Double {
      switch self {
      case .millimeters: 1000
      case .centimeters: 100
      case .meters: 1
      case .feet: 1 / 0.3048
      }
    }
  }

  /// The scene's frame with this axis up; `nil` leaves points in the frame of the sensor.
  public var up: Up?
  /// The unit of the coordinates.
  public var unit: Unit
  /// Where the scene's origin is, in `unit`, along the axes that are written; UTM, for example.
  public var origin: SIMD3<Double>

  /// Creates a frame; the sensor's own in metres where nothing is given.
  ///
  /// - Parameters:
  ///   - up: Which axis of the scene's frame points up; `nil` for the frame of the sensor.
  ///   - unit: The unit of the coordinates.
  ///   - origin: Where the origin is, in `unit`.
  public init(up: Up? = nil, unit: Unit = .meters, origin: SIMD3<Double> = .zero) {
    (self.up, self.unit, self.origin) = (up, unit, origin)
  }

  /// Returns a place of the sensor's frame as it is written, rounded to 0.1 mm.
  ///
  /// What processors do differently in the last bit does not show so.
  ///
  /// - Parameters:
  ///   - place: Metres, in the frame of the measurements.
  ///   - frame: Turns that frame into the scene's.
  /// - Returns: In ``unit``; NaN stays NaN.
  func written(_ place: SIMD3<Float>, in frame: RigidTransform) -> SIMD3<Double> {
    guard let up else {
      return rounded(SIMD3<Double>(place)) * unit.perMeter + origin
    }
    return rounded(up.turned(SIMD3<Double>(frame.applied(to: place)))) * unit.perMeter + origin
  }

  private func rounded(_ place: SIMD3<Double>) -> SIMD3<Double> {
    (place * 10_000).rounded(.toNearestOrAwayFromZero) / 10_000
  }

  /// Returns a pose of a sensor as it is written: rows of the 3 × 4 matrix that turns the sensor's
  /// frame into the written one.
  func matrix(_ pose: RigidTransform, in frame: RigidTransform) -> [SIMD4<Double>] {
    let relative = up == nil ? frame.inverse * pose : pose
    func direction(_ axis: SIMD3<Float>) -> SIMD3<Double> {
      let turned = SIMD3<Double>(relative.rotation.applied(to: axis))
      return up?.turned(turned) ?? turned
    }
    let columns = [direction([1, 0, 0]), direction([0, 1, 0]), direction([0, 0, 1])]
    let position = SIMD3<Double>(relative.position)
    let place = (up?.turned(position) ?? position) * unit.perMeter + origin
    return (0..<3).map { [columns[0][$0], columns[1][$0], columns[2][$0], place[$0]] }
  }

  /// Where a sensor was, as point clouds say it.
  func viewpoint(_ pose: RigidTransform, in frame: RigidTransform) -> Viewpoint {
    let rows = matrix(pose, in: frame)
    func column(_ index: Int) -> SIMD3<Float> {
      SIMD3(Float(rows[0][index]), Float(rows[1][index]), Float(rows[2][index]))
    }
    let quaternion = SIMD4<Double>(
      Rotation(axes: column(0), column(1), column(2)).quaternion)
    return Viewpoint(
      translation: [rows[0].w, rows[1].w, rows[2].w],
      quaternion: [quaternion.w, quaternion.x, quaternion.y, quaternion.z])
  }
}
