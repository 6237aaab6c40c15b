import CCairn
import CairnClouds

/// Memory of a caller for bytes whose number it may first ask for.
@safe struct ByteTarget {
  private let bytes: UnsafeMutableRawPointer?
  private let capacity: UInt64
  private let byteCount: UnsafeMutablePointer<UInt64>?

  /// - Parameters:
  ///   - bytes: Where bytes go; null to ask for their number alone.
  ///   - capacity: For how many there is room.
  ///   - byteCount: Where their number goes, checked; may be null.
  init(
    _ bytes: UnsafeMutableRawPointer?, capacity: UInt64, byteCount: UnsafeMutablePointer<UInt64>?
  ) {
    unsafe self.bytes = bytes
    self.capacity = capacity
    unsafe self.byteCount = byteCount
  }

  /// Copies the bytes of numbers.
  func copy<Number: BitwiseCopyable>(_ numbers: [Number]) throws(Failure) {
    let needed = UInt64(numbers.count * MemoryLayout<Number>.stride)
    if let target = unsafe bytes {
      guard needed <= capacity else {
        unsafe store(needed, at: byteCount)
        throw Failure(
          CAIRN_BUFFER_TOO_SMALL, "bytes: there is room for \(capacity) of \(needed) bytes")
      }
      unsafe numbers.withUnsafeBytes { source in
        if let base = source.baseAddress {
          unsafe target.copyMemory(from: base, byteCount: source.count)
        }
      }
    }
    unsafe store(needed, at: byteCount)
  }

  /// Copies the bytes of a column.
  func copy(_ values: FieldValues) throws(Failure) {
    switch values {
    case .int8(let numbers): try copy(numbers)
    case .uint8(let numbers): try copy(numbers)
    case .int16(let numbers): try copy(numbers)
    case .uint16(let numbers): try copy(numbers)
    case .int32(let numbers): try copy(numbers)
    case .uint32(let numbers): try copy(numbers)
    case .int64(let numbers): try copy(numbers)
    case .uint64(let numbers): try copy(numbers)
    case .float32(let numbers): try copy(numbers)
    case .float64(let numbers): try copy(numbers)
    }
  }
}
