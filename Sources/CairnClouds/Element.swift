/// A table of a PLY file other than its points, such as faces; kept so that it can be written back.
public struct Element: Sendable, Equatable {
  /// The name, exactly as in the file.
  public var name: String
  /// The number of rows.
  public var count: Int
  /// The columns, in file order.
  public var fields: [Field]

  /// Creates a table.
  public init(name: String, count: Int, fields: [Field]) {
    self.name = name
    self.count = count
    self.fields = fields
  }
}
