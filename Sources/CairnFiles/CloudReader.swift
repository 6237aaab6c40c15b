import CairnClouds

/// Reads clouds of all formats.
public enum CloudReader {
  /// Reads a cloud from a file.
  ///
  /// - Parameters:
  ///   - path: A regular file, or "-" for standard input.
  ///   - format: The format; by default what the content says, and where that says nothing, what
  ///     the name says.
  ///   - layout: What a row of a file without a header holds; by default a guess, which is a
  ///     warning, or what `format` says.
  /// - Returns: The cloud, and what was odd about the file.
  /// - Throws: ``CloudFileError``, with the place in the file.
  public static func read(
    path: String, format: CloudFormat? = nil, layout: RawLayout? = nil
  ) throws(CloudFileError) -> CloudReading {
    var reader = try ByteReader(path: path)
    return try read(&reader, name: path, format: format, layout: layout)
  }

  /// Reads a cloud from memory.
  ///
  /// - Parameters:
  ///   - bytes: The whole content of a file.
  ///   - name: What errors call it; its extension may tell the format.
  ///   - format: The format; by default found out as for ``read(path:format:layout:)``.
  ///   - layout: What a row of a file without a header holds.
  /// - Returns: The cloud, and what was odd about the content.
  /// - Throws: ``CloudFileError``, with the place in the content.
  public static func read(
    bytes: [UInt8], name: String, format: CloudFormat? = nil, layout: RawLayout? = nil
  ) throws(CloudFileError) -> CloudReading {
    var reader = ByteReader(bytes: bytes)
    return try read(&reader, name: name, format: format, layout: layout)
  }

  private static func read(
    _ reader: inout ByteReader, name: String, format: CloudFormat?, layout: RawLayout?
  ) throws(CloudFileError) -> CloudReading {
    do throws(CloudFileError.Cause) {
      // Whoever gives a layout of rows means a file of rows.
      let given = format ?? (layout == nil ? nil : .kitti)
      if let given {
        return try given.read(&reader, layout: layout ?? given.layout, name: name)
      }
      return try CloudFormat.detect(&reader, path: name).read(&reader, layout: nil, name: name)
    } catch {
      throw CloudFileError(path: name, cause: error)
    }
  }
}

extension PointCloud {
  /// Reads a cloud from a file; what was odd about the file is not told
  /// (``CloudReader/read(path:format:layout:)`` tells it).
  ///
  /// - Parameter path: A regular file, or "-" for standard input.
  /// - Throws: ``CloudFileError``, with the place in the file.
  public init(contentsOf path: String) throws(CloudFileError) {
    self = try CloudReader.read(path: path).cloud
  }
}
