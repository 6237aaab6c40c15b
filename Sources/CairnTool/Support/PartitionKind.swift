import ArgumentParser

/// What `cairn partition` groups points into.
enum PartitionKind: String, ExpressibleByArgument, CaseIterable {
  case clusters, dbscan, planes, regions, supervoxels, components

  /// What it is for, in one line.
  var summary: String {
    switch self {
    case .clusters: "things with a gap between them"
    case .dbscan: "the same, and thin bridges and stray points left out"
    case .planes: "floors, walls, table tops; with their equations"
    case .regions: "smooth surfaces, flat or curved, up to their edges"
    case .supervoxels: "even little pieces that keep to the edges of things"
    case .components: "voxels that touch; the fastest"
    }
  }

  /// What one group is called.
  var noun: String {
    switch self {
    case .clusters, .dbscan: "cluster"
    case .planes: "plane"
    case .regions: "region"
    case .supervoxels: "supervoxel"
    case .components: "component"
    }
  }

  /// The options that change its result, besides those that all have.
  var options: Set<String> {
    switch self {
    case .clusters: ["distance", "remove-planes", "tolerance", "seed"]
    case .dbscan: ["distance", "neighbors", "remove-planes", "tolerance", "seed"]
    case .planes: ["tolerance", "count", "seed"]
    case .regions: ["neighbors", "angle", "curvature"]
    case .supervoxels: ["voxel", "size"]
    case .components: ["voxel", "remove-planes", "tolerance", "seed"]
    }
  }
}
