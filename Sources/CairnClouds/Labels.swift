/// Which object a point belongs to: 0 is none.
public typealias InstanceLabel = UInt32

/// Which kind of object a point belongs to: 0 is unknown.
public typealias SemanticLabel = UInt32

extension PointCloud {
  /// The object id of every point, from an integral column `label`; `nil` where there is none or a
  /// value is negative, fractional or above 4,294,967,295.
  ///
  /// - Complexity: O(*n*).
  public var labels: [InstanceLabel]? { labels(in: "label") }

  /// The ids in a column, if they are whole numbers that fit 32 bits.
  ///
  /// - Parameter name: The column.
  /// - Returns: One id per point, or `nil`.
  /// - Complexity: O(*n*).
  public func labels(in name: String) -> [InstanceLabel]? {
    guard let field = field(name), field.isScalar else { return nil }
    if case .uint32(let labels) = field.values { return labels }
    var labels: [InstanceLabel] = []
    labels.reserveCapacity(count)
    for value in field.values.doubles() {
      guard let label = InstanceLabel(exactly: value) else { return nil }
      labels.append(label)
    }
    return labels
  }

  /// Writes object ids into the column `label`.
  ///
  /// A `label` that is already there keeps its values under the name `label_input` (or
  /// `label_input_2` and so on where that is taken), unless the labels are an edit of it.
  ///
  /// - Parameters:
  ///   - labels: One id per point; 0 = none.
  ///   - updating: Whether to replace the column instead of keeping it beside the new one.
  public mutating func setLabels(_ labels: [InstanceLabel], updating: Bool = false) {
    let new = Field("label", .uint32(labels))
    if updating { return replaceOrAppend(new) }
    if field("label") != nil {
      var (name, number) = ("label_input", 1)
      while field(name) != nil {
        number += 1
        name = "label_input_\(number)"
      }
      renameField("label", to: name)
    }
    append(new)
  }
}

extension PointCloud {
  /// Returns the cloud with object ids in the column `label`: 1 for the first mask, 2 for the second
  /// and so on, 0 for points that no mask selects.
  ///
  /// - Parameter masks: One mask per object; where two overlap, the first has the point.
  /// - Returns: The same cloud, all columns kept, and `label` after them; see ``setLabels(_:updating:)``.
  public func labelled(with masks: [Mask]) -> PointCloud {
    var labels = [InstanceLabel](repeating: 0, count: count)
    for (number, mask) in masks.enumerated().reversed() {
      precondition(mask.count == count, "a mask of \(mask.count) points, a cloud of \(count)")
      for index in labels.indices where mask[index] { labels[index] = InstanceLabel(number + 1) }
    }
    var result = self
    result.setLabels(labels)
    return result
  }
}
