extension FieldValues {
  /// The same values in another type, and which of them are not the same there.
  public struct Converted: Sendable, Equatable {
    /// The values; what the type cannot hold is the nearest value that it can, NaN becomes 0 in an
    /// integer type.
    public var values: FieldValues
    /// How many values changed.
    public var changedCount: Int
    /// The position of the first value that changed; `nil` where none did.
    public var firstChanged: Int?
  }

  /// Returns the values in another type.
  ///
  /// - Parameter type: The type wanted.
  /// - Returns: The values, and how many of them changed.
  /// - Complexity: O(*n*); O(1) where the type is the same.
  public func converted(to type: ScalarType) -> Converted {
    if self.type == type { return Converted(values: self, changedCount: 0, firstChanged: nil) }
    switch type {
    case .int8: return converted(Int8.self)
    case .uint8: return converted(UInt8.self)
    case .int16: return converted(Int16.self)
    case .uint16: return converted(UInt16.self)
    case .int32: return converted(Int32.self)
    case .uint32: return converted(UInt32.self)
    case .int64: return converted(Int64.self)
    case .uint64: return converted(UInt64.self)
    case .float32: return converted(Float.self)
    case .float64: return converted(Double.self)
    }
  }

  private func converted<Target: ConvertibleScalar>(_: Target.Type) -> Converted {
    switch self {
    case .int8(let values): Self.converted(values, Target.self)
    case .uint8(let values): Self.converted(values, Target.self)
    case .int16(let values): Self.converted(values, Target.self)
    case .uint16(let values): Self.converted(values, Target.self)
    case .int32(let values): Self.converted(values, Target.self)
    case .uint32(let values): Self.converted(values, Target.self)
    case .int64(let values): Self.converted(values, Target.self)
    case .uint64(let values): Self.converted(values, Target.self)
    case .float32(let values): Self.converted(values, Target.self)
    case .float64(let values): Self.converted(values, Target.self)
    }
  }

  private static func converted<Source: ConvertibleScalar, Target: ConvertibleScalar>(
    _ values: [Source], _: Target.Type
  ) -> Converted {
    var result: [Target] = []
    result.reserveCapacity(values.count)
    var (changed, first): (Int, Int?) = (0, nil)
    for (index, value) in values.enumerated() {
      let (converted, isSame) = value.converted(Target.self)
      result.append(converted)
      if !isSame {
        changed += 1
        if first == nil { first = index }
      }
    }
    return Converted(values: Target.wrap(result), changedCount: changed, firstChanged: first)
  }
}

/// A number that becomes a number of another type, and says whether it is still the same.
private protocol ConvertibleScalar: FieldScalar {
  static func converting(_ value: some BinaryInteger) -> (Self, isSame: Bool)
  static func converting(_ value: some BinaryFloatingPoint) -> (Self, isSame: Bool)
  func converted<Target: ConvertibleScalar>(_: Target.Type) -> (Target, isSame: Bool)
}

extension ConvertibleScalar where Self: FixedWidthInteger {
  static func converting(_ value: some BinaryInteger) -> (Self, isSame: Bool) {
    if let same = Self(exactly: value) { return (same, true) }
    return (Self(clamping: value), false)
  }
  static func converting(_ value: some BinaryFloatingPoint) -> (Self, isSame: Bool) {
    // Minus zero would lose its sign.
    if let same = Self(exactly: value) { return (same, same != 0 || value.sign == .plus) }
    if value.isNaN { return (0, false) }
    let rounded = value.rounded()
    return (Self(exactly: rounded) ?? (rounded < 0 ? .min : .max), false)
  }
  func converted<Target: ConvertibleScalar>(_: Target.Type) -> (Target, isSame: Bool) {
    Target.converting(self)
  }
}

extension ConvertibleScalar where Self: BinaryFloatingPoint {
  static func converting(_ value: some BinaryInteger) -> (Self, isSame: Bool) {
    let nearest = Self(value)
    return (nearest, Self(exactly: value) == nearest)
  }
  static func converting(_ value: some BinaryFloatingPoint) -> (Self, isSame: Bool) {
    let nearest = Self(value)
    return (nearest, value.isNaN || Self(exactly: value) == nearest)
  }
  func converted<Target: ConvertibleScalar>(_: Target.Type) -> (Target, isSame: Bool) {
    Target.converting(self)
  }
}

extension Int8: ConvertibleScalar {}
extension UInt8: ConvertibleScalar {}
extension Int16: ConvertibleScalar {}
extension UInt16: ConvertibleScalar {}
extension Int32: ConvertibleScalar {}
extension UInt32: ConvertibleScalar {}
extension Int64: ConvertibleScalar {}
extension UInt64: ConvertibleScalar {}
extension Float: ConvertibleScalar {}
extension Double: ConvertibleScalar {}
