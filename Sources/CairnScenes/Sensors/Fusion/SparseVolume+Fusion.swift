import CairnGeometry
import CairnKernels

extension SparseVolume {
  /// A view, prepared for being asked at voxels.
  struct Probe: Sendable {
    let view: DepthView
    /// Projects places of the volume's axes.
    let projection: ViewProjection
    /// The largest depth in each tile of 8 × 8 pixels, row after row.
    let farthest: [Float]
    let tileColumns: Int

    init(_ view: DepthView, axes: RigidTransform) {
      self.view = view
      projection = ViewProjection(onto: view, from: axes)
      tileColumns = (view.lens.width + 7) / 8
      var farthest = [Float](repeating: 0, count: tileColumns * ((view.lens.height + 7) / 8))
      for row in 0..<view.lens.height {
        for column in 0..<view.lens.width {
          let tile = row / 8 * tileColumns + column / 8
          farthest[tile] = max(farthest[tile], view.depths[row * view.lens.width + column])
        }
      }
      self.farthest = farthest
    }

    /// Whether some pixel may say something about a ball: it is in view, and not all hidden.
    func sees(_ center: SIMD3<Float>, radius: Float, truncation: Float) -> Bool {
      let place = projection(center)
      let near = place.z - radius
      guard near > 0.1 else { return place.z + radius > 0.1 }
      let (width, height) = (view.lens.width, view.lens.height)
      // A ball about an axis through the eye covers at most so many pixels beside its middle.
      let spread = 1.8 * radius * view.lens.focalLength / near + 1
      let (column, row) = (place.x / place.z, place.y / place.z)
      guard column + spread > 0, column - spread < Float(width), row + spread > 0,
        row - spread < Float(height)
      else { return false }
      let left = Int(max(column - spread, 0)) / 8
      let right = Int(min(column + spread, Float(width - 1))) / 8
      let top = Int(max(row - spread, 0)) / 8
      let bottom = Int(min(row + spread, Float(height - 1))) / 8
      for row in top...bottom {
        for column in left...right
        where farthest[row * tileColumns + column] > near - truncation { return true }
      }
      return false
    }
  }

  /// Averages the signed distances that views tell.
  ///
  /// - Parameter views: The views.
  /// - Returns: For every voxel of every block the distance to the surface in units of
  ///   ``truncation``, -1…1, positive in front; NaN where no view tells.
  /// - Complexity: O(blocks × views), and constant time for each voxel and view that sees it.
  package func fused(_ views: [DepthView]) -> [Float] {
    let probes = views.map { Probe($0, axes: axes) }
    let radius = Float(Self.blockEdge) * voxelSize * 0.87
    return concurrentRows(blocks.count, width: Self.blockVolume, grain: 16) { rows, output in
      var sums = [Float](repeating: 0, count: Self.blockVolume)
      var weights = sums
      for row in rows {
        let corner = SIMD3<Float>(blocks[row] &* Int32(Self.blockEdge)) * voxelSize
        let center = corner + voxelSize * Float(Self.blockEdge - 1) / 2
        for voxel in 0..<Self.blockVolume { (sums[voxel], weights[voxel]) = (0, 0) }
        for probe in probes
        where probe.sees(center, radius: radius, truncation: truncation) {
          add(probe, at: corner, &sums, &weights)
        }
        for voxel in 0..<Self.blockVolume {
          output.append(weights[voxel] > 0 ? sums[voxel] / weights[voxel] : .nan)
        }
      }
    }
  }

  private func add(
    _ probe: Probe, at corner: SIMD3<Float>, _ sums: inout [Float], _ weights: inout [Float]
  ) {
    let (width, height) = (probe.view.lens.width, probe.view.lens.height)
    let depths = probe.view.depths.span
    var sums = sums.mutableSpan
    var weights = weights.mutableSpan
    let (right, bottom) = (Float(width - 1), Float(height - 1))
    let step = probe.projection.x * voxelSize
    let truncation = truncation
    let inverse = 1 / truncation
    for line in 0..<64 {
      let offset = SIMD3<Float>(0, Float(line & 7), Float(line >> 3)) * voxelSize
      var place = probe.projection(corner + offset)
      for voxel in 8 * line..<8 * line + 8 {
        defer { place += step }
        let depth = place.z
        guard depth > 0.1 else { continue }
        // One division a voxel: it takes longer than all the rest.
        let near = 1 / depth
        let (column, row) = (place.x * near, place.y * near)
        guard column >= 0, column < right, row >= 0, row < bottom else { continue }
        let (left, top) = (Int32(column), Int32(row))
        let (u, v) = (column - Float(left), row - Float(top))
        let pixel = Int(top) &* width &+ Int(left)
        let (a, b) = (depths[pixel], depths[pixel &+ 1])
        let (c, d) = (depths[pixel &+ width], depths[pixel &+ width &+ 1])
        // Depths are never NaN: comparisons of one instruction do.
        let (lowest, lower) = (a < b ? a : b, c < d ? c : d)
        let (highest, higher) = (a < b ? b : a, c < d ? d : c)
        let low = lowest < lower ? lowest : lower
        let high = highest > higher ? highest : higher
        let measured: Float
        // Across an edge, or beside a hole, the nearest pixel is right, and a mean of two is not.
        if high - low < 0.02 + 0.03 * low {
          let above = a + (b - a) * u
          let below = c + (d - c) * u
          measured = above + (below - above) * v
        } else {
          measured = v < 0.5 ? (u < 0.5 ? a : b) : (u < 0.5 ? c : d)
        }
        let distance = measured - depth
        guard measured > 0, distance > -truncation else { continue }
        let share = distance * inverse
        // Noise grows with the square of depth. Behind a surface nothing was seen: what is thin
        // should not be eaten by its other side.
        var weight = near * near
        if share < 0 { weight *= 1 + 0.9 * share }
        sums[voxel] += weight * (share < 1 ? share : 1)
        weights[voxel] += weight
      }
    }
  }
}
