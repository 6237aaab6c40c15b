/// Something odd about a file that was read all the same.
public enum CloudWarning: Sendable, Equatable, CustomStringConvertible {
  /// Text goes on after the last row that the header promises; what follows was not read.
  case extraRows(count: Int, line: Int)
  /// Binary data go on after the last row; `count` is not known for a pipe.
  case trailingBytes(byteOffset: Int, count: Int?)
  /// A table after the points is broken; it and what follows it were dropped.
  case brokenElement(name: String, error: PLYError)
  /// Several columns have the same name; all are kept, and a name means the first.
  case duplicateField(name: String)
  /// A PCD header's `HEIGHT` is 0 or missing; the cloud counts as not organised.
  case heightMissing(line: Int?)
  /// Compressed PCD data are stored as they are, not compressed.
  case storedUncompressed(byteCount: Int)

  /// Something that the file does not say and that was guessed, or a value taken as another type.
  case note(String)

  /// What is odd, where, and what was done about it, in one line.
  public var description: String { printable(message) }

  private var message: String {
    switch self {
    case .note(let text): text
    case .extraRows(let count, let line):
      "line \(line): \(count) more \(count == 1 ? "row" : "rows") than the header declares; ignored"
    case .trailingBytes(let offset, let count):
      "byte \(offset): \(count.map { "\($0) bytes follow" } ?? "data follow") the last row; ignored"
    case .brokenElement(let name, let error):
      "element '\(name)' is broken and was dropped with all that follows; the points are whole. "
        + "\(error)"
    case .duplicateField(let name):
      "several fields are called '\(name)'; all are kept, and the name means the first"
    case .heightMissing(let line):
      (line.map { "line \($0): " } ?? "") + "HEIGHT is 0 or missing; taken as 1"
    case .storedUncompressed(let count):
      "the \(count) bytes of 'compressed' data are not compressed; read as they are"
    }
  }
}
