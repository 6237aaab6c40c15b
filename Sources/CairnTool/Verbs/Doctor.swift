import ArgumentParser
import CairnClouds
import CairnJSON
import CairnKernels
import CairnPictures
import CairnSegmentation
import FoundationEssentials
import Glibc

/// `cairn doctor`: whether everything works on this machine.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that cairn works on this machine, and say what it has found.")

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let checks =
      [
        Check("version") { toolVersion },
        Check("cores") { "\(ProcessInfo.processInfo.activeProcessorCount)" },
        Check("threads") { "\(Threads.count)" },
        Check("instructions") { try instructions() },
        Check("memory") {
          "\((ProcessInfo.processInfo.physicalMemory >> 20)) MB"
        },
        Check("temporary folder") {
          let folder = FileManager.default.temporaryDirectory.path
          guard FileManager.default.isWritableFile(atPath: folder) else {
            throw ToolError("\(folder) cannot be written to; set TMPDIR")
          }
          return folder
        },
        Check("picture") { "\(try scene.picture().png().count) bytes" },
      ]
      + Method.all.map { method in
        Check("method \(method.name)") {
          let start = ContinuousClock.now
          let embedding = try method.predictor.encode(scene)
          let best = try embedding.masks(for: [.positive(index: 0)]).best
          guard best.mask[0] else { throw ToolError("the clicked point is not in its mask") }
          let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
          return "segmented \(scene.count) points in \(milliseconds) ms"
        }
      }
    try Console.output(
      json
        ? JSONValue.array(checks.map(\.json)).text()
        : checks.map(\.text).joined(separator: "\n"))
    if checks.contains(where: { !$0.isGood }) { throw ExitStatus.unusable }
  }

  /// The instruction set in use, and whether `CAIRN_SIMD` says something that is understood.
  private func instructions() throws -> String {
    let current = "\(InstructionSet.current)"
    guard let wanted = ProcessInfo.processInfo.environment["CAIRN_SIMD"] else { return current }
    let names = InstructionSet.allCases.map { "\($0)" }
    guard names.contains(wanted) else {
      throw ToolError("CAIRN_SIMD=\(wanted) is none of \(names.joined(separator: ", "))")
    }
    return wanted == current
      ? "\(current), as CAIRN_SIMD says" : "\(current); this processor has no \(wanted)"
  }

  /// A ball above a floor, enough to try every part.
  private var scene: PointCloud {
    var points: [SIMD3<Float>] = []
    for row in 0..<20 {
      for column in 0..<20 {
        let (polar, azimuth) = (Float.pi * Float(row) / 20, 2 * Float.pi * Float(column) / 20)
        let side = 0.2 * sin(polar)
        points.append([side * cos(azimuth), side * sin(azimuth), 0.2 * cos(polar) + 0.2])
      }
    }
    for row in 0..<30 {
      for column in 0..<30 {
        points.append([Float(row) / 20 - 0.75, Float(column) / 20 - 0.75, 0])
      }
    }
    return PointCloud(positions: points)
  }

  /// One thing that was tried.
  private struct Check {
    let name: String
    let outcome: String
    let isGood: Bool

    init(_ name: String, _ attempt: () throws -> String) {
      self.name = name
      do {
        outcome = try attempt()
        isGood = true
      } catch {
        outcome = "\(error)"
        isGood = false
      }
    }

    var text: String { "\(isGood ? "ok  " : "FAIL") \(name): \(outcome)" }
    var json: JSONValue {
      .members([
        ("name", .string(name)), ("ok", .bool(isGood)), ("outcome", .string(outcome)),
      ])
    }
  }
}
