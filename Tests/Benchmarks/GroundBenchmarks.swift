import CairnClouds
import CairnPreprocessing

/// Times finding the ground, z being up, and compares it with what the field `label` calls 0.
enum GroundBenchmarks {
  static let operations = [
    Operation(name: "ground") { subject, arguments in
      var measurement = Measurement()
      let found = measurement.time {
        Ground(
          of: subject.points, up: [0, 0, 1], columnEdge: arguments["edge"].flatMap(Float.init),
          tolerance: arguments["d"].flatMap(Float.init), bend: arguments.length("bend", 0.1))
      }
      measurement.check = [
        ("ground", Double(found.isGround.count { $0 })), ("edge", Double(found.columnEdge)),
        ("tolerance", Double(found.tolerance)),
      ]
      guard let labels = subject.cloud?.labels else { return measurement }
      var (both, label, answer) = (0, 0, 0)
      for (index, isGround) in found.isGround.enumerated() {
        let isLabelled = labels[index] == 0
        both += isGround && isLabelled ? 1 : 0
        label += isLabelled ? 1 : 0
        answer += isGround ? 1 : 0
      }
      let (count, others) = (subject.points.count, subject.points.count - label)
      measurement.check += [
        ("precision", Double(both) / Double(answer)),
        ("recall", Double(both) / Double(label)),
        ("other_precision", Double(others - answer + both) / Double(count - answer)),
        ("other_recall", Double(others - answer + both) / Double(others)),
      ]
      return measurement
    }
  ]
}
