import CairnClouds
import Testing

struct PointCloudTests {
  @Test func `coordinates far from zero keep their precision`() throws {
    let cloud = PointCloud(
      count: 2,
      columns: [
        Field("x", .float64([5_000_000.123, 5_000_001.456])),
        Field("y", .float64([400_000.25, 400_000.5])),
        Field("z", .float64([12.001, 12.002])),
      ])
    let positions = try #require(cloud.positions)
    for axis in 0..<3 {
      #expect(abs(positions.global(0)[axis] - [5_000_000.123, 400_000.25, 12.001][axis]) < 1e-6)
      #expect(abs(positions.global(1)[axis] - [5_000_001.456, 400_000.5, 12.002][axis]) < 1e-6)
    }
  }

  @Test func `coordinates near zero are not shifted`() throws {
    let points: [SIMD3<Float>] = [[0, 0, 0], [1, 2, 3], [.nan, 1, 1]]
    let positions = try #require(PointCloud(positions: points).positions)
    #expect(positions.origin == .zero)
    #expect(positions.points[1] == [1, 2, 3])
    #expect(positions.points[2].x.isNaN)
  }

  @Test func `new labels leave the old column beside them`() {
    var cloud = PointCloud(positions: [.zero, .one])
    cloud.append(Field("label", .uint8([7, 8])))
    cloud.setLabels([1, 0])
    #expect(cloud.fields.map(\.name) == ["x", "y", "z", "label_input", "label"])
    #expect(cloud.labels == [1, 0])
    cloud.setLabels([2, 2], updating: true)
    #expect(cloud.fields.map(\.name) == ["x", "y", "z", "label_input", "label"])
    #expect(cloud.labels == [2, 2])
  }

  @Test func `packed colours are read whatever the type of their column`() {
    let word: UInt32 = 0xFF_33_66_99
    for values in [
      FieldValues.uint32([word]), .int32([Int32(bitPattern: word)]),
      .float32([Float(bitPattern: word)]),
    ] {
      var cloud = PointCloud(positions: [.zero])
      cloud.append(Field("rgb", values))
      #expect(cloud.colors == [SIMD3<Float>(0.2, 0.4, 0.6)])
    }
  }

  @Test func `selecting rows keeps lists and multi-value fields together`() {
    let cloud = PointCloud(
      count: 3,
      columns: [
        Field("f", .uint8([1, 2, 3, 4, 5, 6]), count: 2),
        Field(list: "l", .int16([10, 20, 30]), lengthType: .uint8, offsets: [0, 1, 1, 3]),
      ])
    let selected = cloud.selected([2, 0])
    #expect(selected.columns[0].values == .uint8([5, 6, 1, 2]))
    #expect(selected.columns[1].values == .int16([20, 30, 10]))
    #expect(selected.columns[1].arity == .list(lengthType: .uint8, offsets: [0, 2, 3]))
  }

  @Test func `equality looks at bits`() {
    #expect(FieldValues.float32([.nan]) == .float32([.nan]))
    #expect(FieldValues.float32([0]) != .float32([-0.0]))
    #expect(FieldValues.float32([1]) != .float64([1]))
  }

  @Test(arguments: [0, 1, 7, 8, 9, 64, 65])
  func `a mask survives packing`(count: Int) {
    var generator = SystemRandomNumberGenerator()
    let mask = Mask((0..<count).map { _ in Bool.random(using: &generator) })
    #expect(Mask(packedBits: mask.packedBits, count: count) == mask)
    #expect(Mask(packedBits: mask.packedBits + [0], count: count) == nil)
  }
}
