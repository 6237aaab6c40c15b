import Cairn
import Foundation

/// What is in the way: a robot in the aisle of a warehouse looks ahead with its LiDAR.
///
/// The ground is taken away first, which need not be flat. What is left in the corridor that the
/// robot will drive through is grouped, the nearest group clicked: the mask also has what reaches out
/// of the corridor, so that its box says how far to go round.
@main
struct Aisle {
  static let halfWidth: Float = 0.7  // of the corridor, metres
  static let robotHeight: Float = 1.8
  static let lookAhead: Float = 12

  static func main() throws {
    let cloud = try PointCloud(contentsOf: "Datasets/scenes/aisle-1.ply")
    guard let points = cloud.positions?.points else { return print("a cloud without coordinates") }
    // The frame of the LiDAR: x ahead, y left, z up.
    let ground = Ground(of: points, up: [0, 0, 1])
    print("\(points.count) points, \(ground.isGround.count { $0 }) of them on the ground")
    let isInTheWay = points.indices.map { index in
      points[index].x > 0.4 && points[index].x < lookAhead && abs(points[index].y) < halfWidth
        && !ground.isGround[index]
        && ground.heights[index] > 0.08 && ground.heights[index] < robotHeight
    }
    let groups = euclideanClusters(of: points, distance: 0.3, minimumCount: 8) { isInTheWay[$0] }
    // The nearest point of each group, the nearest group first.
    var nearest: [Int32: Int] = [:]
    for index in points.indices where groups[index] >= 0 {
      if let known = nearest[groups[index]], points[known].x <= points[index].x { continue }
      nearest[groups[index]] = index
    }
    let clicks = nearest.values.sorted { points[$0].x < points[$1].x }
    guard !clicks.isEmpty else { return print("the next \(Int(lookAhead)) m are free") }

    let embedding = try NetworkPredictor().encode(cloud)
    var masks: [Mask] = []
    for click in clicks.prefix(3) where !masks.contains(where: { $0[click] }) {
      let mask = try embedding.masks(for: [.positive(index: click)]).best.mask
      masks.append(mask)
      let members = mask.indices.filter { !ground.isGround[$0] }.map { points[$0] }
      guard let box = OrientedBox(bounding: members, up: [0, 0, 1]) else { continue }
      let (distance, size) = (points[click].x, box.size)
      print(String(format: "in %.1f m: %.1f x %.1f x %.1f m", distance, size.x, size.y, size.z))
      // The corridor that is left on either side of it, as far as this thing is concerned.
      let (low, high) = (members.map(\.y).min() ?? 0, members.map(\.y).max() ?? 0)
      print(
        high < 0
          ? String(format: "   stands %.1f m to the right", -high)
          : low > 0
            ? String(format: "   stands %.1f m to the left", low)
            : String(format: "   reaches from %.1f m right to %.1f m left", -low, high))
    }
    try cloud.labelled(with: masks).write(to: ".build/aisle.ply", overwriting: true)
  }
}
