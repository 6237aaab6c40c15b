/// A set of voxels, a bit for each.
struct VoxelSet: Sendable, Hashable {
  private var words: [UInt64]
  private(set) var count: Int

  init(emptyFor voxelCount: Int) {
    words = Array(repeating: 0, count: (voxelCount + 63) / 64)
    count = 0
  }

  /// Takes voxels; those that are not among the first `voxelCount` are passed over.
  init(_ voxels: some Sequence<Int32>, voxelCount: Int) {
    self.init(emptyFor: voxelCount)
    for voxel in voxels where voxel >= 0 && voxel < voxelCount {
      words[Int(voxel) >> 6] |= 1 << UInt64(voxel & 63)
    }
    recount()
  }

  private mutating func recount() {
    count = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  @inline(__always)
  func contains(_ voxel: Int) -> Bool { words[voxel >> 6] >> UInt64(voxel & 63) & 1 == 1 }

  /// How many voxels are in both.
  func commonCount(with other: VoxelSet) -> Int {
    var common = 0
    for index in words.indices { common += (words[index] & other.words[index]).nonzeroBitCount }
    return common
  }

  /// Intersection over union; 0 where both are empty.
  func intersectionOverUnion(with other: VoxelSet) -> Float {
    let (small, large) = (min(count, other.count), max(count, other.count))
    guard small > 0 else { return 0 }
    let common = commonCount(with: other)
    return Float(common) / Float(small + large - common)
  }

  mutating func formUnion(_ other: VoxelSet) {
    for index in words.indices { words[index] |= other.words[index] }
    recount()
  }

  mutating func subtract(_ other: VoxelSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
    recount()
  }

  /// The voxels, ascending.
  var members: [Int] {
    var result: [Int] = []
    result.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return result
  }
}
