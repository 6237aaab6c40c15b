extension PointCloud {
  /// Returns which points lie in an axis-aligned box, faces included.
  ///
  /// Corners are rounded to the type of the coordinates first, so that a point at 0.1 of a float32 file
  /// lies in a box that ends at 0.1. Points with a NaN coordinate are in no box.
  ///
  /// - Parameters:
  ///   - low: The corner with the smallest coordinates, in those of the file.
  ///   - high: The corner with the largest coordinates; where one is below `low`, no point is inside.
  /// - Returns: A mask; `nil` where the cloud has no x, y, z.
  /// - Complexity: O(*n*).
  public func mask(between low: SIMD3<Double>, and high: SIMD3<Double>) -> Mask? {
    guard let (x, y, z) = positionFields else { return nil }
    var mask = Mask(Array(repeating: true, count: count))
    for (axis, field) in [x, y, z].enumerated() {
      if case .float32(let values) = field.values {
        let (low, high) = (Float(low[axis]), Float(high[axis]))
        for (index, value) in values.enumerated() where !(value >= low && value <= high) {
          mask[index] = false
        }
      } else {
        let (low, high) = (low[axis], high[axis])
        for (index, value) in field.values.doubles().enumerated()
        where !(value >= low && value <= high) { mask[index] = false }
      }
    }
    return mask
  }

  /// Returns the selected points, with all columns.
  ///
  /// - Parameter mask: One entry per point.
  /// - Returns: A cloud of the selected points in their order.
  /// - Complexity: O(*n* · columns).
  public func selected(_ mask: Mask) -> PointCloud {
    precondition(mask.count == count, "a mask of \(mask.count) points, a cloud of \(count)")
    return selected(mask.indices)
  }
}
