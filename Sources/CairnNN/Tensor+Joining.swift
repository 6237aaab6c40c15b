import CairnKernels

extension Tensor {
  /// Rows side by side, on up to ``Threads/count`` threads.
  ///
  /// - Parameter parts: Tensors with as many rows each; at least one.
  /// - Returns: Shape [rows, sum of widths].
  public static func joined(_ parts: [Tensor]) -> Tensor {
    precondition(
      !parts.isEmpty && parts.allSatisfy { $0.rowCount == parts[0].rowCount },
      "rows of \(parts.map(\.shape)) do not match")
    let rowCount = parts[0].rowCount
    var result = Tensor.unwritten
    result.write(shape: [rowCount, parts.reduce(0) { $0 + $1.width }]) {
      joinRows(parts.map { ($0.values, $0.width) }, rowCount: rowCount, into: &$0)
    }
    return result
  }

  /// Some of the numbers of each row.
  ///
  /// - Parameter columns: Which, from 0 up to ``width``.
  /// - Returns: The same shape with a shorter last dimension.
  public func columns(_ columns: Range<Int>) -> Tensor {
    precondition(0 <= columns.lowerBound && columns.upperBound <= width, "\(columns) of \(shape)")
    let values: [Float] = concurrentRows(rowCount, width: columns.count) { rows, output in
      for row in rows {
        for place in columns { output.append(self.values[row * width + place]) }
      }
    }
    return Tensor(values, shape: shape.dropLast() + [columns.count])
  }
}

extension Tensor {
  /// The sum of two tensors of one shape.
  public func adding(_ other: Tensor) -> Tensor {
    precondition(shape == other.shape, "\(shape) and \(other.shape) have no sum")
    return Tensor(zip(values, other.values).map { $0 + $1 }, shape: shape)
  }

  /// Limits each number to a range, then multiplies it.
  public mutating func clamp(to range: ClosedRange<Float>, times factor: Float) {
    write(shape: shape) { values in
      for place in values.indices {
        values[place] = min(max(values[place], range.lowerBound), range.upperBound) * factor
      }
    }
  }

  /// Replaces some rows.
  ///
  /// - Parameters:
  ///   - rows: Which, each at most once.
  ///   - other: A row for each of them.
  public mutating func replaceRows(_ rows: [Int32], by other: Tensor) {
    precondition(other.rowCount == rows.count && other.width == width, "\(rows.count) rows")
    let width = width
    write(shape: shape) { values in
      for (place, row) in rows.enumerated() {
        for column in 0..<width {
          values[Int(row) * width + column] = other.values[place * width + column]
        }
      }
    }
  }
}
