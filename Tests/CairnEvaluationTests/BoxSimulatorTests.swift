import CairnClouds
import CairnEvaluation
import CairnGeometry
import CairnSegmentation
import Testing

struct BoxSimulatorTests {
  /// Rows 0 and 1 span a box of 2 × 4 × 1; row 2 is elsewhere.
  static let positions = Positions(
    origin: [500_000, 4_000_000, 100], points: [[0, 0, 0], [2, 4, 1], [9, 9, 9]])

  @Test func `the box has a margin of a twentieth on each side, in file coordinates`() {
    let box = BoxSimulator(Self.positions).box(around: [true, true, false])
    #expect(box.center == [500_001, 4_000_002, 100.5])
    let size = box.size - [2.2, 4.4, 1.1]
    #expect((size * size).sum() < 1e-12)
    #expect(box.rotation == .identity)
  }

  @Test func `what is flat gets a box with a height`() {
    let flat = Positions(points: [[0, 0, 0], [3, 4, 0], [50, 50, 50]])
    let box = BoxSimulator(flat).box(around: [true, true, false])
    #expect(abs(box.size.z - 0.1) < 1e-9)
    #expect(abs(box.size.x - 3.3) < 1e-9)
    let point = BoxSimulator(flat).box(around: [false, false, true])
    #expect(point.center == [50, 50, 50])
    #expect(abs(point.size.x - 0.1) < 1e-9)
    let alone = BoxSimulator(Positions(points: [[7, 7, 7]])).box(around: [true])
    #expect(alone.size == [2, 2, 2])
  }

  @Test func `each object is answered once, by a box around it`() throws {
    // Points of a 10 × 10 × 1 grid, objects in two corners.
    let points = (0..<100).map { SIMD3(Float($0 % 10), Float($0 / 10), 0) }
    let labels: [UInt32] = points.map { $0.x < 3 && $0.y < 4 ? 5 : $0.x > 6 && $0.y > 7 ? 2 : 0 }
    let predictor = ScriptedPredictor { objects in
      objects.map { prompts in
        guard case .box(let box) = prompts[0].kind, prompts.count == 1 else {
          return Candidates(best: Candidate(logits: points.map { _ in -1 }, iouScore: 0))
        }
        let low = box.center - box.size / 2
        let high = box.center + box.size / 2
        let logits = points.map { point in
          all(SIMD3<Double>(point) .>= low) && all(SIMD3<Double>(point) .<= high) ? 1 : -1 as Float
        }
        return Candidates(best: Candidate(logits: logits, iouScore: 0.75))
      }
    }
    let evaluation = Evaluation(.boxes, minimumPoints: 1)
    #expect(evaluation.answerCount == 1)
    let scene = try evaluation.measure(
      predictor, on: PointCloud(positions: points), labels: labels, name: "corners")
    #expect(scene.objects.map(\.label) == [2, 5])
    #expect(scene.objects.allSatisfy { $0.ious == [1] && $0.clicks.isEmpty })
    #expect(scene.objects.allSatisfy { $0.answers.map(\.error) == [0.25] })
  }
}
