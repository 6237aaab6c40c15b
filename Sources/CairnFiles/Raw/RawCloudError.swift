/// Why rows without a header could not be read or written.
public enum RawCloudError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The size of the file is no multiple of a row; `fitting` are layouts of float32 that would fit.
  case sizeDoesNotFit(byteCount: Int, layout: String, rowByteCount: Int, fitting: [String])
  /// No layout was given, and read as float32 most numbers make no sense.
  case implausible(layout: String, checked: Int, odd: Int)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .sizeDoesNotFit(let byteCount, let layout, let rowByteCount, let fitting):
      "\(byteCount) bytes are no whole number of \(rowByteCount)-byte rows (layout \(layout)); "
        + (fitting.isEmpty
          ? "no layout of 3 to 8 float32 values fits: the file is cut off or of another kind"
          : "layouts that fit: \(fitting.joined(separator: ", "))")
    case .implausible(let layout, let checked, let odd):
      "\(odd) of the first \(checked) numbers make no sense as float32 coordinates (layout "
        + "\(layout) was a guess); give the layout if this is a cloud"
    }
  }
}
