import CairnClouds

extension PointCloud {
  /// Writes the cloud to a file, which appears under its name only when it is complete.
  ///
  /// In the format that the cloud came from, the file keeps that encoding and the same payload;
  /// other formats are written in binary where they have it.
  ///
  /// - Parameters:
  ///   - path: The file; "-" is standard output.
  ///   - format: The format; by default what the extension of `path` says.
  ///   - encoding: One of the format's ``CloudFormat/encodings``.
  ///   - overwriting: Whether an older file may be replaced.
  /// - Returns: What the format could not hold.
  /// - Throws: ``CloudFileError``; then an older file is still there, and nothing beside it.
  @discardableResult
  public func write(
    to path: String, format: CloudFormat? = nil, encoding: CloudEncoding? = nil,
    overwriting: Bool = false
  ) throws(CloudFileError) -> [CloudLoss] {
    guard let format = format ?? CloudFormat(path: path) else {
      throw CloudFileError(path: path, cause: .unknownFormat)
    }
    do throws(CloudFileError.Cause) {
      let encoding = try self.encoding(encoding, for: format)
      let file: OutputFile
      do { file = try OutputFile(path: path, overwriting: overwriting) } catch { throw error.cause }
      let losses = try format.write(self, encoding, path: path, to: FileSink(file))
      do { try file.commit() } catch { throw error.cause }
      return losses
    } catch {
      throw CloudFileError(path: path, cause: error)
    }
  }

  /// The cloud as the bytes of a file.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - encoding: One of the format's ``CloudFormat/encodings``; by default as for
  ///     ``write(to:format:encoding:overwriting:)``.
  /// - Returns: The bytes, and what the format could not hold.
  /// - Throws: ``CloudFileError`` with the path "memory".
  public func encoded(
    as format: CloudFormat, encoding: CloudEncoding? = nil
  ) throws(CloudFileError) -> (bytes: [UInt8], losses: [CloudLoss]) {
    do throws(CloudFileError.Cause) {
      let sink = MemorySink()
      let losses = try format.write(
        self, try self.encoding(encoding, for: format), path: "", to: sink)
      return (sink.bytes, losses)
    } catch {
      throw CloudFileError(path: "memory", cause: error)
    }
  }

  private func encoding(
    _ wanted: CloudEncoding?, for format: CloudFormat
  ) throws(CloudFileError.Cause) -> CloudEncoding {
    if let wanted {
      guard format.encodings.contains(wanted) else {
        throw .unsupportedEncoding(wanted, format)
      }
      return wanted
    }
    if let origin, origin.format == format { return origin.encoding }
    return format.encodings[0]
  }
}
