import Cairn
import Foundation

/// From a click to a grasp: a depth camera looks at a table, a parallel gripper comes from above.
///
/// The table is the largest plane that faces up, what stands on it the clusters above. One click in a cluster gives
/// the whole thing, its box in the table's plane tells where the fingers go.
@main
struct TabletopPicking {
  static let gripperOpening: Float = 0.085  // metres
  static let largestThing: Float = 0.4

  static func main() throws {
    let cloud = try PointCloud(contentsOf: "Datasets/scenes/tabletop-1.pcd")
    guard let points = cloud.positions?.points else { return print("no coordinates") }
    // The camera is at the origin; seen from above, a plane's normal towards it points up, to -y.
    let planes = largestPlanes(in: points, tolerance: 0.008, minimumCount: 2000, limit: 4)
      .map { $0.plane.signedDistance(to: .zero) > 0 ? $0.plane : $0.plane.flipped }
    guard let table = planes.first(where: { $0.normal.y < -0.3 }) else {
      return print("no table in sight")
    }
    let heights = points.map { table.signedDistance(to: $0) }
    let groups = euclideanClusters(of: points, distance: 0.02, minimumCount: 200) {
      heights[$0] > 0.015 && heights[$0] < 0.5
    }

    let embedding = try NetworkPredictor().encode(cloud)
    var masks: [Mask] = []
    for group in 0..<(groups.max() ?? -1) + 1 {
      let members = groups.indices.filter { groups[$0] == group }
      // Walls and chairs are above the table's plane, too, but larger than what is picked.
      let group = OrientedBox(bounding: members.map { points[$0] }, up: table.normal)
      guard let group, group.size.max() < largestThing else { continue }
      let click = middle(of: members, in: points)
      // Three answers of different extent: the best one that is no larger than what is picked.
      let answers = try embedding.masks(for: [.positive(index: click)])
      let boxes = answers.map { answer in
        // The lowest points of a mask may be the table's.
        let thing = answer.mask.indices.filter { heights[$0] > 0.008 }.map { points[$0] }
        return (mask: answer.mask, box: OrientedBox(bounding: thing, up: table.normal))
      }
      guard let (mask, box) = boxes.first(where: { $0.box?.size.max() ?? 1 < largestThing }),
        let box
      else { continue }
      masks.append(mask)
      let size = box.size * 1000
      print("\(masks.count): click at \(text(points[click])), \(mask.selectedCount) points")
      print(String(format: "   box %.0f x %.0f x %.0f mm", size.x, size.y, size.z))
      guard box.size.y < gripperOpening - 0.01 else {
        print("   too wide for the gripper")
        continue
      }
      // The fingers close across the narrow side, the gripper comes down along the normal.
      print("   grasp at \(text(box.center)), approach \(text(-table.normal)),")
      let fingers = box.rotation.applied(to: [0, 1, 0])
      print("   fingers along \(text(fingers)),", String(format: "%.0f mm wide", size.y))
    }
    try cloud.labelled(with: masks).write(to: ".build/tabletop-picking.pcd", overwriting: true)
  }

  /// The point nearest to the middle of some, as a person would click.
  static func middle(of members: [Int], in points: [SIMD3<Float>]) -> Int {
    let center = members.reduce(SIMD3<Float>.zero) { $0 + points[$1] } / Float(members.count)
    return members.min {
      (points[$0] - center).squaredLength < (points[$1] - center).squaredLength
    } ?? 0
  }

  static func text(_ vector: SIMD3<Float>) -> String {
    String(format: "%.3f %.3f %.3f", vector.x, vector.y, vector.z)
  }
}
