extension ByteReader {
  /// Reads all of a file; "-" is standard input.
  ///
  /// - Parameters:
  ///   - path: A regular file, or "-".
  ///   - limit: How many bytes are not too many, less than `Int.max`.
  /// - Returns: The bytes; `nil` where there are more of them.
  /// - Throws: ``CloudFileError`` for what cannot be opened or read.
  public static func bytes(of path: String, atMost limit: Int) throws(CloudFileError) -> [UInt8]? {
    var reader = try ByteReader(path: path)
    do throws(SystemError) {
      guard try !reader.fill(atLeast: limit + 1) else { return nil }
    } catch {
      throw CloudFileError(path: path, cause: .system(error))
    }
    let window = reader.window
    return Array(capacity: window.count) { output in
      for index in window.indices { output.append(window[index]) }
    }
  }
}
