import Cairn
import Foundation

/// Emptying a bin: a camera above it, a suction cup that takes one thing after the other.
///
/// The thing nearest to the camera is clicked, as nothing lies on it. A mask that reaches farther
/// than a thing can has run into a neighbor or the bin: a negative click there corrects it. What was
/// taken is passed over when the next one is looked for.
@main
struct BinPicking {
  static let longestThing: Float = 0.12  // metres
  static let reach: Float = 0.12  // of the cup, about where the camera looks; inside the bin

  static func main() throws {
    let cloud = try PointCloud(contentsOf: "Datasets/scenes/bin-1.ply")
    guard let points = cloud.positions?.points else { return print("a cloud without coordinates") }
    let embedding = try NetworkPredictor().encode(cloud)
    guard let spacing = medianSpacing(of: points) else { return }
    let tree = KDTree(points)
    var isThere = points.map { max(abs($0.x), abs($0.y)) < reach }
    var masks: [Mask] = []
    while masks.count < 4 {
      // Single points in the air are no things: a click needs neighbors all around.
      let order = points.indices.filter { isThere[$0] }.sorted { points[$0].z < points[$1].z }
      let click = order.first {
        tree.neighbors(within: 3 * spacing, of: points[$0]).count { isThere[$0.index] } > 12
      }
      guard let click else { break }
      var prompts = [Prompt.positive(index: click)]
      var answers = try embedding.masks(for: prompts)
      func extent(_ mask: Mask) -> (length: Float, farthest: Int) {
        let farthest = mask.indices.max {
          (points[$0] - points[click]).squaredLength < (points[$1] - points[click]).squaredLength
        }
        return ((points[farthest ?? click] - points[click]).length, farthest ?? click)
      }
      // Of the answers, best first, the first that is no longer than a thing; else a correction.
      var mask = answers.first { extent($0.mask).length < longestThing }?.mask
      while mask == nil, prompts.count < 6 {
        prompts.append(.negative(index: extent(answers.best.mask).farthest))
        answers = try embedding.masks(for: prompts, refining: answers.best)
        mask = answers.first { extent($0.mask).length < longestThing }?.mask
      }
      isThere[click] = false
      guard let mask else { continue }
      for index in mask.indices { isThere[index] = false }
      guard mask.selectedCount > 40 else { continue }  // a corner: nothing to suck at
      masks.append(mask)

      // The cup takes the middle of what is seen, along the surface's normal there.
      let members = mask.indices
      let center = members.reduce(SIMD3<Float>.zero) { $0 + points[$1] } / Float(members.count)
      let spot = members.min {
        (points[$0] - center).squaredLength < (points[$1] - center).squaredLength
      }
      guard let spot else { continue }
      let around = tree.nearest(16, to: points[spot]).map { points[$0.index] }
      let normal = largestPlane(in: around, tolerance: 0.004)?.plane.normal ?? [0, 0, -1]
      print("\(masks.count): \(mask.selectedCount) points after \(prompts.count - 1) corrections")
      print("   cup at \(text(points[spot])), against \(text(normal.z < 0 ? -normal : normal))")
    }
    try cloud.labelled(with: masks).write(to: ".build/bin-picking.ply", overwriting: true)
  }

  static func text(_ vector: SIMD3<Float>) -> String {
    String(format: "%.3f %.3f %.3f", vector.x, vector.y, vector.z)
  }
}
