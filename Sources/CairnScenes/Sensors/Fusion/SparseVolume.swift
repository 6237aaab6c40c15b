import CairnGeometry
import CairnKernels

/// Blocks of 8 × 8 × 8 voxels wherever views measured a surface, found by a hash.
///
/// As Nießner, Zollhöfer, Izadi and Stamminger have it (2013). A voxel is a place of a lattice: its number of edges from the origin of the axes.
package struct SparseVolume: Sendable {
  /// Voxels along the edge of a block.
  static let blockEdge = 8
  /// Voxels in a block; x runs first, z last.
  static let blockVolume = 512

  /// The frame of the voxels in the scene.
  package let axes: RigidTransform
  /// Edge of a voxel, metres.
  package let voxelSize: Float
  /// How far from a surface distances are kept, metres.
  package let truncation: Float
  /// The blocks, in units of blocks; ascending by z, y, x.
  package let blocks: [SIMD3<Int32>]
  /// Where blocks are found by a hash: the block's number, -1 where a slot is free.
  private let slots: [Int32]

  /// Finds the blocks that lie about what views measured.
  ///
  /// - Parameters:
  ///   - views: The views.
  ///   - axes: The frame of the voxels in the scene.
  ///   - voxelSize: Edge of a voxel, metres.
  /// - Complexity: O(pixels).
  package init(around views: [DepthView], axes: RigidTransform, voxelSize: Float) {
    // Three voxels on each side, and what noise and drift add.
    let truncation = 3 * voxelSize + 0.01
    (self.axes, self.voxelSize, self.truncation) = (axes, voxelSize, truncation)
    let sets = concurrentMap(views.count, grain: 1) { number in
      Self.blocks(of: views[number], axes: axes, voxelSize: voxelSize, truncation: truncation)
    }
    var keys = Set<UInt64>()
    for set in sets { keys.formUnion(set) }
    // The order of a set differs from run to run; this one does not.
    let blocks = keys.sorted().map(Self.block(of:))
    var size = 64
    while size < 2 * blocks.count { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for (number, block) in blocks.enumerated() {
      var slot = Self.slot(of: block, mask: size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(number)
    }
    (self.blocks, self.slots) = (blocks, slots)
  }

  /// The number of a block.
  func number(of block: SIMD3<Int32>) -> Int? {
    var slot = Self.slot(of: block, mask: slots.count - 1)
    while slots[slot] >= 0 {
      if blocks[Int(slots[slot])] == block { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The blocks through which the rays of a view pass near what they measured.
  private static func blocks(
    of view: DepthView, axes: RigidTransform, voxelSize: Float, truncation: Float
  ) -> Set<UInt64> {
    let toAxes = axes.inverse * view.pose
    let edge = voxelSize * Float(blockEdge)
    var keys = Set<UInt64>()
    // Neighboring rays pass through the same blocks: looking at the last few saves most insertions.
    var recent = SIMD8<UInt64>(repeating: .max)
    var oldest = 0
    // Blocks are wider than pixels by far.
    for row in stride(from: 0, to: view.lens.height, by: 2) {
      for column in stride(from: row / 2 & 1, to: view.lens.width, by: 2) {
        let depth = view.depths[row * view.lens.width + column]
        guard depth > 0 else { continue }
        let ray = toAxes.rotation.applied(to: view.lens.ray(column: column, row: row)) / edge
        let start = toAxes.position / edge
        for step in -2...2 {
          let place = start + ray * (depth + truncation * Float(step) / 2)
          // Rounds down without a call of the C library.
          let raised = place + 65536
          let key = key(
            of: SIMD3(Int32(raised.x), Int32(raised.y), Int32(raised.z)) &- 65536)
          if any(recent .== SIMD8(repeating: key)) { continue }
          recent[oldest] = key
          oldest = (oldest + 1) & 7
          keys.insert(key)
        }
      }
    }
    return keys
  }

  private static func key(of block: SIMD3<Int32>) -> UInt64 {
    let biased = SIMD3<UInt64>(truncatingIfNeeded: block &+ 1 << 20)
    return biased.x | biased.y << 21 | biased.z << 42
  }

  private static func block(of key: UInt64) -> SIMD3<Int32> {
    let low: UInt64 = 1 << 21 - 1
    return SIMD3(Int32(key & low), Int32(key >> 21 & low), Int32(key >> 42 & low)) &- 1 << 20
  }

  private static func slot(of block: SIMD3<Int32>, mask: Int) -> Int {
    let key = key(of: block)
    let mixed = (key ^ key &>> 31) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> 32) & mask
  }
}
