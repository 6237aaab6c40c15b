// swift-format-ignore-file: AlwaysUseLowerCamelCase
import CCairn
import CairnClouds
import CairnFiles
import CairnSegmentation

// The header, cairn/cairn.h, documents these functions; the compiler compares their types with it.

/// Reads a file.
@c @implementation
public func cairn_cloud_read(
  _ path: UnsafePointer<CChar>?, _ cloud: UnsafeMutablePointer<OpaquePointer?>?
) -> cairn_status {
  unsafe performMaking(cloud, "cloud") { () throws(Failure) in
    let path = unsafe try checkedPath(path)
    let reading: CloudReading
    do throws(CloudFileError) { reading = try CloudReader.read(path: path) } catch {
      throw Failure(error)
    }
    return (
      unsafe Handles.clouds.insert(reading.cloud),
      reading.warnings.map(\.description).joined(separator: "\n")
    )
  }
}

/// Copies points.
@c @implementation
public func cairn_cloud_create(
  _ view: UnsafePointer<cairn_cloud_view>?, _ cloud: UnsafeMutablePointer<OpaquePointer?>?
) -> cairn_status {
  unsafe performMaking(cloud, "cloud") { () throws(Failure) in
    guard let view = unsafe try checkedOptions(view, "view") else { throw .isNull("view") }
    return unsafe (Handles.clouds.insert(try PointCloud(view)), "")
  }
}

/// Gives a cloud back.
@c @implementation
public func cairn_cloud_close(_ cloud: OpaquePointer?) -> cairn_status {
  perform { () throws(Failure) in unsafe try Handles.clouds.close(cloud) }
}

/// The number of points and the grid.
@c @implementation
public func cairn_cloud_size(
  _ cloud: OpaquePointer?, _ count: UnsafeMutablePointer<UInt64>?,
  _ width: UnsafeMutablePointer<UInt64>?, _ height: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let cloud = unsafe try Handles.clouds(cloud)
    unsafe try checkOptional(count, "count")
    unsafe try checkOptional(width, "width")
    unsafe try checkOptional(height, "height")
    unsafe store(UInt64(cloud.count), at: count)
    unsafe store(UInt64(cloud.width), at: width)
    unsafe store(UInt64(cloud.height), at: height)
  }
}

/// Copies three doubles a point.
@c @implementation
public func cairn_cloud_copy_positions(
  _ cloud: OpaquePointer?, _ positions: UnsafeMutablePointer<Double>?, _ capacity: UInt64
) -> cairn_status {
  perform { () throws(Failure) in
    let cloud = unsafe try Handles.clouds(cloud)
    let target = unsafe try checked(positions, "positions")
    try checkRoom(capacity, for: cloud.count, "positions")
    guard let fields = cloud.positionFields else { throw Failure(.noPositions) }
    for (axis, field) in [fields.x, fields.y, fields.z].enumerated() {
      for (point, value) in field.values.doubles().enumerated() {
        unsafe target[3 * point + axis] = value
      }
    }
  }
}

/// Copies three bytes a point.
@c @implementation
public func cairn_cloud_copy_colors(
  _ cloud: OpaquePointer?, _ colors: UnsafeMutablePointer<UInt8>?, _ capacity: UInt64
) -> cairn_status {
  perform { () throws(Failure) in
    let cloud = unsafe try Handles.clouds(cloud)
    let target = unsafe try checked(colors, "colors")
    try checkRoom(capacity, for: cloud.count, "colors")
    guard let colors = cloud.colors else {
      throw Failure(CAIRN_NOT_FOUND, "the cloud has no colours")
    }
    for (point, color) in colors.enumerated() {
      let bytes = SIMD3<UInt8>((color * 255).rounded(.toNearestOrAwayFromZero))
      for channel in 0..<3 { unsafe target[3 * point + channel] = bytes[channel] }
    }
  }
}

/// How many columns there are.
@c @implementation
public func cairn_cloud_field_count(
  _ cloud: OpaquePointer?, _ count: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let cloud = unsafe try Handles.clouds(cloud)
    let count = unsafe try checked(count, "field_count")
    unsafe count.pointee = UInt64(cloud.fields.count)
  }
}

/// What a column is.
@c @implementation
public func cairn_cloud_field_at(
  _ cloud: OpaquePointer?, _ index: UInt64, _ name: UnsafeMutablePointer<CChar>?,
  _ nameCapacity: UInt64, _ type: UnsafeMutablePointer<cairn_type>?,
  _ count: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let fields = unsafe try Handles.clouds(cloud).fields
    unsafe try checkOptional(type, "type")
    unsafe try checkOptional(count, "count")
    guard index < UInt64(fields.count) else {
      throw Failure(CAIRN_BAD_ARGUMENT, "index: \(index) is not below \(fields.count) columns")
    }
    let field = fields[Int(index)]
    let text = Array(field.name.utf8)
    if let name = unsafe name {
      guard nameCapacity > UInt64(text.count) else {
        throw Failure(
          CAIRN_BUFFER_TOO_SMALL,
          "name: there is room for \(nameCapacity) of \(text.count + 1) bytes")
      }
      for (place, byte) in (text + [0]).enumerated() {
        unsafe name[place] = CChar(bitPattern: byte)
      }
    }
    unsafe store(field.type.inC, at: type)
    unsafe store(UInt64(field.count ?? 0), at: count)
  }
}

/// Copies the numbers of a column.
@c @implementation
public func cairn_cloud_copy_field(
  _ cloud: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ bytes: UnsafeMutableRawPointer?,
  _ capacity: UInt64, _ byteCount: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let cloud = unsafe try Handles.clouds(cloud)
    // Longer than for columns that are given: files may have such names.
    let name = unsafe try checkedText(name, "name", limit: 65_535)
    unsafe try checkOptional(byteCount, "byte_count")
    guard let values = cloud.field(name)?.values else {
      throw Failure(CAIRN_NOT_FOUND, "the cloud has no column '\(name)'")
    }
    unsafe try ByteTarget(bytes, capacity: capacity, byteCount: byteCount).copy(values)
  }
}

/// Writes a cloud with labels.
@c @implementation
public func cairn_cloud_write(
  _ cloud: OpaquePointer?, _ labels: UnsafePointer<UInt32>?, _ labelCount: UInt64,
  _ path: UnsafePointer<CChar>?, _ options: UnsafePointer<cairn_write_options>?
) -> cairn_status {
  performRemarking { () throws(Failure) in
    var cloud = unsafe try Handles.clouds(cloud)
    if unsafe labels != nil || labelCount != 0 {
      let labels = unsafe try checked(labels, "labels")
      guard labelCount == UInt64(cloud.count) else {
        throw Failure(
          CAIRN_BAD_ARGUMENT, "labels: \(labelCount) labels for \(cloud.count) points")
      }
      cloud.setLabels(unsafe Array(UnsafeBufferPointer(start: labels, count: cloud.count)))
    }
    let path = unsafe try checkedPath(path)
    return unsafe try CloudWriting(try checkedOptions(options, "options")).write(cloud, to: path)
  }
}
