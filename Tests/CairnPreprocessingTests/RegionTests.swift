import CairnGeometry
import CairnKernels
import CairnPreprocessing
import CairnSearch
import TestSupport
import Testing

struct RegionTests {
  /// Grows regions as the paper says it, without any care for speed.
  static func regions(
    _ normals: [SIMD3<Float>], _ curvatures: [Float], _ neighbors: NeighborTable, cosine: Float,
    maximumCurvature: Float, minimumCount: Int
  ) -> [Int32] {
    var regions: [[Int]] = []
    var isTaken = normals.indices.map { neighbors[$0].isEmpty }
    let order = normals.indices.sorted { (curvatures[$0], $0) < (curvatures[$1], $1) }
    for seed in order where !isTaken[seed] {
      var (region, seeds) = ([seed], [seed])
      isTaken[seed] = true
      while !seeds.isEmpty {
        let point = seeds.removeFirst()
        for other in neighbors[point].map(\.index) where !isTaken[other] {
          guard abs(normals[point].dot(normals[other])) >= cosine else { continue }
          isTaken[other] = true
          region.append(other)
          if curvatures[other] <= maximumCurvature { seeds.append(other) }
        }
      }
      regions.append(region)
    }
    var labels = [Int32](repeating: -1, count: normals.count)
    let kept = regions.filter { $0.count >= minimumCount }.sorted {
      ($0.min() ?? 0) < ($1.min() ?? 0)
    }
    for (number, region) in kept.enumerated() {
      for point in region { labels[point] = Int32(number) }
    }
    return labels
  }

  @Test(arguments: GroupedCloud.allCases, [0, 1, 2, 400])
  func `regions are those that grow without care for speed`(on cloud: GroupedCloud, count: Int) {
    let points = cloud.points(count)
    let normals = Normals(of: points, k: 6)
    let neighbors = KDTree(points).nearestToEachPoint(8)
    for (angle, cosine) in [(0, 1), (0.5, 0.87758256), (Float.pi / 3, 0.5), (.pi, -1)]
      as [(Float, Float)]
    {
      for limit: Float in [0.01, 0.1, .infinity] {
        for minimumCount in [1, 10] {
          let found = smoothRegions(
            normals: normals.vectors, curvatures: normals.curvatures, neighbors: neighbors,
            maximumAngle: angle, maximumCurvature: limit, minimumCount: minimumCount)
          let expected = Self.regions(
            normals.vectors, normals.curvatures, neighbors, cosine: cosine,
            maximumCurvature: limit, minimumCount: minimumCount)
          #expect(found == expected, "\(angle) \(limit) \(minimumCount)")
        }
      }
    }
  }

  @Test func `the faces of a box are regions`() {
    var points: [SIMD3<Float>] = []
    for u in -10...10 {
      for v in -10...10 {
        for side: Float in [-10.5, 10.5] {
          points.append([side, Float(u), Float(v)])
          points.append([Float(u), side, Float(v)])
          points.append([Float(u), Float(v), side])
        }
      }
    }
    let normals = Normals(of: points, k: 9)
    let regions = smoothRegions(
      normals: normals.vectors, curvatures: normals.curvatures,
      neighbors: KDTree(points).nearestToEachPoint(9), maximumAngle: 0.1, minimumCount: 100)
    #expect(Set(regions).subtracting([-1]).count == 6)
    // Within a face all is one region; between faces nothing is.
    for (point, region) in zip(points, regions) where region >= 0 {
      let face = points.indices.first { points[$0] == point }.map { $0 % 6 }
      let center = points.indices.first {
        $0 % 6 == face && max(abs(points[$0].x), 0) >= 0
          && points[$0].squaredLength < 10.6 * 10.6
      }
      #expect(center.map { regions[$0] } == region)
    }
  }

  /// Outliers by looking at all pairs.
  static func distantPoints(
    _ points: [SIMD3<Float>], neighborCount: Int, deviations: Float
  ) -> [Bool] {
    let finite = points.filter(\.isFinite)
    let distances = points.map { point -> Double in
      guard point.isFinite, finite.count > 1 else { return 0 }
      let sorted = finite.map { ($0 - point).squaredLength }.sorted()[1...].prefix(neighborCount)
      return sorted.reduce(0.0) { $0 + Double($1.squareRoot()) } / Double(sorted.count)
    }
    let valid = zip(points, distances).filter { $0.0.isFinite }.map(\.1)
    guard valid.count > 1 else { return points.map { !$0.isFinite } }
    let mean = valid.reduce(0, +) / Double(valid.count)
    let variance = valid.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(valid.count - 1)
    let limit = mean + Double(deviations) * variance.squareRoot()
    // A distance that is the limit but for rounding would be no test.
    return zip(points, distances).map { !$0.isFinite || $1 > limit * (1 + 1e-9) }
  }

  @Test(arguments: GroupedCloud.allCases, [0, 1, 2, 400])
  func `outliers are those of all pairs`(on cloud: GroupedCloud, count: Int) {
    let points = cloud.points(count)
    for neighborCount in [1, 8, 500] {
      for deviations: Float in [0.5, 2] where cloud != .allEqual && cloud != .scattered {
        #expect(
          statisticalOutliers(of: points, neighborCount: neighborCount, deviations: deviations)
            == Self.distantPoints(points, neighborCount: neighborCount, deviations: deviations))
      }
    }
    for radius in GroupingTests.radii {
      for minimumNeighbors in [0, 1, 7, 500] {
        let expected = points.map { point in
          !point.isFinite
            || points.count { $0.isFinite && ($0 - point).squaredLength <= radius * radius }
              <= minimumNeighbors
        }
        #expect(
          radiusOutliers(of: points, radius: radius, minimumNeighbors: minimumNeighbors) == expected
        )
      }
    }
  }

  @Test func `of equal points none is an outlier, a lonely one is`() {
    var points = [SIMD3<Float>](repeating: [1, 2, 3], count: 1000)
    #expect(!statisticalOutliers(of: points, neighborCount: 8, deviations: 1).contains(true))
    points += [[5, 5, 5], [.nan, 0, 0]]
    let expected = points.indices.map { $0 >= 1000 }
    #expect(statisticalOutliers(of: points, neighborCount: 8, deviations: 2) == expected)
    #expect(radiusOutliers(of: points, radius: 1, minimumNeighbors: 1) == expected)
    Threads.$limit.withValue(1) {
      #expect(statisticalOutliers(of: points, neighborCount: 8, deviations: 2) == expected)
    }
  }
}
