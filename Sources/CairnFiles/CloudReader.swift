import CairnClouds

/// Reads clouds of all formats.
public enum CloudReader {
  /// Reads a cloud from a file.
  ///
  /// - Parameters:
  ///   - path: A regular file, or "-" for standard input.
  ///   - format: The format; by default what the content says, and where that says nothing, what
  ///     the name says.
  /// - Returns: The cloud, and what was odd about the file.
  /// - Throws: ``CloudFileError``, with the place in the file.
  public static func read(
    path: String, format: CloudFormat? = nil
  ) throws(CloudFileError) -> CloudReading {
    var reader = try ByteReader(path: path)
    return try read(&reader, name: path, format: format)
  }

  /// Reads a cloud from memory.
  ///
  /// - Parameters:
  ///   - bytes: The whole content of a file.
  ///   - name: What errors call it; its extension may tell the format.
  ///   - format: The format; by default found out as for ``read(path:format:)``.
  /// - Returns: The cloud, and what was odd about the content.
  /// - Throws: ``CloudFileError``, with the place in the content.
  public static func read(
    bytes: [UInt8], name: String, format: CloudFormat? = nil
  ) throws(CloudFileError) -> CloudReading {
    var reader = ByteReader(bytes: bytes)
    return try read(&reader, name: name, format: format)
  }

  private static func read(
    _ reader: inout ByteReader, name: String, format: CloudFormat?
  ) throws(CloudFileError) -> CloudReading {
    do throws(CloudFileError.Cause) {
      if let format { return try format.read(&reader) }
      return try CloudFormat.detect(&reader, path: name).read(&reader)
    } catch {
      throw CloudFileError(path: name, cause: error)
    }
  }
}

extension PointCloud {
  /// Reads a cloud from a file; what was odd about the file is not told
  /// (``CloudReader/read(path:format:)`` tells it).
  ///
  /// - Parameter path: A regular file, or "-" for standard input.
  /// - Throws: ``CloudFileError``, with the place in the file.
  public init(contentsOf path: String) throws(CloudFileError) {
    self = try CloudReader.read(path: path).cloud
  }
}
