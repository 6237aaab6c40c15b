/// Adds up points by the number of their cell.
///
/// - Parameters:
///   - points: Positions.
///   - numbers: The cell of each point; negative for points that are in none.
///   - sums: Receives, for each cell, the sums of x, y and z and the number of points; as many as
///     there are cells, and added to what is there. Points are added in their order.
/// - Complexity: O(*n*).
package func addPoints(
  _ points: Span<SIMD3<Float>>, numbers: Span<Int32>, to sums: inout MutableSpan<SIMD4<Double>>
) {
  precondition(
    points.count == numbers.count, "\(points.count) points with \(numbers.count) numbers")
  for position in points.indices {
    let number = unsafe numbers[unchecked: position]
    guard number >= 0 else { continue }
    let point = unsafe points[unchecked: position]
    sums[Int(number)] += SIMD4<Double>(Double(point.x), Double(point.y), Double(point.z), 1)
  }
}

/// Sorts rows by a number (counting sort): the rows of one number come together, ascending.
///
/// - Parameters:
///   - numbers: The number of each row; negative for rows that are left out.
///   - count: Numbers are below it.
/// - Returns: The rows of number *i* are at `offsets[i]..<offsets[i + 1]` of `rows`.
/// - Complexity: O(*n* + `count`).
package func rowsByNumber(
  _ numbers: Span<Int32>, count: Int
) -> (offsets: [Int32], rows: [Int32]) {
  var offsets = [Int32](repeating: 0, count: count + 1)
  for row in numbers.indices {
    let number = numbers[row]
    if number >= 0 { offsets[Int(number) + 1] += 1 }
  }
  for number in 0..<count { offsets[number + 1] += offsets[number] }
  var next = offsets
  var rows = [Int32](repeating: 0, count: Int(offsets[count]))
  for row in numbers.indices {
    let number = numbers[row]
    guard number >= 0 else { continue }
    rows[Int(next[Int(number)])] = Int32(truncatingIfNeeded: row)
    next[Int(number)] += 1
  }
  return (offsets, rows)
}
