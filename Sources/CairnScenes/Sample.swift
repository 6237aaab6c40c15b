import CairnClouds

/// One measured point.
struct Sample {
  var position: SIMD3<Float>
  var color: SIMD3<Float> = .zero
  var intensity: Float = 0
  var ring: Int = 0
  var label: UInt32 = 0

  /// No echo: NaN coordinates, label 0.
  static let missing = Sample(position: SIMD3(repeating: .nan))
}

/// Which fields a sensor writes beside x, y, z and label.
enum SampleFields {
  case color
  case intensityAndRing
}

extension PointCloud {
  /// Creates a cloud from measured points; coordinates are rounded to 0.1 mm, so that what processors
  /// do differently in the last bit does not show.
  init(_ samples: [Sample], fields: SampleFields, width: Int? = nil, height: Int = 1) {
    func rounded(_ value: Float) -> Float { Float((Double(value) * 10_000).rounded() / 10_000) }
    var columns = [
      Field("x", .float32(samples.map { rounded($0.position.x) })),
      Field("y", .float32(samples.map { rounded($0.position.y) })),
      Field("z", .float32(samples.map { rounded($0.position.z) })),
    ]
    switch fields {
    case .color:
      for (axis, name) in ["red", "green", "blue"].enumerated() {
        let bytes = samples.map { UInt8(min(max($0.color[axis], 0), 1) * 255) }
        columns.append(Field(name, .uint8(bytes)))
      }
    case .intensityAndRing:
      // Two decimals, as sensors give few bits.
      columns.append(
        Field("intensity", .float32(samples.map { ($0.intensity * 100).rounded() / 100 })))
      columns.append(Field("ring", .uint8(samples.map { UInt8(clamping: $0.ring) })))
    }
    columns.append(Field("label", .uint32(samples.map(\.label))))
    self.init(count: samples.count, columns: columns, width: width, height: height)
  }
}
