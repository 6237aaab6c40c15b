import CairnJSON

extension JSONValue {
  /// Creates an object whose members keep their order.
  ///
  /// - Parameter members: Names and values.
  /// - Returns: The object.
  static func members(_ members: [(String, JSONValue)]) -> JSONValue {
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    return .object(object)
  }

  /// Creates a number with at most four digits behind the point, for estimates.
  ///
  /// - Parameter value: The estimate.
  /// - Returns: The rounded number.
  static func estimate(_ value: Float) -> JSONValue {
    .number((Double(value) * 10_000).rounded() / 10_000)
  }

  /// Creates an array of three numbers, or null.
  static func vector(_ values: SIMD3<Double>?) -> JSONValue {
    values.map { values in .array((0..<3).map { .number(values[$0]) }) } ?? .null
  }
}
