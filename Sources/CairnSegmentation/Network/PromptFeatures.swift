import CairnGeometry
import CairnKernels

/// Prompts as the network reads them: where they are, seen from each voxel and superpoint.
struct PromptFeatures: Sendable {
  /// How many numbers each superpoint gets.
  static let width = 47
  /// How many numbers each voxel gets.
  static let voxelWidth = 12

  /// The column that tells how near the first click on the object is to a superpoint:
  /// exp(-distance / ``nearReach``), 0 without one.
  static let nearColumn = 37
  /// In voxel edges.
  static let nearReach: Float = 6

  /// The clicks, in the order in which they were given.
  var clicks: [VoxelClick]
  /// How far each voxel is inside of the box or lasso that the object lies in, in voxel edges,
  /// negative outside; `nil` without one.
  var regionDepths: [Float]?
  /// The logits of the last answer or mask, for each voxel; `nil` without one.
  var last: [Float]?

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
    let regions = ClickedRegions(self, input, context.tree)
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
      regions.describe(row, into: &values)
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
    let wrong = WrongBall(self, centers)
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
        output.append(wrong.map { $0.nearness(at: (centers[voxel] - $0.center).length) } ?? 0)
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

extension PromptFeatures {
  /// The ball around the last click in which the last answer is wrong.
  ///
  /// Who corrects a mask clicks the middle of what is wrong, so that what is wrong goes at least as
  /// far as nothing around the click was right.
  private struct WrongBall {
    let center: SIMD3<Float>
    /// In voxel edges.
    private(set) var radius: Float
    /// 1 where the object lacks something, -1 where there is too much.
    let sign: Float

    init?(_ prompts: PromptFeatures, _ centers: [SIMD3<Float>]) {
      guard let last = prompts.last, let click = prompts.clicks.last else { return nil }
      center = centers[click.voxel]
      sign = click.isPositive ? 1 : -1
      var squared = Float.infinity
      for voxel in last.indices where (last[voxel] > 0) == click.isPositive {
        // The click itself may have been set already.
        guard voxel != click.voxel else { continue }
        squared = min(squared, (centers[voxel] - center).squaredLength)
      }
      radius = min(squared.squareRoot(), 1000)
    }

    /// 1 or -1 inside the ball, less with growing distance.
    func nearness(at distance: Float) -> Float { sign * min(radius / (distance + 0.5), 1) }
  }

  /// What the tree tells of the first click on the object and of the last click.
  private struct ClickedRegions {
    private let first, last: ClickRegions?
    private let wrong: WrongBall?

    init(_ prompts: PromptFeatures, _ input: NetworkInput, _ tree: ContextTree) {
      func regions(_ click: VoxelClick) -> ClickRegions {
        ClickRegions(around: click.voxel, input, tree)
      }
      let first = prompts.clicks.first(where: \.isPositive)
      self.first = first.map(regions)
      last =
        prompts.clicks.count == 1 && first != nil ? self.first : prompts.clicks.last.map(regions)
      wrong = WrongBall(prompts, input.graph.centers)
    }

    func describe(_ row: Int, into values: inout [Float]) {
      if let first {
        let region = first.ofSuperpoints[row]
        values.append(exponential(-first.distances[row] / PromptFeatures.nearReach))
        values.append(exponential(-region.depth / PromptFeatures.nearReach))
        values.append(region.relativeDepth)
        values.append(region.bestLarger)
        values.append(region.bestSmaller)
      } else {
        values.append(contentsOf: [0, 0, 0, 0, 0])
      }
      if let last {
        let region = last.ofSuperpoints[row]
        values.append(region.junction.affinity)
        values.append(-0.2 * logarithm(max(region.junction.share, 1e-5)))
        values.append(region.relativeDepth)
      } else {
        values.append(contentsOf: [0, 0, 0])
      }
      if let last, let wrong {
        values.append(wrong.nearness(at: last.distances[row]))
        values.append(wrong.sign * 0.3 * logarithm(1 + wrong.radius))
      } else {
        values.append(0)
        values.append(0)
      }
    }
  }
}
