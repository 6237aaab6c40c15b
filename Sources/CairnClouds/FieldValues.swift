/// A column of numbers, all of one type, kept in the type of the file.
public enum FieldValues: Sendable {
  case int8([Int8])
  case uint8([UInt8])
  case int16([Int16])
  case uint16([UInt16])
  case int32([Int32])
  case uint32([UInt32])
  case int64([Int64])
  case uint64([UInt64])
  case float32([Float])
  case float64([Double])

  /// Does the same with the array inside, whatever its type.
  ///
  /// - Parameter body: Receives the array, not copied.
  /// - Returns: What `body` returns.
  @inlinable
  public func visit<Result>(_ body: (any VisitableColumn) throws -> Result) rethrows -> Result {
    switch self {
    case .int8(let values): try body(values)
    case .uint8(let values): try body(values)
    case .int16(let values): try body(values)
    case .uint16(let values): try body(values)
    case .int32(let values): try body(values)
    case .uint32(let values): try body(values)
    case .int64(let values): try body(values)
    case .uint64(let values): try body(values)
    case .float32(let values): try body(values)
    case .float64(let values): try body(values)
    }
  }

  /// The type of every value.
  public var type: ScalarType {
    switch self {
    case .int8: .int8
    case .uint8: .uint8
    case .int16: .int16
    case .uint16: .uint16
    case .int32: .int32
    case .uint32: .uint32
    case .int64: .int64
    case .uint64: .uint64
    case .float32: .float32
    case .float64: .float64
    }
  }

  /// The number of values.
  public var count: Int { visit { $0.count } }

  /// Creates zeros.
  public init(zeros count: Int, type: ScalarType) {
    switch type {
    case .int8: self = .int8(Array(repeating: 0, count: count))
    case .uint8: self = .uint8(Array(repeating: 0, count: count))
    case .int16: self = .int16(Array(repeating: 0, count: count))
    case .uint16: self = .uint16(Array(repeating: 0, count: count))
    case .int32: self = .int32(Array(repeating: 0, count: count))
    case .uint32: self = .uint32(Array(repeating: 0, count: count))
    case .int64: self = .int64(Array(repeating: 0, count: count))
    case .uint64: self = .uint64(Array(repeating: 0, count: count))
    case .float32: self = .float32(Array(repeating: 0, count: count))
    case .float64: self = .float64(Array(repeating: 0, count: count))
    }
  }

  /// Returns every value as a Double; exact except for 64-bit integers beyond 2⁵³.
  ///
  /// - Complexity: O(*n*).
  public func doubles() -> [Double] {
    if case .float64(let values) = self { return values }
    return visit { $0.doubles() }
  }

  /// Returns every value rounded to the nearest Float.
  ///
  /// - Complexity: O(*n*); O(1) where they are Floats already.
  public func floats() -> [Float] {
    if case .float32(let values) = self { return values }
    return visit { $0.floats() }
  }

  /// Returns the values at some positions, in the order given.
  ///
  /// - Parameter indices: Positions below ``count``, repeated or not.
  /// - Returns: A column of the same type with one value per index.
  /// - Complexity: O(number of indices).
  public func selected(_ indices: [Int]) -> FieldValues { visit { $0.selected(indices) } }
}

extension FieldValues: Equatable {
  /// Whether type, count and every bit agree: NaNs are equal to themselves, 0 is not -0.
  public static func == (left: FieldValues, right: FieldValues) -> Bool {
    guard left.type == right.type, left.count == right.count else { return false }
    return left.visit { $0.hasSameBits(as: right) }
  }
}

/// What can be done with a column without knowing its type; arrays of ``FieldScalar`` conform.
public protocol VisitableColumn: Sendable {
  /// The number of values.
  var count: Int { get }
  /// Every value as a Double.
  func doubles() -> [Double]
  /// Every value rounded to a Float.
  func floats() -> [Float]
  /// The values at some positions, in the order given.
  func selected(_ indices: [Int]) -> FieldValues
  /// Whether a column of the same type holds the same bits.
  func hasSameBits(as other: FieldValues) -> Bool
}

extension Array: VisitableColumn where Element: FieldScalar {
  /// Every value as a Double.
  public func doubles() -> [Double] { map(\.doubleValue) }
  /// Every value rounded to a Float.
  public func floats() -> [Float] { map { Float($0.doubleValue) } }
  /// The values at some positions, in the order given.
  public func selected(_ indices: [Int]) -> FieldValues {
    Element.wrap(indices.map { self[$0] })
  }
  /// Whether a column of the same type holds the same bits.
  public func hasSameBits(as other: FieldValues) -> Bool {
    guard let other = Element.unwrap(other), other.count == count else { return false }
    for index in indices where self[index].bits != other[index].bits { return false }
    return true
  }
}
