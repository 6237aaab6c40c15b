/// The lines of a text header, whose first line decides how all of them end: with LF or CR LF, or
/// with CR alone.
///
/// Binary data follow some headers, and may begin with a byte that looks like a line end.
struct HeaderLines {
  /// The longest header that is read, in bytes.
  static let longestHeader = 32 << 20

  /// One line without its end.
  struct Line {
    /// 1 for the first line of the file.
    var number: Int
    /// Its bytes.
    var bytes: [UInt8]

    /// The words, which blanks separate.
    var words: [String] {
      // Line ends of another kind than the header's are blanks: no name may hold one.
      bytes.split { $0 == 32 || $0 >= 9 && $0 <= 13 }.map { headerText($0) }
    }

    /// The line as text.
    var text: String { headerText(bytes[...]) }

    /// What follows the first word and one blank.
    var rest: String {
      let word = bytes.drop { $0 == 32 || $0 == 9 }.drop { $0 != 32 && $0 != 9 }
      return headerText(word.dropFirst())
    }
  }

  /// The number of lines read.
  private(set) var count = 0
  private var terminator: UInt8 = 10

  /// Why there is no line.
  enum Fault: Error {
    case system(SystemError)
    case tooLong
  }

  /// Reads a line, and puts a fault into a format's words.
  ///
  /// - Parameters:
  ///   - reader: Where from; the line and its end are consumed.
  ///   - tooLong: What a header that goes on for too long is called.
  /// - Returns: The line; `nil` at the end of the file.
  /// - Throws: What is wrong.
  mutating func next(
    _ reader: inout ByteReader, tooLong: CloudFileError.Cause
  ) throws(CloudFileError.Cause) -> Line? {
    do throws(Fault) {
      return try next(&reader)
    } catch {
      switch error {
      case .system(let error): throw .system(error)
      case .tooLong: throw tooLong
      }
    }
  }

  /// Reads a line.
  ///
  /// - Parameter reader: Where from; the line and its end are consumed.
  /// - Returns: The line; `nil` at the end of the file.
  /// - Throws: A fault.
  private mutating func next(_ reader: inout ByteReader) throws(Fault) -> Line? {
    var searched = 0
    var length: Int?
    while length == nil {
      let other: UInt8 = count == 0 ? 13 : terminator
      if let found = reader.firstIndex(of: terminator, or: other, from: searched) {
        if reader.window[found] != terminator, try isLoneCR(&reader, found) { terminator = 13 }
        if reader.window[found] == terminator { length = found }
        searched = found + 1
        continue
      }
      searched = reader.availableCount
      guard reader.byteOffset + searched < Self.longestHeader else { throw .tooLong }
      guard try fill(&reader, searched + 1) else { break }
    }
    let end = length ?? reader.availableCount
    if length == nil && end == 0 { return nil }
    var bytes = Array(copying: reader.window.extracting(0..<end))
    reader.consume(length == nil ? end : end + 1)
    if terminator == 10, bytes.last == 13 { bytes.removeLast() }
    if count == 0, bytes.starts(with: byteOrderMark) { bytes.removeFirst(3) }
    count += 1
    return Line(number: count, bytes: bytes)
  }

  /// Whether no LF follows a CR.
  private func isLoneCR(_ reader: inout ByteReader, _ index: Int) throws(Fault) -> Bool {
    guard try fill(&reader, index + 2) else { return true }
    return reader.window[index + 1] != 10
  }

  private func fill(_ reader: inout ByteReader, _ count: Int) throws(Fault) -> Bool {
    do { return try reader.fill(atLeast: count) } catch { throw .system(error) }
  }
}

/// What some editors put before UTF-8 text.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// Bytes of a header as text: UTF-8, or Latin-1 where they are not.
func headerText(_ bytes: ArraySlice<UInt8>) -> String {
  String(validating: bytes, as: UTF8.self)
    ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
}

/// A message without control characters, which names in broken files may hold.
func printable(_ message: String) -> String {
  String(String.UnicodeScalarView(message.unicodeScalars.map { $0.value < 32 ? "?" : $0 }))
}

/// A piece of a file as an error shows it: short, and without control characters.
func excerpt(_ bytes: some Collection<UInt8>) -> String {
  var text = ""
  for byte in bytes.prefix(40) {
    text += byte >= 32 && byte < 127 ? String(Unicode.Scalar(byte)) : byte == 9 ? " " : "?"
  }
  return bytes.count > 40 ? text + "…" : text
}

extension Array {
  /// Copies the elements of a span.
  init(copying span: borrowing Span<Element>) where Element: BitwiseCopyable {
    self.init()
    append(addingCapacity: span.count) { output in
      for index in span.indices { output.append(span[index]) }
    }
  }
}
