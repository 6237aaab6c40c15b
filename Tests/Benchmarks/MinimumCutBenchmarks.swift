import CairnGeometry
import CairnPreprocessing

/// Times cutting an object out of the ball of radius `R` about a place, with `f` and `sigma`.
///
/// `mincut_fg` counts the whole side of the cut; PCL leaves out points whose own tie is cut.
enum MinimumCutBenchmarks {
  static let operations = [
    Operation(name: "mincut") { subject, arguments in
      let place = SIMD3(
        arguments.length("cx", 0), arguments.length("cy", 0), arguments.length("cz", 0))
      let reach = arguments.length("R", 4)
      let ball = subject.points.filter { ($0 - place).squaredLength <= reach * reach }
      var measurement = Measurement()
      let mask = measurement.time {
        minimumCut(
          of: ball, foreground: [place], radius: arguments.length("f", 2),
          sigma: arguments.length("sigma", 0.25), up: [0, 0, 1])
      }
      measurement.check = [
        ("mincut_in", Double(ball.count)), ("mincut_fg", Double(mask.count { $0 })),
      ]
      return measurement
    }
  ]
}
