/// Why a Wavefront file (OBJ) cannot be read.
public enum WavefrontError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A vertex has too few numbers, or one that is none.
  case badNumber(line: Int)
  /// A corner of a face is no vertex of the file.
  case badIndex(line: Int)
  /// There is no face.
  case empty

  /// What is wrong, and where.
  public var description: String {
    switch self {
    case .badNumber(let line): "line \(line): a number is missing or is none"
    case .badIndex(let line): "line \(line): a face has a corner that is no vertex"
    case .empty: "the file has no face"
    }
  }
}
