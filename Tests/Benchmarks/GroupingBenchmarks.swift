import CairnClouds
import CairnKernels
import CairnPreprocessing

/// Times what puts points into groups.
enum GroupingBenchmarks {
  /// Euclidean clusters: `r`, and `min` points.
  static func cluster(_ cloud: PointCloud?, _ arguments: [String: String]) -> Measurement {
    let points = positions(of: cloud)
    let distance = number("r", arguments, 0.1)
    let minimumCount = Int(number("min", arguments, 1))
    var measured = Measurement()
    let groups = withThreads(arguments) {
      measured.time {
        euclideanClusters(of: points, distance: distance, minimumCount: minimumCount)
      }
    }
    let sizes = self.sizes(of: groups)
    measured.check = [
      ("clusters", Double(sizes.count)), ("largest", Double(sizes.max() ?? 0)),
      ("points", Double(sizes.reduce(0, +))),
    ]
    return measured
  }

  /// Dense groups: `r` and `minpts`.
  static func dbscan(_ cloud: PointCloud?, _ arguments: [String: String]) -> Measurement {
    let points = positions(of: cloud)
    let radius = number("r", arguments, 0.1)
    let minimumPoints = Int(number("minpts", arguments, 10))
    var measured = Measurement()
    let groups = withThreads(arguments) {
      measured.time {
        CairnPreprocessing.dbscan(of: points, radius: radius, minimumPoints: minimumPoints)
      }
    }
    measured.check = [
      ("dbscan_clusters", Double(sizes(of: groups).count)),
      ("dbscan_noise", Double(groups.count { $0 < 0 })),
    ]
    return measured
  }

  static func positions(of cloud: PointCloud?) -> [SIMD3<Float>] { cloud?.positions?.points ?? [] }

  static func number(_ name: String, _ arguments: [String: String], _ otherwise: Float) -> Float {
    arguments[name].flatMap(Float.init) ?? otherwise
  }

  static func withThreads<Value>(_ arguments: [String: String], _ body: () -> Value) -> Value {
    Threads.$limit.withValue(Int(number("threads", arguments, 1)), operation: body)
  }

  static func sizes(of groups: [Int32]) -> [Int] {
    var sizes = [Int](repeating: 0, count: Int(groups.max() ?? -1) + 1)
    for group in groups where group >= 0 { sizes[Int(group)] += 1 }
    return sizes
  }
}
