import CairnPreprocessing

/// Times finding the plane with most points within `d`, after at most `iters` tries.
enum LargestPlaneBenchmarks {
  static let operations = [
    Operation(name: "plane") { subject, arguments in
      var measurement = Measurement()
      let found = measurement.time {
        largestPlane(
          in: subject.points, tolerance: arguments.length("d", 0.1),
          iterations: arguments.count("iters", 1000), confidence: arguments.number("prob", 0.99),
          seed: UInt64(arguments.count("seed", 1)))
      }
      measurement.check = [("inliers", Double(found?.members.count ?? 0))]
      return measurement
    }
  ]
}
