import CPCL
import CairnSegmentation

/// PCL's segmenters, called with arrays.
///
/// Unsafe, as no other file of this module: C++ is reached by functions of C, which take pointers.
enum PCLCalls {
  /// PCL's version, such as 1.13.0; `nil` in a build without it.
  static var version: String? {
    let number = cairnPCLVersion()
    return number == 0 ? nil : "\(number / 100_000).\(number / 100 % 1000).\(number % 100)"
  }

  /// The large planes: which one each point is on, and the normal of the first one.
  static func planes(
    in cloud: PCLCloud, tolerance: Float, minimumShare: Float, minimumCount: Int, restShare: Float,
    limit: Int
  ) throws(SegmentationError) -> (groups: [Int32], normal: SIMD3<Float>?) {
    var groups = [Int32](repeating: -1, count: cloud.count)
    var normal: [Float] = [0, 0, 0]
    unsafe try call(cloud) { cloud, message in
      unsafe cairnPCLPlanes(
        cloud, tolerance, minimumShare, Int32(minimumCount), restShare, Int32(limit), &groups,
        &normal, message)
    }
    let isFound = normal != [0, 0, 0]
    return (groups, isFound ? SIMD3(normal[0], normal[1], normal[2]) : nil)
  }

  /// Adds connected clusters of the points that are in no group yet, as groups from `first` on.
  static func addClusters(
    of cloud: PCLCloud, distance: Float, first: Int32, to groups: inout [Int32]
  ) throws(SegmentationError) {
    var result = groups
    unsafe try call(cloud) { cloud, message in
      unsafe cairnPCLClusters(cloud, distance, first, &result, message)
    }
    groups = result
  }

  /// The smooth region of each point; `angle` in radians.
  static func regions(
    in cloud: PCLCloud, normalNeighbors: Int, neighbors: Int, angle: Float, curvature: Float
  ) throws(SegmentationError) -> [Int32] {
    var groups = [Int32](repeating: -1, count: cloud.count)
    unsafe try call(cloud) { cloud, message in
      unsafe cairnPCLRegions(
        cloud, Int32(normalNeighbors), Int32(neighbors), angle, curvature, &groups, message)
    }
    return groups
  }

  /// The region of like colour of each point; colours count 0 to 255.
  static func colorRegions(
    in cloud: PCLCloud, distance: Float, pointColor: Float, regionColor: Float, minimumCount: Int
  ) throws(SegmentationError) -> [Int32] {
    var groups = [Int32](repeating: -1, count: cloud.count)
    unsafe try call(cloud) { cloud, message in
      unsafe cairnPCLColorRegions(
        cloud, distance, pointColor, regionColor, Int32(minimumCount), &groups, message)
    }
    return groups
  }

  /// The convex part of each point.
  static func convexParts(
    of cloud: PCLCloud, _ options: ConvexityOptions
  ) throws(SegmentationError) -> [Int32] {
    var groups = [Int32](repeating: -1, count: cloud.count)
    unsafe try call(cloud) { cloud, message in
      unsafe cairnPCLConvexParts(
        cloud, options.voxel, options.seed, options.colorImportance, options.spatialImportance,
        options.normalImportance, options.concavityTolerance, options.smoothness, &groups, message)
    }
    return groups
  }

  /// Which points a minimum cut around seeds sets off.
  static func minimumCut(
    in cloud: PCLCloud, seeds: [SIMD3<Float>], radius: Float, sigma: Float, sourceWeight: Float,
    neighbors: Int
  ) throws(SegmentationError) -> [Bool] {
    var isObject = [UInt8](repeating: 0, count: cloud.count)
    let places = seeds.flatMap { [$0.x, $0.y, $0.z] }
    unsafe try call(cloud) { cloud, message in
      unsafe cairnPCLMinimumCut(
        cloud, places, Int64(seeds.count), radius, sigma, sourceWeight, Int32(neighbors),
        &isObject, message)
    }
    return isObject.map { $0 != 0 }
  }

  /// Hands a cloud and a place for a message to a function of C; its status becomes an error.
  private static func call(
    _ cloud: PCLCloud,
    _ function: (UnsafePointer<CairnPCLCloud>, UnsafeMutablePointer<CChar>) -> Int32
  ) throws(SegmentationError) {
    var message = [CChar](repeating: 0, count: Int(CAIRN_PCL_MESSAGE_SIZE))
    let status = unsafe cloud.coordinates.withUnsafeBufferPointer { coordinates in
      unsafe (cloud.colors ?? []).withUnsafeBufferPointer { colors in
        var view = unsafe CairnPCLCloud(
          positions: coordinates.baseAddress,
          colors: cloud.colors == nil ? nil : colors.baseAddress, count: Int64(cloud.count))
        return unsafe function(&view, &message)
      }
    }
    guard Int(status) != Int(CAIRN_PCL_DONE) else { return }
    let words = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    throw .libraryFailed(
      library: "PCL",
      reason: Int(status) == Int(CAIRN_PCL_ABSENT)
        ? "it is not in this build" : String(decoding: words, as: UTF8.self))
  }
}
