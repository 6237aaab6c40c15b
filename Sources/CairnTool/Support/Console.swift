import Foundation

/// Messages for people, on standard error; data never goes there.
enum Console {
  /// Writes a line.
  static func write(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }

  /// Writes data or JSON to standard output.
  static func output(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// Does some work, and says what and for how long once it takes more than a second.
  ///
  /// - Parameters:
  ///   - name: What is done, such as "reading scan.ply".
  ///   - work: The work.
  /// - Returns: What the work returns.
  static func progress<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    let isTerminal = isatty(STDERR_FILENO) == 1
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
    // On a terminal one line is kept up to date; in a log one line every ten seconds is enough.
    timer.schedule(deadline: .now() + 1, repeating: isTerminal ? 0.2 : 10)
    timer.setEventHandler {
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let line = "cairn: \(name) … \(String(format: "%.1f", seconds)) s"
      FileHandle.standardError.write(Data((isTerminal ? "\r\(line)" : "\(line)\n").utf8))
    }
    timer.resume()
    defer {
      timer.cancel()
      if isTerminal, ContinuousClock.now - start > .seconds(1) {
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
      }
    }
    return try work()
  }
}
