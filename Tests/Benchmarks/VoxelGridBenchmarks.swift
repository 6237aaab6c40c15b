import CairnPreprocessing

/// Times sorting points into voxels of edge `leaf`: centroids, and the map from points to voxels.
enum VoxelGridBenchmarks {
  static let operations = [
    Operation(name: "voxel") { subject, arguments in
      var measurement = Measurement()
      let edge = arguments.length("leaf", 0.1)
      let grid = measurement.time { VoxelGrid(subject.points, edge: edge) }
      measurement.check = [("voxels", Double(grid.count))]
      return measurement
    }
  ]
}
