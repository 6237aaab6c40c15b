/// A named column of a cloud: one value, several, or a list of values per point.
///
/// A field keeps the type, name and bits that its file has; computing happens on copies
/// (``PointCloud/positions``, ``PointCloud/colors``).
public struct Field: Sendable, Equatable {
  /// How many values belong to one point.
  public enum Arity: Sendable, Equatable {
    /// The same number for every point: 1 for most fields, more for PCD's `COUNT`, 0 for a column
    /// that a PCD header names but gives no room.
    case fixed(Int)
    /// A PLY list. `offsets` has one entry more than there are points: the values of point *i* are
    /// `offsets[i]..<offsets[i + 1]`; `lengthType` is the type in which the file counts them.
    case list(lengthType: ScalarType, offsets: [Int])
  }

  /// The name, exactly as in the file.
  public var name: String
  /// The values of all points, one point after the other.
  public var values: FieldValues
  /// How many of `values` belong to one point.
  public var arity: Arity
  /// Whether the field only fills room between others (PCD's `_`); kept, but not a datum.
  public var isPadding: Bool

  /// Creates a field with a fixed number of values per point.
  ///
  /// - Parameters:
  ///   - name: The name, as files spell it.
  ///   - values: The values of all points, one point after the other.
  ///   - count: Values per point.
  ///   - isPadding: Whether it only fills room between other fields.
  public init(_ name: String, _ values: FieldValues, count: Int = 1, isPadding: Bool = false) {
    self.name = name
    self.values = values
    self.arity = .fixed(count)
    self.isPadding = isPadding
  }

  /// Creates a field that holds a list per point.
  ///
  /// - Parameters:
  ///   - name: The name, as files spell it.
  ///   - values: The values of all lists, one list after the other.
  ///   - lengthType: The integer type in which a file counts a list.
  ///   - offsets: Where each list begins in `values`, and the end of the last.
  public init(list name: String, _ values: FieldValues, lengthType: ScalarType, offsets: [Int]) {
    self.name = name
    self.values = values
    self.arity = .list(lengthType: lengthType, offsets: offsets)
    self.isPadding = false
  }

  /// The type of every value.
  public var type: ScalarType { values.type }

  /// Values per point; `nil` for a list.
  public var count: Int? {
    if case .fixed(let count) = arity { count } else { nil }
  }

  /// Whether every point has exactly one value.
  public var isScalar: Bool { arity == .fixed(1) }

  /// Bytes of one point in a binary file; `nil` for a list.
  public var byteCount: Int? { count.map { $0 * type.byteCount } }

  /// Returns the field for some of the points, in the order given.
  ///
  /// - Parameter rows: Point indices.
  /// - Returns: A field with one entry per index, of the same name, type and arity.
  /// - Complexity: O(values selected).
  public func selected(_ rows: [Int]) -> Field {
    var result = self
    switch arity {
    case .fixed(1):
      result.values = values.selected(rows)
    case .fixed(let count):
      result.values = values.selected(rows.flatMap { $0 * count..<($0 + 1) * count })
    case .list(let lengthType, let offsets):
      result.values = values.selected(rows.flatMap { offsets[$0]..<offsets[$0 + 1] })
      var newOffsets = [0]
      newOffsets.reserveCapacity(rows.count + 1)
      for row in rows {
        newOffsets.append((newOffsets.last ?? 0) + offsets[row + 1] - offsets[row])
      }
      result.arity = .list(lengthType: lengthType, offsets: newOffsets)
    }
    return result
  }
}
