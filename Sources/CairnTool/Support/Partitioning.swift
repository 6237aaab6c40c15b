import CairnClouds
import CairnGeometry
import CairnPreprocessing
import CairnSearch

/// Groups of points, and with which parameters they were found.
struct Partitioning {
  /// An option and the value that it had.
  struct Parameter {
    let name: String
    let value: Value

    enum Value {
      case number(Double)
      case word(String)
      case flag
    }

    var text: String {
      switch value {
      case .number(let number): "--\(name) \(number.formatted)"
      case .word(let word): "--\(name) \(word)"
      case .flag: "--\(name)"
      }
    }
  }

  let kind: PartitionKind
  /// The median distance of a point to the nearest one; `nil` where there are fewer than two places.
  let spacing: Double?
  /// All options with a say, those that were not given included.
  private(set) var parameters: [Parameter] = []
  /// One id per point, 1 for the largest group.
  private(set) var labels: [InstanceLabel] = []
  /// The plane of each id, in the coordinates of the file; for planes alone.
  private(set) var planes: [InstanceLabel: FilePlane] = [:]
  /// How many points were left out before.
  private(set) var removedCount = 0

  private var points: [SIMD3<Float>]
  private let origin: SIMD3<Double>

  /// Groups points.
  ///
  /// - Parameters:
  ///   - positions: The positions of a cloud.
  ///   - colors: One per point, where there are any; for supervoxels.
  ///   - kind: What to group them into.
  ///   - options: What is not given comes from the cloud.
  init(
    _ positions: Positions, colors: [SIMD3<Float>]?, into kind: PartitionKind,
    _ options: PartitionOptions
  ) {
    self.kind = kind
    points = positions.points
    origin = positions.origin
    let spacing = medianSpacing(of: points)
    self.spacing = spacing.map(Double.init)
    // Where all points are at one place, any length will do.
    let unit = spacing ?? 1
    removeGround(options)
    removePlanes(options, unit: unit)
    let groups: [Int32]
    switch kind {
    case .clusters:
      groups = euclideanClusters(
        of: points, distance: take("distance", options.distance, or: 4 * unit))
    case .dbscan:
      groups = CairnPreprocessing.dbscan(
        of: points, radius: take("distance", options.distance, or: 4 * unit),
        minimumPoints: take("neighbors", options.neighbors, or: 10))
    case .planes: groups = findPlanes(options, unit: unit)
    case .regions: groups = findRegions(options)
    case .supervoxels:
      // A supervoxel has room for some voxels.
      let edge = take(
        "voxel", options.voxel, or: min(4 * unit, (options.size ?? .infinity) / 3))
      let size = take("size", options.size, or: 5 * edge)
      groups = Supervoxels(points, edge: edge, spacing: size, colors: colors).labelOfPoint
    case .components:
      let hash = VoxelHash(points, cellSize: take("voxel", options.voxel, or: 3 * unit))
      let components = hash.connectedComponents(.corners)
      groups = hash.voxelOfPoint.map { $0 < 0 ? -1 : components[Int($0)] }
    }
    let least =
      kind == .planes ? 1 : take("minimum", options.minimum, or: kind == .supervoxels ? 1 : 20)
    labels = labelsBySize(of: groups, minimumCount: least)
    for (index, plane) in foundPlanes.enumerated() {
      if let member = plane.members.first {
        planes[labels[member]] = FilePlane(foundPlanes[index].plane, origin: origin)
      }
    }
  }

  /// The planes in the order in which they were found.
  private var foundPlanes: [PlaneSegment] = []

  /// How many groups there are.
  var groupCount: Int { Int(labels.max() ?? 0) }

  /// The options as they can be given again.
  var commandLine: String {
    parameters.map(\.text).joined(separator: " ")
  }

  private mutating func take(_ name: String, _ given: Float?, or standard: Float) -> Float {
    // Few digits are enough for a length that is a guess, and easier to change.
    let value =
      given
      ?? min(max(standard.roundedToTwoDigits, .leastNormalMagnitude), .greatestFiniteMagnitude)
    parameters.append(Parameter(name: name, value: .number(Double("\(value)") ?? Double(value))))
    return value
  }

  private mutating func take(_ name: String, _ given: Int?, or standard: Int) -> Int {
    let value = given ?? standard
    parameters.append(Parameter(name: name, value: .number(Double(value))))
    return value
  }

  /// Points of the ground become points that are nowhere.
  private mutating func removeGround(_ options: PartitionOptions) {
    guard options.removeGround else { return }
    let up = options.up ?? .z
    parameters.append(Parameter(name: "remove-ground", value: .flag))
    parameters.append(Parameter(name: "up", value: .word(up.rawValue)))
    let isGround = Ground(of: points, up: up.vector).isGround
    for point in points.indices where isGround[point] { remove(point) }
  }

  /// Points of the largest planes become points that are nowhere.
  private mutating func removePlanes(_ options: PartitionOptions, unit: Float) {
    guard kind.options.contains("remove-planes"), let count = options.removePlanes else { return }
    let limit = take("remove-planes", count, or: 0)
    let planes = largestPlanes(
      in: points, tolerance: take("tolerance", options.tolerance, or: 2 * unit), minimumCount: 3,
      limit: limit, seed: options.seed ?? 1)
    for point in planes.lazy.flatMap(\.members) { remove(point) }
  }

  private mutating func remove(_ point: Int) {
    points[point] = SIMD3(repeating: .nan)
    removedCount += 1
  }

  private mutating func findPlanes(_ options: PartitionOptions, unit: Float) -> [Int32] {
    let finite = points.count(where: \.isFinite)
    foundPlanes = largestPlanes(
      in: points, tolerance: take("tolerance", options.tolerance, or: 2 * unit),
      minimumCount: take("minimum", options.minimum, or: max(finite / 100, 3)),
      limit: take("count", options.count, or: 10), seed: options.seed ?? 1)
    var groups = [Int32](repeating: -1, count: points.count)
    for (number, plane) in foundPlanes.enumerated() {
      for member in plane.members { groups[member] = Int32(number) }
    }
    return groups
  }

  private mutating func findRegions(_ options: PartitionOptions) -> [Int32] {
    let k = take("neighbors", options.neighbors, or: 16)
    let neighbors = KDTree(points).nearestToEachPoint(k, keepsDistances: false)
    let normals = Normals(of: points, neighbors: neighbors)
    let degrees = take("angle", options.angle, or: 8)
    return smoothRegions(
      normals: normals.vectors, curvatures: normals.curvatures, neighbors: neighbors,
      maximumAngle: degrees * .pi / 180,
      maximumCurvature: take("curvature", options.curvature, or: 0.05))
  }
}

/// A plane in the coordinates of a file, which Floats may not hold.
struct FilePlane {
  /// Unit vector; its largest component is positive.
  let normal: SIMD3<Double>
  /// The points p of the plane have normal · p = offset.
  let offset: Double

  init(_ plane: Plane, origin: SIMD3<Double>) {
    let normal = SIMD3<Double>(plane.normal)
    let largest = (0..<3).max { abs(normal[$0]) < abs(normal[$1]) } ?? 2
    let side: Double = normal[largest] < 0 ? -1 : 1
    self.normal = normal * side
    offset = (Double(plane.offset) + (normal * origin).sum()) * side
  }
}

extension Float {
  /// The nearest number with two decimal digits other than zeros.
  fileprivate var roundedToTwoDigits: Float {
    guard self > 0, isFinite else { return self }
    var (scale, value) = (1.0, Double(self))
    while value >= 100 { (scale, value) = (scale * 10, value / 10) }
    while value < 10 { (scale, value) = (scale / 10, value * 10) }
    let rounded = value.rounded()
    return Float(scale >= 1 ? rounded * scale : rounded / (1 / scale).rounded())
  }
}
