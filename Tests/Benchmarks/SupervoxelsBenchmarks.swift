import CairnPreprocessing

/// Times making supervoxels of voxels of edge `leaf`, about `seed` apart.
enum SupervoxelsBenchmarks {
  static let operations = [
    Operation(name: "supervoxel") { subject, arguments in
      var measurement = Measurement()
      let found = measurement.time {
        Supervoxels(
          subject.points, edge: arguments.length("leaf", 0.1), spacing: arguments.length("seed", 1))
      }
      measurement.check = [("supervoxels", Double(found.count))]
      return measurement
    }
  ]
}
