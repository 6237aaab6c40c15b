extension Canvas {
  /// How bright each pixel is, 0…1: eye-dome lighting (Boucheny 2009), which darkens a pixel by how
  /// much nearer to the eye its surroundings are.
  ///
  /// Needs no normals: edges, creases and gaps show whatever the noise of the sensor.
  ///
  /// - Parameters:
  ///   - reach: How far away the surroundings are, in pixels.
  ///   - strength: How dark; 1 for the usual picture.
  /// - Returns: One factor per pixel; 1 where there is no point.
  /// - Complexity: O(pixels).
  func shading(reach: Int, strength: Float) -> [Float] {
    var factors = [Float](repeating: 1, count: depths.count)
    for row in 0..<height {
      let rows = (max(row - reach, 0), min(row + reach, height - 1))
      for column in 0..<width {
        let depth = depths[row * width + column]
        guard depth < .infinity else { continue }
        let (left, right) = (max(column - reach, 0), min(column + reach, width - 1))
        let diagonal = reach * 181 / 256
        let inner = (
          max(column - diagonal, 0), min(column + diagonal, width - 1),
          max(row - diagonal, 0), min(row + diagonal, height - 1)
        )
        let near = SIMD8(
          depths[row * width + left], depths[row * width + right],
          depths[rows.0 * width + column], depths[rows.1 * width + column],
          depths[inner.2 * width + inner.0], depths[inner.2 * width + inner.1],
          depths[inner.3 * width + inner.0], depths[inner.3 * width + inner.1])
        // 1 - d′/d is the difference of logarithms for small steps; large ones must not turn black.
        let step = (1 - near / depth).clamped(
          lowerBound: SIMD8(repeating: 0), upperBound: SIMD8(repeating: 0.05))
        let response = step.sum() * strength * 12
        factors[row * width + column] = 1 / (1 + response + response * response / 2)
      }
    }
    return factors
  }
}
