import CairnKernels
import CairnPreprocessing
import CairnSearch

/// Times building a k-d tree and asking it.
struct SearchBenchmarks {
  private let points: [SIMD3<Float>]
  private let tree: KDTree

  /// Prepares a cloud, untimed.
  init(_ points: [SIMD3<Float>]) {
    self.points = points
    tree = KDTree(points)
  }

  /// Builds a tree.
  static func build(_ points: [SIMD3<Float>]) -> Measurement {
    var measurement = Measurement()
    let tree = measurement.time { KDTree(points) }
    measurement.check = [("count", Double(tree.count))]
    return measurement
  }

  /// Builds a tree and fits a plane to the `k` nearest points of each point.
  static func normals(_ points: [SIMD3<Float>], k: Int) -> Measurement {
    var measurement = Measurement()
    let normals = measurement.time { Normals(of: points, k: k) }
    var sums = SIMD3<Double>.zero
    for vector in normals.vectors {
      sums += SIMD3<Double>(vector.replacing(with: -vector, where: vector .< 0))
    }
    measurement.check = [("ax", sums.x), ("ay", sums.y), ("az", sums.z)]
    return measurement
  }

  /// Finds the `k` nearest points of each query, or of each point of the cloud.
  func nearest(_ k: Int, queries: [SIMD3<Float>]?) -> Measurement {
    var measurement = Measurement()
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
  func neighbors(within radius: Float, queries: [SIMD3<Float>]?) -> Measurement {
    var measurement = Measurement()
    let values = measurement.time {
      concurrentlyWritten(queries?.count ?? points.count, empty: Int32(0)) { write in
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
    let step = max(values.count / 1000, 1)
    measurement.check = [
      ("total_count", values.reduce(0) { $0 + Double($1) }),
      (
        "sample_count",
        stride(from: 0, to: values.count, by: step).reduce(0) { $0 + Double(values[$1]) }
      ),
    ]
    return measurement
  }
}
