import CairnGeometry

/// The area that an object takes on what it stands on: a convex polygon.
struct Footprint {
  private(set) var corners: [SIMD2<Float>]

  /// A rectangle about the origin.
  init(_ size: SIMD2<Float>) {
    let half = size / 2
    corners = [half, [-half.x, half.y], -half, [half.x, -half.y]]
  }

  /// A circle about the origin, as a polygon around it.
  init(radius: Float) {
    corners = (0..<16).map { corner in
      let (sine, cosine) = sineAndCosine(Float(corner) * .pi / 8)
      return SIMD2(cosine, sine) * (radius / 0.980_8)
    }
  }

  /// The footprint turned and then moved.
  func placed(at position: SIMD2<Float>, turned angle: Float) -> Footprint {
    let (sine, cosine) = sineAndCosine(angle)
    var result = self
    result.corners = corners.map {
      position + SIMD2($0.x * cosine - $0.y * sine, $0.x * sine + $0.y * cosine)
    }
    return result
  }

  /// The gap to another footprint along the axis that separates them best; negative where they overlap.
  func gap(to other: Footprint) -> Float {
    max(Self.gap(corners, other.corners), Self.gap(other.corners, corners))
  }

  private static func gap(_ first: [SIMD2<Float>], _ second: [SIMD2<Float>]) -> Float {
    var best = -Float.infinity
    for (index, start) in first.enumerated() {
      let edge = first[(index + 1) % first.count] - start
      let length = (edge * edge).sum().squareRoot()
      let normal = SIMD2(edge.y, -edge.x) / max(length, 1e-9)
      let nearest = second.map { (($0 - start) * normal).sum() }.min() ?? 0
      best = max(best, nearest)
    }
    return best
  }
}
