import CairnFiles
import Dispatch

/// Messages for people, on standard error; data never goes there.
enum Console {
  /// Writes a line.
  static func write(_ message: String) { say(message + "\n") }

  /// Where nobody can be told, nobody is: a closed standard error ends no work.
  private static func say(_ text: String) { try? StandardStream.error.write(text) }

  /// Writes data or JSON to standard output.
  ///
  /// - Throws: Where it is closed, or the disk behind it full.
  static func output(_ text: String) throws(CloudFileError) {
    try StandardStream.output.write(text + "\n")
  }

  /// Does some work, and says what and for how long once it takes more than a second.
  ///
  /// - Parameters:
  ///   - name: What is done, such as "reading scan.ply".
  ///   - work: The work.
  /// - Returns: What the work returns.
  static func progress<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    let isTerminal = StandardStream.error.isTerminal
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
    // On a terminal one line is kept up to date; in a log one line every ten seconds is enough.
    timer.schedule(deadline: .now() + 1, repeating: isTerminal ? 0.2 : 10)
    timer.setEventHandler {
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let line = "cairn: \(name) … \(seconds.fixed(1)) s"
      say(isTerminal ? "\r\(line)" : "\(line)\n")
    }
    timer.resume()
    defer {
      timer.cancel()
      if isTerminal, ContinuousClock.now - start > .seconds(1) { say("\r\u{1B}[K") }
    }
    return try work()
  }
}
