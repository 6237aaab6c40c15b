import CairnGeometry
import CairnScenes
import Testing

private func views() -> [DepthView] {
  var sensor = HandheldFusion()
  (sensor.width, sensor.height, sensor.viewCount) = (48, 36, 9...9)
  var random = SceneRandom(seed: 3)
  return sensor.depthViews(of: SceneGeometry(FusionScenes.pair()), random: &random)
}

/// The weighted mean of what all views tell of a place, one after the other, none left out.
private func distance(
  at place: SIMD3<Float>, _ views: [DepthView], truncation: Float
) -> Float {
  var (sum, total) = (Float(0), Float(0))
  for view in views {
    let local = view.pose.inverse.applied(to: place)
    let lens = view.lens
    guard local.z > 0.1 else { continue }
    let column = lens.focalLength * local.x / local.z + lens.center.x
    let row = lens.focalLength * local.y / local.z + lens.center.y
    guard column >= 0, row >= 0, column < Float(lens.width - 1), row < Float(lens.height - 1)
    else { continue }
    func depth(_ right: Int, _ down: Int) -> Float {
      view.depths[(Int(row) + down) * lens.width + Int(column) + right]
    }
    let four = [depth(0, 0), depth(1, 0), depth(0, 1), depth(1, 1)]
    let (low, high) = (four.min() ?? 0, four.max() ?? 0)
    let (u, v) = (column - Float(Int(column)), row - Float(Int(row)))
    var measured = depth(u < 0.5 ? 0 : 1, v < 0.5 ? 0 : 1)
    if high - low < 0.02 + 0.03 * low {
      measured = (four[0] * (1 - u) + four[1] * u) * (1 - v) + (four[2] * (1 - u) + four[3] * u) * v
    }
    let distance = measured - local.z
    guard measured > 0, distance > -truncation else { continue }
    let weight = (distance < 0 ? 1 + 0.9 * distance / truncation : 1) / (local.z * local.z)
    sum += weight * Swift.min(distance / truncation, 1)
    total += weight
  }
  return sum / total
}

@Test func `voxels hold the mean of what each view tells`() {
  let views = views()
  let volume = SparseVolume(around: views, axes: views[0].pose, voxelSize: 0.03)
  let fused = volume.fused(views)
  #expect(fused.count == 512 * volume.blocks.count && fused.count > 50_000)
  var (compared, differing) = (0, 0)
  for index in stride(from: 0, to: fused.count, by: 7) {
    let (x, y, z) = (index & 7, index >> 3 & 7, index >> 6 & 7)
    let voxel = volume.blocks[index / 512] &* 8 &+ SIMD3(Int32(x), Int32(y), Int32(z))
    let expected = distance(
      at: volume.axes.applied(to: SIMD3<Float>(voxel) * 0.03), views,
      truncation: volume.truncation)
    compared += 1
    if expected.isNaN != fused[index].isNaN || abs(expected - fused[index]) > 1e-3 {
      differing += 1
    }
  }
  // At the border of two pixels, rounding decides which is asked.
  #expect(differing * 200 < compared, "\(differing) of \(compared)")
}

@Test func `thinning keeps edges and loses flat areas`() {
  // A flat sheet with a ridge along x = 0, on a lattice of edge 1 cm.
  var vertices = FusedVertices()
  var random = SceneRandom(seed: 9)
  for row in 0..<100 {
    for column in -50..<50 {
      let x = Float(column) * 0.01 + random.number(in: -0.002...0.002)
      let y = Float(row) * 0.01 + random.number(in: -0.002...0.002)
      vertices.positions.append([x, y, 0.05 - min(abs(x), 0.05)])
      vertices.normals.append(
        abs(column) > 5 ? [0, 0, 1] : SIMD3(column < 0 ? -1 : 1, 0, 1).normalized)
    }
  }
  let kept = vertices.thinned(to: 4000, voxelSize: 0.01, seed: 1)
  #expect(abs(kept.count - 4000) < 200, "\(kept.count)")
  let ridge = kept.filter { abs($0.x) < 0.03 }.count
  let flat = kept.filter { $0.x > 0.2 && $0.x < 0.26 }.count
  #expect(Float(ridge) > 1.3 * Float(flat), "\(ridge) against \(flat)")
  // Nothing is left empty: every place has a vertex within three edges.
  for vertex in vertices.positions {
    #expect(kept.contains { abs($0.x - vertex.x) < 0.03 && abs($0.y - vertex.y) < 0.03 })
  }
}
