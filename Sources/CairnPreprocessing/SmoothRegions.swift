import CairnGeometry
import CairnKernels
import CairnSearch

/// Finds groups of points whose normals turn slowly from neighbor to neighbor.
///
/// Regions grow one after the other, each from the flattest point that is in none, over neighbors
/// whose normals are within an angle of the normal they were reached from, on either side. Points
/// that are too curved join a region but do not carry it on. Rabbani et al., "Segmentation of point
/// clouds using smoothness constraint", 2006; the rule is that of PCL's `RegionGrowing`.
///
/// - Parameters:
///   - normals: Unit vectors on either side, one per point; a point with a zero vector has no
///     surface and joins nothing.
///   - curvatures: How far from flat the surface is at each point, as ``Normals/curvatures``.
///   - neighbors: The nearest points of each point, as `KDTree.nearestToEachPoint` gives them.
///   - maximumAngle: Between the normals of neighbors, in radians.
///   - maximumCurvature: Points above it do not carry a region on.
///   - minimumCount: Regions with fewer points are none.
/// - Returns: The region of each point, numbered in the order of their first point; -1 for none.
/// - Complexity: O(number of neighbors).
public func smoothRegions(
  normals: [SIMD3<Float>], curvatures: [Float], neighbors: NeighborTable, maximumAngle: Float,
  maximumCurvature: Float = .infinity, minimumCount: Int = 1
) -> [Int32] {
  precondition(
    normals.count == neighbors.count && curvatures.count == neighbors.count,
    "\(normals.count) normals and \(curvatures.count) curvatures of \(neighbors.count) points")
  precondition(
    maximumAngle >= 0 && maximumAngle <= .pi, "normals cannot be within an angle of \(maximumAngle)"
  )
  let leastCosine = cosine(maximumAngle)
  let width = neighbors.width
  var regions = [Int32](repeating: -1, count: normals.count)
  var reached: [Int32] = []
  for seed in flattestFirst(curvatures) where regions[seed] < 0 {
    // What has no neighbors, not even itself, is not finite.
    guard width > 0, neighbors.indices[seed * width] >= 0 else { continue }
    reached.removeAll(keepingCapacity: true)
    regions[seed] = Int32(seed)
    reached.append(Int32(seed))
    var next = 0
    // Breadth first: a region reaches its points by the flattest ways, as PCL's does.
    while next < reached.count {
      let point = Int(reached[next])
      next += 1
      let normal = normals[point]
      for slot in point * width..<(point + 1) * width {
        let other = Int(neighbors.indices[slot])
        guard other >= 0 else { break }
        guard regions[other] < 0, abs(normal.dot(normals[other])) >= leastCosine else { continue }
        regions[other] = Int32(seed)
        if !(curvatures[other] > maximumCurvature) { reached.append(Int32(other)) }
      }
    }
  }
  renumber(&regions, minimumCount: minimumCount)
  return regions
}

/// Points by ascending curvature, equal ones by index; NaN last.
private func flattestFirst(_ curvatures: [Float]) -> [Int] {
  var words = curvatures.indices.map { index -> UInt64 in
    let bits = curvatures[index].bitPattern
    // Ordered like the numbers: negative ones are reversed and come first.
    let key = bits >> 31 == 1 ? ~bits : bits | 1 << 31
    return UInt64(curvatures[index].isNaN ? .max : key) << 32 | UInt64(index)
  }
  sortStably(&words, byBits: 32..<64)
  return words.map { Int($0 & 0xFFFF_FFFF) }
}

/// The cosine of an angle from 0 to π, to the last digits of a `Float` on every machine.
private func cosine(_ angle: Float) -> Float {
  // Taylor's series of a quarter of the angle, doubled twice.
  let square = Double(angle) * Double(angle) / 16
  var cosine = 1.0
  for step in stride(from: 20.0, through: 2, by: -2) {
    cosine = 1 - square / (step * (step - 1)) * cosine
  }
  for _ in 0..<2 { cosine = 2 * cosine * cosine - 1 }
  return Float(cosine)
}
