/// Appends the values of one column from rows of bytes.
///
/// - Parameters:
///   - rows: Rows of `stride` bytes, one after the other.
///   - rowCount: How many rows to take.
///   - stride: Bytes from one row to the next.
///   - offset: Where the column begins in a row.
///   - perRow: How many values of the column each row holds, side by side.
///   - isBigEndian: Whether the bytes of a value come most significant first.
///   - column: Receives `rowCount` × `perRow` values; must have room for them.
/// - Complexity: O(`rowCount` × `perRow`).
public func deinterleave<Value: BitwiseCopyable>(
  _ rows: borrowing Span<UInt8>, rowCount: Int, stride: Int, offset: Int, perRow: Int = 1,
  isBigEndian: Bool = false, into column: inout OutputSpan<Value>
) {
  let size = MemoryLayout<Value>.size
  precondition(
    offset >= 0 && perRow >= 0 && rowCount >= 0 && offset + perRow * size <= stride,
    "\(perRow) values of \(size) bytes at \(offset) of a row of \(stride) bytes")
  precondition(rowCount * stride <= rows.count, "\(rowCount) rows in \(rows.count) bytes")
  precondition(
    column.freeCapacity >= rowCount * perRow, "no room for \(rowCount) × \(perRow) values")
  let bytes = unsafe rows.bytes
  unsafe column.withUnsafeMutableBufferPointer { buffer, count in
    let target = unsafe UnsafeMutableRawBufferPointer(
      rebasing: UnsafeMutableRawBufferPointer(buffer)[(count * size)...])
    switch size {
    case 1:
      unsafe gather(bytes, UInt8.self, rowCount, stride, offset, perRow, isBigEndian, target)
    case 2:
      unsafe gather(bytes, UInt16.self, rowCount, stride, offset, perRow, isBigEndian, target)
    case 4:
      unsafe gather(bytes, UInt32.self, rowCount, stride, offset, perRow, isBigEndian, target)
    default:
      unsafe gather(bytes, UInt64.self, rowCount, stride, offset, perRow, isBigEndian, target)
    }
    count += rowCount * perRow
  }
}

/// Writes the values of one column into rows of bytes; the inverse of ``deinterleave``.
///
/// - Parameters:
///   - column: `rowCount` × `perRow` values.
///   - rows: Receives the values; rows of `stride` bytes, one after the other.
///   - rowCount: How many rows to write.
///   - stride: Bytes from one row to the next.
///   - offset: Where the column begins in a row.
///   - perRow: How many values of the column each row holds, side by side.
///   - isBigEndian: Whether the bytes of a value go most significant first.
/// - Complexity: O(`rowCount` × `perRow`).
public func interleave<Value: BitwiseCopyable>(
  _ column: borrowing Span<Value>, into rows: inout MutableSpan<UInt8>, rowCount: Int, stride: Int,
  offset: Int, perRow: Int = 1, isBigEndian: Bool = false
) {
  let size = MemoryLayout<Value>.size
  precondition(
    offset >= 0 && perRow >= 0 && rowCount >= 0 && offset + perRow * size <= stride,
    "\(perRow) values of \(size) bytes at \(offset) of a row of \(stride) bytes")
  precondition(rowCount * stride <= rows.count, "\(rowCount) rows in \(rows.count) bytes")
  precondition(column.count >= rowCount * perRow, "\(column.count) values in the column")
  unsafe column.withUnsafeBufferPointer { buffer in
    let source = UnsafeRawBufferPointer(buffer)
    unsafe rows.withUnsafeMutableBytes { bytes in
      switch size {
      case 1:
        unsafe scatter(source, UInt8.self, rowCount, stride, offset, perRow, isBigEndian, bytes)
      case 2:
        unsafe scatter(source, UInt16.self, rowCount, stride, offset, perRow, isBigEndian, bytes)
      case 4:
        unsafe scatter(source, UInt32.self, rowCount, stride, offset, perRow, isBigEndian, bytes)
      default:
        unsafe scatter(source, UInt64.self, rowCount, stride, offset, perRow, isBigEndian, bytes)
      }
    }
  }
}

@inline(__always)
private func gather<Word: FixedWidthInteger & BitwiseCopyable>(
  _ rows: RawSpan, _: Word.Type, _ rowCount: Int, _ stride: Int, _ offset: Int, _ perRow: Int,
  _ isBigEndian: Bool, _ target: UnsafeMutableRawBufferPointer
) {
  guard rowCount > 0, perRow > 0, let target = target.baseAddress else { return }
  let size = MemoryLayout<Word>.size
  if perRow == 1 {
    var from = offset
    if isBigEndian {
      for row in 0..<rowCount {
        let word = unsafe rows.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: Word.self)
        unsafe target.storeBytes(
          of: Word(bigEndian: word), toByteOffset: row &* size, as: Word.self)
        from &+= stride
      }
    } else {
      for row in 0..<rowCount {
        let word = unsafe rows.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: Word.self)
        unsafe target.storeBytes(
          of: Word(littleEndian: word), toByteOffset: row &* size, as: Word.self)
        from &+= stride
      }
    }
    return
  }
  var to = 0
  for row in 0..<rowCount {
    var from = row &* stride &+ offset
    for _ in 0..<perRow {
      let word = unsafe rows.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: Word.self)
      unsafe target.storeBytes(
        of: isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word), toByteOffset: to,
        as: Word.self)
      from &+= size
      to &+= size
    }
  }
}

@inline(__always)
private func scatter<Word: FixedWidthInteger & BitwiseCopyable>(
  _ source: UnsafeRawBufferPointer, _: Word.Type, _ rowCount: Int, _ stride: Int, _ offset: Int,
  _ perRow: Int, _ isBigEndian: Bool, _ rows: UnsafeMutableRawBufferPointer
) {
  guard rowCount > 0, perRow > 0, let source = source.baseAddress, let rows = rows.baseAddress
  else { return }
  let size = MemoryLayout<Word>.size
  if perRow == 1, !isBigEndian {
    var to = offset
    for row in 0..<rowCount {
      let word = unsafe source.load(fromByteOffset: row &* size, as: Word.self)
      unsafe rows.storeBytes(of: word.littleEndian, toByteOffset: to, as: Word.self)
      to &+= stride
    }
    return
  }
  var from = 0
  for row in 0..<rowCount {
    var to = row &* stride &+ offset
    for _ in 0..<perRow {
      let word = unsafe source.load(fromByteOffset: from, as: Word.self)
      unsafe rows.storeBytes(
        of: isBigEndian ? word.bigEndian : word.littleEndian, toByteOffset: to, as: Word.self)
      from &+= size
      to &+= size
    }
  }
}
