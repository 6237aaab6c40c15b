import CairnGeometry
import CairnSearch

/// A click that a simulated person makes.
public struct SimulatedClick: Sendable, Hashable, Codable {
  /// The point clicked.
  public var index: Int
  /// Whether the point belongs to the object.
  public var isPositive: Bool

  /// Creates a click.
  public init(index: Int, isPositive: Bool) {
    self.index = index
    self.isPositive = isPositive
  }
}

/// Clicks where a mask is most wrong, for one object: the rule of AGILE3D.
///
/// After Yue et al., "AGILE3D: Attention guided interactive multi-object 3D segmentation", 2024.
///
/// Missing points and points too many are two groups. The size of a group is the largest distance
/// from one of its points to the nearest point outside the group. The larger group is clicked, the
/// superfluous points where both are equal, at the point that attains the size, the first of equals.
public struct ClickSimulator: Sendable {
  private let points: [SIMD3<Float>]

  /// Creates a simulator for a cloud.
  ///
  /// - Parameter points: Positions, all finite.
  public init(_ points: [SIMD3<Float>]) { self.points = points }

  /// Returns the next click, or `nil` where nothing is wrong.
  ///
  /// - Parameters:
  ///   - truth: Whether each point belongs to the object.
  ///   - predicted: Whether each point was selected.
  /// - Returns: A point whose class the prediction has wrong, with its true class.
  /// - Complexity: O(*n* log *n*).
  public func nextClick(truth: [Bool], predicted: [Bool]) -> SimulatedClick? {
    let missing = deepest { truth[$0] && !predicted[$0] }
    let superfluous = deepest { !truth[$0] && predicted[$0] }
    guard let missing else {
      return superfluous.map { SimulatedClick(index: $0.index, isPositive: false) }
    }
    if let superfluous, superfluous.squaredDistance >= missing.squaredDistance {
      return SimulatedClick(index: superfluous.index, isPositive: false)
    }
    return SimulatedClick(index: missing.index, isPositive: true)
  }

  /// The point of a group that is farthest from all points outside.
  private func deepest(of isMember: (Int) -> Bool) -> Neighbor? {
    var members: [Int] = []
    var others: [SIMD3<Float>] = []
    for index in points.indices {
      if isMember(index) { members.append(index) } else { others.append(points[index]) }
    }
    guard let first = members.first else { return nil }
    guard !others.isEmpty else { return Neighbor(index: first, squaredDistance: .infinity) }
    let outside = KDTree(others)
    var best = Neighbor(index: first, squaredDistance: -1)
    for index in members {
      guard let nearest = outside.nearest(to: points[index]) else { continue }
      if nearest.squaredDistance > best.squaredDistance {
        best = Neighbor(index: index, squaredDistance: nearest.squaredDistance)
      }
    }
    return best
  }
}
