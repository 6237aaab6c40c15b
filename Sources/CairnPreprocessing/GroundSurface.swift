import CairnKernels

/// A surface of small planes, one for each column.
struct GroundSurface {
  /// A plane over a square: the height at its middle, and the rise along x and y.
  struct Patch {
    var height: Double = 0
    var slope = SIMD2<Double>.zero
  }

  /// How far the lowest points of neighboring columns may be apart, per edge of a column.
  static let reachPerEdge: Float = 0.3

  /// The plane over each column.
  private(set) var patches: [Patch] = []

  init(_ columns: GroundColumns, reach: Float, bend: Float) {
    var lowest = columns.lowest
    var level = GroundLevel.coarsest(of: columns)
    var patches = level.wholePatch(of: lowest, bend: Double(bend), reach: Double(reach))
    while true {
      let allowed = Double(reach) + Double(bend) * Double(level.edge)
      level.fit(&patches, to: lowest, within: allowed)
      guard level.number > 0 else { break }
      let finer = GroundLevel(level.number - 1, of: columns)
      patches = level.refined(patches, for: finer)
      // What is too far below is no ground: the lowest point that may be takes its place.
      finer.replaceTooLow(&lowest, patches, within: Double(reach) + Double(bend * finer.edge))
      level = finer
    }
    self.patches = patches
  }

  /// The heights of points above the surface, and the tolerance that their noise asks for.
  func residuals(of columns: GroundColumns) -> (heights: [Float], tolerance: Float) {
    let reach = columns.edge * Self.reachPerEdge
    var heights = columns.points.indices.map { point -> Float in
      let column = Int(columns.columnOfPoint[point])
      guard column >= 0 else { return .nan }
      return height(of: columns.points[point], in: column, columns)
    }
    // The surface goes through the lowest points; the ground is their mean.
    var spread: [Float] = []
    // Some ten thousand columns tell the noise.
    let step = columns.count / 10_000 + 1
    for column in 0..<columns.count {
      let rows = columns.rows[Int(columns.offsets[column])..<Int(columns.offsets[column + 1])]
      var (sum, count) = (Float(0), Float(0))
      for row in rows where abs(heights[Int(row)]) <= reach {
        sum += heights[Int(row)]
        count += 1
      }
      guard count > 0 else { continue }
      // A single point tells as much as the surface.
      let shift = sum / (count + 1)
      for row in rows {
        heights[Int(row)] -= shift
        if count >= 4, column % step == 0, abs(heights[Int(row)]) <= reach {
          spread.append(abs(heights[Int(row)]))
        }
      }
    }
    spread.sort()
    let deviation = spread.isEmpty ? 0 : 1.4826 * spread[spread.count / 2]
    return (heights, max(min(5 * deviation, reach), reach / 2))
  }

  private func height(
    of point: SIMD3<Float>, in column: Int, _ columns: GroundColumns
  ) -> Float {
    let middle = (SIMD2<Double>(columns.cells[column]) + 0.5) * Double(columns.edge)
    let patch = patches[column]
    let offset = SIMD2(Double(point.x), Double(point.y)) - middle
    return Float(Double(point.z) - patch.height - (patch.slope * offset).sum())
  }
}
