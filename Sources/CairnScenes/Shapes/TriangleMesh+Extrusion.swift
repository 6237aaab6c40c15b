import CairnGeometry

extension TriangleMesh {
  /// A plate or bar of any outline, from z = 0 upwards.
  ///
  /// - Parameters:
  ///   - outline: Corners, metres; may be concave, must not cross itself.
  ///   - holes: Outlines within the outline, apart from it and from each other.
  ///   - height: Metres; positive.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  /// - Returns: A closed mesh.
  /// - Complexity: O(*n*²), where *n* is the number of corners.
  public static func extrusion(
    _ outline: [SIMD2<Float>], holes: [[SIMD2<Float>]] = [], height: Float,
    _ material: Material, part: String = "body"
  ) -> TriangleMesh {
    let polygon = Polygon(outline: outline, holes: holes)
    let count = UInt32(polygon.corners.count)
    var positions = polygon.corners.map { SIMD3($0.x, $0.y, 0) }
    positions += polygon.corners.map { SIMD3($0.x, $0.y, height) }
    var triangles: [SIMD3<UInt32>] = []
    for triangle in polygon.triangulated() {
      triangles.append([triangle.x, triangle.z, triangle.y])
      triangles.append(triangle &+ SIMD3(repeating: count))
    }
    for loop in polygon.loops {
      for index in loop {
        let next = index + 1 < loop.upperBound ? index + 1 : loop.lowerBound
        let (a, b) = (UInt32(index), UInt32(next))
        triangles += [[a, b, b + count], [a, b + count, a + count]]
      }
    }
    return TriangleMesh(
      positions: positions, triangles: triangles, material: material, part: part)
  }
}
