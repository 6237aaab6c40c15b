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
    let counts = Counts(queries?.count ?? points.count)
    measurement.time {
      if let queries {
        tree.visitNeighbors(within: radius, ofEach: queries) { row, indices, _ in
          counts.set(indices.count, of: row)
        }
      } else {
        tree.visitNeighborsOfEachPoint(within: radius) { row, indices, _ in
          counts.set(indices.count, of: row)
        }
      }
    }
    let values = counts.values
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

  /// How many neighbors each query has, written from several threads.
  @safe private final class Counts: @unchecked Sendable {
    // Each element is written once, by one thread, and read after all are done.
    private let buffer: UnsafeMutableBufferPointer<Int32>

    init(_ count: Int) {
      unsafe buffer = .allocate(capacity: count)
      unsafe buffer.initialize(repeating: 0)
    }

    deinit { unsafe buffer.deallocate() }

    func set(_ value: Int, of row: Int) { unsafe buffer[row] = Int32(value) }

    var values: [Int32] { unsafe Array(buffer) }
  }
}
