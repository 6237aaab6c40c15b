import CairnClouds
import CairnGeometry
import CairnPreprocessing

/// Which side of the surface is the outside, if anything in the file tells.
struct SurfaceOrientation: Sendable {
  private enum Source: Sendable {
    case none
    /// Where the sensor stood, in voxel edges.
    case sensor(SIMD3<Float>)
    /// The file's own normals, summed over each voxel.
    case normals([SIMD3<Float>])
  }

  private let source: Source

  /// Whether the outside is known.
  var isKnown: Bool {
    if case .none = source { false } else { true }
  }

  /// Looks for normals in the file, and else for a sensor that saw all points: at the file's
  /// viewpoint, which is the origin where the file names none.
  init(_ cloud: PointCloud, positions: Positions, grid: VoxelGrid, centers: [SIMD3<Float>]) {
    if let sums = Self.normalSums(cloud, grid: grid) {
      source = .normals(sums)
      return
    }
    let sensor = positions.local(cloud.viewpoint.translation) / grid.edge
    let isSeen = sensor.isFinite && hiddenShare(of: centers, spacing: 1, from: sensor) < 0.06
    source = isSeen ? .sensor(sensor) : .none
  }

  /// Turns normals to the outside where it is known.
  func applied(to normals: [SIMD3<Float>], at centers: [SIMD3<Float>]) -> [SIMD3<Float>] {
    switch source {
    case .none: normals
    case .sensor(let sensor):
      zip(normals, centers).map { $0.dot(sensor - $1) < 0 ? -$0 : $0 }
    case .normals(let sums):
      zip(normals, sums).map { $0.dot($1) < 0 ? -$0 : $0 }
    }
  }

  private static func normalSums(_ cloud: PointCloud, grid: VoxelGrid) -> [SIMD3<Float>]? {
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
