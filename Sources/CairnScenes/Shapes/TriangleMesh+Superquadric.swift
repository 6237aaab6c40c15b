import CairnGeometry

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension TriangleMesh {
  /// A body between a box and an ellipsoid, on z = 0 about the z axis: stones, sacks, cushions.
  ///
  /// A. H. Barr, Superquadrics and angle-preserving transformations, 1981.
  ///
  /// - Parameters:
  ///   - radii: Half the edge lengths of the box around it, metres.
  ///   - roundness: 1 is round, towards 0 is square, 2 is pointed; first seen from the side, then
  ///     from above.
  ///   - segments: The number of sides about the z axis, at least 4; as many as look round where
  ///     `nil`.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  /// - Returns: A closed mesh.
  public static func superquadric(
    radii: SIMD3<Float>, roundness: SIMD2<Float>, segments: Int? = nil, _ material: Material,
    part: String = "body"
  ) -> TriangleMesh {
    let sides = segments ?? roundSegments(radius: radii.max())
    let rows = Swift.max(sides / 2, 4)
    func curve(_ value: Float, _ exponent: Float) -> Float {
      let power = Float(pow(Double(abs(value)), Double(exponent)))
      return value < 0 ? -power : power
    }
    let turns = (0..<sides).map { side in
      let turn = sineAndCosine(Float(side) / Float(sides) * 2 * .pi)
      return SIMD2(curve(turn.cosine, roundness.y), curve(turn.sine, roundness.y))
    }
    var strip = RingStrip()
    strip.addPole(.zero)
    for row in 1..<rows {
      let turn = sineAndCosine((Float(row) / Float(rows) - 0.5) * .pi)
      let radius = curve(turn.cosine, roundness.x)
      let height = radii.z * (1 + curve(turn.sine, roundness.x))
      strip.addRing(
        turns.map { SIMD3($0.x * radius * radii.x, $0.y * radius * radii.y, height) })
    }
    strip.addPole([0, 0, 2 * radii.z])
    return TriangleMesh(
      positions: strip.positions, triangles: strip.triangles, material: material, part: part)
  }
}
