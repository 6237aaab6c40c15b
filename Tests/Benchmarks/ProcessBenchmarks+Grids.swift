import CairnPreprocessing

/// Times voxel grids, samples and planes of a loaded cloud.
enum GridBenchmarks {
  /// Voxels of edge `leaf` with their centroids and the map from points to voxels.
  static func voxel(_ points: [SIMD3<Float>], _ arguments: [String: String]) -> Measurement {
    var measurement = Measurement()
    let edge = Float(arguments["leaf"] ?? "") ?? 0.1
    let grid = measurement.time { VoxelGrid(points, edge: edge) }
    measurement.check = [("voxels", Double(grid.count))]
    return measurement
  }

  /// `m` points, each the farthest from those before, from point 0 on.
  static func farthest(_ points: [SIMD3<Float>], _ arguments: [String: String]) -> Measurement {
    var measurement = Measurement()
    let count = Int(arguments["m"] ?? "") ?? 1024
    let chosen = measurement.time { farthestPoints(of: points, count: count) }
    let sum = chosen.reduce(0.0) { total, index in
      let point = points[index]
      return total + Double(abs(point.x)) + Double(abs(point.y)) + Double(abs(point.z))
    }
    measurement.check = [("fps_sum", sum)]
    return measurement
  }

  /// The largest plane with points within `d`, after at most `iters` tries.
  static func plane(_ points: [SIMD3<Float>], _ arguments: [String: String]) -> Measurement {
    var measurement = Measurement()
    let tolerance = Float(arguments["d"] ?? "") ?? 0.1
    let iterations = Int(arguments["iters"] ?? "") ?? 1000
    let confidence = Double(arguments["prob"] ?? "") ?? 0.99
    let seed = UInt64(arguments["seed"] ?? "") ?? 1
    let found = measurement.time {
      largestPlane(
        in: points, tolerance: tolerance, iterations: iterations, confidence: confidence,
        seed: seed)
    }
    measurement.check = [("inliers", Double(found?.members.count ?? 0))]
    return measurement
  }

  /// The ground, z being up, and how much of what the field `label` calls 0 is found.
  static func ground(
    _ points: [SIMD3<Float>], labels: [UInt32]?, _ arguments: [String: String]
  ) -> Measurement {
    var measurement = Measurement()
    let found = measurement.time {
      Ground(
        of: points, up: [0, 0, 1], columnEdge: arguments["edge"].flatMap(Float.init),
        tolerance: arguments["d"].flatMap(Float.init),
        bend: arguments["bend"].flatMap(Float.init) ?? 0.1)
    }
    var (both, label, answer) = (0, 0, 0)
    for (index, isGround) in found.isGround.enumerated() {
      let isLabelled = labels?[index] == 0
      both += isGround && isLabelled ? 1 : 0
      label += isLabelled ? 1 : 0
      answer += isGround ? 1 : 0
    }
    let others = points.count - label
    measurement.check = [
      ("ground", Double(answer)), ("edge", Double(found.columnEdge)),
      ("tolerance", Double(found.tolerance)), ("precision", Double(both) / Double(answer)),
      ("recall", Double(both) / Double(label)),
      ("other_precision", Double(others - answer + both) / Double(points.count - answer)),
      ("other_recall", Double(others - answer + both) / Double(others)),
    ]
    return measurement
  }
}
