import CairnGeometry

/// A pinhole: how places before a camera, x right, y down, z ahead, become pixels.
package struct DepthLens: Sendable {
  /// Pixels in a row.
  package let width: Int
  /// The number of rows.
  package let height: Int
  /// Pixels for a slope of 1.
  package let focalLength: Float

  /// Creates a lens.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row, at least 2.
  ///   - height: The number of rows, at least 2.
  ///   - fieldOfView: From left to right, radians, below π.
  package init(width: Int, height: Int, fieldOfView: Float) {
    precondition(width > 1 && height > 1, "\(width) x \(height) pixels")
    (self.width, self.height) = (width, height)
    let (sine, cosine) = sineAndCosine(fieldOfView / 2)
    focalLength = Float(width) / 2 * cosine / sine
  }

  /// The slopes x / z and y / z through the middle of a pixel, with z 1.
  package func ray(column: Int, row: Int) -> SIMD3<Float> {
    [
      (Float(column) - center.x) / focalLength, (Float(row) - center.y) / focalLength, 1,
    ]
  }

  /// Where the axis is, in pixels; whole numbers are the middles of pixels.
  package var center: SIMD2<Float> { [Float(width - 1) / 2, Float(height - 1) / 2] }
}
