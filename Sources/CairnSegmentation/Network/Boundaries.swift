import CairnKernels
import CairnNN

/// Tells whether neighboring voxels are of one thing, so that superpoints end where things do.
///
/// Fitted to pairs of generated scenes by Training/boundaries.py before the rest of the network
/// (as oversegmentation is learned by Landrieu and Boussaha, "Point cloud oversegmentation with
/// graph-structured deep metric learning", 2019). It is computed alike for every instruction set: a pair
/// on the other side of a threshold would make other superpoints.
struct Boundaries: Sendable {
  /// Numbers between what is read and what is judged, in groups of eight.
  private static let groupCount = 4
  private static let width = 8 * groupCount

  /// For each number of a voxel what it adds to each group, then for the next number.
  private let own: [SIMD8<Float>]
  private let ownBias: [SIMD8<Float>]
  /// For each number of a pair, likewise.
  private let edge: [SIMD8<Float>]
  private let out: [SIMD8<Float>]
  private let outBias: Float

  /// Weights that see no boundary anywhere: superpoints are then the connected parts of cells.
  init() { self.init(values: [Float](repeating: 0, count: Self.valueCount)) }

  init(_ file: WeightFile) throws(WeightFileError) {
    func values(_ name: String, _ shape: [Int]) throws(WeightFileError) -> [Float] {
      try file.tensor("boundaries.\(name)", shape: shape).values
    }
    self.init(
      values: try values("own.weight", [Self.width, VoxelFeatures.width])
        + values("own.bias", [Self.width])
        + values("edge.weight", [Self.width, VoxelFeatures.edgeWidth])
        + values("out.weight", [1, Self.width]) + values("out.bias", [1]))
  }

  /// How many weights there are.
  static let valueCount = width * (VoxelFeatures.width + VoxelFeatures.edgeWidth + 2) + 1

  /// Takes weights in the order in which `Boundaries.install` in Training/cairn/network.py has them.
  ///
  /// - Parameter values: ``valueCount`` numbers.
  init(values: [Float]) {
    precondition(values.count == Self.valueCount, "\(values.count) weights of boundaries")
    var start = 0
    /// The next weights, shape [width, columns], column by column.
    func next(columns: Int) -> [SIMD8<Float>] {
      defer { start += Self.width * columns }
      return (0..<columns * Self.groupCount).map { place in
        let (column, group) = (place / Self.groupCount, place % Self.groupCount)
        var result = SIMD8<Float>()
        for lane in 0..<8 { result[lane] = values[start + (8 * group + lane) * columns + column] }
        return result
      }
    }
    own = next(columns: VoxelFeatures.width)
    ownBias = next(columns: 1)
    edge = next(columns: VoxelFeatures.edgeWidth)
    out = next(columns: 1)
    outBias = values[start]
  }

  /// Judges each voxel and each of its neighbors.
  ///
  /// - Parameter features: What is known of voxels and pairs.
  /// - Returns: Logits, above 0 where both are more likely of one thing; shape [V, K]. What stands
  ///   where there is no neighbor means nothing.
  /// - Complexity: O(*v*), *v* voxels.
  func callAsFunction(_ features: VoxelFeatures) -> [Float] {
    let (k, groups) = (VoxelFeatures.neighborCount, Self.groupCount)
    let count = features.neighbors.count / k
    let ownSums: [SIMD8<Float>] = concurrentRows(count, width: groups) { voxels, output in
      for voxel in voxels {
        for group in 0..<groups {
          var sum = ownBias[group]
          for number in 0..<VoxelFeatures.width {
            sum +=
              own[number * groups + group] * features.values[voxel * VoxelFeatures.width + number]
          }
          output.append(sum)
        }
      }
    }
    return concurrentRows(count, width: k) { voxels, output in
      for voxel in voxels {
        for place in voxel * k..<(voxel + 1) * k {
          let neighbor = Int(features.neighbors[place])
          guard neighbor >= 0 else {
            output.append(0)
            continue
          }
          var total = SIMD8<Float>.zero
          for group in 0..<groups {
            var sum = ownSums[voxel * groups + group] + ownSums[neighbor * groups + group]
            for number in 0..<VoxelFeatures.edgeWidth {
              sum +=
                edge[number * groups + group]
                * features.edges[place * VoxelFeatures.edgeWidth + number]
            }
            sum.replace(with: 0, where: sum .< 0)
            total += sum * out[group]
          }
          output.append(total.sum() + outBias)
        }
      }
    }
  }
}
