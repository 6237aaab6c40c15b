import CairnClouds
import CairnKernels
import CairnSearch
import SceneDatasets

/// What every operation takes on generated scenes, for comparing one version with another.
enum RegressionTable {
  /// Rows: an operation and its arguments, lengths in units of the scene's usual spacing.
  private static let rows: [(name: String, arguments: [String])] = [
    ("build", []), ("knn", ["k=1"]), ("knn", ["k=8"]), ("knn", ["k=16"]), ("knn", ["k=32"]),
    ("radius", ["r=3"]), ("normals", ["k=16"]), ("voxel", ["leaf=4"]), ("fps", ["m=1024"]),
    ("plane", ["d=2"]), ("ground", []), ("cluster", ["r=5", "min=10"]),
    ("dbscan", ["r=5", "minpts=10"]), ("region", []), ("supervoxel", ["leaf=4", "seed=20"]),
    ("outliers", ["k=8"]), ("triangle_tree", []), ("rays", []), ("hidden_rays", []),
  ]
  private static let lengths: Set = ["r", "leaf", "d", "seed"]

  /// Prints medians of CPU time on one thread; every round asks all rows once.
  ///
  /// - Parameter only: Names of operations; all where there are none.
  /// - Throws: What an operation throws.
  static func print(only: [String]) throws {
    for dataset in SceneDataset.all {
      let cloud = dataset.cloud()
      var subject = Subject(cloud: cloud, points: cloud.positions?.points ?? [])
      subject.prepare(for: "knn")
      let spacing = subject.tree?.nearestToEachPoint(2).squaredDistances ?? []
      let sorted = spacing.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
        .filter(\.isFinite).sorted()
      let unit = sorted.isEmpty ? 1 : sorted[sorted.count / 2].squareRoot()
      let chosen = rows.filter { only.isEmpty || only.contains($0.name) }
      var times = [[Double]](repeating: [], count: chosen.count)
      for _ in 0..<7 {
        for (index, row) in chosen.enumerated() {
          guard let operation = Operation.all.first(where: { $0.name == row.name }) else {
            continue
          }
          let measured = try Threads.$limit.withValue(1) {
            try operation.measure(subject, Arguments(row.arguments.map { scaled($0, by: unit) }))
          }
          times[index].append(measured.cpu)
        }
      }
      Swift.print("\(dataset.name): \(subject.points.count) points, spacing \(unit)")
      for (row, times) in zip(chosen, times) {
        let median = times.sorted()[times.count / 2]
        let label = ([row.name] + row.arguments).joined(separator: " ")
        let each = median * 1e9 / Double(max(subject.points.count, 1))
        Swift.print(
          "  \(padded(label, 24)) \(padded(rounded(median * 1e3), 9)) ms  \(rounded(each)) ns/point"
        )
      }
    }
  }

  private static func scaled(_ argument: String, by unit: Float) -> String {
    let parts = argument.split(separator: "=").map(String.init)
    guard parts.count == 2, lengths.contains(parts[0]), let value = Float(parts[1]) else {
      return argument
    }
    return "\(parts[0])=\(value * unit)"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }

  private static func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = String(hundredths % 100)
    return "\(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction)"
  }
}
