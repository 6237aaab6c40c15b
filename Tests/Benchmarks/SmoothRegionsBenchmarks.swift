import CairnPreprocessing
import CairnSearch

/// Times growing smooth regions: 30 neighbors, 3 degrees, at least 50 points; normals are given.
enum SmoothRegionsBenchmarks {
  static let operations = [
    Operation(name: "region") { subject, _ in
      let normals = Normals(of: subject.points, k: 16)
      var measurement = Measurement()
      let regions = measurement.time {
        smoothRegions(
          normals: normals.vectors, curvatures: normals.curvatures,
          neighbors: KDTree(subject.points).nearestToEachPoint(30, keepsDistances: false),
          maximumAngle: 3 / 180 * .pi,
          maximumCurvature: 1, minimumCount: 50)
      }
      let sizes = Measurement.sizes(of: regions)
      measurement.check = [
        ("regions", Double(sizes.count)), ("region_points", Double(sizes.reduce(0, +))),
      ]
      return measurement
    }
  ]
}
