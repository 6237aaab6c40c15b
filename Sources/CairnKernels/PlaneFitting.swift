import CKernels

/// Sums over points from which the plane that fits them best follows.
public struct PlaneSums: Sendable, BitwiseCopyable {
  @usableFromInline var count: Int32 = 0
  @usableFromInline var weight: Float = 0
  @usableFromInline var sum = SIMD3<Float>.zero
  @usableFromInline var squares = SIMD3<Float>.zero
  /// xy, yz, zx.
  @usableFromInline var products = SIMD3<Float>.zero

  /// Sums over no points.
  @inlinable
  public init() {}

  /// Adds a point.
  ///
  /// - Parameters:
  ///   - point: Relative to some point nearby, so that squares lose nothing.
  ///   - weight: How much it counts.
  @inlinable @inline(__always)
  public mutating func add(_ point: SIMD3<Float>, weight: Float = 1) {
    let weighted = point * weight
    count &+= 1
    self.weight += weight
    sum += weighted
    squares += weighted * point
    products += weighted * SIMD3(point.y, point.z, point.x)
  }

  /// The rows that the kernel reads.
  fileprivate func write(to rows: UnsafeMutablePointer<Float>, lane: Int) {
    // Fewer than three points lie on many planes.
    let factor: Float = count < 3 ? 0 : 1
    unsafe rows[lane] = weight * factor
    for axis in 0..<3 {
      unsafe rows[16 * (1 + axis) + lane] = sum[axis] * factor
      unsafe rows[16 * (4 + axis) + lane] = squares[axis] * factor
      unsafe rows[16 * (7 + axis) + lane] = products[axis] * factor
    }
  }
}

/// Planes fitted to sets of points.
public struct PlaneFits: Sendable {
  /// Unit vectors across the planes, on either side; zero where fewer than three points, or points
  /// all in one place, define none.
  public let normals: [SIMD3<Float>]
  /// The smallest eigenvalue's share in the sum of all three: 0 flat, 1/3 as thick as wide.
  public let curvatures: [Float]
}

/// Fits planes to sets of points, on up to ``Threads/count`` threads.
///
/// The normal is the eigenvector of the smallest eigenvalue of the covariance (Jacobi's rotations, 16
/// sets at a time).
///
/// - Parameters:
///   - count: How many sets.
///   - sums: Returns the sums over a set.
/// - Returns: A plane for each set.
/// - Complexity: O(`count`).
public func fittedPlanes(_ count: Int, sums: @Sendable (Int) -> PlaneSums) -> PlaneFits {
  let fit = unsafe InstructionSet.current.treeKernels.fitPlanes
  return unsafe planeFits(count) { normals, curvatures in
    nonisolated(unsafe) let (normals, curvatures) = unsafe (normals, curvatures)
    concurrentPieces((count + 15) / 16, grain: 64) { groups in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 14 * 16) { scratch in
        unsafe scratch.initialize(repeating: 0)
        guard let rows = scratch.baseAddress else { return }
        let planes = unsafe rows + 10 * 16
        for group in groups {
          let lanes = min(16, count - 16 * group)
          for lane in 0..<lanes { unsafe sums(16 * group + lane).write(to: rows, lane: lane) }
          unsafe fit?(rows, planes, planes + 48)
          for lane in 0..<lanes {
            unsafe normals[16 * group + lane] = SIMD3(
              planes[lane], planes[16 + lane], planes[32 + lane])
            unsafe curvatures[16 * group + lane] = planes[48 + lane]
          }
        }
      }
    }
  }
}

private func planeFits(
  _ count: Int,
  _ fill: (UnsafeMutableBufferPointer<SIMD3<Float>>, UnsafeMutableBufferPointer<Float>) -> Void
) -> PlaneFits {
  var curvatures: [Float] = []
  let normals: [SIMD3<Float>] = unsafe Array(unsafeUninitializedCapacity: count) {
    normals, normalCount in
    normalCount = count
    unsafe preferLargePages(normals)
    curvatures = unsafe Array(unsafeUninitializedCapacity: count) { curvatures, curvatureCount in
      curvatureCount = count
      unsafe fill(normals, curvatures)
    }
  }
  return PlaneFits(normals: normals, curvatures: curvatures)
}

extension PointTree {
  /// Fits a plane to the points nearest to each point, itself among them, on up to
  /// ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - k: How many points, 1 to ``nearestLimit``.
  ///   - pointCount: How many points the tree was built over, those that are not finite included.
  /// - Returns: A plane for each point; none for points that are not finite.
  /// - Complexity: O(*k*) a point for well spread points.
  public func planesOfEachPoint(_ k: Int, pointCount: Int) -> PlaneFits {
    precondition(1...Self.nearestLimit ~= k, "planes through \(k) points")
    let fit = unsafe InstructionSet.current.treeKernels.planesOfLeaves
    return unsafe planeFits(pointCount) { normals, curvatures in
      if count < pointCount {
        unsafe normals.initialize(repeating: .zero)
        unsafe curvatures.initialize(repeating: 0)
      }
      nonisolated(unsafe) let (normals, curvatures) = unsafe (normals, curvatures)
      concurrentPieces(leafCount, grain: 64) { leaves in
        unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: 16 * k) { ranks in
          unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 16 * k + 64) { scratch in
            guard let planes = scratch.baseAddress else { return }
            unsafe withTree { tree in
              for leaf in leaves {
                unsafe fit?(
                  tree, Int64(leaf), 1, Int32(k), ranks.baseAddress, planes + 64, planes)
                let points = self.leaves[4 * leaf + 3]
                for lane in 0..<min(Self.leafSize, count - Self.leafSize * leaf) {
                  let point = Int(points[lane].bitPattern)
                  unsafe normals[point] = SIMD3(
                    planes[lane], planes[16 + lane], planes[32 + lane])
                  unsafe curvatures[point] = planes[48 + lane]
                }
              }
            }
          }
        }
      }
    }
  }

  /// The points, each where it was; NaN where it was not finite.
  package func points(count pointCount: Int) -> [SIMD3<Float>] {
    var points = [SIMD3<Float>](repeating: SIMD3(repeating: .nan), count: pointCount)
    for leaf in 0..<leafCount {
      let (x, y, z) = (leaves[4 * leaf], leaves[4 * leaf + 1], leaves[4 * leaf + 2])
      for lane in 0..<min(Self.leafSize, count - Self.leafSize * leaf) {
        points[Int(leaves[4 * leaf + 3][lane].bitPattern)] = SIMD3(x[lane], y[lane], z[lane])
      }
    }
    return points
  }
}
