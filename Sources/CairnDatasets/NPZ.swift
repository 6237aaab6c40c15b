/// Arrays in a file that `numpy.load` reads: a ZIP archive of NPY files, stored without compression.
public struct NPZ: Sendable {
  private var entries: [(name: String, bytes: [UInt8])] = []

  /// Creates an archive without arrays.
  public init() {}

  /// Adds an array.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - values: Row after row, the last index fastest.
  ///   - shape: The lengths along each axis, outermost first; their product is the number of values.
  public mutating func append<Value: NumPyValue>(
    _ name: String, _ values: [Value], shape: [Int]? = nil
  ) {
    let shape = shape ?? [values.count]
    precondition(
      shape.reduce(1, *) == values.count, "\(name): \(values.count) values for shape \(shape)")
    var bytes = Self.header(Value.typeCode, shape: shape)
    bytes.reserveCapacity(bytes.count + values.count * Value.byteCount)
    for value in values { value.append(to: &bytes) }
    entries.append((name, bytes))
  }

  /// NPY 1.0: magic, version, length, a Python dictionary padded so that data start at 64 bytes.
  private static func header(_ type: String, shape: [Int]) -> [UInt8] {
    let lengths = shape.map { "\($0)," }.joined(separator: " ")
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(lengths)), }"
    let length = (10 + text.utf8.count + 1 + 63) / 64 * 64 - 10
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(length & 255), UInt8(length >> 8)]
    bytes += Array(text.utf8)
    bytes += Array(repeating: UInt8(ascii: " "), count: length - text.utf8.count - 1)
    return bytes + [UInt8(ascii: "\n")]
  }

  /// The bytes of the file (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16).
  ///
  /// - Complexity: O(*n*) in the number of bytes, which is below 4 GiB.
  public var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    file.reserveCapacity(entries.reduce(0) { $0 + $1.bytes.count + 256 })
    for entry in entries {
      let name = Array((entry.name + ".npy").utf8)
      let offset = UInt32(file.count)
      // Version 2.0, no flags, stored, 1 January 1980, sum, both sizes, length of the name, none more.
      var common: [UInt8] = []
      for short: UInt16 in [20, 0, 0, 0, 0x21] { short.append(to: &common) }
      Self.checksum(entry.bytes).append(to: &common)
      UInt32(entry.bytes.count).append(to: &common)
      UInt32(entry.bytes.count).append(to: &common)
      UInt16(name.count).append(to: &common)
      UInt16(0).append(to: &common)
      UInt32(0x0403_4B50).append(to: &file)
      file += common + name + entry.bytes
      UInt32(0x0201_4B50).append(to: &directory)
      UInt16(20).append(to: &directory)
      directory += common
      // No comment, first disk, no attributes.
      directory += Array(repeating: 0, count: 10)
      offset.append(to: &directory)
      directory += name
    }
    let start = UInt32(file.count)
    file += directory
    UInt32(0x0605_4B50).append(to: &file)
    for short in [0, 0, UInt16(entries.count), UInt16(entries.count)] { short.append(to: &file) }
    UInt32(directory.count).append(to: &file)
    start.append(to: &file)
    UInt16(0).append(to: &file)
    return file
  }

  /// CRC-32 of ISO 3309, as ZIP wants it, eight bits at a time.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    let table = (0..<256).map { (index: UInt32) in
      (0..<8).reduce(index) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
    }
    return ~bytes.reduce(~UInt32(0)) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
  }
}

/// A number that NumPy knows.
public protocol NumPyValue: Sendable {
  /// NumPy's name of the type, with the order of bytes.
  static var typeCode: String { get }
  /// Bytes a value takes.
  static var byteCount: Int { get }
  /// Appends the value, the least significant byte first.
  func append(to bytes: inout [UInt8])
}

extension NumPyValue where Self: FixedWidthInteger {
  /// Bytes a value takes.
  public static var byteCount: Int { bitWidth / 8 }
  /// Appends the value, the least significant byte first.
  public func append(to bytes: inout [UInt8]) {
    for byte in 0..<Self.byteCount {
      bytes.append(UInt8(truncatingIfNeeded: self >> Self(8 * byte)))
    }
  }
}

extension UInt8: NumPyValue {
  /// NumPy's name of the type.
  public static var typeCode: String { "|u1" }
}
extension UInt16: NumPyValue {
  /// NumPy's name of the type.
  public static var typeCode: String { "<u2" }
}
extension UInt32: NumPyValue {
  /// NumPy's name of the type.
  public static var typeCode: String { "<u4" }
}
extension UInt64: NumPyValue {
  /// NumPy's name of the type.
  public static var typeCode: String { "<u8" }
}
extension Float: NumPyValue {
  /// NumPy's name of the type.
  public static var typeCode: String { "<f4" }
  /// Bytes a value takes.
  public static var byteCount: Int { 4 }
  /// Appends the value, the least significant byte first.
  public func append(to bytes: inout [UInt8]) { bitPattern.append(to: &bytes) }
}
