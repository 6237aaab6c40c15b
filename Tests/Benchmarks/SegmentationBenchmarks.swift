import CairnClouds
import CairnFiles
import CairnGeometry
import CairnKernels
import CairnSegmentation

/// Times methods on clouds: encoding, saving, clicks, everything.
///
/// Medians of several runs, methods in turn, so that a busy moment hits all of them.
enum SegmentationBenchmarks {
  private static let methods: [(name: String, predictor: any Predictor)] = [
    (NetworkPredictor.method, NetworkPredictor()), (GraphPredictor.method, GraphPredictor()),
  ]

  /// Prints a line for each cloud and method.
  ///
  /// - Parameter paths: Files of clouds.
  /// - Throws: What is wrong with a file or cannot be segmented.
  static func print(_ paths: [String]) throws {
    Swift.print("\(Threads.count) threads, \(InstructionSet.current); medians in milliseconds")
    for path in paths {
      let cloud = try PointCloud(contentsOf: path)
      var times: [String: [String: [Double]]] = [:]
      for _ in 0..<7 {
        for (name, predictor) in methods {
          for (step, time) in try run(predictor, on: cloud) {
            times[name, default: [:]][step, default: []].append(time)
          }
        }
      }
      Swift.print("\(path): \(cloud.count) points")
      for (name, _) in methods {
        let steps = [
          "encode", "save", "load", "click 1", "click 2", "click 3", "everything",
        ].compactMap { step in
          times[name]?[step].map { "\(step) \(median($0))" }
        }
        Swift.print("  \(name): \(steps.joined(separator: ", "))")
      }
    }
  }

  private static func run(
    _ predictor: any Predictor, on cloud: PointCloud
  ) throws -> [(String, Double)] {
    var steps: [(String, Double)] = []
    func timed<Result>(_ step: String, _ body: () throws -> Result) rethrows -> Result {
      let clock = ContinuousClock()
      let start = clock.now
      let result = try body()
      let duration = (clock.now - start).components
      steps.append((step, Double(duration.attoseconds) * 1e-15 + Double(duration.seconds) * 1e3))
      return result
    }
    let embedding = try timed("encode") { try predictor.encode(cloud) }
    if predictor is NetworkPredictor {
      let bytes = try timed("save") { try embedding.save() }
      _ = try timed("load") { try predictor.load(bytes, for: cloud) }
    }
    let rows = [1, 2, 3].compactMap { number in
      // Somewhere in the cloud, where coordinates are finite.
      (number * cloud.count / 4..<cloud.count).first {
        cloud.positions?.points[$0].isFinite ?? false
      }
    }
    var prompts: [Prompt] = []
    for (number, row) in rows.enumerated() {
      prompts.append(number == 1 ? .negative(index: row) : .positive(index: row))
      _ = try timed("click \(number + 1)") { try embedding.masks(for: prompts) }
    }
    _ = try timed("everything") { try embedding.everything() }
    return steps
  }

  private static func median(_ values: [Double]) -> Double {
    (values.sorted()[values.count / 2] * 10).rounded() / 10
  }
}
