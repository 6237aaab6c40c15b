import CairnClouds
import Testing

struct ColorizingTests {
  let labels: [InstanceLabel] = [0, 1, 2, 256, .max]
  let expected: [SIMD3<Float>] = [0, 1, 2, 1, .max].map {
    SIMD3<Float>(LabelPalette.color(of: $0)) / 255
  }
  /// Bytes become Floats by a product or a quotient, which differ in the last bit.
  func isClose(_ colors: [SIMD3<Float>]?) -> Bool {
    guard let colors, colors.count == expected.count else { return false }
    return zip(colors, expected).allSatisfy { color, wanted in
      (0..<3).allSatisfy { abs(color[$0] - wanted[$0]) < 1e-6 }
    }
  }

  let cloud = PointCloud(positions: Array(repeating: .zero, count: 5))

  @Test func `a cloud without colours gets three columns`() {
    let colored = cloud.colorized(labels: labels)
    #expect(colored.fields.map(\.name) == ["x", "y", "z", "red", "green", "blue"])
    #expect(isClose(colored.colors))
  }

  @Test func `colours that are there are replaced where they are`() {
    let word: UInt32 = 0x7F11_2233
    let old: [[Field]] = [
      [Field("rgb", .float32(Array(repeating: Float(bitPattern: word), count: 5)))],
      [Field("rgba", .uint32(Array(repeating: word, count: 5)))],
      [Field("rgb", .int32(Array(repeating: -1, count: 5)))],
      ["r", "g", "b"].map { Field($0, .float32([0, 0.1, 0.2, 0.3, 0.4])) },
    ]
    for fields in old {
      var before = PointCloud(count: 5, columns: fields + cloud.columns)
      before.append(Field("last", .int8([1, 2, 3, 4, 5])))
      let after = before.colorized(labels: labels)
      #expect(after.fields.map(\.name) == before.fields.map(\.name))
      #expect(isClose(after.colors))
      #expect(after.field("last") == before.field("last"))
    }
    let rgba = PointCloud(count: 5, columns: old[1]).colorized(labels: labels)
    #expect(
      rgba.field("rgba")?.values
        == .uint32([
          0x7F80_8080, 0x7F22_88DD, 0x7FFF_BB33, 0x7F22_88DD,
          0x7F00_0000 | LabelPalette.colors[255],
        ]))
  }

  @Test func `splats keep their form`() {
    var splats = cloud
    for axis in 0..<3 { splats.append(Field("f_dc_\(axis)", .float32([0, 1, 2, 3, 4]))) }
    let colored = splats.colorized(labels: labels)
    #expect(colored.fields.map(\.name) == splats.fields.map(\.name))
    #expect(isClose(colored.colors))
  }
}
