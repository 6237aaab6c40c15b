import CairnGeometry
import CairnKernels

/// Prompts as the network reads them: where they are, seen from each voxel and superpoint.
struct PromptFeatures: Sendable {
  /// How many numbers each superpoint gets.
  static let width = 37
  /// How many numbers each voxel gets.
  static let voxelWidth = 11

  /// The clicks, in the order in which they were given.
  var clicks: [VoxelClick]
  /// How far each voxel is inside of the box or lasso that the object lies in, in voxel edges,
  /// negative outside; `nil` without one.
  var regionDepths: [Float]?

  /// Describes the prompts for each superpoint.
  ///
  /// - Parameters:
  ///   - input: The cloud.
  ///   - context: What the encoder found out.
  /// - Returns: Numbers, shape [S, ``width``].
  /// - Complexity: O(*c* *s* + *m* log *s*), *c* clicks, *s* superpoints, *m* contacts.
  func superpointValues(_ input: NetworkInput, _ context: ContextGraph) -> [Float] {
    let count = input.superpoints.count
    let positive = Nearness(clicks.filter(\.isPositive), input, context)
    let negative = Nearness(clicks.filter { !$0.isPositive }, input, context)
    let clickCounts = [true, false].map { sign in
      0.3 * logarithm(1 + Float(clicks.count { $0.isPositive == sign }))
    }
    let last = clicks.last.map { ($0, input.graph.centers[$0.voxel]) }
    let deepest = regionDepths?.max() ?? 0
    var values: [Float] = []
    values.reserveCapacity(count * Self.width)
    for row in 0..<count {
      let center = input.superpointFeatures.centers[row]
      for side in [positive, negative] { side.describe(row, into: &values) }
      values.append(positive.junctions[row].affinity - negative.junctions[row].affinity)
      values.append(Self.balance(negative.distances[row], positive.distances[row]))
      values.append(Self.balance(negative.geodesics[row], positive.geodesics[row]))
      let junction = positive.junctions[row]
      values.append(-0.2 * logarithm(max(junction.share, 1e-5)))
      values.append(junction.share)
      values.append(junction.drop)
      if let up = input.up, let nearest = positive.nearest(to: row) {
        let offset = center - nearest
        let rise = offset.dot(up.direction)
        values.append(hyperbolicTangent(rise / 8))
        values.append(exponential(-max(offset.squaredLength - rise * rise, 0).squareRoot() / 8))
      } else {
        values.append(0)
        values.append(0)
      }
      values.append(positive.isClicked[row] ? 1 : 0)
      values.append(negative.isClicked[row] ? 1 : 0)
      values.append(clickCounts[0])
      values.append(clickCounts[1])
      values.append(clickCounts[1] > 0 ? 1 : 0)
      let recent = last.map { exponential(-($0.1 - center).length / 8) } ?? 0
      values.append(recent)
      values.append(last.map { $0.0.isPositive ? recent : -recent } ?? 0)
      describeRegion(row, input, deepest: deepest, into: &values)
    }
    return values
  }

  /// Describes the prompts for some voxels.
  ///
  /// - Parameters:
  ///   - input: The cloud.
  ///   - voxels: Which, ascending; all where it is `nil`.
  /// - Returns: Numbers, shape [voxels, ``voxelWidth``].
  /// - Complexity: O(*c* *v*), *c* clicks, *v* voxels.
  func voxelValues(_ input: NetworkInput, of voxels: [Int32]? = nil) -> [Float] {
    let centers = input.graph.centers
    let places = [true, false].map { sign in
      clicks.filter { $0.isPositive == sign }.map { centers[$0.voxel] }
    }
    // The last click on a voxel counts.
    let signs = Dictionary(clicks.map { ($0.voxel, $0.isPositive) }) { $1 }
    let count = voxels?.count ?? centers.count
    return concurrentRows(count, width: Self.voxelWidth, grain: 512) { rows, output in
      for row in rows {
        let voxel = voxels.map { Int($0[row]) } ?? row
        for side in places {
          var squared = Float.infinity
          for place in side { squared = min(squared, (place - centers[voxel]).squaredLength) }
          let distance = squared.squareRoot()
          for reach in [1.5, 4, 12, 40] as [Float] { output.append(exponential(-distance / reach)) }
        }
        let sign = signs[voxel]
        output.append(sign == true ? 1 : 0)
        output.append(sign == false ? 1 : 0)
        output.append(regionDepths.map { $0[voxel] > 0 ? 1 : -1 } ?? 0)
      }
    }
  }

  /// How much nearer one side is: 1 where only the second is near, -1 where only the first is.
  private static func balance(_ first: Float, _ second: Float) -> Float {
    if first == .infinity { return second == .infinity ? 0 : 1 }
    if second == .infinity { return -1 }
    return (first - second) / (first + second + 0.1)
  }

  private func describeRegion(
    _ row: Int, _ input: NetworkInput, deepest: Float, into values: inout [Float]
  ) {
    guard let regionDepths else {
      values.append(contentsOf: [0, 0, 0, 0])
      return
    }
    var (inside, sum) = (Float.zero, Float.zero)
    let voxels = input.superpoints.voxels(of: row)
    for voxel in voxels {
      let depth = regionDepths[Int(voxel)]
      if depth > 0 { inside += 1 }
      sum += max(depth, -100)
    }
    let mean = sum / Float(voxels.count)
    values.append(1)
    values.append(inside / Float(voxels.count))
    values.append(hyperbolicTangent(mean / 4))
    values.append(min(max(mean / max(deepest, 1e-3), -1), 1))
  }
}

extension PromptFeatures {
  /// How near the clicks of one sign are to each superpoint.
  private struct Nearness {
    var distances: [Float]
    var geodesics: [Float]
    var junctions: [ContextTree.Junction]
    var isClicked: [Bool]
    private var nearestClick: [Int32]
    private let places: [SIMD3<Float>]

    init(_ clicks: [VoxelClick], _ input: NetworkInput, _ context: ContextGraph) {
      let count = input.superpoints.count
      distances = Array(repeating: .infinity, count: count)
      junctions = Array(repeating: ContextTree.Junction(), count: count)
      isClicked = Array(repeating: false, count: count)
      nearestClick = Array(repeating: -1, count: count)
      places = clicks.map { input.graph.centers[$0.voxel] }
      var seen: Set<Int32> = []
      for (number, click) in clicks.enumerated() {
        for row in 0..<count {
          let distance = (input.superpointFeatures.centers[row] - places[number]).length
          if distance < distances[row] {
            distances[row] = distance
            nearestClick[row] = Int32(number)
          }
        }
        let superpoint = input.superpoints.ofVoxel[click.voxel]
        isClicked[Int(superpoint)] = true
        guard seen.insert(superpoint).inserted else { continue }
        for (row, junction) in context.tree.junctions(with: Int(superpoint)).enumerated()
        where junction.affinity > junctions[row].affinity {
          junctions[row] = junction
        }
      }
      geodesics = context.geodesics(from: seen.sorted(), count: count)
    }

    func nearest(to row: Int) -> SIMD3<Float>? {
      nearestClick[row] < 0 ? nil : places[Int(nearestClick[row])]
    }

    func describe(_ row: Int, into values: inout [Float]) {
      let (distance, geodesic) = (distances[row], geodesics[row])
      values.append(exponential(-distance / 4))
      values.append(exponential(-distance / 16))
      values.append(exponential(-distance / 64))
      values.append(min(0.3 * logarithm(1 + distance), 2))
      let affinity = junctions[row].affinity
      values.append(affinity)
      values.append(affinity * affinity * affinity * affinity)
      values.append(exponential(-2 * geodesic))
      values.append(exponential(-geodesic / 3))
      values.append(min(0.3 * logarithm(1 + geodesic), 2))
    }
  }
}
