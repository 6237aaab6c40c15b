extension TextRows {
  /// One value that ``value(in:from:as:)`` read.
  public struct Value: Sendable, Equatable {
    /// The bits, little-endian, in the lowest bytes.
    public var bits: UInt64
    /// Where the text of the value ends.
    public var end: Int
  }

  /// Reads one value from text.
  ///
  /// - Parameters:
  ///   - text: The text; the value ends with a blank, a line end or the text.
  ///   - start: Where the value begins.
  ///   - kind: Its type.
  /// - Returns: Its bits, and where it ends.
  /// - Throws: What is wrong with it.
  public static func value(
    in text: borrowing Span<UInt8>, from start: Int, as kind: NumberKind
  ) throws(NumberFault) -> Value {
    let (exact, inverse, whole) = (PowersOfTen.exact, PowersOfTen.inverse, PowersOfTen.whole)
    let significands = PowersOfTen.significands
    let tables = NumberTables(
      exact: exact.span, inverse: inverse.span, whole: whole.span,
      significands: significands.span)
    let parser = unsafe NumberParser(text.bytes, end: text.count, tables: tables)
    var end = start
    let bits: UInt64 =
      switch kind {
      case .int8: UInt64(UInt8(bitPattern: try parser.integer(&end, as: Int8.self)))
      case .uint8: UInt64(try parser.integer(&end, as: UInt8.self))
      case .int16: UInt64(UInt16(bitPattern: try parser.integer(&end, as: Int16.self)))
      case .uint16: UInt64(try parser.integer(&end, as: UInt16.self))
      case .int32: UInt64(UInt32(bitPattern: try parser.integer(&end, as: Int32.self)))
      case .uint32: UInt64(try parser.integer(&end, as: UInt32.self))
      case .int64: UInt64(bitPattern: try parser.integer(&end, as: Int64.self))
      case .uint64: try parser.integer(&end, as: UInt64.self)
      case .float32: UInt64(try parser.float(&end).bitPattern)
      case .float64: try parser.double(&end).bitPattern
      }
    return Value(bits: bits, end: end)
  }
}
