import CairnGeometry
import CairnScenes

/// What furniture is made of beside blocks and rods: rounded, padded and folded things.
extension MeshBuilder {
  /// A box whose edges and corners are rounded.
  ///
  /// - Parameters:
  ///   - low: The corner with the smallest coordinates.
  ///   - high: The corner with the largest.
  ///   - radius: Of the rounding; cut to half the shortest edge.
  ///   - steps: Pieces of each quarter circle.
  mutating func rounded(
    from low: SIMD3<Float>, to high: SIMD3<Float>, radius: Float, steps: Int = 2
  ) {
    let size = high - low
    let radius = min(radius, size.min() * 0.499)
    let center = (low + high) / 2
    let inner = size / 2 - radius
    let quarter = (0...steps).map { sineAndCosine(.pi / 2 * Float($0) / Float(steps)) }
    func ring(_ reach: Float, _ height: Float) -> [SIMD3<Float>] {
      var points: [SIMD3<Float>] = []
      for corner in 0..<4 {
        let (x, y): (Float, Float) = [(1, 1), (-1, 1), (-1, -1), (1, -1)][corner]
        for (sine, cosine) in quarter {
          // The arc turns on by a quarter at every corner.
          let (a, b) = [(cosine, sine), (-sine, cosine), (-cosine, -sine), (sine, -cosine)][corner]
          points.append(
            [center.x + x * inner.x + a * reach, center.y + y * inner.y + b * reach, height])
        }
      }
      return points
    }
    let bottom = quarter.map { ring(radius * $0.sine, low.z + radius * (1 - $0.cosine)) }
    let top = quarter.map { ring(radius * $0.cosine, high.z - radius * (1 - $0.sine)) }
    loft(bottom.map { $0 } + top)
  }

  /// A pillow: square seen from the front, thick in the middle, thin at the seam.
  ///
  /// - Parameters:
  ///   - center: Its middle.
  ///   - size: Width (x), height (z) and thickness (y).
  ///   - cells: Squares along each edge.
  mutating func pillow(at center: SIMD3<Float>, size: SIMD3<Float>, cells: Int = 10) {
    func point(_ u: Float, _ v: Float, _ side: Float) -> SIMD3<Float> {
      // Corners stand out and edges draw in, as stuffing does to cloth.
      let (s, t) = (u * u, v * v)
      let thickness = ((1 - s * s) * (1 - t * t)).squareRoot() * 0.5
      let (x, z) = (u * (1 - 0.07 * (1 - t)), v * (1 - 0.07 * (1 - s)))
      return center + size * SIMD3(x / 2, side * thickness, z / 2)
    }
    for side: Float in [-1, 1] {
      sheet(columns: cells, rows: cells, flipped: side > 0) { place in
        point(place.x * 2 - 1, place.y * 2 - 1, side)
      }
    }
  }

  /// A grid of triangles over a surface given by places in 0…1; not closed.
  ///
  /// - Parameters:
  ///   - columns: Cells along the first coordinate.
  ///   - rows: Cells along the second.
  ///   - flipped: Whether the outside is the other side: it faces -y for x right and z up.
  ///   - point: The surface.
  mutating func sheet(
    columns: Int, rows: Int, flipped: Bool = false, point: (SIMD2<Float>) -> SIMD3<Float>
  ) {
    var rowBefore: [UInt32] = []
    for row in 0...rows {
      let line = (0...columns).map { column in
        vertex(point([Float(column) / Float(columns), Float(row) / Float(rows)]))
      }
      if row > 0 {
        for column in 0..<columns {
          let (a, b) = (rowBefore[column], rowBefore[column + 1])
          let (c, d) = (line[column + 1], line[column])
          if flipped { quad(a, d, c, b) } else { quad(a, b, c, d) }
        }
      }
      rowBefore = line
    }
  }

  /// Four legs at the corners of a rectangle about the origin.
  ///
  /// - Parameters:
  ///   - size: Of the rectangle, measured over the legs' outsides at the top.
  ///   - height: How long they are.
  ///   - thickness: Of a leg at its top.
  ///   - isRound: Turned instead of sawn.
  ///   - splay: How far the feet stand out.
  mutating func legs(
    _ size: SIMD2<Float>, height: Float, thickness: Float, isRound: Bool, splay: Float = 0
  ) {
    for (x, y): (Float, Float) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] {
      let top = SIMD3(
        x * (size.x - thickness) / 2, y * (size.y - thickness) / 2, height)
      let foot = SIMD3(top.x + x * splay, top.y + y * splay, 0)
      let half = thickness / 2
      if isRound {
        rod([foot, top], radii: [half * (splay > 0 ? 0.65 : 1), half])
      } else if splay == 0 {
        block(from: [top.x - half, top.y - half, 0], to: [top.x + half, top.y + half, height])
      } else {
        bar(from: foot, to: top, width: thickness, depth: thickness)
      }
    }
  }
}

extension TriangleMesh {
  /// The mesh moved so that it stands on z = 0, its box centred over the origin.
  func standing() -> TriangleMesh {
    let box = bounds
    let center = box.center
    return transformed(by: RigidTransform(at: [-center.x, -center.y, -box.min.z]))
  }
}
