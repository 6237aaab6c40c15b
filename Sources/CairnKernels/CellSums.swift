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
