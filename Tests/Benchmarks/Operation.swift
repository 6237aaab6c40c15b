import CairnClouds
import CairnSearch

/// Something that can be timed, by the name that the harness of the peers gives it.
struct Operation: Sendable {
  let name: String
  let measure: @Sendable (_ subject: Subject, _ arguments: Arguments) throws -> Measurement

  /// All there are.
  static let all: [Operation] = [
    KDTreeBenchmarks.operations, NormalsBenchmarks.operations, VoxelGridBenchmarks.operations,
    FarthestPointsBenchmarks.operations, LargestPlaneBenchmarks.operations,
    GroundBenchmarks.operations, EuclideanClustersBenchmarks.operations,
    DensityClustersBenchmarks.operations, SmoothRegionsBenchmarks.operations,
    SupervoxelsBenchmarks.operations, MinimumCutBenchmarks.operations,
    OutliersBenchmarks.operations, TriangleTreeBenchmarks.operations,
    FileBenchmarks.operations, NetworkBenchmarks.operations,
  ].flatMap { $0 }
}

/// What operations work on.
struct Subject: Sendable {
  var cloud: PointCloud?
  /// The positions of the cloud.
  var points: [SIMD3<Float>] = []
  /// Where to look, for `queries=file`.
  var queries: [SIMD3<Float>]?
  /// A tree over the points, for operations that time what is asked of it.
  var tree: KDTree?

  /// Builds the tree where an operation wants one.
  mutating func prepare(for operation: String) {
    if tree == nil, KDTreeBenchmarks.asking.contains(operation) { tree = KDTree(points) }
  }
}

/// The `key=value` words of a command.
struct Arguments: Sendable {
  private var values: [String: String] = [:]

  /// Takes the words that have an equals sign.
  init(_ words: some Sequence<String>) {
    for word in words {
      guard let equals = word.firstIndex(of: "=") else { continue }
      values[String(word[..<equals])] = String(word[word.index(after: equals)...])
    }
  }

  subscript(_ name: String) -> String? { values[name] }

  func number(_ name: String, _ usual: Double) -> Double {
    values[name].flatMap(Double.init) ?? usual
  }

  func length(_ name: String, _ usual: Float) -> Float { values[name].flatMap(Float.init) ?? usual }

  func count(_ name: String, _ usual: Int) -> Int { values[name].flatMap { Int($0) } ?? usual }
}
