import CairnEvaluation
import CairnPictures

extension EvaluationReport {
  /// How well expected IoUs agree with true ones: the first answers, and later ones where there are.
  var calibrationPicture: Picture {
    var panels = [panel("first answers", summary.firstCalibration)]
    if summary.laterCalibration.count > 0 {
      panels.append(panel("later answers", summary.laterCalibration))
    }
    return ReliabilityDiagram(panels, quantity: "IoU").picture()
  }

  private func panel(_ name: String, _ calibration: Calibration) -> ReliabilityDiagram.Panel {
    let error = calibration.meanError.map { ", error \($0.fixed(2))" } ?? ""
    return ReliabilityDiagram.Panel(
      title: name + error,
      bins: calibration.bins.map { bin in
        ReliabilityDiagram.Bin(
          range: bin.lowerBound...bin.upperBound, count: bin.count,
          meanExpected: bin.meanExpectedIoU, meanTrue: bin.meanIoU)
      })
  }
}
