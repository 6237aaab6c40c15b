/// Memory of a program in C, each piece of the size asked for; all is given back at the end.
final class Memory {
  private var pieces: [UnsafeMutableRawPointer] = []

  deinit { for piece in pieces { piece.deallocate() } }

  /// A piece for values that are not set yet.
  func room<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value> {
    let piece = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Value>.stride, alignment: 16)
    pieces.append(piece)
    return piece.bindMemory(to: Value.self, capacity: max(count, 1))
  }

  /// A piece with values.
  func copy<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
    let piece: UnsafeMutablePointer<Value> = room(values.count)
    piece.initialize(from: values, count: values.count)
    return piece
  }

  /// A piece with text, ended by 0.
  func text(_ text: String) -> UnsafePointer<CChar> {
    UnsafePointer(copy(text.utf8.map { CChar(bitPattern: $0) } + [0]))
  }
}
