import CairnPreprocessing

/// Times finding statistical outliers with `k` and `t`, or radius outliers with `r` and `m`.
enum OutliersBenchmarks {
  static let operations = [
    Operation(name: "outliers") { subject, arguments in
      var measurement = Measurement()
      let mask = measurement.time {
        arguments["r"] == nil
          ? statisticalOutliers(
            of: subject.points, neighborCount: arguments.count("k", 8),
            deviations: arguments.length("t", 1))
          : radiusOutliers(
            of: subject.points, radius: arguments.length("r", 0.1),
            minimumNeighbors: arguments.count("m", 2))
      }
      measurement.check = [
        ("outliers", Double(mask.count { $0 })),
        ("outlier_rows", mask.indices.reduce(0.0) { $0 + (mask[$1] ? Double($1) : 0) }),
      ]
      return measurement
    }
  ]
}
