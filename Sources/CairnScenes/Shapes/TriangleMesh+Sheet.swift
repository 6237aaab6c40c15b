import CairnGeometry

extension TriangleMesh {
  /// A surface over a rectangle: ground, cloth, a curtain that is then turned upright.
  ///
  /// - Parameters:
  ///   - columns: The number of cells along x, at least 1.
  ///   - rows: The number of cells along y, at least 1.
  ///   - size: The edge lengths of the rectangle, which is centred about the origin, metres.
  ///   - height: z at a place x, y.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  /// - Returns: An open mesh that faces up.
  public static func sheet(
    columns: Int, rows: Int, size: SIMD2<Float>, height: (SIMD2<Float>) -> Float,
    _ material: Material, part: String = "body"
  ) -> TriangleMesh {
    precondition(columns > 0 && rows > 0, "\(columns) x \(rows) cells")
    var positions: [SIMD3<Float>] = []
    for row in 0...rows {
      for column in 0...columns {
        let share = SIMD2(Float(column) / Float(columns), Float(row) / Float(rows))
        let place = (share - 0.5) * size
        positions.append([place.x, place.y, height(place)])
      }
    }
    var triangles: [SIMD3<UInt32>] = []
    let stride = UInt32(columns + 1)
    for row in 0..<UInt32(rows) {
      for column in 0..<UInt32(columns) {
        let a = row * stride + column
        triangles += [[a, a + 1, a + stride + 1], [a, a + stride + 1, a + stride]]
      }
    }
    return TriangleMesh(
      positions: positions, triangles: triangles, material: material, part: part)
  }
}
