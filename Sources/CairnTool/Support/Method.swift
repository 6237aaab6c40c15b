import ArgumentParser
import CairnPCL
import CairnSegmentation

/// A way to segment, by the name that `--method` takes.
struct Method: ExpressibleByArgument, Sendable {
  let name: String
  /// One line for `cairn methods`.
  let summary: String
  let predictor: any Predictor
  /// What the weights are called; `nil` for those in the tool and where there are none.
  let weightsName: String?

  init(_ predictor: some Predictor, summary: String, weights: String? = nil) {
    name = type(of: predictor).method
    self.summary = summary
    self.predictor = predictor
    weightsName = weights
  }

  /// What a sidecar says of the weights: their name and digest; `nil` where there are none.
  var weights: String? {
    (predictor as? NetworkPredictor).map {
      let digits = String($0.weightsDigest, radix: 16)
      let digest = String(repeating: "0", count: 16 - digits.count) + digits
      return "\(weightsName ?? "shipped"), xxh64 \(digest)"
    }
  }

  init?(argument: String) {
    guard let method = (Self.all + Self.unbuilt).first(where: { $0.name == argument }) else {
      return nil
    }
    self = method
  }

  /// Every method of this build, the default first.
  static let all =
    [
      Method(
        NetworkPredictor(),
        summary: "network that learned from generated scenes; the weights are in the tool"),
      Method(
        GraphPredictor(),
        summary: "graph of voxels, planes and convexity; needs no weights"),
      Method(
        ClustersPredictor(),
        summary: "large planes removed, connected clusters; to compare with"),
    ] + (PCLMethods.isBuilt ? ofPCL : [])

  /// Methods that another build has; they are understood, so that the answer can say how to get them.
  static let unbuilt = PCLMethods.isBuilt ? [] : ofPCL

  private static let ofPCL = [
    Method(
      PCLMinimumCutPredictor(),
      summary: "PCL's min-cut around clicks, at the most stable of nine radii; to compare with"),
    Method(
      PCLRegionGrowingPredictor(),
      summary: "PCL's region growing by normals; to compare with"),
    Method(
      PCLColorRegionGrowingPredictor(),
      summary: "PCL's region growing by colours; to compare with"),
    Method(
      PCLClustersPredictor(),
      summary: "PCL's planes removed, PCL's Euclidean clusters; to compare with"),
    Method(
      PCLConvexityPredictor(),
      summary: "PCL's supervoxels merged where convex (LCCP); to compare with"),
  ]

  /// The method where none is named.
  static let standard = all[0]

  static var allValueStrings: [String] { all.map(\.name) }
  var defaultValueDescription: String { name }
}
