import CairnPreprocessing

/// Times joining points at most `r` apart into clusters of at least `min`.
enum EuclideanClustersBenchmarks {
  static let operations = [
    Operation(name: "cluster") { subject, arguments in
      var measurement = Measurement()
      let groups = measurement.time {
        euclideanClusters(
          of: subject.points, distance: arguments.length("r", 0.1),
          minimumCount: arguments.count("min", 1))
      }
      let sizes = Measurement.sizes(of: groups)
      measurement.check = [
        ("clusters", Double(sizes.count)), ("largest", Double(sizes.max() ?? 0)),
        ("points", Double(sizes.reduce(0, +))),
      ]
      return measurement
    }
  ]
}
