/// How well the candidates of a first click cover something else than the object that it may mean.
public struct OtherMeaning: Sendable, Hashable, Codable {
  /// How many of the kept points it has.
  public var pointCount: Int
  /// Intersection over union of each candidate with it, in the order of the method.
  public var candidateIoUs: [Double]

  /// Creates a result.
  public init(pointCount: Int, candidateIoUs: [Double]) {
    self.pointCount = pointCount
    self.candidateIoUs = candidateIoUs
  }

  /// The intersection over union of the candidate that covers it best; `nil` without a candidate.
  public var bestCandidateIoU: Double? { candidateIoUs.max() }
}
