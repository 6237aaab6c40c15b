/// Viridis (van der Walt and Smith, 2015): even steps in the value are even steps to the eye.
enum ColorMap {
  /// Every sixteenth of the range; between them the colour is interpolated.
  private static let stops: [SIMD3<Float>] = [
    [68, 1, 84], [72, 26, 108], [71, 47, 125], [65, 68, 135], [57, 86, 140], [49, 104, 142],
    [42, 120, 142], [35, 136, 142], [31, 152, 139], [34, 168, 132], [53, 183, 121],
    [84, 197, 104], [122, 209, 81], [165, 219, 54], [210, 226, 27], [253, 231, 37],
  ]

  /// The colour of a value.
  ///
  /// - Parameter value: 0…1; what lies outside takes the colour of the nearer end, NaN of 0.
  /// - Returns: Red, green and blue in 0…1.
  static func color(_ value: Float) -> SIMD3<Float> {
    guard value > 0 else { return stops[0] / 255 }
    let position = min(value, 1) * Float(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    let fraction = position - Float(index)
    return (stops[index] * (1 - fraction) + stops[index + 1] * fraction) / 255
  }
}
