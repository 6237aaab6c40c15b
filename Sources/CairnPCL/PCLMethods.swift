import CairnSegmentation

/// All methods that call PCL, and whether this build has them.
public enum PCLMethods {
  /// Whether the package was built with the trait `PCL`; without it, every method refuses to encode.
  public static var isBuilt: Bool { libraryVersion != nil }

  /// PCL's version, such as `1.13.0`; `nil` where it was not built in.
  public static var libraryVersion: String? { PCLCalls.version }

  /// One predictor of each method.
  public static let all: [any Predictor] = [
    PCLMinimumCutPredictor(), PCLRegionGrowingPredictor(), PCLColorRegionGrowingPredictor(),
    PCLClustersPredictor(), PCLConvexityPredictor(),
  ]
}
