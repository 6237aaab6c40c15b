import CZLib

extension [UInt8] {
  /// The bytes that Deflate made these of, without a header of zlib or gzip.
  ///
  /// - Parameter count: How many there are.
  /// - Returns: `nil` where the data are broken, or more or fewer.
  func inflated(count: Int) -> [UInt8]? {
    var result = [UInt8](repeating: 0, count: Swift.max(count, 1))
    var stream = unsafe z_stream()
    guard
      unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { unsafe inflateEnd(&stream) }
    // Sound: zlib reads `self.count` bytes and writes at most `result.count`; both arrays live and stay
    // in place for the closures' time, and the stream is not used after it.
    let status = unsafe self.withUnsafeBytes { source in
      unsafe result.withUnsafeMutableBytes { target in
        unsafe stream.next_in = UnsafeMutablePointer(
          mutating: source.bindMemory(to: UInt8.self).baseAddress)
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        return unsafe inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END, unsafe Int(stream.total_out) == count else { return nil }
    result.removeLast(result.count - count)
    return result
  }

  /// The CRC-32 of the bytes.
  var checksum: UInt32 {
    // Sound: zlib reads `count` bytes and keeps no pointer.
    unsafe withUnsafeBytes { bytes in
      unsafe UInt32(
        truncatingIfNeeded: crc32(
          0, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count)))
    }
  }
}
