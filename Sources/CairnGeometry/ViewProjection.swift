/// How a view maps positions to an image: a 4 × 4 matrix and a division.
///
/// A position (x, y, z) becomes `x * self.x + y * self.y + z * self.z + origin`, four numbers
/// (a, b, c, w). It is seen at column a / w and row b / w, in whatever unit the matrix maps to, such
/// as pixels; c / w grows with the distance. What has a w of 0 or less is behind the camera. In an
/// orthographic view w is 1 everywhere.
public struct ViewProjection: Sendable, Hashable {
  /// The first column of the matrix: what a step of 1 along x adds.
  public var x: SIMD4<Double>
  /// The second column.
  public var y: SIMD4<Double>
  /// The third column.
  public var z: SIMD4<Double>
  /// The last column: where the position (0, 0, 0) goes.
  public var origin: SIMD4<Double>

  /// Creates a view from the columns of its matrix.
  public init(x: SIMD4<Double>, y: SIMD4<Double>, z: SIMD4<Double>, origin: SIMD4<Double>) {
    self.x = x
    self.y = y
    self.z = z
    self.origin = origin
  }

  /// Creates a view from 16 numbers, column after column, as OpenGL and three.js store matrices;
  /// `nil` for another count.
  public init?(_ elements: [Double]) {
    guard elements.count == 16 else { return nil }
    self.init(
      x: SIMD4(elements[0..<4]), y: SIMD4(elements[4..<8]), z: SIMD4(elements[8..<12]),
      origin: SIMD4(elements[12..<16]))
  }

  /// The 16 numbers of the matrix, column after column.
  public var elements: [Double] {
    [x, y, z, origin].flatMap { column in (0..<4).map { column[$0] } }
  }

  /// Whether no number is NaN or infinite.
  public var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The same view for positions that are counted from a point.
  ///
  /// - Parameter point: What `(0, 0, 0)` is from then on.
  /// - Returns: The view that shows `position` where this one shows `point + position`.
  public func counted(from point: SIMD3<Double>) -> ViewProjection {
    var result = self
    result.origin += x * point.x + y * point.y + z * point.z
    return result
  }

  /// Returns column, row and depth of a position; `nil` behind the camera and where a number is not
  /// finite.
  public func project(_ position: SIMD3<Double>) -> SIMD3<Double>? {
    let image = x * position.x + y * position.y + z * position.z + origin
    guard image.w > 0 else { return nil }
    let result = SIMD3(image.x, image.y, image.z) / image.w
    return result.x.isFinite && result.y.isFinite && result.z.isFinite ? result : nil
  }

  /// The matrix that takes column, row and depth back to the position; `nil` where the matrix is
  /// singular: it loses a direction, so that nobody can tell what is before what.
  public var inverse: ViewProjection? {
    guard isFinite else { return nil }
    var rows = (0..<4).map { row in [x[row], y[row], z[row], origin[row]] }
    var result = (0..<4).map { row in (0..<4).map { $0 == row ? 1.0 : 0 } }
    // Brought to a common size, so that "nearly zero" means the same for every unit.
    var columnScales = (0..<4).map { column in rows.map { abs($0[column]) }.max() ?? 0 }
    guard columnScales.allSatisfy({ $0 > 0 }) else { return nil }
    columnScales = columnScales.map { 1 / $0 }
    for row in 0..<4 {
      for column in 0..<4 { rows[row][column] *= columnScales[column] }
      let largest = rows[row].map(abs).max() ?? 0
      guard largest > 0, largest.isFinite else { return nil }
      for column in 0..<4 {
        rows[row][column] /= largest
        result[row][column] /= largest
      }
    }
    for pivot in 0..<4 {
      let best = (pivot..<4).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
      guard abs(rows[best][pivot]) > 1e-12 else { return nil }
      rows.swapAt(pivot, best)
      result.swapAt(pivot, best)
      let factor = 1 / rows[pivot][pivot]
      for column in 0..<4 {
        rows[pivot][column] *= factor
        result[pivot][column] *= factor
      }
      for row in 0..<4 where row != pivot {
        let share = rows[row][pivot]
        for column in 0..<4 {
          rows[row][column] -= share * rows[pivot][column]
          result[row][column] -= share * result[pivot][column]
        }
      }
    }
    let columns = (0..<4).map { column in
      SIMD4((0..<4).map { result[$0][column] * columnScales[$0] })
    }
    let inverse = ViewProjection(
      x: columns[0], y: columns[1], z: columns[2], origin: columns[3])
    return inverse.isFinite ? inverse : nil
  }
}
