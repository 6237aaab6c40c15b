import CairnClouds
import CairnGeometry
import CairnPreprocessing

/// Turns normals to the outside of things, if anything tells where that is.
///
/// Asked in turn: the file's own normals; a sensor that saw all points, at the file's viewpoint
/// (the origin where it names none); the planes, which have things standing on their outside. An
/// answer that does not hold at nearly every fold is none: a wrong one costs more than it gains, as
/// objects fall apart where folds are taken for the wrong kind.
struct SurfaceOrientation: Sendable {
  let grid: VoxelGrid
  /// In voxel edges, as all below.
  let centers: [SIMD3<Float>]
  let offsets: [Int32]
  let targets: [Int32]
  let planes: [PlaneSegment]

  /// Returns normals that point to the outside; `nil` where it cannot be told.
  func oriented(
    _ normals: [SIMD3<Float>], _ cloud: PointCloud, positions: Positions
  ) -> [SIMD3<Float>]? {
    if let sums = normalSums(cloud) {
      return zip(normals, sums).map { $0.dot($1) < 0 ? -$0 : $0 }
    }
    let sensor = positions.local(cloud.viewpoint.translation) / grid.edge
    if sensor.isFinite,
      hiddenShare(of: centers, normals: normals, spacing: 1, from: sensor) < 0.06
    {
      let seen = zip(normals, centers).map { $0.dot(sensor - $1) < 0 ? -$0 : $0 }
      if foldConflict(of: seen) < 0.55 { return seen }
    }
    guard let carried = carried(normals), foldConflict(of: carried) < 0.1 else { return nil }
    return carried
  }

  /// The share of sharp folds at which normals do not agree.
  ///
  /// What one sensor sees has few: there the outside of a fold is seen on both sides. Of what was
  /// scanned from all around, a single position calls the far side of each thing its inside.
  private func foldConflict(of normals: [SIMD3<Float>]) -> Float {
    var (folds, conflicts) = (0, 0)
    for voxel in normals.indices {
      for slot in Int(offsets[voxel])..<Int(offsets[voxel + 1]) {
        let other = Int(targets[slot])
        guard other > voxel, abs(normals[voxel].dot(normals[other])) < 0.5 else { continue }
        let cosine = arcAgreement(
          centers[voxel], normals[voxel], centers[other], normals[other])
        if abs(cosine) > 0.8 { folds += 1 }
        if cosine < -0.8 { conflicts += 1 }
      }
    }
    return folds > 0 ? Float(conflicts) / Float(folds) : 0
  }

  /// Carries sides from voxel to voxel; planes and, where a piece has none, its middle decide.
  private func carried(_ normals: [SIMD3<Float>]) -> [SIMD3<Float>]? {
    var sides = ConsistentSides(
      at: centers, of: normals, offsets: offsets, targets: targets)
    guard sides.conflictShare < 0.03 else { return nil }
    let middles = pieceMiddles(sides.pieces)
    var evidence = zip(centers, sides.pieces).enumerated().map { voxel, place in
      // Weak: a hundredth of what a plane says.
      0.01 * normals[voxel].dot((place.0 - middles[Int(place.1)]).normalized)
    }
    for segment in planes {
      // The side on which more voxels are, however far away.
      var balance: Float = 0
      for center in centers {
        let distance = segment.plane.signedDistance(to: center)
        if abs(distance) > 2 { balance += distance > 0 ? 1 : -1 }
      }
      balance /= Float(centers.count)
      for member in segment.members {
        evidence[member] += balance * (normals[member].dot(segment.plane.normal) < 0 ? -1 : 1)
      }
    }
    sides.turn { voxel, sign in evidence[voxel] * sign }
    return zip(normals, sides.signs).map { $0 * $1 }
  }

  private func pieceMiddles(_ pieces: [Int32]) -> [SIMD3<Float>] {
    var sums = [SIMD4<Float>](repeating: .zero, count: Int((pieces.max() ?? -1) + 1))
    for (center, piece) in zip(centers, pieces) { sums[Int(piece)] += SIMD4(center, 1) }
    return sums.map { SIMD3($0.x, $0.y, $0.z) / $0.w }
  }

  /// The file's normals, summed over each voxel; `nil` where there are none.
  private func normalSums(_ cloud: PointCloud) -> [SIMD3<Float>]? {
    for names in [["nx", "ny", "nz"], ["normal_x", "normal_y", "normal_z"]] {
      let columns = names.compactMap { name in
        cloud.field(name).flatMap { $0.isScalar ? $0.values.floats() : nil }
      }
      guard columns.count == 3 else { continue }
      var sums = [SIMD3<Float>](repeating: .zero, count: grid.count)
      for (point, voxel) in grid.voxelOfPoint.enumerated() where voxel >= 0 {
        let normal = SIMD3(columns[0][point], columns[1][point], columns[2][point])
        if normal.isFinite { sums[Int(voxel)] += normal }
      }
      // Some writers name the columns and leave them zero.
      if sums.count(where: { $0.squaredLength > 0 }) * 10 > 9 * sums.count { return sums }
    }
    return nil
  }
}
