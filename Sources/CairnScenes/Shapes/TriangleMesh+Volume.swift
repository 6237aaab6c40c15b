import CairnGeometry

extension TriangleMesh {
  /// The enclosed volume of a closed mesh, in cubic metres; negative where it is inside out.
  ///
  /// - Complexity: O(triangles).
  package var volume: Double {
    var sum = 0.0
    for corners in triangles {
      let (a, b, c) = (
        SIMD3<Double>(positions[Int(corners.x)]), SIMD3<Double>(positions[Int(corners.y)]),
        SIMD3<Double>(positions[Int(corners.z)])
      )
      sum +=
        a.x * (b.y * c.z - b.z * c.y) + a.y * (b.z * c.x - b.x * c.z)
        + a.z * (b.x * c.y - b.y * c.x)
    }
    return sum / 6
  }

  /// Whether every edge belongs to two triangles, which run along it in opposite directions.
  ///
  /// - Complexity: O(*n* log *n*), where *n* is the number of triangles.
  package var isClosed: Bool {
    var edges: [SIMD2<UInt32>] = []
    for corners in triangles {
      edges += [[corners.x, corners.y], [corners.y, corners.z], [corners.z, corners.x]]
    }
    func isBefore(_ one: SIMD2<UInt32>, _ other: SIMD2<UInt32>) -> Bool {
      one.x == other.x ? one.y < other.y : one.x < other.x
    }
    let forward = edges.sorted(by: isBefore)
    let backward = edges.map { SIMD2($0.y, $0.x) }.sorted(by: isBefore)
    return forward == backward && zip(forward, forward.dropFirst()).allSatisfy { $0 != $1 }
  }
}
