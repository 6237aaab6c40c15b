import CairnClouds
import CairnFiles
import Glibc

/// Times reading and writing whole files.
enum FileBenchmarks {
  static let operations = [
    Operation(name: "read") { _, arguments in try read(arguments) },
    Operation(name: "write") { _, arguments in try write(arguments) },
  ]

  /// Reads `path` into columns, and sums them up.
  private static func read(_ arguments: Arguments) throws -> Measurement {
    var measurement = Measurement()
    let path = arguments["path"] ?? ""
    let cloud = try measurement.time { try PointCloud(contentsOf: path) }
    func sum(_ names: String...) -> Double {
      names.reduce(0) { total, name in
        total + (cloud.field(name)?.values.doubles().reduce(0, +) ?? 0)
      }
    }
    let colors = (cloud.colors ?? []).reduce(0.0) { total, color in
      total + Double((color * 255).rounded(.toNearestOrEven).sum())
    }
    measurement.check = [
      ("n", Double(cloud.count)), ("x", sum("x")), ("y", sum("y")), ("z", sum("z")),
      ("rgb", colors),
      ("nrm", sum("nx", "ny", "nz", "normal_x", "normal_y", "normal_z")), ("label", sum("label")),
    ]
    return measurement
  }

  /// Reads `src`, and writes it as `path` in the form that `fmt` names.
  private static func write(_ arguments: Arguments) throws -> Measurement {
    var measurement = Measurement()
    let source = try PointCloud(contentsOf: arguments["src"] ?? "")
    let path = arguments["path"] ?? ""
    let parts = (arguments["fmt"] ?? "").split(separator: ".")
    guard parts.count == 2, let format = CloudFormat(rawValue: String(parts[1])) else {
      throw Unknown.format
    }
    let encoding: CloudEncoding =
      switch parts[0] {
      case "asc": .ascii
      case "lzf": .binaryCompressed
      default: .binary
      }
    let resident = Usage.megabytes(of: "VmRSS:")
    try measurement.time {
      _ = try source.write(to: path, format: format, encoding: encoding, overwriting: true)
    }
    measurement.check = [("rss_data_mb", resident)]
    return measurement
  }

  /// What a command can ask for in vain.
  enum Unknown: Error {
    case format
  }
}
