import CairnGeometry
import CairnKernels

/// What all views together say about a point of the fused surface.
struct FusedLook: Sendable, BitwiseCopyable {
  /// The mean over the views.
  var color = SIMD3<Float>.zero
  /// What most of the views saw there.
  var labels = PointLabels()
  /// Whether any view saw the point.
  var isSeen = false

  /// Colours and labels of fused points.
  ///
  /// - Parameters:
  ///   - points: In the frame of the scene.
  ///   - views: All views.
  ///   - voxelSize: How far a view's depth may be from a point, metres; the nearer counts more.
  /// - Returns: The points that a view saw, with what they saw.
  /// - Complexity: O(points × views).
  static func measurements(
    of points: [SIMD3<Float>], seenBy views: [DepthView], voxelSize: Float
  ) -> Measurements {
    let projections = views.map { ViewProjection(onto: $0, from: .identity) }
    let looks: [FusedLook] = concurrentRows(points.count, grain: 256) { rows, output in
      var votes: [Vote] = []
      for row in rows {
        output.append(
          look(at: points[row], views, projections, band: 1.5 * voxelSize + 0.01, &votes))
      }
    }
    var result = Measurements()
    for (point, look) in zip(points, looks) where look.isSeen {
      result.positions.append(point)
      result.colors.append(look.color)
      result.labels.append(look.labels)
    }
    result.width = result.count
    return result
  }

  private struct Vote {
    var labels: PointLabels
    var weight: Float
  }

  private static func look(
    at point: SIMD3<Float>, _ views: [DepthView], _ projections: [ViewProjection], band: Float,
    _ votes: inout [Vote]
  ) -> FusedLook {
    votes.removeAll(keepingCapacity: true)
    var (color, total) = (SIMD3<Float>.zero, Float(0))
    for index in views.indices {
      let place = projections[index](point)
      guard place.z > 0.1 else { continue }
      let lens = views[index].lens
      let (column, row) = (place.x / place.z + 0.5, place.y / place.z + 0.5)
      guard column >= 0, column < Float(lens.width), row >= 0, row < Float(lens.height) else {
        continue
      }
      let pixel = Int(row) * lens.width + Int(column)
      let depth = views[index].depths[pixel]
      let error = abs(depth - place.z)
      // Steep views differ by much from pixel to pixel.
      let limit = band + 0.01 * place.z
      guard depth > 0, error < limit else { continue }
      // Less towards the border of a picture, so that exposures blend into each other.
      let inside = min(
        min(column, Float(lens.width) - column), min(row, Float(lens.height) - row))
      let fade = min(0.02 + inside * 8 / Float(lens.width), 1)
      let weight = fade * (1.05 - error / limit) / (place.z * place.z)
      color += views[index].colors[pixel] * weight
      total += weight
      let labels = views[index].labels[pixel]
      if let known = votes.firstIndex(where: { $0.labels == labels }) {
        votes[known].weight += weight
      } else {
        votes.append(Vote(labels: labels, weight: weight))
      }
    }
    guard total > 0 else { return FusedLook() }
    var best = votes[0]
    for vote in votes where vote.weight > best.weight { best = vote }
    return FusedLook(color: color / total, labels: best.labels, isSeen: true)
  }
}
