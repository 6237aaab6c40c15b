import CairnPreprocessing

/// Times DBSCAN with radius `r` and `minpts` points.
enum DensityClustersBenchmarks {
  static let operations = [
    Operation(name: "dbscan") { subject, arguments in
      var measurement = Measurement()
      let groups = measurement.time {
        dbscan(
          of: subject.points, radius: arguments.length("r", 0.1),
          minimumPoints: arguments.count("minpts", 10))
      }
      measurement.check = [
        ("dbscan_clusters", Double(Measurement.sizes(of: groups).count)),
        ("dbscan_noise", Double(groups.count { $0 < 0 })),
      ]
      return measurement
    }
  ]
}
