/// The type in which a file stores a number.
public enum ScalarType: String, Sendable, Hashable, CaseIterable {
  case int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64

  /// Bytes that one value takes: 1, 2, 4 or 8.
  public var byteCount: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// Whether values may have a fraction, NaN and infinities.
  public var isFloatingPoint: Bool { self == .float32 || self == .float64 }
  /// Whether values may be below zero.
  public var isSigned: Bool {
    switch self {
    case .uint8, .uint16, .uint32, .uint64: false
    default: true
    }
  }
}

/// A Swift type that a field can hold; the ten number types of point cloud files.
public protocol FieldScalar: Sendable, BitwiseCopyable, Hashable {
  /// The name of this type in files.
  static var scalarType: ScalarType { get }
  /// Wraps an array of this type, without copying.
  static func wrap(_ values: [Self]) -> FieldValues
  /// Returns the array inside, without copying; `nil` where it holds another type.
  static func unwrap(_ values: FieldValues) -> [Self]?
  /// The value as a Double; exact except for 64-bit integers beyond 2⁵³.
  var doubleValue: Double { get }
  /// The value whose bit pattern tells NaNs and zeros apart, widened to 64 bits.
  var bits: UInt64 { get }
}

extension FieldScalar {
  /// Returns the array inside, without copying; `nil` where it holds another type.
  @inlinable public static func unwrap(_ values: FieldValues) -> [Self]? {
    values.visit { $0 as? [Self] }
  }
}

extension FieldScalar where Self: BinaryInteger {
  /// The value as a Double; exact except for 64-bit integers beyond 2⁵³.
  @inlinable public var doubleValue: Double { Double(self) }
  /// The value, two's complement, widened to 64 bits.
  @inlinable public var bits: UInt64 { UInt64(truncatingIfNeeded: self) }
}

extension Int8: FieldScalar {
  /// `int8`.
  @inlinable public static var scalarType: ScalarType { .int8 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [Int8]) -> FieldValues { .int8(values) }
}

extension UInt8: FieldScalar {
  /// `uint8`.
  @inlinable public static var scalarType: ScalarType { .uint8 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [UInt8]) -> FieldValues { .uint8(values) }
}

extension Int16: FieldScalar {
  /// `int16`.
  @inlinable public static var scalarType: ScalarType { .int16 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [Int16]) -> FieldValues { .int16(values) }
}

extension UInt16: FieldScalar {
  /// `uint16`.
  @inlinable public static var scalarType: ScalarType { .uint16 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [UInt16]) -> FieldValues { .uint16(values) }
}

extension Int32: FieldScalar {
  /// `int32`.
  @inlinable public static var scalarType: ScalarType { .int32 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [Int32]) -> FieldValues { .int32(values) }
}

extension UInt32: FieldScalar {
  /// `uint32`.
  @inlinable public static var scalarType: ScalarType { .uint32 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [UInt32]) -> FieldValues { .uint32(values) }
}

extension Int64: FieldScalar {
  /// `int64`.
  @inlinable public static var scalarType: ScalarType { .int64 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [Int64]) -> FieldValues { .int64(values) }
}

extension UInt64: FieldScalar {
  /// `uint64`.
  @inlinable public static var scalarType: ScalarType { .uint64 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [UInt64]) -> FieldValues { .uint64(values) }
}

extension Float: FieldScalar {
  /// `float32`.
  @inlinable public static var scalarType: ScalarType { .float32 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [Float]) -> FieldValues { .float32(values) }
  /// The value as a Double; exact.
  @inlinable public var doubleValue: Double { Double(self) }
  /// The bit pattern.
  @inlinable public var bits: UInt64 { UInt64(bitPattern) }
}

extension Double: FieldScalar {
  /// `float64`.
  @inlinable public static var scalarType: ScalarType { .float64 }
  /// Wraps an array, without copying.
  @inlinable public static func wrap(_ values: [Double]) -> FieldValues { .float64(values) }
  /// The value itself.
  @inlinable public var doubleValue: Double { self }
  /// The bit pattern.
  @inlinable public var bits: UInt64 { bitPattern }
}
