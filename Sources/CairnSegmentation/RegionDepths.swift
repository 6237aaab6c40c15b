import Synchronization

/// The depths of voxels in regions, computed once for many clicks.
final class RegionDepths: Sendable {
  private let known = Mutex<[Int: [Float]]>([:])

  /// The depths in a region.
  ///
  /// - Parameters:
  ///   - node: The region.
  ///   - compute: Computes them; two threads may do so at once, with the same result.
  /// - Returns: One depth for each voxel of the region.
  func depths(of node: Int, _ compute: () -> [Float]) -> [Float] {
    if let depths = known.withLock({ $0[node] }) { return depths }
    let depths = compute()
    known.withLock { $0[node] = depths }
    return depths
  }
}
