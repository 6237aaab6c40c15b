import CairnKernels

/// Groups of voxels, one voxel of each standing for it, as Lin and others (2018) group points.
struct VoxelGrouping {
  private let voxels: VoxelSurface
  private let metric: VoxelMetric
  /// The voxel that stands for the group of each voxel.
  private(set) var labels: [Int32]

  init(_ voxels: VoxelSurface, _ metric: VoxelMetric) {
    self.voxels = voxels
    self.metric = metric
    labels = (0..<Int32(voxels.count)).map { $0 }
  }

  /// Merges groups that touch until there are so many, cheap merges first (their algorithm 1).
  ///
  /// What a merge costs is what all voxels of the smaller side would gain by keeping their own; in
  /// each round all merges are done that cost less than a limit, which doubles from round to round.
  mutating func merge(until target: Int) {
    var groups = labels
    var sizes = [Float](repeating: 1, count: labels.count)
    var adjacency = GroupAdjacency(voxels)
    var remaining = labels.count
    // Four times what is usual between voxels: fewer rounds, and groups as good.
    var limit = 4 * typicalCost()
    var pending: [Int32] = []
    var isStuck = false
    while remaining > target, !isStuck {
      isStuck = true
      for group in groups where remaining > target {
        guard labels[Int(group)] == group, adjacency.hasNeighbors(group) else { continue }
        isStuck = false
        pending.removeAll(keepingCapacity: true)
        adjacency.beginCollecting(around: group)
        adjacency.collect(group, into: &pending, &labels)
        // Neighbors that stay move to the front; those of a merged one come in at the end.
        var (next, keptCount) = (0, 0)
        while next < pending.count {
          let other = pending[next]
          next += 1
          if remaining > target, sizes[Int(other)] * metric(group, other) < limit {
            labels[Int(other)] = group
            sizes[Int(group)] += sizes[Int(other)]
            remaining -= 1
            adjacency.collect(other, into: &pending, &labels)
          } else {
            pending[keptCount] = other
            keptCount += 1
          }
        }
        adjacency.replace(group, by: pending[..<keptCount])
      }
      groups.removeAll { labels[Int($0)] != $0 }
      adjacency.compact(groups)
      limit *= 2
    }
    for voxel in labels.indices { labels[voxel] = Self.root(of: Int32(voxel), &labels) }
  }

  /// The group that a group was merged into.
  @inline(__always)
  static func root(of voxel: Int32, _ labels: inout [Int32]) -> Int32 {
    var current = voxel
    while labels[Int(current)] != current {
      let parent = labels[Int(current)]
      labels[Int(current)] = labels[Int(parent)]
      current = labels[Int(current)]
    }
    return current
  }

  /// The median of what voxels differ from the neighbor that they are most alike.
  private func typicalCost() -> Float {
    var least: [UInt64] = []
    for voxel in labels.indices where voxels.offsets[voxel] < voxels.offsets[voxel + 1] {
      var best = Float.infinity
      for slot in voxels.slots(of: Int32(voxel)) {
        best = min(best, metric(Int32(voxel), voxels.targets[slot]))
      }
      // Not below zero, so that the bits are ordered like the numbers.
      least.append(UInt64(max(best, 1e-6).bitPattern))
    }
    sortStably(&least, byBits: 0..<32)
    return least.isEmpty ? 1 : Float(bitPattern: UInt32(least[least.count / 2]))
  }

  /// Gives voxels at borders to the group beside them that they are most alike (their algorithm 2).
  mutating func exchange() {
    var pending = labels.indices.map { Int32($0) }
    var isPending = [Bool](repeating: true, count: labels.count)
    var next = 0
    while next < pending.count {
      let voxel = pending[next]
      next += 1
      isPending[Int(voxel)] = false
      let before = labels[Int(voxel)]
      // What stands for a group stays in it.
      guard before != voxel else { continue }
      var (best, last) = (before, before)
      var least: Float = -1
      for slot in voxels.slots(of: voxel) {
        let label = labels[Int(voxels.targets[slot])]
        guard label != before, label != last else { continue }
        last = label
        if least < 0 { least = metric(voxel, before) }
        // Strictly less, so that this ends.
        let cost = metric(voxel, label)
        if cost < least { (best, least) = (label, cost) }
      }
      guard best != before else { continue }
      labels[Int(voxel)] = best
      for slot in voxels.slots(of: voxel) {
        let other = voxels.targets[slot]
        if labels[Int(other)] != best, !isPending[Int(other)] {
          isPending[Int(other)] = true
          pending.append(other)
        }
      }
    }
  }

  /// Leaves each group the part that is connected with the voxel it stands for; what was cut off
  /// goes to the groups beside it.
  mutating func connect() {
    // Labels of voxels that are not reached yet are kept as their complement, which is negative.
    var pending: [Int32] = []
    pending.reserveCapacity(labels.count)
    for voxel in labels.indices {
      if labels[voxel] == Int32(voxel) {
        pending.append(Int32(voxel))
      } else {
        labels[voxel] = ~labels[voxel]
      }
    }
    // First within groups, then all that is left.
    for isSame in [true, false] {
      var next = 0
      while next < pending.count {
        let label = labels[Int(pending[next])]
        for slot in voxels.slots(of: pending[next]) {
          let other = Int(voxels.targets[slot])
          let old = labels[other]
          guard old < 0, !isSame || old == ~label else { continue }
          labels[other] = label
          pending.append(Int32(other))
        }
        next += 1
      }
      if pending.count == labels.count { return }
    }
  }
}
