/// Lines of text that each hold the same number of values, separated by blanks or tabs.
public enum TextRows {
  /// What ``parse(_:isLast:as:maximumRowCount:into:)`` found.
  public struct Result: Sendable, Equatable {
    /// Whole rows that were read.
    public var rowCount = 0
    /// Bytes of text that they take, line ends included.
    public var byteCount = 0
    /// Lines that they take, blank ones included.
    public var lineCount = 0
    /// What is wrong with the row after them; `nil` where there is no more text, or enough rows.
    public var fault: Fault?
  }

  /// What is wrong with a row, and where.
  public struct Fault: Sendable, Equatable {
    /// What can be wrong.
    public enum Problem: Sendable, Equatable {
      /// The line ends before the value.
      case missing
      /// The line goes on after the last value.
      case extra
      /// The value is not one of its type.
      case number(NumberFault)
    }
    /// What is wrong.
    public var problem: Problem
    /// Which value of the row.
    public var value: Int
    /// Where the value begins, in bytes from the start of the text.
    public var byteOffset: Int
    /// How many bytes the value takes.
    public var byteCount: Int
    /// How many lines, blank ones included, come before the row.
    public var lineCount: Int
  }

  /// Turns lines of text into rows of little-endian bytes without gaps.
  ///
  /// Blank lines are passed over. Lines end with LF, CR or both.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - isLast: Whether no more text follows, so that the last line needs no end.
  ///   - kinds: The type of each value of a row; not empty.
  ///   - maximumRowCount: How many rows are wanted.
  ///   - rows: Receives the rows; must have room for `maximumRowCount` of them.
  /// - Returns: How much was read, and what is wrong with the next row, if it is.
  /// - Complexity: O(bytes of text).
  public static func parse(
    _ text: borrowing Span<UInt8>, isLast: Bool, as kinds: borrowing Span<NumberKind>,
    maximumRowCount: Int, into rows: inout MutableSpan<UInt8>
  ) -> Result {
    var stride = 0
    for index in kinds.indices { stride += kinds[index].byteCount }
    precondition(!kinds.isEmpty, "a row without values")
    precondition(maximumRowCount * stride <= rows.count, "no room for \(maximumRowCount) rows")
    let (exact, inverse, whole) = (PowersOfTen.exact, PowersOfTen.inverse, PowersOfTen.whole)
    let significands = PowersOfTen.significands
    let tables = NumberTables(
      exact: exact.span, inverse: inverse.span, whole: whole.span,
      significands: significands.span)
    let end = isLast ? text.count : wholeLines(text)
    let parser = unsafe NumberParser(text.bytes, end: end, tables: tables)
    var fast = FastRows(
      unsafe NumberParser(text.bytes, end: end, tables: tables), kinds: kinds)
    var output = unsafe rows.mutableBytes
    var result = Result()
    var position = 0
    var to = 0
    while result.rowCount < maximumRowCount {
      let rowCount = fast.read(
        &position, rowCount: maximumRowCount &- result.rowCount, into: &output, at: &to)
      result.rowCount &+= rowCount
      result.lineCount &+= rowCount
      result.byteCount = position
      if result.rowCount == maximumRowCount { break }
      skipBlankLines(parser, &position, &result.lineCount)
      guard position < end else {
        result.byteCount = position
        break
      }
      for index in kinds.indices {
        while isBlank(parser.byte(position)) { position &+= 1 }
        let start = position
        do throws(NumberFault) {
          // Each store stays within `maximumRowCount` × `stride`, which was checked.
          switch unsafe kinds[unchecked: index] {
          case .uint8:
            let value = try parser.integer(&position, as: UInt8.self)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: UInt8.self)
            to &+= 1
          case .int8:
            let value = try parser.integer(&position, as: Int8.self)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: Int8.self)
            to &+= 1
          case .uint16:
            let value = try parser.integer(&position, as: UInt16.self)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: UInt16.self)
            to &+= 2
          case .int16:
            let value = try parser.integer(&position, as: Int16.self)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: Int16.self)
            to &+= 2
          case .uint32:
            let value = try parser.integer(&position, as: UInt32.self)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: UInt32.self)
            to &+= 4
          case .int32:
            let value = try parser.integer(&position, as: Int32.self)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: Int32.self)
            to &+= 4
          case .uint64:
            let value = try parser.integer(&position, as: UInt64.self)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: UInt64.self)
            to &+= 8
          case .int64:
            let value = try parser.integer(&position, as: Int64.self)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: Int64.self)
            to &+= 8
          case .float32:
            let value = try parser.float(&position)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: Float.self)
            to &+= 4
          case .float64:
            let value = try parser.double(&position)
            unsafe output.storeBytes(of: value, toUncheckedByteOffset: to, as: Double.self)
            to &+= 8
          }
        } catch {
          result.fault = fault(parser, at: start, value: index, error, result.lineCount)
          return result
        }
      }
      while isBlank(parser.byte(position)) { position &+= 1 }
      guard position >= end || isLineEnd(parser.byte(position)) else {
        let length = tokenLength(parser, position)
        result.fault = Fault(
          problem: .extra, value: kinds.count, byteOffset: position, byteCount: length,
          lineCount: result.lineCount)
        return result
      }
      skipLineEnd(parser, &position)
      result.lineCount &+= 1
      result.rowCount &+= 1
      result.byteCount = position
    }
    return result
  }

  /// The length of the text that ends with a line end.
  private static func wholeLines(_ text: borrowing Span<UInt8>) -> Int {
    var end = text.count
    while end > 0 {
      let byte = text[end - 1]
      // A CR at the very end may be half of a CR LF.
      if byte == 10 || (byte == 13 && end < text.count) { break }
      end -= 1
    }
    return end
  }

  @inline(__always)
  private static func skipBlankLines(
    _ parser: borrowing NumberParser, _ position: inout Int, _ lineCount: inout Int
  ) {
    while true {
      let byte = parser.byte(position)
      if isBlank(byte) {
        position &+= 1
      } else if isLineEnd(byte) {
        skipLineEnd(parser, &position)
        lineCount &+= 1
      } else {
        return
      }
    }
  }

  @inline(__always)
  private static func skipLineEnd(_ parser: borrowing NumberParser, _ position: inout Int) {
    let byte = parser.byte(position)
    if byte == 10 {
      position &+= 1
    } else if byte == 13 {
      position &+= parser.byte(position &+ 1) == 10 ? 2 : 1
    }
  }

  private static func fault(
    _ parser: borrowing NumberParser, at start: Int, value: Int, _ error: NumberFault,
    _ lineCount: Int
  ) -> Fault {
    let length = tokenLength(parser, start)
    return Fault(
      problem: length == 0 ? .missing : .number(error), value: value, byteOffset: start,
      byteCount: length, lineCount: lineCount)
  }

  private static func tokenLength(_ parser: borrowing NumberParser, _ start: Int) -> Int {
    var stop = start
    while !parser.isEnd(stop) { stop += 1 }
    return stop - start
  }
}

@inline(__always)
private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

@inline(__always)
private func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }
