import ArgumentParser
import CairnDatasets
import CairnFiles

/// How the clouds of scenes are written.
struct SceneCloudOptions: ParsableArguments {
  @Option(help: "ply or pcd.")
  var format: SceneFormat = .ply

  @Option(
    help: ArgumentHelp(
      "Write in the scene's frame with this axis up: x, y, z, -x, -y or -z.",
      discussion: "By default the sensor's frame; that of fused scans is the scene's, z up."))
  var up: OutputFrame.Up?

  @Option(help: "The unit of the coordinates: mm, cm, m or ft.")
  var unit: OutputFrame.Unit = .meters

  @Option(
    help: ArgumentHelp("Where the origin is, in the unit; UTM, for example.", valueName: "x,y,z"))
  var origin: String?

  @Flag(inversion: .prefixedNo, help: "Whether clouds have colour, where the sensor sees it.")
  var color = true

  @Flag(help: "Write `label` alone, without part, group, semantic and surface.")
  var labelOnly = false

  @Flag(help: "Leave rows without a point out; the clouds are no longer organised.")
  var dense = false

  @Option(help: ArgumentHelp("Make sequences of this many frames.", valueName: "n"))
  var frames: Int?

  @Option(
    help: ArgumentHelp(
      "Frames per second of a sequence; by default the sensor's.", valueName: "hz"))
  var rate: Float?

  @Flag(help: "Draw NAME.png, coloured by label, beside every cloud.")
  var picture = false

  @Flag(help: "Replace files that are there already.")
  var force = false

  func validate() throws {
    guard frames ?? 1 >= 1 else { throw ValidationError("--frames is 1 or more") }
    guard rate ?? 1 > 0, (rate ?? 1).isFinite else { throw ValidationError("--rate is positive") }
    if let origin, parsedOrigin == nil {
      throw ValidationError("--origin takes three numbers, as in 500000,5400000,120; not \(origin)")
    }
  }

  private var parsedOrigin: SIMD3<Double>? {
    guard let origin else { return nil }
    let parts = origin.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
    guard parts.count == 3, numbers.count == 3 else { return nil }
    return SIMD3(numbers[0], numbers[1], numbers[2])
  }

  /// The frame of the coordinates.
  var frame: OutputFrame {
    OutputFrame(up: up, unit: unit, origin: parsedOrigin ?? .zero)
  }
}

/// The formats of scenes.
enum SceneFormat: String, ExpressibleByArgument, CaseIterable {
  case ply
  case pcd
}

extension OutputFrame.Up: ExpressibleByArgument {}
extension OutputFrame.Unit: ExpressibleByArgument {}
