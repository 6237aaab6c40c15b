import CairnClouds
import CairnGeometry

/// Objects of a cloud in groups of neighbors.
///
/// A group begins with the object of the lowest label that is in none, and takes in the object nearest
/// to any of its own, one after the other, until it is full. How near two objects are is the gap
/// between their axis-aligned boxes; of equal gaps, such as none, the distance of the boxes' middles.
struct ObjectGroups {
  /// The labels of each group, ascending; all groups but the last have the size asked for.
  let labels: [[InstanceLabel]]

  /// Forms groups.
  ///
  /// - Parameters:
  ///   - boxes: The box of each object.
  ///   - size: How many objects a full group has; positive.
  /// - Complexity: O(*n*²) times the size, *n* objects.
  init(of boxes: [InstanceLabel: Box], size: Int) {
    precondition(size > 0, "a group of \(size) objects is none")
    var left = boxes.sorted { $0.key < $1.key }
    var groups: [[InstanceLabel]] = []
    while !left.isEmpty {
      var group = [left.removeFirst()]
      while group.count < size {
        let nearness = left.map { object in
          group.dropFirst().reduce(Nearness(group[0].value, object.value)) {
            min($0, Nearness($1.value, object.value))
          }
        }
        guard let nearest = nearness.indices.min(by: { nearness[$0] < nearness[$1] }) else { break }
        group.append(left.remove(at: nearest))
      }
      groups.append(group.map(\.key).sorted())
    }
    labels = groups
  }

  /// How near two boxes are.
  private struct Nearness: Comparable {
    var squaredGap: Float
    var squaredDistance: Float

    init(_ a: Box, _ b: Box) {
      let gap = pointwiseMax(pointwiseMax(a.min - b.max, b.min - a.max), .zero)
      squaredGap = gap.squaredLength
      squaredDistance = (a.center - b.center).squaredLength
    }

    static func < (a: Nearness, b: Nearness) -> Bool {
      (a.squaredGap, a.squaredDistance) < (b.squaredGap, b.squaredDistance)
    }
  }
}
