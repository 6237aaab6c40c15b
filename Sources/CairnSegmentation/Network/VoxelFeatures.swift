import CairnGeometry
import CairnKernels
import CairnPreprocessing

/// What the network reads of each voxel, and of each voxel and its nearest neighbors.
///
/// Lengths are in voxel edges or shares, directions count only against each other and against
/// ``UpDirection``: neither unit nor axes of the file matter.
struct VoxelFeatures: Sendable {
  /// How many numbers describe a voxel.
  static let width = 20
  /// How many neighbors of each voxel the network looks at.
  static let neighborCount = 8
  /// How many numbers describe a voxel and a neighbor.
  static let edgeWidth = 9

  /// Shape [V, ``width``].
  let values: [Float]
  /// The nearest neighbors along the graph's edges, -1 where there are fewer; shape [V, K].
  let neighbors: [Int32]
  /// Shape [V, K, ``edgeWidth``]; zero where there is no neighbor.
  let edges: [Float]

  /// Describes the voxels of a graph.
  ///
  /// - Parameters:
  ///   - graph: The voxels.
  ///   - nearest: What ``nearest(_:)`` finds in it.
  ///   - up: Which way is up.
  /// - Complexity: O(*m*), *m* edges.
  init(_ graph: VoxelGraph, nearest: [Int32], up: UpDirection?) {
    neighbors = nearest
    let meanCount = Float(graph.grid.voxelOfPoint.count) / Float(max(graph.count, 1))
    values = concurrentRows(graph.count, width: Self.width) { voxels, output in
      for voxel in voxels {
        Self.describe(voxel, of: graph, up: up, meanCount: meanCount) { output.append($0) }
      }
    }
    edges = concurrentRows(graph.count, width: Self.neighborCount * Self.edgeWidth) {
      voxels, output in
      for voxel in voxels {
        for place in voxel * Self.neighborCount..<(voxel + 1) * Self.neighborCount {
          if nearest[place] < 0 {
            output.append(repeating: 0, count: Self.edgeWidth)
          } else {
            Self.describe(voxel, Int(nearest[place]), of: graph, up: up) { output.append($0) }
          }
        }
      }
    }
  }

  /// The nearest of the voxels that each one is joined to, equally near ones by number: ``neighbors``.
  static func nearest(_ graph: VoxelGraph) -> [Int32] {
    concurrentRows(graph.count, width: neighborCount) { voxels, output in
      // Distances are not negative, so that their bits are ordered like them.
      var found: [UInt64] = []
      for voxel in voxels {
        found.removeAll(keepingCapacity: true)
        for slot in graph.slots(of: voxel) {
          let target = graph.targets[slot]
          let distance = (graph.centers[Int(target)] - graph.centers[voxel]).squaredLength
          found.append(UInt64(distance.bitPattern) << 32 | UInt64(UInt32(bitPattern: target)))
        }
        found.sort()
        for place in 0..<neighborCount {
          output.append(place < found.count ? Int32(truncatingIfNeeded: found[place]) : -1)
        }
      }
    }
  }

  @inline(__always)
  private static func describe(
    _ voxel: Int, of graph: VoxelGraph, up: UpDirection?, meanCount: Float,
    append: (Float) -> Void
  ) {
    let (center, normal) = (graph.centers[voxel], graph.normals[voxel])
    append((3 * max(graph.curvatures[voxel], 0)).squareRoot())
    append(logarithm(graph.spacing[voxel]))
    append(0.5 * logarithm(Float(graph.grid.pointCounts[voxel]) / meanCount))
    append(graph.isOriented ? 1 : 0)
    let upright = up.map { normal.dot($0.direction) } ?? 0
    append(abs(upright))
    append(graph.isOriented ? upright : 0)
    let height = up?.height(of: center) ?? 0
    append(hyperbolicTangent(height / 8))
    append(hyperbolicTangent(height / 32))
    append(up.map { min(max(height / $0.extent, 0), 1.5) } ?? 0)
    append(up == nil ? 0 : 1)
    append(graph.planes[voxel] >= 0 ? 1 : 0)
    var planeDistance = Float.infinity
    for segment in graph.planeSegments {
      planeDistance = min(planeDistance, abs(segment.plane.signedDistance(to: center)))
    }
    append(planeDistance.isFinite ? hyperbolicTangent(planeDistance / 3) : 1)
    var (sum, affinity) = (SIMD3<Float>.zero, Float.zero)
    let slots = graph.slots(of: voxel)
    for slot in slots {
      sum += graph.centers[Int(graph.targets[slot])] - center
      affinity += graph.affinities[slot]
    }
    let count = Float(max(slots.count, 1))
    append((sum / (count * graph.spacing[voxel])).length)
    append(Float(slots.count) / 12)
    append(affinity / count)
    append(graph.normals[voxel] == .zero ? 0 : 1)
    let color = graph.colors.map { $0[voxel] - 0.5 } ?? .zero
    append(color.x)
    append(color.y)
    append(color.z)
    append(graph.colors == nil ? 0 : 1)
  }

  @inline(__always)
  private static func describe(
    _ a: Int, _ b: Int, of graph: VoxelGraph, up: UpDirection?, append: (Float) -> Void
  ) {
    let offset = graph.centers[b] - graph.centers[a]
    let distance = offset.length
    let direction = distance > 0 ? offset / distance : .zero
    let (first, second) = (graph.normals[a], graph.normals[b])
    let scale = min(graph.spacing[a], graph.spacing[b])
    append(min(distance / scale - 1, 2))
    append(abs(first.dot(direction)))
    append(abs(second.dot(direction)))
    append(abs(first.dot(second)))
    append(graph.isOriented ? first.dot(direction) - second.dot(direction) : 0)
    append(graph.colors.map { ($0[a] - $0[b]).length } ?? 0)
    append(graph.affinity(from: a, to: b))
    append(graph.planes[a] == graph.planes[b] ? 0 : 1)
    append(up.map { abs(direction.dot($0.direction)) } ?? 0)
  }
}
