/// Multiply-adds that are worth being handed to another thread: some 20 µs.
private let workOfPiece = 1 << 20

/// How many rows make a piece of work.
///
/// - Parameters:
///   - work: Multiply-adds a row takes, or as many as take the same time.
///   - multiple: Rows that are computed together.
/// - Returns: A multiple of `multiple`.
func grain(work: Int, multiple: Int = 1) -> Int {
  let rows = max(workOfPiece / max(work, 1), 1)
  return (rows + multiple - 1) / multiple * multiple
}

/// Memory that several threads write, each its own part.
@safe struct SharedOutput: @unchecked Sendable {
  let base: UnsafeMutablePointer<Float>
}

/// Writes every element of an array, whose memory is used again where the count is the same.
///
/// - Parameters:
///   - output: Receives `count` elements.
///   - count: How many.
///   - body: Writes all of them; not called where there are none.
func fill(_ output: inout [Float], count: Int, _ body: (SharedOutput) -> Void) {
  if output.count == count {
    unsafe output.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe body(SharedOutput(base: base)) }
    }
    return
  }
  output = unsafe Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
    initializedCount = count
    unsafe preferLargePages(buffer)
    if count > 0, let base = buffer.baseAddress { unsafe body(SharedOutput(base: base)) }
  }
}

/// Traps unless an array has the elements that its shape says.
func check(_ values: [Float], _ name: StaticString, rows: Int, width: Int) {
  precondition(
    values.count == rows * width,
    "\(name): \(values.count) values are not \(rows) rows of \(width)")
}

extension [Float] {
  /// Calls a closure with a pointer to the first element.
  func withBase<Result>(_ body: (UnsafePointer<Float>?) -> Result) -> Result {
    unsafe withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}

extension [Float]? {
  /// Calls a closure with a pointer to the first element, or with none.
  func withBase<Result>(_ body: (UnsafePointer<Float>?) -> Result) -> Result {
    if let self { unsafe self.withBase(body) } else { body(nil) }
  }
}
