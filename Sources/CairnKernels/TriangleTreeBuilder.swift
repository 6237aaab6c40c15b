import CKernels

/// Builds a tree over triangles: cuts all into some ranges, makes a subtree of each, on all threads,
/// and puts a few nodes above them.
///
/// Which ranges there are depends on the triangles alone, so that the tree is the same for any number
/// of threads.
@safe final class TriangleTreeBuilder {
  private let positions: [SIMD3<Float>]
  private let triangles: [SIMD3<UInt32>]
  private let records: UnsafeMutableBufferPointer<CairnTriangleRecord>
  private let kernels = InstructionSet.current.rayKernels
  /// All triangles that can be hit.
  let whole: CairnTriangleRange

  init(positions: [SIMD3<Float>], triangles: [SIMD3<UInt32>]) {
    self.positions = positions
    self.triangles = triangles
    unsafe records = UnsafeMutableRawBufferPointer.allocate(
      byteCount: triangles.count * MemoryLayout<CairnTriangleRecord>.stride, alignment: 64
    ).bindMemory(to: CairnTriangleRecord.self)
    unsafe preferLargePages(records)
    unsafe whole = Self.record(positions, triangles, kernels, into: records)
  }

  deinit { unsafe records.deallocate() }

  /// Computes the boxes of all triangles that can be hit.
  private static func record(
    _ positions: [SIMD3<Float>], _ triangles: [SIMD3<UInt32>], _ kernels: CairnRayKernels,
    into records: UnsafeMutableBufferPointer<CairnTriangleRecord>
  ) -> CairnTriangleRange {
    let grain = 16384
    let record = unsafe kernels.recordTriangles
    nonisolated(unsafe) let records = unsafe records
    let parts = concurrentMap((triangles.count + grain - 1) / grain, grain: 1) { part in
      let (start, end) = (part * grain, min((part + 1) * grain, triangles.count))
      var range = CairnTriangleRange()
      let strange = unsafe positions.withUnsafeBytes { positions in
        unsafe triangles.withUnsafeBytes { triangles in
          unsafe record?(
            positions.assumingMemoryBound(to: Float.self).baseAddress,
            Int64(positions.count / MemoryLayout<SIMD3<Float>>.stride),
            triangles.assumingMemoryBound(to: UInt32.self).baseAddress, Int64(start), Int64(end),
            records.baseAddress.map { unsafe $0 + start }, &range) ?? -1
        }
      }
      precondition(
        strange < 0,
        "triangle \(strange) has the corners \(triangles[max(Int(strange), 0)]) of "
          + "\(positions.count) positions")
      return range
    }
    var whole = CairnTriangleRange()
    whole.bounds = SIMD8(repeating: -.infinity)
    whole.centerBounds = SIMD8(repeating: -.infinity)
    for (part, range) in parts.enumerated() {
      whole.bounds = pointwiseMax(whole.bounds, range.bounds)
      whole.centerBounds = pointwiseMax(whole.centerBounds, range.centerBounds)
      if whole.count < part * grain, let base = unsafe records.baseAddress {
        unsafe (base + whole.count).update(from: base + part * grain, count: range.count)
      }
      whole.end += range.end
    }
    return whole
  }

  /// A range that is cut in two, or becomes a subtree.
  struct Part {
    var range: CairnTriangleRange
    var children: (left: Int, right: Int)?
  }

  /// Cuts ranges in two until there is enough to do for many threads.
  private func parts() -> [Part] {
    let split = unsafe kernels.splitTriangles
    nonisolated(unsafe) let records = unsafe records.baseAddress
    var parts = [Part(range: whole)]
    var latest = [0]
    for _ in 0..<Self.topLevels {
      let large = latest.filter { parts[$0].range.count > Self.partSize }
      let ranges = large.map { parts[$0].range }
      let halves = concurrentMap(ranges.count, grain: 1) { number in
        var (left, right) = (CairnTriangleRange(), CairnTriangleRange())
        _ = unsafe withUnsafePointer(to: ranges[number]) {
          unsafe split?(records, $0, &left, &right)
        }
        return (left: left, right: right)
      }
      latest = []
      for (number, halves) in zip(large, halves) {
        parts[number].children = (parts.count, parts.count + 1)
        latest += [parts.count, parts.count + 1]
        parts += [Part(range: halves.left), Part(range: halves.right)]
      }
    }
    return parts
  }

  /// At most so many cuts lie above a subtree; the room for a ray's pending nodes counts on it.
  private static let topLevels = 6
  /// Ranges up to this are not cut any more.
  private static let partSize = 4096

  /// Makes all nodes and packs.
  ///
  /// - Returns: The vectors of nodes and packs, and what to begin with.
  func build() -> (nodes: [SIMD16<Float>], packs: [SIMD16<Float>], root: UInt32) {
    let recordCount = whole.count
    guard recordCount > 0 else { return ([], [], 0) }
    let parts = parts()
    let leaves = parts.indices.filter { parts[$0].children == nil }
    // Room for the worst case; what is not written to costs no memory.
    let nodes = UnsafeMutablePointer<SIMD16<Float>>.allocate(capacity: 4 * recordCount)
    let packs = UnsafeMutablePointer<Int64>.allocate(capacity: recordCount)
    defer {
      unsafe nodes.deallocate()
      unsafe packs.deallocate()
    }
    nonisolated(unsafe) let sorter = unsafe CairnTriangleSorter(
      records: records.baseAddress,
      nodes: UnsafeMutableRawPointer(nodes).assumingMemoryBound(to: Float.self), packs: packs)
    let make = unsafe kernels.buildSubtree
    let subtrees = concurrentMap(leaves.count, grain: 1) { number in
      unsafe withUnsafePointer(to: sorter) { sorter in
        unsafe withUnsafePointer(to: parts[leaves[number]].range) {
          unsafe make?(sorter, $0) ?? CairnSubtree()
        }
      }
    }
    var places: [Int: Place] = [:]
    var (nodeCount, packCount) = (0, 0)
    for (leaf, subtree) in zip(leaves, subtrees) {
      places[leaf] = Place(
        start: Int(parts[leaf].range.start), node: nodeCount, pack: packCount, made: subtree)
      nodeCount += Int(subtree.nodeCount)
      packCount += Int(subtree.packCount)
    }
    var top = TopNodes(parts: parts, places: places, firstNode: nodeCount)
    let root = top.add(0)
    let placed = leaves.compactMap { places[$0] }
    return unsafe (
      joined(nodes, of: placed, then: top.nodes), filled(packs, of: placed, count: packCount), root
    )
  }

  /// Brings the nodes of all subtrees together, and those above them.
  private func joined(
    _ nodes: UnsafeMutablePointer<SIMD16<Float>>, of places: [Place], then top: [SIMD16<Float>]
  ) -> [SIMD16<Float>] {
    let count = 4 * places.reduce(0) { $0 + Int($1.made.nodeCount) }
    return unsafe [SIMD16<Float>](unsafeUninitializedCapacity: count + top.count) {
      buffer, initializedCount in
      unsafe preferLargePages(buffer)
      nonisolated(unsafe) let (buffer, nodes) = unsafe (buffer, nodes)
      concurrentPieces(places.count, grain: 1) { numbers in
        for place in places[numbers] {
          for node in 0..<Int(place.made.nodeCount) {
            let (from, to) = (4 * (place.start + node), 4 * (place.node + node))
            for row in 0..<3 { unsafe buffer[to + row] = nodes[from + row] }
            unsafe buffer[to + 3] = place.moved(nodes[from + 3])
          }
        }
      }
      for row in top.indices { unsafe buffer[count + row] = top[row] }
      initializedCount = count + top.count
    }
  }

  /// Fills the packs of all subtrees.
  private func filled(
    _ list: UnsafeMutablePointer<Int64>, of places: [Place], count: Int
  ) -> [SIMD16<Float>] {
    let fill = unsafe kernels.fillPacks
    let (positions, triangles) = (positions, triangles)
    return unsafe [SIMD16<Float>](unsafeUninitializedCapacity: 5 * count) {
      buffer, initializedCount in
      unsafe preferLargePages(buffer)
      nonisolated(unsafe) let (buffer, list) = unsafe (buffer.baseAddress, list)
      nonisolated(unsafe) let records = unsafe records.baseAddress
      concurrentPieces(places.count, grain: 1) { numbers in
        for place in places[numbers] {
          unsafe positions.withUnsafeBytes { positions in
            unsafe triangles.withUnsafeBytes { triangles in
              unsafe fill?(
                records, positions.assumingMemoryBound(to: Float.self).baseAddress,
                triangles.assumingMemoryBound(to: UInt32.self).baseAddress, list + place.start,
                place.made.packCount,
                UnsafeMutableRawPointer(buffer.map { unsafe $0 + 5 * place.pack })?
                  .assumingMemoryBound(to: Float.self))
            }
          }
        }
      }
      initializedCount = 5 * count
    }
  }
}
