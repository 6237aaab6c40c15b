import Cairn
import Foundation

/// Labelling a drive: a click on a parked car, a correction, and files that others train with.
///
/// A group of points that has the size of a car is clicked. Where the mask is longer than a car it
/// has run on into the next one or a wall, and a negative click takes that back. The result is
/// written as SemanticKITTI has it: a scan and its labels.
@main
struct Street {
  static let longestCar: Float = 5.6  // metres
  static let carClass: UInt32 = 10  // in SemanticKITTI's list

  static func main() throws {
    let cloud = try PointCloud(contentsOf: "Datasets/scenes/street-1.ply")
    guard let points = cloud.positions?.points else { return print("a cloud without coordinates") }
    let up: SIMD3<Float> = [0, 0, 1]
    let ground = Ground(of: points, up: up)
    let groups = euclideanClusters(of: points, distance: 0.5, minimumCount: 40) {
      !ground.isGround[$0] && ground.heights[$0] < 2.2
    }
    // The nearest group that has the size of a car; its point nearest to the LiDAR is the click.
    var members: [Int32: [Int]] = [:]
    for index in points.indices where groups[index] >= 0 {
      members[groups[index], default: []].append(index)
    }
    let clicks = members.values.compactMap { group -> Int? in
      guard let box = OrientedBox(bounding: group.map { points[$0] }, up: up),
        (2.5...longestCar).contains(box.size.x), (1...2.4).contains(box.size.y),
        (0.8...2.2).contains(box.size.z)
      else { return nil }
      return group.min { points[$0].squaredLength < points[$1].squaredLength }
    }
    let click = clicks.min { points[$0].squaredLength < points[$1].squaredLength }
    guard let click else { return print("no car in sight") }

    let embedding = try NetworkPredictor().encode(cloud)
    var prompts = [Prompt.positive(index: click)]
    var answer = try embedding.masks(for: prompts).best
    func box(of mask: Mask) -> OrientedBox? {
      let body = mask.indices.filter { !ground.isGround[$0] }.map { points[$0] }
      return OrientedBox(bounding: body, up: up)
    }
    while prompts.count < 5, let box = box(of: answer.mask), box.size.x > longestCar {
      let far = answer.mask.indices.max {
        (points[$0] - points[click]).squaredLength < (points[$1] - points[click]).squaredLength
      }
      guard let far else { break }
      prompts.append(.negative(index: far))
      answer = try embedding.masks(for: prompts, refining: answer).best
      print("corrected: \(answer.mask.selectedCount) points are left")
    }
    guard let car = box(of: answer.mask) else { return print("nothing above the ground") }
    let ahead = car.rotation.applied(to: [1, 0, 0])
    let heading = atan2(ahead.y, ahead.x) * 180 / .pi
    print(String(format: "a car %.1f m away,", points[click].length), terminator: " ")
    print(String(format: "%.1f x %.1f x %.1f m,", car.size.x, car.size.y, car.size.z))
    print(String(format: "heading %.0f degrees (or the opposite)", heading))

    var labelled = cloud.labelled(with: [answer.mask])
    try labelled.write(to: ".build/street.ply", overwriting: true)
    labelled.append(Field("semantic", .uint32(answer.mask.isSelected.map { $0 ? carClass : 0 })))
    let export = try LabelDialect.semantickitti.apply(to: labelled, for: .kitti)
    try export.cloud.write(to: ".build/street.bin", format: .kitti, overwriting: true)
    let labels = try OutputFile(path: ".build/street.label", overwriting: true)
    try export.companion?.write(to: labels)
    try labels.commit()
  }
}
