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
  func superpointValues(_ input: PromptInput, _ context: ContextGraph) -> [Float] {
    let count = input.superpoints.count
    let (positive, (negative, regions)) = concurrently {
      Nearness(clicks.filter(\.isPositive), input, context)
    } _: {
      (
        Nearness(clicks.filter { !$0.isPositive }, input, context),
        ClickedRegions(self, input, context.tree)
      )
    }
    let deepest = regionDepths?.max() ?? 0
    return concurrentRows(count, width: Self.width, grain: 128) { rows, output in
      for row in rows {
        positive.describe(row, into: &output)
        negative.describe(row, into: &output)
        describeBalance(row, positive, negative, input, into: &output)
        describeClicks(row, positive, negative, input, into: &output)
        describeRegion(row, input, deepest: deepest, into: &output)
        regions.describe(row, into: &output)
      }
    }
  }

  /// Describes the prompts for some voxels.
  ///
  /// - Parameters:
  ///   - input: The cloud.
  ///   - voxels: Which, ascending; all where it is `nil`.
  /// - Returns: Numbers, shape [voxels, ``voxelWidth``].
  /// - Complexity: O(*c* *v*), *c* clicks, *v* voxels.
  func voxelValues(_ input: PromptInput, of voxels: [Int32]? = nil) -> [Float] {
    let centers = input.graph.centers
    let places = [true, false].map { sign in
      clicks.filter { $0.isPositive == sign }.map { centers[$0.voxel] }
    }
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
        // The last click on a voxel counts.
        let sign = clicks.last { $0.voxel == voxel }?.isPositive
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

  /// Compares the clicks on and off the object, and tells where a superpoint joins the former.
  private func describeBalance(
    _ row: Int, _ positive: Nearness, _ negative: Nearness, _ input: PromptInput,
    into values: inout OutputSpan<Float>
  ) {
    values.append(positive.junctions[row].affinity - negative.junctions[row].affinity)
    values.append(Self.balance(negative.distances[row], positive.distances[row]))
    values.append(Self.balance(negative.geodesics[row], positive.geodesics[row]))
    let junction = positive.junctions[row]
    values.append(-0.2 * logarithm(max(junction.share, 1e-5)))
    values.append(junction.share)
    values.append(junction.drop)
    if let up = input.up, let nearest = positive.nearest(to: row) {
      let offset = input.superpointFeatures.centers[row] - nearest
      let rise = offset.dot(up.direction)
      values.append(hyperbolicTangent(rise / 8))
      values.append(exponential(-max(offset.squaredLength - rise * rise, 0).squareRoot() / 8))
    } else {
      values.append(0)
      values.append(0)
    }
  }

  /// Tells how many clicks there are, whether they are here, and how near the last one is.
  private func describeClicks(
    _ row: Int, _ positive: Nearness, _ negative: Nearness, _ input: PromptInput,
    into values: inout OutputSpan<Float>
  ) {
    values.append(positive.isClicked[row] ? 1 : 0)
    values.append(negative.isClicked[row] ? 1 : 0)
    values.append(0.3 * logarithm(1 + Float(positive.clickCount)))
    values.append(0.3 * logarithm(1 + Float(negative.clickCount)))
    values.append(negative.clickCount > 0 ? 1 : 0)
    var recent: Float = 0
    if let click = clicks.last {
      let offset = input.graph.centers[click.voxel] - input.superpointFeatures.centers[row]
      recent = exponential(-offset.length / 8)
    }
    values.append(recent)
    values.append(clicks.last?.isPositive == false ? -recent : recent)
  }

  private func describeRegion(
    _ row: Int, _ input: PromptInput, deepest: Float, into values: inout OutputSpan<Float>
  ) {
    guard let regionDepths else {
      for _ in 0..<4 { values.append(0) }
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
