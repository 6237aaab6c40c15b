import CairnClouds
import CairnFiles

/// What all fuzz targets share.
///
/// The rule is simple: nothing ever stops the process.
public enum Fuzzing {
  /// The input as an array.
  public static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Reads a file; the cloud must be whole, and describing an error must work.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - format: Its format.
  /// - Returns: The cloud, if the file is one.
  @discardableResult
  public static func read(_ bytes: [UInt8], _ format: CloudFormat) -> PointCloud? {
    do throws(CloudFileError) {
      let reading = try CloudReader.read(bytes: bytes, name: "fuzz", format: format)
      for column in reading.cloud.columns {
        if let count = column.count {
          precondition(column.values.count == count * reading.cloud.count, "a column is not whole")
        }
      }
      for warning in reading.warnings { precondition(!warning.description.isEmpty) }
      return reading.cloud
    } catch {
      precondition(!error.description.isEmpty && !error.description.contains("\n"))
      return nil
    }
  }

  /// Writes a cloud in every encoding of a format and reads it back: the same bits, but for what
  /// text cannot hold of a NaN.
  public static func roundTrip(_ cloud: PointCloud, _ format: CloudFormat) {
    for encoding in format.encodings {
      guard let written = try? cloud.encoded(as: format, encoding: encoding) else {
        preconditionFailure("\(format) \(encoding) cannot be written")
      }
      guard
        let reading = try? CloudReader.read(
          bytes: written.bytes, name: "again", format: format)
      else { preconditionFailure("\(format) \(encoding) cannot be read back") }
      guard format == cloud.origin?.format, written.losses.isEmpty else { continue }
      var back = reading.cloud
      precondition(back.columns.count == cloud.columns.count, "columns got lost")
      precondition(back.count == cloud.count, "points got lost")
      for (old, new) in zip(cloud.columns, back.columns) {
        precondition(old.arity == new.arity, "a list changed")
        precondition(encoding == .ascii || old.values == new.values, "a value changed")
        guard encoding == .ascii else { continue }
        for (old, new) in zip(old.values.doubles(), new.values.doubles()) {
          precondition(
            old.bitPattern == new.bitPattern || old.isNaN && new.isNaN, "a value changed")
        }
      }
      back.origin = cloud.origin
      precondition(back.viewpoint == cloud.viewpoint, "the viewpoint changed")
      precondition(back.width == cloud.width, "the grid changed")
    }
  }

  /// The headers before which body targets put their input.
  public static let plyHeaders: [String] = ["ascii", "binary_little_endian", "binary_big_endian"]
    .flatMap { format in
      [
        "property float x\nproperty float y\nproperty float z\nproperty uchar red\n",
        "property double x\nproperty list char short l\nproperty int8 t\n",
        "property float x\n",
      ].map { properties in
        "ply\nformat \(format) 1.0\nelement camera 1\nproperty list uint double k\n"
          + "element vertex 3\n\(properties)element face 2\n"
          + "property list uchar int vertex_indices\nend_header\n"
      }
    }

  /// The headers before which body targets put their input.
  public static let pcdHeaders: [String] = ["ascii", "binary", "binary_compressed"]
    .flatMap { encoding in
      [
        "FIELDS x y z rgb\nSIZE 4 4 4 4\nTYPE F F F U\nCOUNT 1 1 1 1\n",
        "FIELDS x _ t n\nSIZE 8 1 2 8\nTYPE F U I I\nCOUNT 1 3 1 0\n",
        "FIELDS a\nSIZE 1\nTYPE U\nCOUNT 100\n",
      ].map { fields in
        "VERSION 0.7\n\(fields)WIDTH 3\nHEIGHT 1\nPOINTS 3\nDATA \(encoding)\n"
      }
    }
}
