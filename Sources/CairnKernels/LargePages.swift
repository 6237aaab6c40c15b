import Glibc

/// Asks the system for large pages where an array is about to be filled.
///
/// Filling fresh memory costs more for its page faults than for its bytes; large pages are some
/// hundred times fewer. Where the system has none, or does not give any, nothing changes.
///
/// - Parameter output: The uninitialized part of an array's storage.
/// - Complexity: O(1).
public func preferLargePages<Value: BitwiseCopyable>(_ output: inout OutputSpan<Value>) {
  unsafe output.withUnsafeMutableBufferPointer { buffer, count in
    unsafe preferLargePages(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
  }
}

/// The same for memory that is not initialized.
func preferLargePages<Value: BitwiseCopyable>(_ buffer: UnsafeMutableBufferPointer<Value>) {
  #if os(Linux)
  let byteCount = buffer.count * MemoryLayout<Value>.stride
  // Arrays of this size have memory mappings of their own, so nobody else's pages change.
  guard byteCount >= 1 << 18, let base = buffer.baseAddress else { return }
  let pageSize = 4096
  let start = Int(bitPattern: base)
  let first = start & ~(pageSize - 1)
  let length = (start + byteCount - first + pageSize - 1) & ~(pageSize - 1)
  let pages = unsafe UnsafeMutableRawPointer(bitPattern: first)
  _ = unsafe madvise(pages, length, MADV_HUGEPAGE)
  // An array's header spoils the large page that it lies in; what stays small comes at once.
  _ = unsafe madvise(pages, length, MADV_POPULATE_WRITE)
  #endif
}
