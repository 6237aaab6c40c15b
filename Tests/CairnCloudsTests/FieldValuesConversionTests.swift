import CairnClouds
import Testing

struct FieldValuesConversionTests {
  @Test func `values that the target holds do not change`() {
    let values = FieldValues.int16([-3, 0, 7])
    for type in [ScalarType.int8, .int16, .int32, .int64, .float32, .float64] {
      let converted = values.converted(to: type)
      #expect(converted.changedCount == 0 && converted.firstChanged == nil)
      #expect(converted.values.type == type)
      #expect(converted.values.doubles() == [-3, 0, 7])
    }
  }

  @Test func `integers become the nearest, and what changed is counted`() {
    let converted = FieldValues.float64([1, 2.5, -1, 256, .nan, 255, -0.0, .infinity])
      .converted(to: .uint8)
    #expect(converted.values == .uint8([1, 3, 0, 255, 0, 255, 0, 255]))
    #expect(converted.changedCount == 6 && converted.firstChanged == 1)
  }

  @Test func `64-bit integers near the limit of a float are not taken for equal`() {
    let big = FieldValues.int64([.max, 1 << 62, 9_007_199_254_740_993])
    #expect(big.converted(to: .float64).changedCount == 2)
    #expect(FieldValues.float64([9.3e18]).converted(to: .int64).values == .int64([.max]))
    #expect(FieldValues.uint64([.max]).converted(to: .int64).changedCount == 1)
  }

  @Test func `NaN and infinities stay between floats`() {
    let converted = FieldValues.float64([.nan, .infinity, 0.1, 1e300]).converted(to: .float32)
    #expect(converted.changedCount == 2 && converted.firstChanged == 2)
    #expect(converted.values == .float32([.nan, .infinity, 0.1, .infinity]))
  }
}
