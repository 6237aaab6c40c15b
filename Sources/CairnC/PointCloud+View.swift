import CCairn
import CairnClouds

extension PointCloud {
  /// Copies points out of memory of the caller.
  init(_ view: cairn_cloud_view) throws(Failure) {
    let (count, width, height) = unsafe (view.count, view.width, view.height)
    guard count <= UInt64(Int32.max) else {
      throw Failure(CAIRN_BAD_ARGUMENT, "count: \(count) points are more than \(Int32.max)")
    }
    guard unsafe view.reserved == 0 else {
      throw Failure(CAIRN_BAD_ARGUMENT, "reserved: must be 0")
    }
    let grid = try Self.grid(count: count, width: width, height: height)
    let isSwapped = try Self.isSwapped(unsafe view.byte_order)
    let viewpoint = try Self.viewpoint(unsafe view.sensor_position, unsafe view.sensor_rotation)
    let fields = unsafe try SizedStructs(
      view.fields, count: view.field_count, limit: 4096, "fields")
    var columns: [Field] = []
    for index in unsafe 0..<fields.count {
      columns.append(
        unsafe try ColumnView(
          fields[index], number: index, count: Int(count), isSwapped: isSwapped
        ).field())
    }
    self.init(count: Int(count), columns: columns, width: grid.width, height: grid.height)
    self.viewpoint = viewpoint
  }

  private static func grid(
    count: UInt64, width: UInt64, height: UInt64
  ) throws(Failure) -> (width: Int, height: Int) {
    if width == 0 && height == 0 { return (Int(count), 1) }
    let (product, isTooMuch) = width.multipliedReportingOverflow(by: height)
    guard !isTooMuch, product == count, let columns = Int(exactly: width),
      let rows = Int(exactly: height)
    else {
      throw Failure(
        CAIRN_BAD_ARGUMENT, "width and height: \(width) x \(height) are not \(count) points")
    }
    return (columns, rows)
  }

  private static func isSwapped(_ order: cairn_byte_order) throws(Failure) -> Bool {
    let isLittle = Int(littleEndian: 1) == 1
    switch Int(order) {
    case CAIRN_NATIVE_ORDER: return false
    case CAIRN_LITTLE_ENDIAN: return !isLittle
    case CAIRN_BIG_ENDIAN: return isLittle
    default: throw Failure(CAIRN_BAD_ARGUMENT, "byte_order: \(order) is unknown")
    }
  }

  private static func viewpoint(
    _ position: (Double, Double, Double), _ rotation: (Double, Double, Double, Double)
  ) throws(Failure) -> Viewpoint {
    let translation = SIMD3(position.0, position.1, position.2)
    // Viewpoints have the scalar part first.
    var turn = SIMD4(rotation.3, rotation.0, rotation.1, rotation.2)
    guard (0..<3).allSatisfy({ translation[$0].isFinite }),
      (0..<4).allSatisfy({ turn[$0].isFinite })
    else {
      throw Failure(
        CAIRN_BAD_ARGUMENT, "sensor_position and sensor_rotation: a number is NaN or infinite")
    }
    if turn == .zero { turn = Viewpoint.identity.quaternion }
    return Viewpoint(translation: translation, quaternion: turn)
  }
}
