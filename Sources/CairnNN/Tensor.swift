/// Numbers in rows: single precision, the last dimension without gaps.
///
/// A shape is given as stored, outermost first: [N, C] are N rows of C numbers.
public struct Tensor: Sendable, Hashable {
  /// How long each dimension is, outermost first; empty for a single number.
  public private(set) var shape: [Int]
  /// The numbers, as many as the product of the shape.
  public private(set) var values: [Float]

  /// Creates a tensor.
  ///
  /// - Parameters:
  ///   - values: As many as the product of the shape.
  ///   - shape: How long each dimension is; not negative.
  public init(_ values: [Float], shape: [Int]) {
    let count = Self.count(of: shape)
    precondition(values.count == count, "\(values.count) values cannot have the shape \(shape)")
    (self.values, self.shape) = (values, shape)
  }

  /// Creates a tensor of equal numbers.
  ///
  /// - Parameters:
  ///   - value: Each of them.
  ///   - shape: How long each dimension is; not negative.
  public init(repeating value: Float, shape: [Int]) {
    values = Array(repeating: value, count: Self.count(of: shape))
    self.shape = shape
  }

  /// Numbers in a row: the last dimension.
  public var width: Int { shape.last ?? 1 }

  /// The number of rows: the product of all dimensions but the last.
  public var rowCount: Int { shape.dropLast().reduce(1, *) }

  /// The numbers of a row.
  ///
  /// - Parameter row: From 0 up to ``rowCount``.
  public subscript(row row: Int) -> ArraySlice<Float> {
    values[row * width..<(row + 1) * width]
  }

  /// The same numbers in another shape.
  ///
  /// - Parameter shape: Of as many numbers.
  /// - Returns: A tensor of that shape.
  public func reshaped(_ shape: [Int]) -> Tensor { Tensor(values, shape: shape) }

  /// Writes new numbers, into the same memory where there are as many.
  mutating func write(shape: [Int], _ body: (inout [Float]) -> Void) {
    body(&values)
    self.shape = shape
    precondition(values.count == Self.count(of: shape), "\(values.count) values for \(shape)")
  }

  /// A tensor without rows, to be written.
  static var unwritten: Tensor { Tensor([], shape: [0]) }

  private static func count(of shape: [Int]) -> Int {
    precondition(shape.allSatisfy { $0 >= 0 }, "the shape \(shape) has a negative dimension")
    return shape.reduce(1, *)
  }
}
