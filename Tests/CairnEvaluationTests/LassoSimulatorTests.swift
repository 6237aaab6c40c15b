import CairnClouds
import CairnEvaluation
import CairnGeometry
import CairnSegmentation
import Testing

struct LassoSimulatorTests {
  /// Points on the faces of a box, `step` apart.
  static func box(_ box: Box, step: Float) -> [SIMD3<Float>] {
    var points: Set<SIMD3<Float>> = []
    let counts = SIMD3<Int>(SIMD3<Float>((box.size / step).rounded(.up)))
    for x in 0...counts.x {
      for y in 0...counts.y {
        for z in 0...counts.z {
          let place = SIMD3(x, y, z)
          guard any(place .== .zero) || any(place .== counts) else { continue }
          points.insert(box.min + SIMD3<Float>(place) * box.size / SIMD3<Float>(counts))
        }
      }
    }
    return points.sorted { ($0.x, $0.y, $0.z) < ($1.x, $1.y, $1.z) }
  }

  /// The rows that a lasso encloses.
  static func enclosed(by lasso: PromptPolygon, of positions: Positions) -> Set<Int> {
    let interior = PolygonInterior(lasso.vertices)
    return Set(
      positions.points.indices.filter { row in
        lasso.view.project(positions.global(row)).map { interior.contains([$0.x, $0.y]) } ?? false
      })
  }

  @Test func `the lasso goes around the object and leaves out what is beside it`() {
    let object = Self.box(Box(min: [0, 0, 0], max: [1, 1, 0.5]), step: 0.1)
    let neighbor = Self.box(Box(min: [2.5, 0, 0], max: [3.5, 1, 0.5]), step: 0.1)
    let positions = Positions(origin: [4e5, 5e6, 0], points: object + neighbor)
    let isMember = positions.points.indices.map { $0 < object.count }
    let lasso = LassoSimulator(positions).lasso(around: isMember)
    #expect(!lasso.includesHidden)
    let enclosed = Self.enclosed(by: lasso, of: positions)
    #expect(enclosed.count { $0 < object.count } > object.count * 9 / 10)
    #expect(enclosed.allSatisfy { $0 < object.count })
  }

  @Test func `the line goes along a dent`() {
    // An L whose arms are 0.2 wide, and something small between them.
    var object: [SIMD3<Float>] = []
    for u in 0...50 {
      for v in 0...50 where u <= 10 || v <= 10 { object.append([Float(u) / 50, Float(v) / 50, 0]) }
    }
    let small: [SIMD3<Float>] = [[0.6, 0.6, 0], [0.65, 0.6, 0], [0.6, 0.65, 0]]
    let positions = Positions(points: object + small)
    let lasso = LassoSimulator(positions).lasso(
      around: positions.points.indices.map { $0 < object.count })
    #expect(Self.enclosed(by: lasso, of: positions) == Set(object.indices))
  }

  @Test func `the view is one in which nothing hides the object`() {
    // Beside, behind and above the object are walls; it is seen from the front alone.
    let object = Self.box(Box(min: [-0.2, -0.2, -0.2], max: [0.2, 0.2, 0.2]), step: 0.04)
    var walls: [SIMD3<Float>] = []
    for u in -20...20 {
      for v in -20...20 {
        let (a, b) = (Float(u) * 0.03, Float(v) * 0.03)
        walls += [[a, 0.5, b], [0.5, a, b], [-0.5, a, b], [a, b, 0.5], [a, b, -0.5]]
      }
    }
    let positions = Positions(points: object + walls)
    let lasso = LassoSimulator(positions).lasso(
      around: positions.points.indices.map { $0 < object.count })
    // What is farther to the front is nearer to the eye.
    let depths = [SIMD3<Double>(0, -0.3, 0), [0, 0.3, 0], [0.3, 0, 0], [-0.3, 0, 0]].compactMap {
      lasso.view.project($0)?.z
    }
    #expect(depths.count == 4)
    #expect(depths[0] == depths.min())
    let enclosed = Self.enclosed(by: lasso, of: positions)
    #expect(enclosed.count { $0 < object.count } > object.count / 2)
  }

  @Test func `a lasso around what is walled in shows through`() {
    let object = Self.box(Box(min: [-0.2, -0.2, -0.2], max: [0.2, 0.2, 0.2]), step: 0.04)
    let shell = Self.box(Box(min: [-0.5, -0.5, -0.5], max: [0.5, 0.5, 0.5]), step: 0.025)
    let positions = Positions(points: object + shell)
    let isMember = positions.points.indices.map { $0 < object.count }
    let lasso = LassoSimulator(positions).lasso(around: isMember)
    #expect(lasso.includesHidden)
    #expect(Self.enclosed(by: lasso, of: positions).isSuperset(of: 0..<object.count))
  }

  @Test func `an object of a single place gets a lasso too`() {
    let positions = Positions(points: [[0, 0, 0], [5, 5, 5], [5, 5, 5]])
    let lasso = LassoSimulator(positions).lasso(around: [false, true, true])
    #expect(Self.enclosed(by: lasso, of: positions) == [1, 2])
  }

  @Test func `each object is answered once, by a lasso around it`() throws {
    let objects = [Float](arrayLiteral: 0, 3).map { x in
      Self.box(Box(min: [x, 0, 0], max: [x + 1, 1, 0.5]), step: 0.1)
    }
    let positions = Positions(points: objects[0] + objects[1])
    let labels = positions.points.indices.map { $0 < objects[0].count ? 4 : 3 as UInt32 }
    let predictor = ScriptedPredictor { objects in
      objects.map { prompts in
        guard case .polygon(let lasso) = prompts[0].kind, prompts.count == 1 else {
          return Candidates(best: Candidate(logits: labels.map { _ in -1 }, iouScore: 0))
        }
        let enclosed = Self.enclosed(by: lasso, of: positions)
        return Candidates(
          best: Candidate(
            logits: labels.indices.map { enclosed.contains($0) ? 1 : -1 }, iouScore: 0.5))
      }
    }
    let scene = try Evaluation(.lassos, minimumPoints: 1).measure(
      predictor, on: PointCloud(positions: positions.points), labels: labels, name: "two")
    #expect(scene.objects.map(\.label) == [3, 4])
    #expect(scene.objects.allSatisfy { $0.ious.count == 1 && $0.ious[0] > 0.7 })
  }
}
