import CairnGeometry
import CairnSearch
import Glibc

/// Separates what belongs to some places from what is around it, where points lie apart.
///
/// Each point is tied to the object by `sourceWeight` and to what is around it by its distance to
/// the nearest place of the object over `radius`; neighbors are tied to each other by
/// exp(-(distance / `sigma`)²). Points nearer to a place off the object are tied by `sourceWeight` to
/// what is around it instead. The cheapest cut through these ties separates the two: Golovinskiy
/// and Funkhouser, "Min-cut based segmentation of point clouds", 2009, with the weights of PCL's
/// `MinCutSegmentation`. Of all cheapest cuts it is the one with the smallest object; PCL leaves out
/// points of it whose own tie to the object is cut, about those beyond `sourceWeight` · `radius`. The
/// point nearest to each place is always on the side that it is named for.
///
/// - Parameters:
///   - points: Positions, best no more than those in a ball about the places; those with a NaN or
///     infinite coordinate are not part of the object.
///   - foreground: Places on the object; without any, nothing is selected.
///   - background: Places that are not on the object.
///   - radius: About how far the object reaches from its places, in the unit of the cloud.
///   - sigma: Points farther apart than this are tied weakly, in the unit of the cloud.
///   - neighborCount: To how many neighbors each point is tied.
///   - sourceWeight: How strongly every point is tied to the object.
///   - up: Where given, distances to places are measured perpendicular to this unit vector only,
///     which suits things that stand upright.
/// - Returns: Whether each point belongs to the object.
/// - Complexity: O(*n* · `neighborCount`) memory; time grows a little faster.
public func minimumCut(
  of points: [SIMD3<Float>], foreground: [SIMD3<Float>], background: [SIMD3<Float>] = [],
  radius: Float, sigma: Float, neighborCount: Int = 14, sourceWeight: Float = 0.8,
  up: SIMD3<Float>? = nil
) -> [Bool] {
  precondition(radius > 0 && sigma > 0, "a radius of \(radius) and a sigma of \(sigma)")
  precondition(neighborCount > 0, "points cannot be tied to \(neighborCount) neighbors")
  precondition(sourceWeight >= 0, "points cannot be tied to an object by \(sourceWeight)")
  let tree = KDTree(points)
  // Each point is its own nearest neighbor.
  let neighbors = tree.nearestToEachPoint(neighborCount)
  var network = MaximumFlow(
    nodeCount: points.count, arcCount: 2 * points.count * max(neighborCount - 1, 0))
  tie(
    points, to: foreground.filter(\.isFinite), against: background.filter(\.isFinite),
    radius: radius, sourceWeight: sourceWeight, up: up, in: &network)
  // More than all other ties of a point together.
  let hard = Double(sourceWeight) + 1e6
  for place in foreground {
    guard let nearest = tree.nearest(1, to: place).first?.index else { continue }
    network.addTerminals(of: nearest, source: hard, sink: 0)
  }
  for place in background {
    guard let nearest = tree.nearest(1, to: place).first?.index else { continue }
    network.addTerminals(of: nearest, source: 0, sink: 2 * hard)
  }
  tie(neighbors, sigma: sigma, in: &network)
  network.run()
  return points.indices.map { network.isOnSourceSide($0) }
}

/// Ties points to source and sink.
private func tie(
  _ points: [SIMD3<Float>], to foreground: [SIMD3<Float>], against background: [SIMD3<Float>],
  radius: Float, sourceWeight: Float, up: SIMD3<Float>?, in network: inout MaximumFlow
) {
  guard !foreground.isEmpty else { return }
  func squaredDistance(_ point: SIMD3<Float>, _ places: [SIMD3<Float>]) -> Float {
    var least = Float.infinity
    for place in places {
      var offset = point - place
      if let up { offset -= offset.dot(up) * up }
      least = min(least, offset.squaredLength)
    }
    return least
  }
  for (index, point) in points.enumerated() where point.isFinite {
    let squared = squaredDistance(point, foreground)
    let isForeground = background.isEmpty || squared <= squaredDistance(point, background)
    let sink = squared.squareRoot() / radius + (isForeground ? 0 : sourceWeight)
    network.addTerminals(
      of: index, source: isForeground ? Double(sourceWeight) : 0, sink: Double(sink))
  }
}

/// Ties points to their neighbors, in both directions and once.
private func tie(_ neighbors: NeighborTable, sigma: Float, in network: inout MaximumFlow) {
  let scale = -1 / (sigma * sigma)
  let width = neighbors.width
  for point in 0..<neighbors.count {
    for slot in point * width..<(point + 1) * width {
      let other = Int(neighbors.indices[slot])
      guard other >= 0 else { break }
      if other == point { continue }
      let row = other * width..<(other + 1) * width
      // Where both are in each other's row, the smaller one ties them.
      if other < point, row.contains(where: { neighbors.indices[$0] == Int32(point) }) { continue }
      let weight = Double(expf(neighbors.squaredDistances[slot] * scale))
      if weight > 0 { network.connect(point, other, forward: weight, backward: weight) }
    }
  }
}
