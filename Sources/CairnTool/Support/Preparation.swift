import CairnClouds
import CairnGeometry
import CairnJSON
import CairnPreprocessing

/// A cloud on its way from one file to another, and what was done to it.
struct Preparation {
  private(set) var cloud: PointCloud
  private(set) var steps: [Step] = []

  /// Something that was done.
  struct Step {
    let name: String
    let before: Int
    let after: Int
    /// How, for people; empty where the numbers say it all.
    var note = ""

    var text: String {
      let numbers =
        before == after && !note.isEmpty
        ? "\(after.formatted) points" : "\(before.formatted) → \(after.formatted) points"
      return "\(name): \(numbers)" + (note.isEmpty ? "" : ", \(note)")
    }

    var json: JSONValue {
      .members([
        ("step", .string(name)), ("before", .integer(before)), ("after", .integer(after)),
      ])
    }
  }

  init(_ cloud: PointCloud) { self.cloud = cloud }

  /// Keeps the points of a mask; a cloud that loses none stays as it is, its grid included.
  mutating func keep(_ mask: Mask, as name: String, note: String = "") {
    let before = cloud.count
    let after = mask.selectedCount
    if after < before { cloud = cloud.selected(mask) }
    steps.append(Step(name: name, before: before, after: after, note: note))
  }

  /// Keeps the points for which a column of the library's answers is false.
  mutating func remove(_ isRemoved: [Bool], as name: String, note: String = "") {
    keep(Mask(isRemoved.map { !$0 }), as: name, note: note)
  }

  /// Keeps what is not on the ground.
  mutating func removeGround(up: SIMD3<Float>) {
    guard let points = cloud.positions?.points else { return }
    let ground = Ground(of: points, up: up)
    let reach = Double(ground.tolerance).shortened
    remove(ground.isGround, as: "remove-ground", note: "ground is up to \(reach) from its surface")
  }

  /// One point per voxel.
  mutating func thin(voxelSize: Float, keeping representative: VoxelRepresentative) {
    let before = cloud.count
    guard let thinned = cloud.downsampled(voxelSize: voxelSize, keeping: representative) else {
      return
    }
    cloud = thinned
    steps.append(Step(name: "voxel", before: before, after: cloud.count))
  }

  /// Columns of normals, toward the sensor where the file says where it stood.
  mutating func addNormals(k: Int, names: PointCloud.NormalNames) {
    guard let positions = cloud.positions else { return }
    let note: String
    let normals: Normals
    if cloud.viewpoint == .identity {
      normals = .agreeing(of: positions.points, k: k)
      note = "normals of neighbors agree; the file does not say where the sensor stood"
    } else {
      let sensor = cloud.viewpoint.translation
      normals = Normals(of: positions.points, k: k, toward: positions.local(sensor))
      let place = (0..<3).map { sensor[$0].formatted }.joined(separator: ", ")
      note = "normals toward the sensor at \(place)"
    }
    cloud.setNormals(normals.vectors, curvatures: normals.curvatures, names: names)
    steps.append(Step(name: "normals", before: cloud.count, after: cloud.count, note: note))
  }

  /// What the cloud has lost besides points, for people.
  ///
  /// - Parameter original: The cloud before all steps.
  /// - Returns: A line for each thing.
  func losses(of original: PointCloud) -> [String] {
    var lines: [String] = []
    if original.isOrganized, !cloud.isOrganized {
      lines.append("no longer a grid of \(original.width) × \(original.height) points")
    }
    let elements = (original.leadingElements + original.trailingElements).map(\.name)
    if !elements.isEmpty, cloud.leadingElements.isEmpty, cloud.trailingElements.isEmpty {
      let names = elements.joined(separator: ", ")
      lines.append("elements not kept, they count the rows that were: \(names)")
    }
    return lines
  }
}
