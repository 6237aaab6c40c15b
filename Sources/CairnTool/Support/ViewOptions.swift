import ArgumentParser
import CairnGeometry
import CairnPictures

/// From where a picture looks, and how large it is; shared by the verbs that draw.
struct ViewOptions: ParsableArguments {
  @Option(help: "Width and height of the picture in pixels.")
  var size = PixelSize(width: 1280, height: 960)

  @Option(
    parsing: .unconditional,
    help: "The direction that is up in the picture: x, y, z, -x, -y or -z; guessed where not given."
  )
  var up: Axis?

  @Option(help: "Turn of the picture about the up axis, in degrees.")
  var azimuth: Float?

  @Option(help: "Angle of the picture above the horizon, in degrees.")
  var elevation: Float?

  @Flag(help: "Draw from where the sensor stood.")
  var fromSensor = false

  /// Chooses size and view of a picture.
  func apply(to options: inout PictureOptions) {
    options.width = size.width
    options.height = size.height
    options.up = up?.vector
    if fromSensor {
      options.view = .sensor
    } else if azimuth != nil || elevation != nil {
      options.view = .orbit(
        azimuth: azimuth.map { $0 * .pi / 180 }, elevation: elevation.map { $0 * .pi / 180 })
    }
  }
}

/// `1280x960`.
struct PixelSize: ExpressibleByArgument, CustomStringConvertible {
  let width: Int
  let height: Int

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  init?(argument: String) {
    let parts = argument.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy(PictureOptions.sizes.contains) else { return nil }
    self.init(width: parts[0], height: parts[1])
  }

  var description: String { "\(width)x\(height)" }
}

/// A coordinate axis with its direction.
enum Axis: String, ExpressibleByArgument, CaseIterable {
  case x, y, z
  case minusX = "-x"
  case minusY = "-y"
  case minusZ = "-z"

  var vector: SIMD3<Float> {
    switch self {
    case .x: [1, 0, 0]
    case .y: [0, 1, 0]
    case .z: [0, 0, 1]
    case .minusX: [-1, 0, 0]
    case .minusY: [0, -1, 0]
    case .minusZ: [0, 0, -1]
    }
  }
}
