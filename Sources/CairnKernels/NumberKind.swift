/// The ten types of number that rows of bytes or text can hold.
///
/// Kernels know bytes, not fields, so they have a name of their own for the type of a value.
public enum NumberKind: UInt8, Sendable, Hashable, CaseIterable {
  case int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64

  /// Bytes of one value: 1, 2, 4 or 8.
  @inlinable public var byteCount: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// Whether values may have a fraction.
  @inlinable public var isFloatingPoint: Bool { self == .float32 || self == .float64 }
}
