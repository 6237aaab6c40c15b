import CairnFiles

/// Rows of text as lines whose columns stand below each other.
///
/// - Parameters:
///   - rows: The texts; later columns may be missing.
///   - numbers: So many columns end at the same place, as numbers do; the others begin there.
/// - Returns: A line for each row.
func aligned(_ rows: [[String]], numbers: Int) -> [String] {
  let columnCount = rows.map(\.count).max() ?? 0
  let widths = (0..<columnCount).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    row.enumerated().map { column, text in
      let blanks = String(repeating: " ", count: widths[column] - text.count)
      if column < numbers { return blanks + text }
      return column + 1 < row.count ? text + blanks : text
    }.joined(separator: "  ")
  }
}

extension LabelSidecar.Object {
  /// The edges of the box as a table shows them; empty where the object has no place.
  var sizeText: String {
    guard let box else { return "" }
    return (0..<3).map { (box.max[$0] - box.min[$0]).shortened }.joined(separator: " × ")
  }
}
