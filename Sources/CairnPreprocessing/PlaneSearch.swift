import CairnGeometry
import CairnKernels

/// Looks for the plane with the most points near it.
struct PlaneSearch {
  /// A plane relative to the origin of the points, with how many are near it.
  struct Hypothesis {
    var normal: SIMD3<Float>
    var offset: Float
    var count: Int
  }

  let points: PlanePoints
  let tolerance: Float

  /// The best plane of those tried; `nil` where no three points that were drawn span one.
  func best(
    iterations: Int, confidence: Double, using generator: inout SplitMix64
  ) -> Hypothesis? {
    var best: Hypothesis?
    // The probability that a try has a point off the plane, and that all have.
    var (miss, allMiss) = (1.0, 1.0)
    // A few thousand points tell which planes are worth counting in full.
    let step = max(points.count / 8192, 1)
    var bestPreview = 0
    for tried in 1...max(iterations, 1) {
      allMiss *= miss
      guard best == nil || allMiss > 1 - confidence else { break }
      guard let plane = draw(using: &generator) else { continue }
      if step > 1 {
        let preview = points.countNear(
          plane.normal, plane.offset, tolerance: tolerance, step: step)
        // Nine tenths: what is as good as the best one by chance looks no worse.
        guard 10 * preview >= 9 * bestPreview else { continue }
        bestPreview = max(bestPreview, preview)
      }
      let count = points.countNear(plane.normal, plane.offset, tolerance: tolerance)
      guard count > best?.count ?? 0 else { continue }
      let refined = refined(
        Hypothesis(normal: plane.normal, offset: plane.offset, count: count), rounds: 2)
      best = refined
      if step > 1 {
        bestPreview = points.countNear(
          refined.normal, refined.offset, tolerance: tolerance, step: step)
      }
      // Fischler and Bolles, equation 4, without its logarithms.
      let share = Double(refined.count) / Double(points.count)
      miss = 1 - share * share * share
      allMiss = (0..<tried).reduce(1) { product, _ in product * miss }
    }
    return best.map { refined($0, rounds: 10) }
  }

  /// Fits the plane to the points near it, again and again while more come near.
  private func refined(_ start: Hypothesis, rounds: Int) -> Hypothesis {
    var best = start
    for _ in 0..<rounds {
      guard let fit = points.fittedNear(best.normal, best.offset, tolerance: tolerance) else {
        break
      }
      let count = points.countNear(fit.normal, fit.offset, tolerance: tolerance)
      guard count > best.count else { break }
      best = Hypothesis(normal: fit.normal, offset: fit.offset, count: count)
    }
    return best
  }

  private func draw(
    using generator: inout SplitMix64
  ) -> (normal: SIMD3<Float>, offset: Float)? {
    let a = points[Int.random(in: 0..<points.count, using: &generator)]
    let b = points[Int.random(in: 0..<points.count, using: &generator)]
    let c = points[Int.random(in: 0..<points.count, using: &generator)]
    return Plane(through: a, b, c).map { ($0.normal, $0.offset) }
  }
}
