import Cairn

@main
struct QuickStart {
  static func main() throws {
    let cloud = try PointCloud(contentsOf: "Datasets/scenes/tabletop-1.pcd")
    let embedding = try NetworkPredictor().encode(cloud)  // once per cloud

    let cup: SIMD3<Double> = [0.135, 0.060, 0.900]  // a click, in the coordinates of the file
    let candidates = try embedding.masks(for: [.positive(at: cup)])  // best first
    print("\(candidates.best.mask.selectedCount) points, IoU about \(candidates.best.iouScore)")

    let labelled = cloud.labelled(with: [candidates.best.mask])  // all columns, and `label`
    try labelled.write(to: ".build/quickstart.ply", overwriting: true)
  }
}
