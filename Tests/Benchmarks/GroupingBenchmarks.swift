import CairnClouds
import CairnGeometry
import CairnKernels
import CairnPreprocessing
import CairnSearch

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

extension GroupingBenchmarks {
  /// Smooth regions: 30 neighbors, 3 degrees, at least 50 points; normals are given.
  static func region(_ cloud: PointCloud?, _ arguments: [String: String]) -> Measurement {
    let points = positions(of: cloud)
    let normals = Normals(of: points, k: 16)
    var measured = Measurement()
    let regions = withThreads(arguments) {
      measured.time {
        smoothRegions(
          normals: normals.vectors, curvatures: normals.curvatures,
          neighbors: KDTree(points).nearestToEachPoint(30), maximumAngle: 3 / 180 * .pi,
          maximumCurvature: 1, minimumCount: 50)
      }
    }
    let sizes = self.sizes(of: regions)
    measured.check = [
      ("regions", Double(sizes.count)), ("region_points", Double(sizes.reduce(0, +))),
    ]
    return measured
  }

  /// A graph cut in the ball of radius `R` about a place, with `f` and `sigma`.
  ///
  /// `mincut_fg` counts the whole side of the cut; PCL leaves out points whose own tie is cut.
  static func mincut(_ cloud: PointCloud?, _ arguments: [String: String]) -> Measurement {
    let place = SIMD3(
      number("cx", arguments, 0), number("cy", arguments, 0), number("cz", arguments, 0))
    let reach = number("R", arguments, 4)
    let ball = positions(of: cloud).filter { ($0 - place).squaredLength <= reach * reach }
    let (radius, sigma) = (number("f", arguments, 2), number("sigma", arguments, 0.25))
    var measured = Measurement()
    let mask = withThreads(arguments) {
      measured.time {
        minimumCut(of: ball, foreground: [place], radius: radius, sigma: sigma, up: [0, 0, 1])
      }
    }
    measured.check = [
      ("mincut_in", Double(ball.count)), ("mincut_fg", Double(mask.count { $0 })),
    ]
    return measured
  }
}

extension GroupingBenchmarks {
  /// Supervoxels of voxels of edge `leaf`, about `seed` apart.
  static func supervoxel(_ cloud: PointCloud?, _ arguments: [String: String]) -> Measurement {
    let points = positions(of: cloud)
    let (edge, spacing) = (number("leaf", arguments, 0.1), number("seed", arguments, 1))
    var measured = Measurement()
    let found = withThreads(arguments) {
      measured.time { Supervoxels(points, edge: edge, spacing: spacing) }
    }
    measured.check = [("supervoxels", Double(found.count))]
    return measured
  }

  /// Statistical outliers with `k` and `t`, or radius outliers with `r` and `m`.
  static func outliers(_ cloud: PointCloud?, _ arguments: [String: String]) -> Measurement {
    let points = positions(of: cloud)
    var measured = Measurement()
    let mask = withThreads(arguments) {
      measured.time {
        arguments["r"] == nil
          ? statisticalOutliers(
            of: points, neighborCount: Int(number("k", arguments, 8)),
            deviations: number("t", arguments, 1))
          : radiusOutliers(
            of: points, radius: number("r", arguments, 0.1),
            minimumNeighbors: Int(number("m", arguments, 2)))
      }
    }
    measured.check = [
      ("outliers", Double(mask.count { $0 })),
      ("outlier_rows", mask.indices.reduce(0.0) { $0 + (mask[$1] ? Double($1) : 0) }),
    ]
    return measured
  }
}
