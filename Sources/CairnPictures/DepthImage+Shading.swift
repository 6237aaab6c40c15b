import CairnGeometry

extension DepthImage {
  /// How bright each pixel is, 0…1: eye-dome lighting (Boucheny 2009), which darkens a pixel by how
  /// much nearer to the eye its surroundings are.
  ///
  /// Needs no normals: edges, creases and gaps show whatever the noise of the sensor.
  ///
  /// - Parameters:
  ///   - reach: How far away the surroundings are, in pixels.
  ///   - strength: How dark; 1 for the usual picture.
  ///   - noise: What differs by less, as a share of the depth, is level, at the depth `usual`; farther
  ///     away it is more.
  ///   - usual: A depth.
  /// - Returns: One factor per pixel; 1 where there is no point.
  /// - Complexity: O(pixels).
  func shading(reach: Int, strength: Float, noise: Float, usual: Float) -> [Float] {
    var factors = [Float](repeating: 1, count: depths.count)
    let diagonal = (reach * 181 + 128) / 256
    for row in 0..<height {
      let (above, below) = (max(row - reach, 0) * width, min(row + reach, height - 1) * width)
      let (upper, lower) = (max(row - diagonal, 0) * width, min(row + diagonal, height - 1) * width)
      for column in 0..<width {
        let depth = depths[row * width + column]
        guard depth < .infinity else { continue }
        let (left, right) = (max(column - reach, 0), min(column + reach, width - 1))
        let (west, east) = (max(column - diagonal, 0), min(column + diagonal, width - 1))
        let around = SIMD8(
          depths[row * width + left], depths[row * width + right],
          depths[above + column], depths[below + column],
          depths[upper + west], depths[upper + east],
          depths[lower + west], depths[lower + east])
        // 1 - d′/d is the difference of logarithms for small steps; large ones must not turn black.
        let step = (1 - noise * min(max(depth / usual, 1), 4) - around / depth).clamped(
          lowerBound: SIMD8(repeating: 0), upperBound: SIMD8(repeating: 0.04))
        let response = step.sum() * strength * 10
        factors[row * width + column] = 1 / (1 + response + response * response / 2)
      }
    }
    return factors
  }

  /// How bright each pixel is in the light of a lamp above the left shoulder, about 1 on what faces
  /// the eye.
  ///
  /// Slopes come from depths `reach` pixels away, on the side where the surface goes on. `strength` 1
  /// suits plain colours; photographs have light of their own.
  func lighting(reach: Int, camera: Camera, strength: Float) -> [Float] {
    var factors = [Float](repeating: 1, count: depths.count)
    let lamp = SIMD3<Float>(-0.35, 0.55, 0.76)
    for row in 0..<height {
      for column in 0..<width {
        let pixel = row * width + column
        let depth = depths[pixel]
        guard depth < .infinity else { continue }
        let across = slope(
          depth, column >= reach ? depths[pixel - reach] : .infinity,
          column + reach < width ? depths[pixel + reach] : .infinity)
        let down = slope(
          depth, row >= reach ? depths[pixel - reach * width] : .infinity,
          row + reach < height ? depths[pixel + reach * width] : .infinity)
        // A step of one pixel is depth / focal long.
        let scale = camera.focal / (depth * Float(reach))
        let (x, y) = (across * scale, -down * scale)
        let ray = SIMD2(
          (Float(column) + 0.5 - camera.center.x) / camera.focal,
          (camera.center.y - Float(row) - 0.5) / camera.focal)
        // Normal of the surface (u, v) → depth(u, v) · (ray, 1), towards the eye.
        let normal = SIMD3(x, y, 1 + x * ray.x + y * ray.y).normalized
        factors[pixel] = 1 + strength * (0.5 * max(normal.dot(lamp), 0) - 0.38)
      }
    }
    return factors
  }

  /// The change of depth to the side where it changes least.
  @inline(__always)
  private func slope(_ depth: Float, _ before: Float, _ after: Float) -> Float {
    let (backward, forward) = (depth - before, after - depth)
    return abs(backward) < abs(forward)
      ? backward : (forward < .infinity ? forward : 0)
  }
}
