import CairnGeometry
import CairnKernels
import CairnSearch

/// What the network reads of each superpoint, and of each one and those around it.
struct SuperpointFeatures: Sendable {
  /// How many numbers describe a superpoint.
  static let width = 16
  /// How many others each superpoint looks at.
  static let neighborCount = 24
  /// How many of them are those with the strongest contact, first in each row.
  static let contactCount = 10
  /// Which of the nearest ones, in order of distance, come after the contacts.
  static let distanceRanks = [1, 2, 3, 4, 5, 6, 8, 11, 15, 20, 27, 36, 48, 63]
  /// How many numbers describe a superpoint and another.
  static let edgeWidth = 15

  /// Means of the voxels' centers, in voxel edges.
  let centers: [SIMD3<Float>]
  /// Shape [S, ``width``].
  let values: [Float]
  /// Contacts, then others; -1 where there are fewer; shape [S, ``neighborCount``].
  let neighbors: [Int32]
  /// Shape [S, ``neighborCount``, ``edgeWidth``]; zero where there is no neighbor.
  let edges: [Float]
  /// Every pair that touches, both ways: who, along how many edges, and how strongly in sum.
  let contacts: SuperpointContacts

  /// Describes superpoints of a graph.
  ///
  /// - Parameters:
  ///   - superpoints: Which voxels are together.
  ///   - graph: Joins the voxels.
  ///   - voxelFeatures: Whom each voxel has around it.
  ///   - logits: How likely each voxel and each one around it are of one thing; shape [V, K].
  ///   - up: Which way is up, where that can be told.
  /// - Complexity: O(*m* log *m*), *m* edges of the graph.
  init(
    _ superpoints: Superpoints, of graph: VoxelGraph, voxelFeatures: VoxelFeatures,
    logits: [Float], up: UpDirection?
  ) {
    let shapes = SuperpointShapes(superpoints, of: graph)
    let contacts = SuperpointContacts(superpoints, of: graph)
    let unities = Self.unities(contacts, superpoints, voxelFeatures.neighbors, logits)
    let neighbors = Self.neighbors(shapes.centers, contacts)
    centers = shapes.centers
    self.contacts = contacts
    self.neighbors = neighbors.indices
    values = concurrentRows(superpoints.count, width: Self.width, grain: 256) { rows, output in
      for row in rows {
        Self.describe(row, shapes, contacts, graph, up) { output.append($0) }
      }
    }
    edges = concurrentRows(
      superpoints.count, width: Self.neighborCount * Self.edgeWidth, grain: 256
    ) { rows, output in
      for row in rows {
        for place in row * Self.neighborCount..<(row + 1) * Self.neighborCount {
          if neighbors.indices[place] < 0 {
            output.append(repeating: 0, count: Self.edgeWidth)
          } else {
            Self.describe(
              row, Int(neighbors.indices[place]), slot: Int(neighbors.slots[place]), shapes,
              contacts, unities, graph, up
            ) { output.append($0) }
          }
        }
      }
    }
  }

  /// The strongest contacts of each superpoint, then others at growing distance.
  ///
  /// - Returns: Whom each looks at, and where that pair is in `contacts`, -1 if they do not touch.
  private static func neighbors(
    _ centers: [SIMD3<Float>], _ contacts: SuperpointContacts
  ) -> (indices: [Int32], slots: [Int32]) {
    let table = KDTree(centers).nearestToEachPoint(64, keepsDistances: false)
    var indices: [Int32] = []
    var slots: [Int32] = []
    indices.reserveCapacity(centers.count * neighborCount)
    slots.reserveCapacity(indices.capacity)
    for row in centers.indices {
      let touching = contacts.slots(of: row)
      let strongest = touching.sorted { a, b in
        (contacts.affinitySums[b], a) < (contacts.affinitySums[a], b)
      }
      let end = indices.count + neighborCount
      for slot in strongest.prefix(contactCount) {
        indices.append(contacts.targets[slot])
        slots.append(Int32(slot))
      }
      // A superpoint may have fewer contacts: then the ranks between come in as well.
      let spare = contactCount - min(strongest.count, contactCount)
      var ranks = distanceRanks
      ranks += (7...63).filter { !distanceRanks.contains($0) }.prefix(spare)
      for rank in ranks.sorted() where indices.count < end {
        let other = table.indices[row * 64 + rank]
        guard other >= 0, other != Int32(row) else { continue }
        // One that touches is there already, unless it has too many contacts.
        let slot = touching.first { contacts.targets[$0] == other }
        if let slot, strongest.prefix(contactCount).contains(slot) { continue }
        indices.append(other)
        slots.append(Int32(slot ?? -1))
      }
      while indices.count < end {
        indices.append(-1)
        slots.append(-1)
      }
    }
    return (indices, slots)
  }

  /// How much the voxels on both sides of each contact seem to be of one thing: from -1 to 1, 0 where
  /// no voxel has one of the other superpoint around it.
  private static func unities(
    _ contacts: SuperpointContacts, _ superpoints: Superpoints, _ neighbors: [Int32],
    _ logits: [Float]
  ) -> [Float] {
    let k = VoxelFeatures.neighborCount
    return concurrentMap(superpoints.count, grain: 256) { superpoint in
      let slots = contacts.slots(of: superpoint)
      var sums = [(count: Float, unity: Float)](repeating: (0, 0), count: slots.count)
      for voxel in superpoints.voxels(of: superpoint) {
        for place in Int(voxel) * k..<(Int(voxel) + 1) * k where neighbors[place] >= 0 {
          let target = superpoints.ofVoxel[Int(neighbors[place])]
          guard target != Int32(superpoint),
            let slot = contacts.slot(from: superpoint, to: target)
          else { continue }
          sums[slot - slots.lowerBound].count += 1
          sums[slot - slots.lowerBound].unity += hyperbolicTangent(logits[place] / 4)
        }
      }
      return sums.map { $0.unity / max($0.count, 1) }
    }.flatMap { $0 }
  }

  @inline(__always)
  private static func describe(
    _ row: Int, _ shapes: SuperpointShapes, _ contacts: SuperpointContacts, _ graph: VoxelGraph,
    _ up: UpDirection?, append: (Float) -> Void
  ) {
    append(0.5 * logarithm(shapes.counts[row]))
    let deviations = shapes.deviations[row]
    append(deviations.x / 3)
    append(deviations.y / 3)
    append(deviations.z / 3)
    let upright = up.map { shapes.normals[row].dot($0.direction) } ?? 0
    append(abs(upright))
    append(graph.isOriented ? upright : 0)
    let height = up?.height(of: shapes.centers[row]) ?? 0
    append(hyperbolicTangent(height / 8))
    append(hyperbolicTangent(height / 32))
    append(up.map { min(max(height / $0.extent, 0), 1.5) } ?? 0)
    append(shapes.planeShares[row])
    append(shapes.colorDeviations[row])
    var (edges, affinity) = (Float.zero, Float.zero)
    for slot in contacts.slots(of: row) {
      edges += contacts.edgeCounts[slot]
      affinity += contacts.affinitySums[slot]
    }
    append(0.3 * logarithm(1 + edges))
    append(affinity / max(edges, 1))
    append(0.3 * logarithm(1 + Float(contacts.slots(of: row).count)))
    append(up.map { shapes.extents[row].dot(pointwiseMax($0.direction, -$0.direction)) / 5 } ?? 0)
    append(logarithm(shapes.spacings[row]))
  }

  @inline(__always)
  private static func describe(
    _ a: Int, _ b: Int, slot: Int, _ shapes: SuperpointShapes, _ contacts: SuperpointContacts,
    _ unities: [Float], _ graph: VoxelGraph, _ up: UpDirection?, append: (Float) -> Void
  ) {
    let offset = shapes.centers[b] - shapes.centers[a]
    let distance = offset.length
    let direction = distance > 0 ? offset / distance : .zero
    let (first, second) = (shapes.normals[a], shapes.normals[b])
    append(hyperbolicTangent(distance / 20))
    append(0.5 * logarithm(1 + distance) - 1)
    append(abs(first.dot(direction)))
    append(abs(second.dot(direction)))
    append(abs(first.dot(second)))
    append(graph.isOriented ? first.dot(direction) - second.dot(direction) : 0)
    let rise = up.map { offset.dot($0.direction) } ?? 0
    append(distance > 0 ? rise / distance : 0)
    append(hyperbolicTangent(rise / 8))
    append(slot < 0 ? 0 : contacts.affinitySums[slot] / contacts.edgeCounts[slot])
    append(slot < 0 ? 0 : 1)
    append(slot < 0 ? 0 : 0.3 * logarithm(1 + contacts.edgeCounts[slot]))
    append((shapes.colors[a] - shapes.colors[b]).length)
    append(shapes.planes[a] >= 0 && shapes.planes[a] == shapes.planes[b] ? 1 : 0)
    // How far the other is from this one's plane: coplanar surfaces belong together.
    append(hyperbolicTangent(abs(first.dot(offset)) / 4))
    append(slot < 0 ? 0 : unities[slot])
  }
}
