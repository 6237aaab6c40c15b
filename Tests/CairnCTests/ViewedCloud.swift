import CCairn

/// Points in memory as a C program has them, with a view of them that tests may spoil.
final class ViewedCloud {
  let bytes: UnsafeMutableRawBufferPointer
  private var names: [UnsafeMutablePointer<CChar>] = []
  var fields: [cairn_field] = []
  var view = cairn_cloud_view()

  /// - Parameters:
  ///   - count: How many points.
  ///   - stride: Bytes from one to the next.
  ///   - offset: Bytes before the first.
  init(count: Int, stride: Int, offset: Int = 0) {
    bytes = .allocate(byteCount: max(offset + count * stride, 1), alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0xAB)
    view.struct_size = UInt64(MemoryLayout<cairn_cloud_view>.size)
    view.count = UInt64(count)
  }

  deinit {
    bytes.deallocate()
    for name in names { name.deallocate() }
  }

  /// Adds a column at an offset and fills it.
  func add<Value: BitwiseCopyable>(
    _ name: String, _ type: Int, at offset: Int, stride: Int, _ values: [Value], perPoint: Int = 1
  ) {
    for (number, value) in values.enumerated() {
      let place =
        offset + number / perPoint * stride + number % perPoint * MemoryLayout<Value>.size
      bytes.storeBytes(of: value, toByteOffset: place, as: Value.self)
    }
    var field = cairn_field()
    field.struct_size = UInt64(MemoryLayout<cairn_field>.size)
    field.name = UnsafePointer(text(name))
    field.data = UnsafeRawPointer(bytes.baseAddress.map { $0 + offset })
    field.byte_count = UInt64(bytes.count - offset)
    field.stride = UInt64(stride)
    field.type = cairn_type(type)
    field.count = UInt32(perPoint)
    fields.append(field)
  }

  /// Text ended by 0 that lives as long as this.
  func text(_ text: String) -> UnsafeMutablePointer<CChar> {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.utf8.count + 1)
    for (place, byte) in (Array(text.utf8) + [0]).enumerated() {
      copy[place] = CChar(bitPattern: byte)
    }
    names.append(copy)
    return copy
  }

  /// Hands the view to `cairn_cloud_create`.
  func create(_ cloud: inout OpaquePointer?) -> cairn_status {
    fields.withUnsafeBufferPointer { fields in
      view.fields = fields.baseAddress
      view.field_count = UInt64(fields.count)
      return cairn_cloud_create(&view, &cloud)
    }
  }

  /// Three points with float x y z, 16 bytes each.
  static func small() -> ViewedCloud {
    let cloud = ViewedCloud(count: 3, stride: 16)
    for (axis, name) in ["x", "y", "z"].enumerated() {
      cloud.add(
        name, CAIRN_FLOAT32, at: 4 * axis, stride: 16, [Float(axis), Float(axis) + 10, .nan])
    }
    return cloud
  }
}
