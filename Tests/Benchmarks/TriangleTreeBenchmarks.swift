import CairnKernels

/// Times building a tree over triangles, one at each point, and casting a ray at each.
enum TriangleTreeBenchmarks {
  static let operations = [
    Operation(name: "triangle_tree") { subject, _ in
      let mesh = Mesh(subject.points)
      var measurement = Measurement()
      let tree = measurement.time {
        TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
      }
      measurement.check = [("count", Double(tree.count))]
      return measurement
    },
    Operation(name: "rays") { subject, _ in
      let (tree, origin, directions) = rays(of: subject)
      var measurement = Measurement()
      let hits = measurement.time { tree.nearestHits(from: origin, along: directions) }
      let distances = hits.indices.map { Double(hits.distance(ofRay: $0)) }.filter(\.isFinite)
      measurement.check = [
        ("hits", Double(distances.count)), ("sum", distances.reduce(0, +)),
      ]
      return measurement
    },
    Operation(name: "hidden_rays") { subject, _ in
      let (tree, origin, directions) = rays(of: subject)
      var measurement = Measurement()
      let areHidden = measurement.time {
        tree.areHidden(from: origin, along: directions, within: 0.999)
      }
      measurement.check = [("hidden", Double(areHidden.count { $0 }))]
      return measurement
    },
  ]

  /// A tree over the triangles of a cloud, a place above its middle, and the ways to its points.
  private static func rays(of subject: Subject) -> (
    tree: TriangleTree, origin: SIMD3<Float>, directions: [SIMD3<Float>]
  ) {
    let mesh = Mesh(subject.points)
    let tree = TriangleTree(positions: mesh.positions, triangles: mesh.triangles)
    let origin = 0.5 * (tree.low + tree.high) + SIMD3(0, 0, 0.6) * (tree.high - tree.low)
    return (tree, origin, subject.points.map { $0 - origin })
  }

  /// A triangle at each point, as large as fills the cloud's box when all lie side by side.
  private struct Mesh {
    private(set) var positions: [SIMD3<Float>] = []
    private(set) var triangles: [SIMD3<UInt32>] = []

    init(_ points: [SIMD3<Float>]) {
      guard var (low, high) = points.first.map({ ($0, $0) }) else { return }
      for point in points { (low, high) = (pointwiseMin(low, point), pointwiseMax(high, point)) }
      let size = high - low
      let edge = (size.x * size.y / Float(points.count)).squareRoot()
      for (index, point) in points.enumerated() {
        // Tilted by turns into all directions.
        let tilt = SIMD3<Float>(
          Float(index % 7) / 3 - 1, Float(index % 5) / 2 - 1, Float(index % 3) - 1)
        positions += [
          point + edge * SIMD3(1, 0, tilt.x), point + edge * SIMD3(-1, 1, tilt.y),
          point + edge * SIMD3(0, -1, tilt.z),
        ]
        let first = UInt32(3 * index)
        triangles.append(SIMD3(first, first + 1, first + 2))
      }
    }
  }
}
