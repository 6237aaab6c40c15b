/// Which groups of voxels touch while groups are merged: lists in one array that is tidied up.
struct GroupAdjacency {
  private var lists: [Int32]
  private var ranges: [(start: Int32, end: Int32)]
  /// In which collection a group was seen last.
  private var seen: [Int32]
  private var collection: Int32 = 0

  init(_ voxels: VoxelSurface) {
    lists = voxels.targets
    ranges = (0..<voxels.count).map { (voxels.offsets[$0], voxels.offsets[$0 + 1]) }
    seen = Array(repeating: 0, count: voxels.count)
  }

  func hasNeighbors(_ group: Int32) -> Bool {
    ranges[Int(group)].start < ranges[Int(group)].end
  }

  /// Forgets which groups were collected, but for one that shall not be.
  @inline(__always)
  mutating func beginCollecting(around group: Int32) {
    collection &+= 1
    seen[Int(group)] = collection
  }

  /// Appends the groups beside a group that were not collected yet.
  @inline(__always)
  mutating func collect(_ group: Int32, into pending: inout [Int32], _ labels: inout [Int32]) {
    let (start, end) = ranges[Int(group)]
    for slot in Int(start)..<Int(end) {
      let other = VoxelGrouping.root(of: lists[slot], &labels)
      guard seen[Int(other)] != collection else { continue }
      seen[Int(other)] = collection
      pending.append(other)
    }
  }

  mutating func replace(_ group: Int32, by list: ArraySlice<Int32>) {
    ranges[Int(group)] = (Int32(lists.count), Int32(lists.count + list.count))
    lists += list
  }

  /// Drops all lists but those of some groups.
  mutating func compact(_ groups: [Int32]) {
    var kept: [Int32] = []
    kept.reserveCapacity(lists.count / 2)
    for group in groups {
      let (start, end) = ranges[Int(group)]
      ranges[Int(group)] = (Int32(kept.count), Int32(kept.count + Int(end - start)))
      kept += lists[Int(start)..<Int(end)]
    }
    lists = kept
  }
}
