import ArgumentParser

/// What `cairn partition` can be told about groups; what is not given comes from the cloud.
struct PartitionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "clusters, dbscan: points at most this far apart belong together.",
      discussion: "By default 4 times the median distance of a point to the nearest one."))
  var distance: Float?

  @Option(
    help: ArgumentHelp(
      "Groups with fewer points are none.",
      discussion: "By default 20, for planes a hundredth of the points, for supervoxels 1.",
      valueName: "points"))
  var minimum: Int?

  @Option(
    help: ArgumentHelp(
      "dbscan: how many points within the distance make a point the core of a group (10); "
        + "regions: how many points a normal is fitted to (16).", valueName: "k"))
  var neighbors: Int?

  @Option(
    help: ArgumentHelp(
      "planes, --remove-planes: the largest distance of a point from its plane.",
      discussion: "By default 2 times the median distance of a point to the nearest one."))
  var tolerance: Float?

  @Option(
    help: ArgumentHelp("planes: find at most so many (10).", valueName: "planes"))
  var count: Int?

  @Option(
    help: ArgumentHelp(
      "regions: the largest angle between the normals of neighbors (8).", valueName: "degrees"))
  var angle: Float?

  @Option(
    help: ArgumentHelp(
      "regions: points that are more curved, 0 to 0.33, end a region (0.05)."))
  var curvature: Float?

  @Option(
    help: ArgumentHelp(
      "components, supervoxels: the edge of a voxel.",
      discussion: "By default 3 times the median distance of a point to the nearest one, for "
        + "supervoxels 4 times.",
      valueName: "edge"))
  var voxel: Float?

  @Option(
    help: ArgumentHelp(
      "supervoxels: how far apart they are on plain surfaces.",
      discussion: "By default 5 voxels.", valueName: "distance"))
  var size: Float?

  @Option(
    help: ArgumentHelp(
      "clusters, dbscan, components: leave out the points of the largest planes first, such as a "
        + "floor or a table.", valueName: "planes"))
  var removePlanes: Int?

  @Flag(
    help: ArgumentHelp(
      "Leave out the points of the ground first, which need not be flat; see --up."))
  var removeGround = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("--remove-ground: the direction that is up (z).", valueName: "axis"))
  var up: Axis?

  @Option(help: "planes, --remove-planes: decides which planes are tried (1).")
  var seed: UInt64?

  func validate() throws {
    for (name, value) in [
      ("distance", distance), ("tolerance", tolerance), ("voxel", voxel), ("size", size),
    ] {
      guard value.map({ $0 > 0 && $0.isFinite }) ?? true else {
        throw ValidationError("--\(name) is a number above 0, in the unit of the cloud")
      }
    }
    for (name, value) in [("minimum", minimum), ("count", count), ("remove-planes", removePlanes)] {
      guard value ?? 1 >= 1 else { throw ValidationError("--\(name) is 1 or more") }
    }
    guard up == nil || removeGround else {
      throw ValidationError("--up says what is up for --remove-ground; give that too")
    }
    if let size, let voxel, size < voxel {
      throw ValidationError("--size is at least --voxel")
    }
    guard (1...64).contains(neighbors ?? 1) else {
      throw ValidationError("--neighbors is 1 to 64")
    }
    guard (0...90).contains(angle ?? 0) else { throw ValidationError("--angle is 0 to 90 degrees") }
    guard curvature ?? 0 >= 0 else { throw ValidationError("--curvature is 0 or more") }
  }

  /// Refuses options that the kind does not have: they would change nothing.
  func check(for kind: PartitionKind) throws {
    let given = [
      ("distance", distance != nil), ("neighbors", neighbors != nil),
      ("tolerance", tolerance != nil), ("count", count != nil), ("angle", angle != nil),
      ("curvature", curvature != nil), ("voxel", voxel != nil), ("size", size != nil),
      ("remove-planes", removePlanes != nil), ("seed", seed != nil),
    ]
    for (name, isGiven) in given where isGiven && !kind.options.contains(name) {
      let others = PartitionKind.allCases.filter { $0.options.contains(name) }.map(\.rawValue)
      throw ValidationError("--\(name) is for --into \(others.joined(separator: ", "))")
    }
  }
}
