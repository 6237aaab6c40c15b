/// Points in buckets that a tree keeps together, each with its squared distance to the nearest sample.
///
/// A bucket is a box of about a hundred points. A new sample changes only buckets that are nearer to
/// it than their farthest point is to the samples so far; a tree over the buckets finds them. After
/// Han et al., "QuickFPS: Architecture and Algorithm Co-Design for Farthest Point Sampling in
/// Large-Scale Point Clouds", 2023.
package struct FarthestPointTree {
  /// What has no candidate left.
  package static let exhausted: UInt64 = 0

  /// Children of node *i* are *i* + 1 and `right`; a bucket has none.
  struct Node: BitwiseCopyable {
    var low: SIMD4<Float>
    var high: SIMD4<Float>
    /// The farthest point below: bits of its squared distance, then of its inverted index, so that the
    /// greatest key is the farthest point, and of equally far ones the first.
    var farthest: UInt64
    var right: Int32
    /// The bucket's first group of eight points, and how many groups there are.
    var group: Int32
    var groupCount: Int32
  }

  var nodes: [Node] = []
  /// Eight points at a time: x, y, z, squared distances; distances below 0 are no candidates.
  var values: [SIMD8<Float>] = []
  var indices: [SIMD8<Int32>] = []

  /// Sorts points into buckets.
  ///
  /// - Parameter points: Fewer than 2³¹; those with a NaN or infinite coordinate are left out.
  /// - Complexity: O(*n* log *n*).
  package init(_ points: Span<SIMD3<Float>>) {
    var entries: [SIMD4<Float>] = []
    entries.append(addingCapacity: points.count) { output in
      preferLargePages(&output)
      for position in points.indices {
        let point = points[position]
        guard point.x.isFinite, point.y.isFinite, point.z.isFinite else { continue }
        output.append(SIMD4(point, Float(bitPattern: UInt32(truncatingIfNeeded: position))))
      }
    }
    guard !entries.isEmpty else { return }
    // Buckets end in the middle of a group.
    let groupCount = entries.count / 7 + 1
    values.append(addingCapacity: 4 * groupCount) { output in preferLargePages(&output) }
    indices.append(addingCapacity: groupCount) { output in preferLargePages(&output) }
    _ = build(&entries, 0..<entries.count)
  }

  /// Takes a sample: a new one, or the first.
  ///
  /// - Parameters:
  ///   - sample: Its position.
  ///   - index: Its index, which is no candidate from now on.
  /// - Returns: The farthest candidate's key: see ``index(of:)``; ``exhausted`` where there is none.
  package mutating func take(_ sample: SIMD3<Float>, index: Int) -> UInt64 {
    guard !nodes.isEmpty else { return Self.exhausted }
    return update(0, SIMD4(sample, 0), Int32(truncatingIfNeeded: index))
  }

  /// Whether the point of a key lies where a sample is.
  package static func isDuplicate(_ key: UInt64) -> Bool { key >> 32 == 0 }

  /// The index of the point of a key.
  package static func index(of key: UInt64) -> Int {
    Int(~UInt32(truncatingIfNeeded: key))
  }

  private mutating func update(_ node: Int, _ sample: SIMD4<Float>, _ index: Int32) -> UInt64 {
    let current = nodes[node]
    // In the order of the points' distances, so that rounding cannot put the box behind a point.
    var gap = current.low - sample
    let behind = sample - current.high
    gap.replace(with: behind, where: behind .> gap)
    gap.replace(with: 0, where: gap .< 0)
    let distance = (gap.x * gap.x + gap.y * gap.y) + gap.z * gap.z
    let farthest = Float(bitPattern: UInt32(truncatingIfNeeded: current.farthest >> 32))
    // A sample's own box is at distance 0, and must drop it.
    if distance >= farthest, distance > 0 || current.farthest == Self.exhausted {
      return current.farthest
    }
    let key: UInt64
    if current.right >= 0 {
      let left = update(node + 1, sample, index)
      key = max(left, update(Int(current.right), sample, index))
    } else {
      let groups = Int(current.group)..<Int(current.group + current.groupCount)
      key = Self.update(groups, sample, index, &values, indices)
    }
    nodes[node].farthest = key
    return key
  }

  /// Brings the distances of a bucket up to date, and finds its farthest point.
  private static func update(
    _ groups: Range<Int>, _ sample: SIMD4<Float>, _ index: Int32,
    _ values: inout [SIMD8<Float>], _ indices: [SIMD8<Int32>]
  ) -> UInt64 {
    var values = values.mutableSpan
    let indices = indices.span
    precondition(4 * groups.upperBound <= values.count && groups.upperBound <= indices.count)
    var farthest = SIMD8<Float>(repeating: -1)
    for group in groups {
      // In range by the check above.
      let x = unsafe values[unchecked: 4 &* group] - sample.x
      let y = unsafe values[unchecked: 4 &* group &+ 1] - sample.y
      let z = unsafe values[unchecked: 4 &* group &+ 2] - sample.z
      let distance = (x * x + y * y) + z * z
      let before = unsafe values[unchecked: 4 &* group &+ 3]
      var after = before.replacing(with: distance, where: distance .< before)
      // The sample itself is at distance 0, and is a candidate no more.
      if any(after .== 0) {
        after.replace(with: -1, where: indices[group] .== index)
      }
      unsafe values[unchecked: 4 &* group &+ 3] = after
      farthest.replace(with: after, where: after .> farthest)
    }
    let most = farthest.max()
    guard most >= 0 else { return exhausted }
    var first = SIMD8<Int32>(repeating: .max)
    for group in groups {
      let distances = unsafe values[unchecked: 4 &* group &+ 3]
      let numbers = unsafe indices[unchecked: group]
      first.replace(with: numbers, where: (distances .== most) .& (numbers .< first))
    }
    return UInt64(most.bitPattern) << 32 | UInt64(~UInt32(bitPattern: first.min()))
  }
}
