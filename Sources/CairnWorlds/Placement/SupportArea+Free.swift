import CairnGeometry
import CairnScenes

extension SupportArea {
  /// Whether nothing higher than a mat is in a rectangle, and it lies within the surface.
  ///
  /// - Parameters:
  ///   - size: Along its own x and y, metres.
  ///   - middle: In the surface's frame.
  ///   - heading: How it is turned, radians.
  /// - Returns: Whether things can be put there in line.
  /// - Complexity: O(cells of the rectangle).
  func isFree(_ size: SIMD2<Float>, at middle: SIMD2<Float>, heading: Float) -> Bool {
    let (sine, cosine) = sineAndCosine(heading)
    let half = size / 2
    for corner: SIMD2<Float> in [[-1, -1], [1, -1], [1, 1], [-1, 1]] {
      let local = corner * half
      let place =
        middle + [
          local.x * cosine - local.y * sine, local.x * sine + local.y * cosine,
        ]
      guard all(place .>= surface.min), all(place .<= surface.max) else { return false }
    }
    let (across, along) = (Int(size.x / cell) + 1, Int(size.y / cell) + 1)
    for row in 0...along {
      for column in 0...across {
        let local =
          SIMD2(
            Float(column) / Float(across) - 0.5, Float(row) / Float(along) - 0.5) * size
        let place =
          middle + [
            local.x * cosine - local.y * sine, local.x * sine + local.y * cosine,
          ]
        if height(at: place) > 0.012 { return false }
      }
    }
    return true
  }

  /// The height of what is at a place; ``HeightRaster/empty`` outside.
  func height(at place: SIMD2<Float>) -> Float {
    let column = Int((place.x / cell).rounded(.down)) - firstColumn
    let row = Int((place.y / cell).rounded(.down)) - firstRow
    guard column >= 0, row >= 0, column < columns, row < rows else { return HeightRaster.empty }
    return heights[row * columns + column]
  }
}
