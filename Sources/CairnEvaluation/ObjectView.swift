import CairnGeometry
import CairnSegmentation

/// A picture of an object, from near enough that it fills the middle.
struct ObjectView: Sendable {
  /// How positions are shown; lengths in the picture are those at a distance of 1.
  let projection: ViewProjection
  /// `nil` where coordinates are so large that positions cannot be told apart.
  private let inverse: ViewProjection?

  /// How far the eye is from the middle of the object, in its radii.
  private static let distance = 3.0
  /// How wide a ball around the object is in the picture, about.
  static let objectWidth = 2 / distance

  /// The 26 views of an object from all around, always in the same order.
  ///
  /// - Parameters:
  ///   - isMember: Whether each point belongs to the object; at least one does.
  ///   - points: Positions, all finite.
  /// - Returns: The views, for positions as `points` has them.
  static func around(_ isMember: [Bool], of points: [SIMD3<Float>]) -> [ObjectView] {
    let members = isMember.indices.filter { isMember[$0] }.map { points[$0] }
    let middle = Box(bounding: members).center
    let radius = members.map { ($0 - middle).length }.max() ?? 0
    // What has no extent is looked at from anywhere.
    let distance = distance * Double(radius > 0 ? radius : 1)
    var views: [ObjectView] = []
    for z in [1, 0, -1] as [Float] {
      for y in [-1, 0, 1] as [Float] {
        for x in [-1, 0, 1] as [Float] where SIMD3(x, y, z) != .zero {
          views.append(
            ObjectView(
              of: SIMD3<Double>(middle), from: SIMD3(x, y, z).normalized, distance: distance))
        }
      }
    }
    return views
  }

  /// Looks at a place from a direction.
  private init(of place: SIMD3<Double>, from direction: SIMD3<Float>, distance: Double) {
    let level: SIMD3<Float> = abs(direction.z) > 0.9 ? [1, 0, 0] : [0, 0, 1]
    let right = level.cross(direction).normalized
    let down = right.cross(direction)
    func column(_ axis: Int) -> SIMD4<Double> {
      [Double(right[axis]), Double(down[axis]), 0, -Double(direction[axis])]
    }
    projection = ViewProjection(x: column(0), y: column(1), z: column(2), origin: [0, 0, -1, 0])
      .counted(from: -(place + distance * SIMD3<Double>(direction)))
    inverse = projection.inverse
  }

  /// Column, row and depth of a position; `nil` behind the eye.
  func image(of point: SIMD3<Float>) -> SIMD3<Double>? { projection.project(SIMD3<Double>(point)) }

  /// The points of the object that nothing hides, ascending.
  func seenMembers(_ isMember: [Bool], of points: [SIMD3<Float>]) -> [Int] {
    guard let inverse else { return [] }
    let surface = VisibleSurface(
      points.map(image), within: isMember, inverse: inverse, points: points)
    let isSeen = surface.contained(among: isMember)
    return isSeen.indices.filter { isSeen[$0] }
  }
}
