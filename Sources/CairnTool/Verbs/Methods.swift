import ArgumentParser
import CairnJSON

/// `cairn methods`: the ways to segment.
struct Methods: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the ways to segment that --method takes; the first is the default.")

  @Flag(help: "Print a JSON array.")
  var json = false

  func run() throws {
    if json {
      let methods = Method.all.map { method in
        JSONValue.members([
          ("name", .string(method.name)), ("summary", .string(method.summary)),
          ("default", .bool(method.name == Method.standard.name)),
        ])
      }
      return try Console.output(JSONValue.array(methods).text())
    }
    let width = Method.all.map(\.name.count).max() ?? 0
    for method in Method.all {
      let name = method.name + String(repeating: " ", count: width - method.name.count)
      try Console.output("\(name)  \(method.summary)")
    }
  }
}
