import ArgumentParser
import CairnJSON

/// `cairn session`: JSON lines in, JSON lines out, for editors, scripts and evaluation.
struct Session: ComputingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer requests as JSON lines on standard input and output.",
    discussion: """
      Every line is one request with an id, which its answer repeats. Operations:
      open, segment, labels, undo, redo, save, close. The end of the input ends
      the session.

      EXAMPLE
        {"id":1,"op":"open","path":"scene.ply"}
        {"id":2,"op":"segment","object":1,"clicks":[{"index":1234}]}
        {"id":3,"op":"segment","object":1,"clicks":[{"index":1234},
            {"point":[0.5,0.1,0.7],"positive":false}]}    (on one line)
        {"id":4,"op":"save","path":"labelled.ply"}
      """)

  @OptionGroup var choosing: MethodOptions

  @OptionGroup var computing: ComputingOptions

  func validate() throws {
    guard choosing.weights != "-" else {
      throw ValidationError("--weights is a file here: standard input is for requests")
    }
  }

  func run() throws {
    var server = SessionServer(method: try choosing.loaded())
    while let line = readLine(strippingNewline: true) {
      if line.allSatisfy(\.isWhitespace) { continue }
      try Console.output(server.answer(to: line).text())
    }
  }
}
