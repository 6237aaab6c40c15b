import CairnPreprocessing

/// Times voxel grids, samples and planes of a loaded cloud.
enum GridBenchmarks {
  /// Voxels of edge `leaf` with their centroids and the map from points to voxels.
  static func voxel(_ points: [SIMD3<Float>], _ arguments: [String: String]) -> Measurement {
    var measurement = Measurement()
    let edge = Float(arguments["leaf"] ?? "") ?? 0.1
    let grid = measurement.time { VoxelGrid(points, edge: edge) }
    measurement.check = [("voxels", Double(grid.count))]
    return measurement
  }
}
