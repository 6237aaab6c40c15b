import CairnClouds
import CairnGeometry
import CairnPreprocessing
import CairnSearch
import Glibc

/// What can be measured of a cloud without knowing whether it is real.
struct CloudStatistics {
  /// One property, a value for every point, pair or object.
  struct Property {
    let name: String
    let unit: String
    /// The range of the histogram.
    let range: ClosedRange<Float>
    /// Values of the points and what belongs to them.
    var values: [Float] = []
  }

  /// Labelled objects that are longer than this, in metres, are furniture and not counted: others
  /// label tables as ground.
  var longestObject = Float.infinity

  /// Base-ten logarithm of the surface variation of 16 neighbours (Pauly, Gross, Kobbelt 2002):
  /// the share of the variance across the fitted plane.
  var variation = Property(
    name: "local planarity", unit: "log10 surface variation, k = 16", range: -6...(-0.4))
  /// Angle between the normals fitted to 10 and to 60 neighbours.
  var normalNoise = Property(
    name: "noise of normals", unit: "log10 degrees between k = 10 and k = 60", range: -1...2)
  /// Distance to the nearest neighbour over the distance from the origin.
  var spacing = Property(
    name: "density", unit: "log10 distance to the nearest point / range", range: -4...(-1))
  /// Distance to the nearest neighbour over its median in the cloud.
  var relativeSpacing = Property(
    name: "evenness", unit: "log10 distance to the nearest point / median", range: -1.5...1.5)
  /// Where an object touches something else: distance to the nearest point of another label.
  var gaps = Property(
    name: "gaps at contacts", unit: "log10 mm to the nearest point of another label",
    range: -0.5...1.5)
  /// The extent of every object.
  var sizes = Property(name: "size of objects", unit: "log10 m, diagonal", range: -2...1.5)
  /// The points of every object over those of the cloud.
  var shares = Property(
    name: "points of objects", unit: "log10 share of the cloud", range: -4...0)
  /// How many objects a cloud has.
  var counts = Property(name: "number of objects", unit: "a cloud", range: 0...40)
  /// For every point its range and its normal's noise in degrees.
  private(set) var noiseByRange: [(range: Float, degrees: Float)] = []

  var properties: [Property] {
    [variation, normalNoise, spacing, relativeSpacing, gaps, sizes, shares, counts]
  }

  /// Adds a cloud.
  ///
  /// - Parameters:
  ///   - cloud: In metres; the sensor at the origin where it is a single view.
  ///   - sampleCount: At most so many points are measured, evenly chosen.
  mutating func add(_ cloud: PointCloud, sampleCount: Int = 20_000) {
    guard let positions = cloud.positions?.points else { return }
    let rows = positions.indices.filter {
      // Sweeps have beams without an echo at the origin.
      positions[$0].isFinite && positions[$0] != .zero
    }
    let points = rows.map { positions[$0] }
    let labels = cloud.labels.map { labels in rows.map { labels[$0] } }
    let tree = KDTree(points)
    let fine = Normals(of: points, k: 10)
    let middle = Normals(of: points, k: 16)
    let coarse = Normals(of: points, k: 60)
    let nearest = tree.nearestToEachPoint(2)
    let distances = points.indices.map { nearest.squaredDistances[$0 * 2 + 1].squareRoot() }
    let typical = max(quantile(0.5, of: distances), 1e-9)
    let step = max(points.count / sampleCount, 1)
    for index in stride(from: 0, to: points.count, by: step) {
      variation.values.append(log10(max(middle.curvatures[index], 1e-9)))
      let cosine = abs(fine.vectors[index].dot(coarse.vectors[index]))
      let degrees = acos(min(cosine, 1)) * 180 / .pi
      normalNoise.values.append(log10(max(degrees, 1e-3)))
      let range = points[index].length
      noiseByRange.append((range, degrees))
      guard distances[index] > 0 else { continue }
      spacing.values.append(log10(distances[index] / max(range, 1e-6)))
      relativeSpacing.values.append(log10(distances[index] / typical))
    }
    if let labels { addObjects(points, labels, tree) }
  }

  private mutating func addObjects(
    _ points: [SIMD3<Float>], _ labels: [UInt32], _ tree: KDTree
  ) {
    let members = Dictionary(grouping: points.indices) { labels[$0] }
    var count = 0
    for (label, members) in members.sorted(by: { $0.key < $1.key })
    where label != 0 && members.count >= 100 {
      let box = Box(bounding: members.lazy.map { points[$0] })
      guard box.size.length <= longestObject else { continue }
      count += 1
      sizes.values.append(log10(max(box.size.length, 1e-6)))
      shares.values.append(log10(Float(members.count) / Float(points.count)))
      for index in members {
        let others = tree.neighbors(within: 0.02, of: points[index])
          .filter { labels[$0.index] != label }
        guard let gap = others.map(\.squaredDistance).min() else { continue }
        gaps.values.append(log10(max(gap.squareRoot() * 1000, 0.1)))
      }
    }
    counts.values.append(Float(count))
  }

  /// The median noise of normals in degrees for points nearer than each edge and farther than the
  /// one before.
  func noise(byRange edges: [Float]) -> [Float] {
    edges.indices.map { index in
      let low = index == 0 ? 0 : edges[index - 1]
      return quantile(
        0.5, of: noiseByRange.filter { $0.range >= low && $0.range < edges[index] }.map(\.degrees))
    }
  }
}
