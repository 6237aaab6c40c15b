/// A file format that holds a point cloud.
public enum CloudFormat: String, Sendable, Hashable, CaseIterable {
  /// Stanford's polygon format, 1.0.
  case ply
  /// The Point Cloud Library's format, 0.5 to 0.7.
  case pcd
  /// KITTI's velodyne scans: float32 x y z intensity, no header.
  case kitti
  /// nuScenes' sweeps: float32 x y z intensity ring, no header.
  case nuscenes
  /// NumPy's array file, versions 1 to 3.
  case npy
  /// Text: a point a line, separated by blanks, commas, semicolons or tabs.
  case text
  /// Leica's text: a line with the number of points, then a point a line.
  case pts
}

/// How a format writes its numbers.
public enum CloudEncoding: String, Sendable, Hashable, CaseIterable {
  /// Decimal text.
  case ascii
  /// Bytes, least significant first.
  case binary
  /// Bytes, most significant first (PLY, NPY).
  case binaryBigEndian = "binary-big-endian"
  /// PCD's field-by-field layout, LZF compressed.
  case binaryCompressed = "binary-compressed"
}

/// Where a cloud was read from, so that writing in the same format can keep its encoding.
public struct CloudOrigin: Sendable, Hashable {
  /// The format of the file.
  public var format: CloudFormat
  /// How its numbers were written.
  public var encoding: CloudEncoding
  /// The version that its header names: "1.0" for PLY, ".7" or "0.7" for PCD; empty where there is none.
  public var version: String

  /// Creates a note of a file's format.
  public init(format: CloudFormat, encoding: CloudEncoding, version: String = "") {
    self.format = format
    self.encoding = encoding
    self.version = version
  }
}
