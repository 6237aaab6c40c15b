import CairnClouds
import CairnFiles
import CairnKernels
import Glibc

/// Times the toolkit: beside other programs by a line protocol, or alone as a table.
///
/// Reads one command a line from standard input and answers one JSON object a line; with arguments,
/// each argument is one command. `table` instead prints what the toolkit takes on generated scenes,
/// `network` what the layers of a network take, `segmentation` what methods take on given clouds,
/// `calls` what a call from C takes beside one from Swift;
/// `compare` and `plot` read the harness's results from standard input and print them as a table or
/// as a picture.
@main
struct Benchmarks {
  private var subject = Subject()

  static func main() throws {
    let commands = CommandLine.arguments.dropFirst()
    switch commands.first {
    case "table": return try RegressionTable.print(only: Array(commands.dropFirst()))
    case "network": return NetworkBenchmarks.print()
    case "segmentation": return try SegmentationBenchmarks.print(Array(commands.dropFirst()))
    case "calls": return try CallBenchmarks.print(Array(commands.dropFirst()))
    case "compare": return print(try PeerComparison(lines).table)
    case "plot": return print(try PeerComparison(lines).plot, terminator: "")
    default: break
    }
    var benchmarks = Benchmarks()
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

  private static var lines: AnySequence<String> {
    AnySequence { AnyIterator { readLine() } }
  }

  /// Carries out one command.
  private mutating func answer(_ line: String) -> String {
    let words = line.split(separator: " ").map(String.init)
    do {
      switch (words.first, words.count) {
      case ("hello", 1):
        let names = Operation.all.map(\.name)
        return #"{"ok":true,"peer":"project","version":"0.1","ops":\#(names)}"#
      case ("load", 2):
        subject.cloud = try PointCloud(contentsOf: words[1])
        subject.points = subject.cloud?.positions?.points ?? []
        subject.tree = nil
        return #"{"ok":true,"n":\#(subject.points.count)}"#
      case ("queries", 2):
        subject.queries = try PointCloud(contentsOf: words[1]).positions?.points
        return #"{"ok":true,"n":\#(subject.queries?.count ?? 0)}"#
      case ("run", 2...):
        return try run(words[1], Arguments(words.dropFirst(2)))
      default:
        return Self.failure("bad command")
      }
    } catch {
      return Self.failure("\(error)")
    }
  }

  private mutating func run(_ name: String, _ arguments: Arguments) throws -> String {
    guard let operation = Operation.all.first(where: { $0.name == name }) else {
      return Self.failure("unsupported")
    }
    subject.prepare(for: name)
    let before = Usage.megabytes(of: "VmRSS:")
    let measured = try Threads.$limit.withValue(arguments.count("threads", 1)) {
      try operation.measure(subject, arguments)
    }
    let check = measured.check.map { #""\#($0.name)":\#($0.value)"# }.joined(separator: ",")
    return #"{"ok":true,"s":\#(measured.wall),"cpu":\#(measured.cpu),"rss0_mb":\#(before),"#
      + #""peak_mb":\#(measured.peak),"check":{\#(check)}}"#
  }

  private static func failure(_ message: String) -> String {
    let text = message.map { #""\"#.contains($0) || $0.isNewline ? " " : $0 }
    return #"{"ok":false,"error":"\#(String(text))"}"#
  }
}
