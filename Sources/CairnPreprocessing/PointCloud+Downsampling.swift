import CairnClouds

/// Which point stands for all points of a voxel.
public enum VoxelRepresentative: Sendable, Hashable {
  /// A new one at their mean.
  case centroid
  /// The first in the order of the cloud, as it is.
  case first
  /// One chosen by chance, as it is; the same ones for the same seed.
  case random(seed: UInt64)
}

extension PointCloud {
  /// Returns one point per occupied voxel.
  ///
  /// A corner of the grid is at the origin of the file, so that neighboring clouds fit together. With
  /// ``VoxelRepresentative/first`` and ``VoxelRepresentative/random(seed:)`` points keep all their
  /// columns as they are. ``VoxelRepresentative/centroid`` makes new points:
  ///
  /// - the mean of coordinates, colors, intensity and curvature, rounded to the column's type;
  /// - the mean direction of normals, of length 1;
  /// - the most frequent id of columns named `label…`, `semantic`, `class…`, `instance` or `object`,
  ///   the smallest of equally frequent ones;
  /// - all else from the point nearest to the mean.
  ///
  /// Points with a NaN or infinite coordinate are in no voxel. The result is not organised.
  ///
  /// - Parameters:
  ///   - voxelSize: Edge of a voxel, in the unit of the cloud; positive and finite.
  ///   - representative: Which point stands for a voxel.
  /// - Returns: Voxels in the order of their first point; `nil` where the cloud has no x, y, z.
  /// - Complexity: O(*n* · columns) on average.
  public func downsampled(
    voxelSize: Float, keeping representative: VoxelRepresentative = .centroid
  ) -> PointCloud? {
    guard var positions else { return nil }
    if positions.origin != .zero, let (x, y, z) = positionFields {
      // Computed anew around a corner of the file's grid.
      let edge = Double(voxelSize)
      let corner = (positions.origin / edge).rounded(.toNearestOrEven) * edge
      let (x, y, z) = (x.values.doubles(), y.values.doubles(), z.values.doubles())
      for index in positions.points.indices {
        positions.points[index] = SIMD3<Float>(SIMD3(x[index], y[index], z[index]) - corner)
      }
    }
    let grid = VoxelGrid(positions.points, edge: voxelSize)
    switch representative {
    case .first: return selected(grid.firstPoints.map(Int.init))
    case .random(let seed): return selected(grid.randomPoints(seed: seed).map(Int.init))
    case .centroid: return VoxelMerging(self, positions.points, grid).merged()
    }
  }
}
