import CairnGeometry

extension PromptFeatures {
  /// How near the clicks of one sign are to each superpoint.
  struct Nearness: Sendable {
    var distances: [Float]
    var geodesics: [Float]
    var junctions: [ContextTree.Junction]
    var isClicked: [Bool]
    private var nearestClick: [Int32]
    private let places: [SIMD3<Float>]

    var clickCount: Int { places.count }

    init(_ clicks: [VoxelClick], _ input: PromptInput, _ context: ContextGraph) {
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

    func describe(_ row: Int, into values: inout OutputSpan<Float>) {
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

  /// The ball around the last click in which the last answer is wrong.
  ///
  /// Who corrects a mask clicks the middle of what is wrong, so that what is wrong goes at least as
  /// far as nothing around the click was right.
  struct WrongBall: Sendable {
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
  struct ClickedRegions: Sendable {
    private let first, last: ClickRegions?
    private let wrong: WrongBall?

    init(_ prompts: PromptFeatures, _ input: PromptInput, _ tree: ContextTree) {
      func regions(_ click: VoxelClick) -> ClickRegions {
        ClickRegions(around: click.voxel, input, tree)
      }
      let first = prompts.clicks.first(where: \.isPositive)
      self.first = first.map(regions)
      last =
        prompts.clicks.count == 1 && first != nil ? self.first : prompts.clicks.last.map(regions)
      wrong = WrongBall(prompts, input.graph.centers)
    }

    func describe(_ row: Int, into values: inout OutputSpan<Float>) {
      if let first {
        let region = first.ofSuperpoints[row]
        values.append(exponential(-first.distances[row] / PromptFeatures.nearReach))
        values.append(exponential(-region.depth / PromptFeatures.nearReach))
        values.append(region.relativeDepth)
        values.append(region.bestLarger)
        values.append(region.bestSmaller)
      } else {
        for _ in 0..<5 { values.append(0) }
      }
      if let last {
        let region = last.ofSuperpoints[row]
        values.append(region.junction.affinity)
        values.append(-0.2 * logarithm(max(region.junction.share, 1e-5)))
        values.append(region.relativeDepth)
      } else {
        for _ in 0..<3 { values.append(0) }
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
