import CairnClouds

/// Names for columns that have none, by how many there are and what they hold.
///
/// | columns | names |
/// |---|---|
/// | 1 | `value` |
/// | 2 | `c0 c1` |
/// | 3 | `x y z` |
/// | 4 | `x y z intensity` |
/// | 5 | `x y z intensity ring` where the last are whole numbers from 0, else `x y z c3 c4` |
/// | 6 | `x y z` and `nx ny nz` (unit length), `red green blue` (0…255 or 0…1), or `c3 c4 c5` |
/// | 7 | `x y z intensity red green blue`, `x y z red green blue label`, or `x y z c3 …` |
/// | 9 | `x y z` with colours and normals, in either order, or `x y z c3 …` |
/// | others | `x y z c3 c4 …` |
///
/// Of seven columns that could be both, text is taken for Leica's order (intensity first), an array
/// for the order of S3DIS and its kin (label last).
public enum ColumnNaming {
  /// Whose habits count where columns could be either.
  enum Style { case text, array }

  /// Names the columns.
  ///
  /// - Parameters:
  ///   - fields: All of one value per point; their names are replaced.
  ///   - style: Whose habits count.
  /// - Returns: A note that says the names, where they are a guess.
  static func name(_ fields: inout [Field], style: Style) -> [String] {
    let names = names(fields, style: style)
    for (index, name) in names.enumerated() { fields[index].name = name }
    guard fields.count > 3 else { return [] }
    let shown = names.count <= 12 ? names : names[..<5] + ["…", names[names.count - 1]]
    return [
      "the \(fields.count) columns have no names and were taken for \(shown.joined(separator: " "))"
    ]
  }

  private static func names(_ fields: [Field], style: Style) -> [String] {
    let position = ["x", "y", "z"]
    func areColors(_ start: Int) -> Bool { self.areColors(fields[start..<start + 3]) }
    func areNormals(_ start: Int) -> Bool { self.areNormals(fields[start..<start + 3]) }
    func areWhole(_ index: Int) -> Bool {
      fields[index].values.doubles().allSatisfy { $0 >= 0 && $0 == $0.rounded() }
    }
    let colors = ["red", "green", "blue"]
    let normals = ["nx", "ny", "nz"]
    func others(_ start: Int) -> [String] { (start..<fields.count).map { "c\($0)" } }

    switch fields.count {
    case 0: return []
    case 1: return ["value"]
    case 2: return ["c0", "c1"]
    case 3: return position
    case 4: return position + ["intensity"]
    case 5 where areWhole(4): return position + ["intensity", "ring"]
    case 6 where areNormals(3): return position + normals
    case 6 where areColors(3): return position + colors
    case 7 where areColors(4) && !(style == .array && areColors(3)):
      return position + ["intensity"] + colors
    case 7 where areColors(3):
      return position + colors + [areWhole(6) ? "label" : "intensity"]
    case 9 where areNormals(3) && areColors(6): return position + normals + colors
    case 9 where areColors(3) && areNormals(6): return position + colors + normals
    default: return position + others(3)
    }
  }

  /// Whether all values are whole numbers in 0…255, or all are in 0…1.
  private static func areColors(_ fields: ArraySlice<Field>) -> Bool {
    var (areBytes, areShares) = (true, true)
    for field in fields {
      for value in field.values.doubles() {
        if !(value >= 0 && value <= 255 && value == value.rounded()) { areBytes = false }
        if !(value >= 0 && value <= 1) { areShares = false }
        if !areBytes && !areShares { return false }
      }
    }
    return true
  }

  /// Whether all rows but those of zeros or NaNs have length 1, and there are such rows.
  private static func areNormals(_ fields: ArraySlice<Field>) -> Bool {
    let axes = fields.map { $0.values.doubles() }
    var found = false
    for row in axes[0].indices {
      let squared = axes.reduce(0) { $0 + $1[row] * $1[row] }
      if squared == 0 || squared.isNaN { continue }
      guard abs(squared - 1) < 0.02 else { return false }
      found = true
    }
    return found
  }
}
