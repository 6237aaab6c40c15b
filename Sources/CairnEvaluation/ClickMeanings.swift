import CairnClouds

/// What a click on an object may mean beside the object: the part that is clicked, and its group.
///
/// They are the columns `part` and `group` of a cloud, as generated ones have them: parts are
/// numbered through all objects, and what shares a group is a pile, which goes along when its lowest
/// thing is lifted. 0 is none, and so is a column that is missing.
struct ClickMeanings {
  private let parts: [UInt32]
  private let groups: [UInt32]

  /// Takes the columns of a cloud.
  init(of cloud: PointCloud) {
    parts = cloud.labels(in: "part") ?? []
    groups = cloud.labels(in: "group") ?? []
  }

  /// The part of an object that a click on it may mean; `nil` where there is none, or where the part
  /// is nine tenths of the object or more, so that it means the same.
  func part(clickedAt row: Int, of object: Mask) -> Mask? {
    guard parts.indices.contains(row), parts[row] != 0 else { return nil }
    let part = Mask(parts.indices.map { object[$0] && parts[$0] == parts[row] })
    return 10 * part.selectedCount < 9 * object.selectedCount ? part : nil
  }

  /// The group of an object that a click on it may mean; `nil` where there is none, or where it is
  /// larger than the object by a tenth at most.
  func group(clickedAt row: Int, of object: Mask) -> Mask? {
    guard groups.indices.contains(row), groups[row] != 0 else { return nil }
    let group = Mask(groups.indices.map { object[$0] || groups[$0] == groups[row] })
    return 10 * group.selectedCount > 11 * object.selectedCount ? group : nil
  }
}
