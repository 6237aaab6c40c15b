import CairnKernels
import CairnSearch

/// Times building a k-d tree and asking it.
enum KDTreeBenchmarks {
  static let operations = [
    Operation(name: "build") { subject, _ in
      var measurement = Measurement()
      let tree = measurement.time { KDTree(subject.points) }
      measurement.check = [("count", Double(tree.count))]
      return measurement
    },
    Operation(name: "knn") { subject, arguments in
      nearest(
        arguments.count("k", 8), in: subject, queries: queries(of: subject, arguments))
    },
    Operation(name: "radius") { subject, arguments in
      neighbors(
        within: arguments.length("r", 0.1), in: subject, queries: queries(of: subject, arguments))
    },
    Operation(name: "octree_radius") { subject, arguments in
      neighbors(
        within: arguments.length("r", 0.1), in: subject, queries: queries(of: subject, arguments))
    },
  ]

  /// Operations that need a tree, which is not timed.
  static let asking: Set = ["knn", "radius", "octree_radius"]

  private static func queries(of subject: Subject, _ arguments: Arguments)
    -> [SIMD3<Float>]?
  {
    arguments["queries"] == "file" ? subject.queries : nil
  }

  /// Finds the `k` nearest points of each query, or of each point of the cloud.
  private static func nearest(
    _ k: Int, in subject: Subject, queries: [SIMD3<Float>]?
  ) -> Measurement {
    var measurement = Measurement()
    guard let tree = subject.tree else { return measurement }
    let table = measurement.time {
      queries.map { tree.nearest(k, toEach: $0) } ?? tree.nearestToEachPoint(k)
    }
    let step = max(table.count / 1000, 1)
    var (kth, all, total) = (0.0, 0.0, 0.0)
    for row in 0..<table.count {
      let distances = table.squaredDistances[row * k..<(row + 1) * k].map {
        Double($0).squareRoot()
      }
      let farthest = distances.max() ?? 0
      total += farthest
      guard row.isMultiple(of: step) else { continue }
      kth += farthest
      all += distances.reduce(0, +)
    }
    measurement.check = [("sample_kth", kth), ("sample_all", all), ("total_kth", total)]
    return measurement
  }

  /// Visits the points around each query, or around each point of the cloud.
  private static func neighbors(
    within radius: Float, in subject: Subject, queries: [SIMD3<Float>]?
  ) -> Measurement {
    var measurement = Measurement()
    guard let tree = subject.tree else { return measurement }
    let counts = measurement.time {
      concurrentlyWritten(queries?.count ?? subject.points.count, empty: Int32(0)) { write in
        if let queries {
          tree.visitNeighbors(within: radius, ofEach: queries) { row, indices, _ in
            write(row, Int32(indices.count))
          }
        } else {
          tree.visitNeighborsOfEachPoint(within: radius) { row, indices, _ in
            write(row, Int32(indices.count))
          }
        }
      }
    }
    let step = max(counts.count / 1000, 1)
    let sample = stride(from: 0, to: counts.count, by: step)
    measurement.check = [
      ("total_count", counts.reduce(0) { $0 + Double($1) }),
      ("sample_count", sample.reduce(0) { $0 + Double(counts[$1]) }),
    ]
    return measurement
  }
}
