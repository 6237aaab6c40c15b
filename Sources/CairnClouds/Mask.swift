/// Which points belong to an object: one Bool per point of a cloud.
public struct Mask: Sendable, Hashable {
  /// One entry per point, in the cloud's order, NaN rows included (they are false).
  public var isSelected: [Bool]

  /// Creates a mask from one Bool per point.
  public init(_ isSelected: [Bool]) {
    self.isSelected = isSelected
  }

  /// Creates a mask that selects nothing.
  ///
  /// - Parameter count: The number of points of the cloud.
  public init(emptyFor count: Int) {
    isSelected = Array(repeating: false, count: count)
  }

  /// The number of points of the cloud, selected or not.
  public var count: Int { isSelected.count }

  /// How many points are selected.
  ///
  /// - Complexity: O(*n*).
  public var selectedCount: Int {
    var total = 0
    for selected in isSelected where selected { total += 1 }
    return total
  }

  /// The selected points, ascending.
  ///
  /// - Complexity: O(*n*).
  public var indices: [Int] { isSelected.indices.filter { isSelected[$0] } }

  /// Whether a point is selected.
  public subscript(index: Int) -> Bool {
    get { isSelected[index] }
    set { isSelected[index] = newValue }
  }

  /// Intersection over union with another mask of the same cloud; 1 where both are empty.
  ///
  /// - Complexity: O(*n*).
  public func intersectionOverUnion(with other: Mask) -> Double {
    precondition(count == other.count, "masks of \(count) and \(other.count) points")
    var (intersection, union) = (0, 0)
    for index in isSelected.indices {
      if isSelected[index] && other.isSelected[index] { intersection += 1 }
      if isSelected[index] || other.isSelected[index] { union += 1 }
    }
    return union == 0 ? 1 : Double(intersection) / Double(union)
  }

  /// The mask as bits: ⌈*n* / 8⌉ bytes, a bit a point, the least significant first.
  public var packedBits: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (count + 7) / 8)
    for index in isSelected.indices where isSelected[index] {
      bytes[index >> 3] |= 1 << UInt8(index & 7)
    }
    return bytes
  }

  /// Creates a mask from bits as ``packedBits`` gives them; `nil` where the length does not fit.
  ///
  /// - Parameters:
  ///   - packedBits: ⌈`count` / 8⌉ bytes.
  ///   - count: The number of points.
  public init?(packedBits: [UInt8], count: Int) {
    guard count >= 0, packedBits.count == (count + 7) / 8 else { return nil }
    isSelected = (0..<count).map { packedBits[$0 >> 3] >> UInt8($0 & 7) & 1 == 1 }
  }
}
