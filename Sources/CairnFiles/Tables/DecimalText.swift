import CairnKernels

/// A word of a header as a Double, by the rules of the body's numbers.
func decimalNumber(_ word: String) -> Double? {
  let bytes = Array(word.utf8)
  guard let value = try? TextRows.value(in: bytes.span, from: 0, as: .float64),
    value.end == bytes.count
  else { return nil }
  return Double(bitPattern: value.bits)
}

/// A Double as the body of a text file has it.
func decimalText(_ value: Double) -> String {
  let row = (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
  let kinds: [NumberKind] = [.float64]
  var text = [UInt8](repeating: 0, count: TextRows.capacity(rowCount: 1, valuesPerRow: 1))
  let count = TextRows.format(row.span, rowCount: 1, as: kinds.span, into: text.mutableSpan)
  return String(decoding: text[..<(count - 1)], as: UTF8.self)
}
