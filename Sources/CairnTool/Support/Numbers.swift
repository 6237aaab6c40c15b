import CairnFiles

extension Int {
  /// The number with a comma after every three digits.
  var formatted: String {
    var (digits, result) = (String(magnitude), "")
    while digits.count > 3 {
      result = "," + digits.suffix(3) + result
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + digits + result
  }

  /// The number with zeros in front where it has fewer digits; 0 or more.
  func padded(to count: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(count - digits.count, 0)) + digits
  }
}

extension Double {
  /// The number with so many digits behind the point.
  func fixed(_ digits: Int) -> String { fixedPointText(self, digits: digits) }

  /// The number with at most six digits behind the point.
  var formatted: String {
    if magnitude != 0, magnitude < 1e-4 || magnitude >= 1e15 { return "\(self)" }
    var text = fixed(6)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
