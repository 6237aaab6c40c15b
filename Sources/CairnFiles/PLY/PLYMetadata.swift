import CairnClouds

/// What PLY files say in `obj_info` lines: the shape of an organised cloud (`num_cols`, `num_rows`,
/// as Stanford's scans and PCL have them), and our own `viewpoint`.
enum PLYMetadata {
  private static let viewpointKey = "viewpoint"

  /// The shape of an organised cloud; `nil` where it does not fit the number of points.
  static func grid(in objectInfo: [String], count: Int) -> (width: Int, height: Int)? {
    guard let width = number("num_cols", objectInfo), let height = number("num_rows", objectInfo),
      height > 1, width > 0
    else { return nil }
    let (product, overflow) = width.multipliedReportingOverflow(by: height)
    return !overflow && product == count ? (width, height) : nil
  }

  private static func number(_ key: String, _ objectInfo: [String]) -> Int? {
    for line in objectInfo {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == key { return wholeNumber(String(words[1])) }
    }
    return nil
  }

  /// Where the sensor stood.
  static func viewpoint(in objectInfo: [String]) -> Viewpoint? {
    for line in objectInfo {
      let words = line.split(separator: " ")
      guard words.first == viewpointKey[...] else { continue }
      return Viewpoint(words: words.dropFirst().map(String.init))
    }
    return nil
  }

  /// The lines to write for a cloud: its own, with shape and viewpoint brought up to date.
  static func lines(for cloud: PointCloud) -> [String] {
    var lines = cloud.objectInfo
    if viewpoint(in: lines) ?? .identity != cloud.viewpoint {
      lines.removeAll { $0.split(separator: " ").first == viewpointKey[...] }
      if cloud.viewpoint != .identity { lines.append("\(viewpointKey) \(cloud.viewpoint.text)") }
    }
    let kept = grid(in: lines, count: cloud.count)
    if kept?.width ?? cloud.count != cloud.width || kept?.height ?? 1 != cloud.height {
      lines.removeAll { ["num_cols", "num_rows"].contains($0.split(separator: " ").first) }
      if cloud.isOrganized { lines += ["num_cols \(cloud.width)", "num_rows \(cloud.height)"] }
    }
    return lines
  }

  /// The lines that formats without these keys would lose.
  static func otherLines(of cloud: PointCloud) -> [String] {
    cloud.objectInfo.filter {
      !["num_cols", "num_rows", viewpointKey[...]].contains($0.split(separator: " ").first)
    }
  }
}

extension Viewpoint {
  /// Takes seven numbers in PCD's order: translation, then the quaternion w x y z.
  init?(words: [String]) {
    let numbers = words.compactMap { decimalNumber($0) }
    guard words.count == 7, numbers.count == 7 else { return nil }
    self.init(
      translation: [numbers[0], numbers[1], numbers[2]],
      quaternion: [numbers[3], numbers[4], numbers[5], numbers[6]])
  }

  /// Seven numbers in PCD's order.
  var text: String {
    ((0..<3).map { translation[$0] } + (0..<4).map { quaternion[$0] })
      .map { decimalText($0) }.joined(separator: " ")
  }
}
