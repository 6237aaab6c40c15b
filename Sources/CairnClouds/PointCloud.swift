/// Points with named, typed columns, exactly as a file holds them.
///
/// A cloud keeps every column in the file's own type and order, rows with NaN coordinates, the
/// organised width × height, comments, the viewpoint and other PLY elements, so that writing it back
/// loses nothing. What computing needs is derived: ``positions``, ``colors``, ``intensities``.
///
/// ```swift
/// var cloud = PointCloud(positions: [[0, 0, 0], [1, 0, 0]])
/// cloud.append(Field("label", .uint32([1, 2])))
/// ```
public struct PointCloud: Sendable, Equatable {
  /// The number of points, those with NaN coordinates included.
  public private(set) var count: Int
  /// All columns in file order, padding included.
  public private(set) var columns: [Field]
  /// Points in a row of an organised cloud; ``count`` where the cloud is not organised.
  public private(set) var width: Int
  /// Rows of an organised cloud; 1 where the cloud is not organised.
  public private(set) var height: Int
  /// Where the sensor stood.
  public var viewpoint: Viewpoint
  /// The header's comment lines, without their keyword.
  public var comments: [String]
  /// PLY's `obj_info` lines, without their keyword.
  public var objectInfo: [String]
  /// Other tables of a PLY file that come before the points.
  public var leadingElements: [Element]
  /// Other tables of a PLY file that come after the points.
  public var trailingElements: [Element]
  /// The format that the cloud was read from; `nil` for a cloud made in memory.
  public var origin: CloudOrigin?

  /// Creates a cloud from columns of equal length.
  ///
  /// Traps where a column does not hold `count` rows, or where `width` × `height` is not `count`.
  ///
  /// - Parameters:
  ///   - count: The number of points.
  ///   - columns: The columns, in the order in which files will have them.
  ///   - width: Points in a row, for an organised cloud; by default all of them.
  ///   - height: Rows of an organised cloud.
  public init(count: Int, columns: [Field], width: Int? = nil, height: Int = 1) {
    let width = width ?? count
    precondition(width * height == count, "\(width) × \(height) is not \(count) points")
    self.count = count
    self.columns = []
    self.width = width
    self.height = height
    viewpoint = .identity
    comments = []
    objectInfo = []
    leadingElements = []
    trailingElements = []
    origin = nil
    for column in columns { append(column) }
  }

  /// Creates a cloud of float32 x y z from positions.
  public init(positions: [SIMD3<Float>]) {
    self.init(
      count: positions.count,
      columns: [
        Field("x", .float32(positions.map(\.x))),
        Field("y", .float32(positions.map(\.y))),
        Field("z", .float32(positions.map(\.z))),
      ])
  }

  /// Whether the points form a grid of more than one row.
  public var isOrganized: Bool { height > 1 }

  /// The columns that carry data: all but padding, in file order.
  public var fields: [Field] { columns.filter { !$0.isPadding } }

  /// Returns the first data column with a name; names are compared exactly.
  public func field(_ name: String) -> Field? {
    columns.first { $0.name == name && !$0.isPadding }
  }

  /// Adds a column after all others.
  ///
  /// Traps where the column does not hold exactly ``count`` rows.
  public mutating func append(_ field: Field) {
    switch field.arity {
    case .fixed(let perPoint):
      precondition(
        field.values.count == perPoint * count,
        "field '\(field.name)' holds \(field.values.count) values, not \(perPoint) × \(count)")
    case .list(_, let offsets):
      precondition(
        offsets.count == count + 1 && offsets.last == field.values.count,
        "field '\(field.name)' holds \(offsets.count - 1) lists, not \(count)")
    }
    columns.append(field)
  }

  /// Puts a column in the place of the first data column of the same name, or after all others.
  public mutating func replaceOrAppend(_ field: Field) {
    append(field)
    guard let index = columns.firstIndex(where: { $0.name == field.name && !$0.isPadding }),
      index < columns.count - 1
    else { return }
    columns[index] = columns.removeLast()
  }

  /// Gives a column another name.
  ///
  /// - Parameters:
  ///   - name: The name of a data column; where there is none, nothing happens.
  ///   - newName: Its name from now on.
  public mutating func renameField(_ name: String, to newName: String) {
    guard let index = columns.firstIndex(where: { $0.name == name && !$0.isPadding }) else {
      return
    }
    columns[index].name = newName
  }

  /// Removes all data columns with a name.
  public mutating func removeFields(named name: String) {
    columns.removeAll { $0.name == name && !$0.isPadding }
  }

  /// Returns some of the points, with all columns; the result is not organised and has no other
  /// elements, since faces would point at the wrong rows.
  ///
  /// - Parameter rows: Point indices, in the order wanted.
  /// - Returns: A cloud of `rows.count` points.
  /// - Complexity: O(number of rows × columns).
  public func selected(_ rows: [Int]) -> PointCloud {
    var result = PointCloud(count: rows.count, columns: columns.map { $0.selected(rows) })
    result.viewpoint = viewpoint
    result.comments = comments
    result.objectInfo = objectInfo
    result.origin = origin
    return result
  }
}
