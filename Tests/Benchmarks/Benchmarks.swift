import CairnClouds
import CairnFiles
import CairnKernels
import Glibc

/// Speaks a line protocol by which a harness times the toolkit beside other programs.
///
/// Reads one command a line from standard input and answers one JSON object a line; with arguments,
/// each argument is one command. The answers go to standard output.
@main
struct Benchmarks {
  private var cloud: PointCloud?
  /// The positions of the loaded cloud.
  private var points: [SIMD3<Float>] = []
  private var queries: [SIMD3<Float>]?
  private var search: SearchBenchmarks?

  private static let searches = ["knn", "octree_radius", "radius"]
  private static let operations =
    searches + [
      "build", "cluster", "dbscan", "fps", "ground", "mincut", "normals", "outliers", "plane",
      "read", "region", "supervoxel", "voxel", "write",
    ]

  static func main() {
    var benchmarks = Benchmarks()
    let commands = CommandLine.arguments.dropFirst()
    if !commands.isEmpty {
      for command in commands { print(benchmarks.answer(command)) }
      return
    }
    while let line = readLine() {
      if line == "quit" { return }
      if line.isEmpty { continue }
      print(benchmarks.answer(line))
      // A pipe is buffered by the block, but the harness waits for each answer.
      fflush(nil)
    }
  }

  /// Carries out one command.
  private mutating func answer(_ line: String) -> String {
    let words = line.split(separator: " ").map(String.init)
    do {
      switch (words.first, words.count) {
      case ("hello", 1):
        return #"{"ok":true,"peer":"project","version":"0.1","ops":\#(Self.operations)}"#
      case ("load", 2):
        cloud = try PointCloud(contentsOf: words[1])
        points = cloud?.positions?.points ?? []
        search = nil
        return #"{"ok":true,"n":\#(cloud?.count ?? 0)}"#
      case ("queries", 2):
        queries = try PointCloud(contentsOf: words[1]).positions?.points
        return #"{"ok":true,"n":\#(queries?.count ?? 0)}"#
      case ("run", 2...):
        return try run(words[1], Self.arguments(words.dropFirst(2)))
      default:
        return Self.failure("bad command")
      }
    } catch {
      return Self.failure("\(error)")
    }
  }

  private mutating func run(_ operation: String, _ arguments: [String: String]) throws -> String {
    guard Self.operations.contains(operation) else { return Self.failure("unsupported") }
    if search == nil, Self.searches.contains(operation) { search = SearchBenchmarks(points) }
    let before = Usage.megabytes(of: "VmRSS:")
    let measured = try Threads.$limit.withValue(arguments["threads"].flatMap { Int($0) } ?? 1) {
      try measure(operation, arguments)
    }
    let check = measured.check.map { #""\#($0.name)":\#($0.value)"# }.joined(separator: ",")
    return #"{"ok":true,"s":\#(measured.wall),"cpu":\#(measured.cpu),"rss0_mb":\#(before),"#
      + #""peak_mb":\#(measured.peak),"check":{\#(check)}}"#
  }

  private func measure(
    _ operation: String, _ arguments: [String: String]
  ) throws -> Measurement {
    func number(_ name: String, _ usual: Double) -> Double {
      arguments[name].flatMap { Double($0) } ?? usual
    }
    let queries = arguments["queries"] == "file" ? queries : nil
    switch operation {
    case "build": return SearchBenchmarks.build(points)
    case "cluster": return GroupingBenchmarks.cluster(cloud, arguments)
    case "dbscan": return GroupingBenchmarks.dbscan(cloud, arguments)
    case "fps": return GridBenchmarks.farthest(points, arguments)
    case "knn": return try found(search).nearest(Int(number("k", 8)), queries: queries)
    case "normals": return SearchBenchmarks.normals(points, k: Int(number("k", 16)))
    case "ground":
      return GridBenchmarks.ground(points, labels: cloud?.labels, arguments)
    case "mincut": return GroupingBenchmarks.mincut(cloud, arguments)
    case "outliers": return GroupingBenchmarks.outliers(cloud, arguments)
    case "region": return GroupingBenchmarks.region(cloud, arguments)
    case "supervoxel": return GroupingBenchmarks.supervoxel(cloud, arguments)
    case "plane": return GridBenchmarks.plane(points, arguments)
    case "read": return try FileBenchmarks.read(arguments)
    case "voxel": return GridBenchmarks.voxel(points, arguments)
    case "write": return try FileBenchmarks.write(arguments)
    default:
      return try found(search).neighbors(within: Float(number("r", 0.1)), queries: queries)
    }
  }

  private func found<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Missing.cloud }
    return value
  }

  /// What a command needs and does not have.
  private enum Missing: Error {
    case cloud
  }

  private static func arguments(_ words: ArraySlice<String>) -> [String: String] {
    var arguments: [String: String] = [:]
    for word in words {
      guard let equals = word.firstIndex(of: "=") else { continue }
      arguments[String(word[..<equals])] = String(word[word.index(after: equals)...])
    }
    return arguments
  }

  private static func failure(_ message: String) -> String {
    let text = message.map { #""\"#.contains($0) || $0.isNewline ? " " : $0 }
    return #"{"ok":false,"error":"\#(String(text))"}"#
  }
}
