import CairnClouds
import CairnGeometry
import CairnKernels

/// What tells a cloud from others, as far as an encoder looks at it.
///
/// Other columns, such as labels, may come and go.
enum CloudDigest {
  /// Digests points, colors, normals and the viewpoint.
  ///
  /// - Parameters:
  ///   - cloud: The cloud.
  ///   - positions: Its positions.
  /// - Returns: The ``xxh64(_:)`` of their numbers.
  /// - Complexity: O(*n*).
  static func digest(_ cloud: PointCloud, positions: Positions) -> UInt64 {
    var bytes = SavedBytes()
    bytes.append(UInt64(positions.points.count))
    let viewpoint = cloud.viewpoint.translation
    for vector in [positions.origin, viewpoint] {
      for axis in 0..<3 { bytes.append(vector[axis].bitPattern) }
    }
    bytes.append(positions.points)
    let colors = cloud.colors
    bytes.append(UInt64(colors == nil ? 0 : 1))
    if let colors { bytes.append(colors) }
    let normals = cloud.normalNames?.names.compactMap { cloud.field($0)?.values.floats() } ?? []
    bytes.append(UInt64(normals.count))
    for column in normals { bytes.append(column) }
    return xxh64(bytes.bytes.span)
  }
}
