import ArgumentParser
import CairnClouds
import CairnPreprocessing

/// Steps between reading and writing, in the order in which they are done.
struct PreparingOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Keep the points between two corners, in the coordinates of the file.",
      valueName: "x0,y0,z0,x1,y1,z1"))
  var crop: CropBox?

  @Flag(help: "Remove the points of the ground, which need not be flat; see --up.")
  var removeGround = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("--remove-ground: the direction that is up (z).", valueName: "axis"))
  var up: Axis?

  @Option(
    defaultAsFlag: OutlierLimits.standard, parsing: .next,
    help: ArgumentHelp(
      "Remove points that are far from their k nearest ones: farther than usual by so many "
        + "standard deviations.",
      valueName: "k,deviations"))
  var removeOutliers: OutlierLimits?

  @Option(help: ArgumentHelp("Keep one point per voxel of this edge.", valueName: "edge"))
  var voxel: Float?

  @Option(
    help: ArgumentHelp(
      "What stands for a voxel: centroid (a new point), first or random (a point as it is).",
      discussion: "A centroid has the mean of coordinates, colours, intensity and normals, the "
        + "most frequent label, and all else of the point nearest to it."))
  var voxelKeep = VoxelChoice.centroid

  @Option(help: "Decides which points are random.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Add normals and curvatures, each from the k nearest points.",
      discussion: "They look to the sensor where the file says where it stood (PCD's VIEWPOINT); "
        + "else those of neighbors agree.",
      valueName: "k"))
  var normals: Int?

  func validate() throws {
    if let voxel, !(voxel > 0 && voxel.isFinite) {
      throw ValidationError("--voxel: the edge is a number above 0, in the unit of the cloud")
    }
    if let removeOutliers, !removeOutliers.isValid {
      throw ValidationError(
        "--remove-outliers takes how many neighbors, 1 to 1000, and deviations, such as 16,2")
    }
    if let normals, !(3...64).contains(normals) {
      throw ValidationError("--normals: 3 to 64 points")
    }
    guard up == nil || removeGround else {
      throw ValidationError("--up says what is up for --remove-ground; give that too")
    }
    guard voxel != nil || voxelKeep == .centroid else {
      throw ValidationError("--voxel-keep says what --voxel keeps; give --voxel too")
    }
  }

  /// Whether any step is wanted.
  private var isEmpty: Bool {
    crop == nil && !removeGround && removeOutliers == nil && voxel == nil && normals == nil
  }

  /// Does the steps.
  ///
  /// - Parameters:
  ///   - cloud: What was read.
  ///   - path: Its name, for messages.
  ///   - format: Where it will be written to; normals are named as is usual there.
  /// - Returns: The cloud as it is then, and how it came about.
  /// - Throws: ``ToolError`` where the cloud has no coordinates.
  func apply(to cloud: PointCloud, path: String, format: CloudFormat?) throws -> Preparation {
    var preparation = Preparation(cloud)
    if isEmpty { return preparation }
    guard cloud.positionFields != nil else {
      throw ToolError("\(path): has no x, y and z of one number per point; the steps need them")
    }
    if let crop, let mask = cloud.mask(between: crop.low, and: crop.high) {
      preparation.keep(mask, as: "crop")
    }
    if removeGround {
      Console.progress("finding the ground") {
        preparation.removeGround(up: (up ?? .z).vector)
      }
    }
    if let removeOutliers {
      Console.progress("removing outliers") {
        preparation.remove(removeOutliers.find(in: preparation.cloud), as: "remove-outliers")
      }
    }
    if let voxel {
      Console.progress("thinning") {
        preparation.thin(voxelSize: voxel, keeping: voxelKeep.representative(seed: seed))
      }
    }
    if let normals {
      Console.progress("fitting normals") {
        preparation.addNormals(k: normals, names: format == .pcd ? .long : .short)
      }
    }
    return preparation
  }
}

/// `x0,y0,z0,x1,y1,z1`: two opposite corners, in any order.
struct CropBox: ExpressibleByArgument {
  let low: SIMD3<Double>
  let high: SIMD3<Double>

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter { !$0.isNaN }
    guard parts.count == 6, numbers.count == 6 else { return nil }
    let (one, other) = (SIMD3(numbers[0..<3]), SIMD3(numbers[3..<6]))
    low = pointwiseMin(one, other)
    high = pointwiseMax(one, other)
  }
}

/// `k,deviations`, what an outlier is.
struct OutlierLimits: ExpressibleByArgument, CustomStringConvertible {
  let neighborCount: Int
  let deviations: Float

  /// What `--remove-outliers` alone means.
  static let standard = OutlierLimits(neighborCount: 16, deviations: 2)

  private init(neighborCount: Int, deviations: Float) {
    self.neighborCount = neighborCount
    self.deviations = deviations
  }

  /// Takes any text: the parser would pass over what it cannot read and use the standard.
  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.count == 2 ? (Int(parts[0]), Float(parts[1])) : (nil, nil)
    self.init(neighborCount: numbers.0 ?? 0, deviations: numbers.1 ?? .nan)
  }

  /// Whether there is something to compute with.
  var isValid: Bool { (1...1000).contains(neighborCount) && deviations.isFinite }

  var description: String { "\(neighborCount),\(Double(deviations).formatted)" }

  func find(in cloud: PointCloud) -> [Bool] {
    statisticalOutliers(
      of: cloud.positions?.points ?? [], neighborCount: neighborCount, deviations: deviations)
  }
}

/// What stands for a voxel.
enum VoxelChoice: String, ExpressibleByArgument, CaseIterable {
  case centroid, first, random

  func representative(seed: UInt64) -> VoxelRepresentative {
    switch self {
    case .centroid: .centroid
    case .first: .first
    case .random: .random(seed: seed)
    }
  }
}
