import Cairn
import Foundation

/// Taking stock: a camera in front of a shelf, a click on a product, and what stands beside it.
///
/// The boards of the shelf are planes and tell which way is up. The next point beside the box of the
/// clicked product is the next click; how far it is from the box is the width of the gap between.
@main
struct Shelf {
  static let longestProduct: Float = 0.4  // metres

  static func main() throws {
    let cloud = try PointCloud(contentsOf: "Datasets/scenes/shelf-1.ply")
    guard let points = cloud.positions?.points else { return print("no coordinates") }
    // In the frame of a camera x is right, y down, z away; boards are the planes across y.
    let planes = largestPlanes(in: points, tolerance: 0.008, minimumCount: 400, limit: 12)
    let normals = planes.map { $0.plane.normal.y < 0 ? $0.plane.normal : -$0.plane.normal }
    guard let up = normals.min(by: { $0.y < $1.y }) else { return print("no shelf in sight") }
    // The cloud as the shelf has it: to the right, away from the aisle, up.
    let right = SIMD3<Float>(0, 0, 1).cross(up).normalized
    let away = up.cross(right)
    let places = points.map { SIMD3<Float>(right.dot($0), away.dot($0), up.dot($0)) }
    var isBoard = Mask(emptyFor: cloud.count)
    for segment in planes where abs(segment.plane.normal.dot(up)) > 0.97 {
      for index in segment.members { isBoard[index] = true }
    }
    let embedding = try NetworkPredictor().encode(cloud)
    /// The best answer to a click that is no longer than a product, if there is one.
    func product(at click: Prompt) throws -> (mask: Mask, box: Box)? {
      let boxes = try embedding.masks(for: [click]).map { answer in
        (mask: answer.mask, box: Box(bounding: answer.mask.indices.map { places[$0] }))
      }
      return boxes.first { $0.box.size.max() < longestProduct && $0.mask.selectedCount > 40 }
    }

    let ball: SIMD3<Double> = [0.924, 0.119, 1.584]  // a click, in the coordinates of the file
    guard let clicked = try product(at: .positive(at: ball)) else { return print("no product") }
    var masks = [clicked.mask]
    print("clicked:", text(clicked.box))
    for side in [-1, 1] as [Float] {
      // What is beside the box: at its height, and no farther back than the box.
      let edge = side < 0 ? -clicked.box.min.x : clicked.box.max.x
      let beside = places.indices.filter { index in
        let place = places[index]
        return place.x * side > edge && place.z > clicked.box.min.z + 0.02
          && place.z < clicked.box.max.z && place.y < clicked.box.max.y
          && !isBoard[index] && !clicked.mask[index]
      }
      let next = beside.min { places[$0].x * side < places[$1].x * side }
      guard let next else {
        print(side < 0 ? "left:" : "right:", "nothing")
        continue
      }
      let gap = Int((places[next].x * side - edge) * 1000)
      let neighbor = try product(at: .positive(index: next))
      print(
        side < 0 ? "left:" : "right:", "after \(gap) mm",
        neighbor.map { text($0.box) } ?? "something larger than a product")
      if let neighbor { masks.append(neighbor.mask) }
    }
    try cloud.labelled(with: masks).write(to: ".build/shelf.ply", overwriting: true)
  }

  static func text(_ box: Box) -> String {
    String(format: "%.0f mm wide, %.0f mm high", box.size.x * 1000, box.size.z * 1000)
  }
}
