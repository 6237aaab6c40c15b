import CCairn
import CairnClouds

/// A column in memory of the caller, checked.
@safe struct ColumnView {
  private let name: String
  private let type: ScalarType
  private let data: UnsafeRawPointer?
  private let stride: Int
  private let perPoint: Int
  private let count: Int
  private let isSwapped: Bool

  /// Checks a column.
  ///
  /// - Parameters:
  ///   - field: What the caller says of it.
  ///   - number: Its number, for messages.
  ///   - count: How many points there are.
  ///   - isSwapped: Whether the bytes of a number are in the other order than this machine's.
  /// - Throws: What does not fit together.
  init(_ field: cairn_field, number: Int, count: Int, isSwapped: Bool) throws(Failure) {
    name = unsafe try checkedText(field.name, "fields[\(number)].name", limit: 255)
    let place = "fields[\(number)], '\(name)'"
    let (data, byteCount, stride) = unsafe (field.data, field.byte_count, field.stride)
    let (typeNumber, numbers) = unsafe (field.type, field.count)
    guard name.unicodeScalars.allSatisfy({ $0.value > 31 && $0.value != 127 }) else {
      throw Failure(CAIRN_BAD_ARGUMENT, "fields[\(number)].name: has a control character")
    }
    guard let type = ScalarType(typeNumber) else {
      throw Failure(CAIRN_BAD_ARGUMENT, "\(place): type \(typeNumber) is unknown")
    }
    let perPoint = max(UInt64(numbers), 1)
    let size = perPoint * UInt64(type.byteCount)
    guard stride >= size else {
      throw Failure(
        CAIRN_BAD_ARGUMENT, "\(place): the stride is \(stride), a point has \(size) bytes")
    }
    if count > 0 {
      let (before, isTooMuch) = stride.multipliedReportingOverflow(by: UInt64(count - 1))
      let (needed, isMore) = before.addingReportingOverflow(size)
      guard !isTooMuch, !isMore, needed <= byteCount, needed <= UInt64(Int.max) else {
        throw Failure(
          CAIRN_BAD_ARGUMENT,
          "\(place): \(byteCount) bytes do not hold \(count) points at a stride of \(stride)")
      }
      guard unsafe data != nil else { throw .isNull("\(place): data") }
    }
    self.type = type
    unsafe self.data = data
    self.stride = Int(clamping: stride)
    self.perPoint = Int(perPoint)
    self.count = count
    self.isSwapped = isSwapped
  }

  /// Copies the numbers.
  func field() -> Field {
    let values: FieldValues =
      switch type {
      case .int8: .int8(values { Int8(bitPattern: $0) })
      case .uint8: .uint8(values { (bits: UInt8) in bits })
      case .int16: .int16(values { Int16(bitPattern: $0) })
      case .uint16: .uint16(values { (bits: UInt16) in bits })
      case .int32: .int32(values { Int32(bitPattern: $0) })
      case .uint32: .uint32(values { (bits: UInt32) in bits })
      case .int64: .int64(values { Int64(bitPattern: $0) })
      case .uint64: .uint64(values { (bits: UInt64) in bits })
      case .float32: .float32(values { Float(bitPattern: $0) })
      case .float64: .float64(values { Double(bitPattern: $0) })
      }
    return Field(name, values, count: perPoint)
  }

  @inline(__always)
  private func values<Bits: FixedWidthInteger & BitwiseCopyable, Value>(
    _ value: (Bits) -> Value
  ) -> [Value] {
    guard let data = unsafe data, count > 0 else { return [] }
    return unsafe [Value](unsafeUninitializedCapacity: count * perPoint) { target, filled in
      for point in 0..<count {
        for number in 0..<perPoint {
          let offset = point * stride + number * MemoryLayout<Bits>.size
          let bits = unsafe data.loadUnaligned(fromByteOffset: offset, as: Bits.self)
          unsafe target.initializeElement(
            at: point * perPoint + number, to: value(isSwapped ? bits.byteSwapped : bits))
        }
      }
      filled = count * perPoint
    }
  }
}

extension ScalarType {
  private static let numbers: [(type: ScalarType, inC: Int)] = [
    (.int8, CAIRN_INT8), (.uint8, CAIRN_UINT8), (.int16, CAIRN_INT16), (.uint16, CAIRN_UINT16),
    (.int32, CAIRN_INT32), (.uint32, CAIRN_UINT32), (.int64, CAIRN_INT64),
    (.uint64, CAIRN_UINT64), (.float32, CAIRN_FLOAT32), (.float64, CAIRN_FLOAT64),
  ]

  /// The type that a number of the C interface names; `nil` for other numbers.
  init?(_ number: cairn_type) {
    guard let entry = Self.numbers.first(where: { $0.inC == Int(number) }) else { return nil }
    self = entry.type
  }

  /// The number that names the type in the C interface.
  var inC: cairn_type {
    cairn_type(Self.numbers.first { $0.type == self }?.inC ?? 0)
  }
}
