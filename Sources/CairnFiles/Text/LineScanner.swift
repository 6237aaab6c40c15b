/// Walks through the lines of a file; they may end in LF, CRLF or CR.
struct LineScanner {
  /// The number of the line found last, from 1.
  private(set) var number = 0
  /// Bytes of that line and its end, still in the window.
  private var pending = 0

  static let lengthLimit = 1 << 20

  /// Finds the next line.
  ///
  /// - Parameter reader: Its window then begins with the line.
  /// - Returns: The bytes of the line without its end, counted from the front of the window; `nil`
  ///   at the end of the file.
  /// - Throws: ``TextCloudError`` for a line beyond all measure; ``SystemError``.
  mutating func next(_ reader: inout ByteReader) throws -> Int? {
    reader.consume(pending)
    pending = 0
    var length = 0
    while true {
      let available = reader.availableCount
      let found = Self.lineEnd(in: reader.window, from: length, to: available)
      if found < available {
        length = found
        break
      }
      guard available <= Self.lengthLimit else {
        throw TextCloudError(
          line: number + 1, column: available, .lineTooLong(limit: Self.lengthLimit))
      }
      length = available
      guard try reader.fill(atLeast: available + 1) else {
        guard available > 0 else { return nil }
        number += 1
        pending = available
        return available
      }
    }
    let isReturn = reader.window[length] == 0x0D
    let isPair =
      isReturn ? try reader.fill(atLeast: length + 2) && reader.window[length + 1] == 0x0A : false
    pending = length + (isPair ? 2 : 1)
    number += 1
    return length
  }

  private static func lineEnd(in text: borrowing Span<UInt8>, from start: Int, to end: Int) -> Int {
    for index in start..<end where text[index] == 0x0A || text[index] == 0x0D { return index }
    return end
  }
}
