import CairnClouds
import CairnGeometry
import CairnKernels
import CairnPreprocessing

extension Embedding {
  /// The number of points of the cloud.
  public var pointCount: Int { positions.points.count }

  /// About 24,000 voxels.
  public func voxels() -> VoxelGrid {
    VoxelGrid(positions.points, occupying: 24_000)
  }

  /// Asks for the masks of each click and selects the voxels that have half of their points in them.
  public func proposals(
    forClicksOn points: [Int], in voxels: VoxelGrid
  ) throws(SegmentationError) -> [[Proposal]] {
    let answers = concurrentMap(points.count, grain: 1) { number in
      Result { () throws(SegmentationError) in
        try masks(for: [.positive(index: points[number])]).map { Proposal($0, in: voxels) }
      }
    }
    var proposals: [[Proposal]] = []
    for answer in answers { proposals.append(try answer.get()) }
    return proposals
  }

  /// Clicks all over the cloud and keeps the objects that the answers agree on.
  public func everything(
    _ options: EverythingOptions
  ) throws(SegmentationError) -> FoundObjects {
    var search = EverythingSearch(voxels(), options)
    let rounds = max(options.roundCount ?? 3, 1)
    for round in 0..<rounds {
      let clicks = search.nextClicks(options.clickCount ?? 400)
      guard !clicks.isEmpty else { break }
      try collect(clicks, in: &search, round: round, of: rounds)
    }
    try WorkProgress.report(0.9)
    let objects = search.objects()
    try WorkProgress.report(1)
    return objects
  }

  /// Adds the answers to the clicks of a round, a few at a time where ``WorkProgress`` is watched.
  func collect(
    _ clicks: [Int], in search: inout EverythingSearch, round: Int, of rounds: Int
  ) throws(SegmentationError) {
    let step = WorkProgress.watcher == nil ? clicks.count : 32
    for first in stride(from: 0, to: clicks.count, by: step) {
      let done = (Float(round) + Float(first) / Float(clicks.count)) / Float(rounds)
      try WorkProgress.report(0.9 * done)
      let part = Array(clicks[first..<min(first + step, clicks.count)])
      search.add(try proposals(forClicksOn: part, in: search.voxels), forClicksOn: part)
    }
  }

  /// Finds every object, at the default options.
  public func everything() throws(SegmentationError) -> FoundObjects {
    try everything(EverythingOptions())
  }
}

extension Proposal {
  /// Counts a candidate in voxels.
  init(_ candidate: Candidate, in grid: VoxelGrid) {
    var counts = [SIMD3<Int32>](repeating: .zero, count: grid.count)
    for (point, voxel) in grid.voxelOfPoint.enumerated() where voxel >= 0 {
      let logit = candidate.logits[point]
      counts[Int(voxel)] &+= SIMD3(
        candidate.mask[point] ? 1 : 0, logit >= 1 ? 1 : 0, logit > -1 ? 1 : 0)
    }
    let total = counts.reduce(SIMD3<Int64>.zero) { $0 &+ SIMD3<Int64>(truncatingIfNeeded: $1) }
    self.init(
      voxels: counts.indices.filter { 2 * counts[$0].x >= grid.pointCounts[$0] }.map { Int32($0) },
      iouScore: candidate.iouScore,
      stability: total.z > 0 ? Float(total.y) / Float(total.z) : 0)
  }
}
