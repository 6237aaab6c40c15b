import CairnGeometry

extension Supervoxels {
  /// Carries labels of voxels over to points, and sums up each supervoxel.
  init(_ voxels: VoxelSurface, _ labels: [Int32]) {
    // The grid's voxels come in the order of their first points, and so do numbers.
    var numberOfGrid = voxels.voxelOfGrid.map { labels[Int($0)] }
    renumber(&numberOfGrid, minimumCount: 1)
    var numbers = [Int](repeating: 0, count: voxels.count)
    for (voxel, number) in zip(voxels.voxelOfGrid, numberOfGrid) {
      numbers[Int(voxel)] = Int(number)
    }
    let labelOfPoint = voxels.grid.voxelOfPoint.map { $0 < 0 ? -1 : numberOfGrid[Int($0)] }
    let count = (numbers.max() ?? -1) + 1
    var centers = [SIMD3<Double>](repeating: .zero, count: count)
    var normals = [SIMD3<Float>](repeating: .zero, count: count)
    var voxelCounts = [Double](repeating: 0, count: count)
    var pointCounts = [Int32](repeating: 0, count: count)
    for (voxel, number) in numbers.enumerated() {
      centers[number] += SIMD3<Double>(voxels.centers[voxel])
      let normal = voxels.normals[voxel]
      // Normals have no sides: each is added on the side of those before.
      normals[number] += normal.dot(normals[number]) < 0 ? -normal : normal
      voxelCounts[number] += 1
      pointCounts[number] += Int32(voxels.pointCounts[voxel])
    }
    self.labelOfPoint = labelOfPoint
    self.centers = zip(centers, voxelCounts).map { SIMD3<Float>($0 / $1) }
    self.normals = normals.map(\.normalized)
    self.pointCounts = pointCounts
    (offsets, targets) = Self.adjacency(voxels, numbers, count: count)
  }

  /// Which supervoxels have voxels that touch.
  private static func adjacency(
    _ voxels: VoxelSurface, _ numbers: [Int], count: Int
  ) -> (offsets: [Int32], targets: [Int32]) {
    var members = [Int32](repeating: 0, count: count + 1)
    for number in numbers { members[number + 1] += 1 }
    for number in 0..<count { members[number + 1] += members[number] }
    var ends = members
    var order = [Int32](repeating: 0, count: numbers.count)
    for (voxel, number) in numbers.enumerated() {
      order[Int(ends[number])] = Int32(voxel)
      ends[number] += 1
    }
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    var lastSeen = [Int32](repeating: -1, count: count)
    var found: [Int32] = []
    for number in 0..<count {
      found.removeAll(keepingCapacity: true)
      for voxel in order[Int(members[number])..<Int(members[number + 1])] {
        for slot in voxels.slots(of: voxel) {
          let other = numbers[Int(voxels.targets[slot])]
          guard other != number, lastSeen[other] != Int32(number) else { continue }
          lastSeen[other] = Int32(number)
          found.append(Int32(other))
        }
      }
      found.sort()
      targets += found
      offsets.append(Int32(targets.count))
    }
    return (offsets, targets)
  }
}
