import CairnPreprocessing

/// Times choosing `m` points, each the farthest from those before, from point 0 on.
enum FarthestPointsBenchmarks {
  static let operations = [
    Operation(name: "fps") { subject, arguments in
      var measurement = Measurement()
      let count = arguments.count("m", 1024)
      let chosen = measurement.time { farthestPoints(of: subject.points, count: count) }
      let sum = chosen.reduce(0.0) { total, index in
        let point = subject.points[index]
        return total + Double(abs(point.x)) + Double(abs(point.y)) + Double(abs(point.z))
      }
      measurement.check = [("fps_sum", sum)]
      return measurement
    }
  ]
}
