import CairnKernels
import TestSupport
import Testing

struct SpatialOrderTests {
  /// The plain twin: cells of 1/1024 of the longest side, their bits taken in turn.
  static func order(of places: [SIMD3<Float>]) -> [UInt32] {
    let finite = places.indices.filter {
      places[$0].x.isFinite && places[$0].y.isFinite && places[$0].z.isFinite
    }
    guard finite.count > 32 else { return finite.map { UInt32($0) } }
    var low = SIMD3<Float>(repeating: .infinity)
    var high = -low
    for index in finite {
      low = pointwiseMin(low, places[index])
      high = pointwiseMax(high, places[index])
    }
    let scale = min(1023 / max((high - low).max(), .leastNormalMagnitude), .greatestFiniteMagnitude)
    func code(_ index: Int) -> UInt64 {
      let cell = (places[index] - low) * scale
      return (0..<10).reduce(0) { code, bit in
        (0..<3).reduce(code) { code, axis in
          let coordinate = cell[axis] > 0 ? UInt64(min(cell[axis], 1023)) : 0
          return code | (coordinate >> UInt64(bit) & 1) << UInt64(3 * bit + axis)
        }
      }
    }
    return finite.sorted { (code($0), $0) < (code($1), $1) }.map { UInt32($0) }
  }

  @Test(arguments: [0, 1, 31, 33, 500], [1e-40, 1e-20, 1, 1e6, 1e38] as [Float])
  func `the order is that of the plain twin`(count: Int, unit: Float) {
    var generator = SeededGenerator(seed: 3)
    let places = (0..<count).map { index -> SIMD3<Float> in
      let place = SIMD3<Float>.random(in: -1...1, using: &generator) * unit
      switch index % 11 {
      case 3: return SIMD3(.nan, 0, 0)
      case 7: return SIMD3(0, .infinity, 0)
      case 9: return SIMD3(repeating: unit)
      default: return place
      }
    }
    #expect(spatialOrder(of: places.span) == Self.order(of: places))
  }
}
