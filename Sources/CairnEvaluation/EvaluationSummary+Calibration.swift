extension EvaluationSummary {
  /// What was expected of the first answer to each object, and of it alone.
  public var firstCalibration: Calibration {
    Calibration(objects.flatMap { $0.answers.prefix(1) })
  }

  /// What was expected of every answer but the first.
  public var laterCalibration: Calibration {
    Calibration(objects.flatMap { $0.answers.dropFirst() })
  }

  /// What was expected of every candidate of the first answer to each object.
  public var candidateCalibration: Calibration { Calibration(objects.flatMap(\.candidates)) }
}
