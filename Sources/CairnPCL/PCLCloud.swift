/// Points as PCL gets them, all of them finite.
struct PCLCloud: Sendable {
  /// The coordinates: x y z x y z ….
  let coordinates: [Float]
  /// red green blue red …, 0 to 255; `nil` where there are none.
  let colors: [UInt8]?

  var count: Int { coordinates.count / 3 }

  init(_ points: [SIMD3<Float>], colors: [SIMD3<Float>]? = nil) {
    coordinates = points.flatMap { [$0.x, $0.y, $0.z] }
    self.colors = colors?.flatMap { color in
      let bytes = (color.clamped(lowerBound: .zero, upperBound: .one) * 255).rounded(
        .toNearestOrEven)
      return [UInt8(bytes.x), UInt8(bytes.y), UInt8(bytes.z)]
    }
  }
}
