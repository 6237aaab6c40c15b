import CairnGeometry
import CairnSearch

/// Measures how far apart points usually are: the median distance to the nearest other place.
///
/// A scale for parameters where nothing else is known. Points at the same place count as one, points
/// with a NaN or infinite coordinate not at all.
///
/// - Parameters:
///   - points: Positions.
///   - sampleCount: At most so many points are asked, evenly spread over the order of the cloud.
/// - Returns: In the unit of the cloud; `nil` for fewer than two places.
/// - Complexity: O(*n* log *n*).
public func medianSpacing(of points: [SIMD3<Float>], sampleCount: Int = 20_000) -> Float? {
  precondition(sampleCount > 0, "\(sampleCount) points have no median")
  let finite = points.filter(\.isFinite)
  let step = max((finite.count + sampleCount - 1) / sampleCount, 1)
  let sample = stride(from: 0, to: finite.count, by: step).map { finite[$0] }
  let tree = KDTree(finite)
  let table = tree.nearest(8, toEach: sample)
  var distances = sample.enumerated().compactMap { row, place -> Double? in
    let others = table.indices[row * table.width..<(row + 1) * table.width].lazy.filter {
      $0 >= 0 && finite[Int($0)] != place
    }
    return others.map { distance(place, finite[Int($0)]) }.min()
  }
  if distances.isEmpty {
    // More than eight points at every place.
    distances = sample.compactMap { place in
      tree.nearest(to: place) { finite[$0] != place }.map { distance(place, finite[$0.index]) }
    }
  }
  distances.sort()
  return distances.isEmpty ? nil : Float(distances[distances.count / 2])
}

/// In Double, where squares of a Float's largest and smallest numbers are numbers too.
private func distance(_ one: SIMD3<Float>, _ other: SIMD3<Float>) -> Double {
  let offset = SIMD3<Double>(one) - SIMD3<Double>(other)
  return (offset * offset).sum().squareRoot()
}
