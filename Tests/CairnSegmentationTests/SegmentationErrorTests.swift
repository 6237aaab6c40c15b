import CairnClouds
import CairnGeometry
import CairnSegmentation
import Testing

struct SegmentationErrorTests {
  static let embedding = Result {
    try GraphPredictor().encode(
      PointCloud(positions: [[0, 0, 0], [.nan, 0, 0], [1, 0, 0], [0, 1, 0]]))
  }

  @Test func `clouds without anything to select are refused`() {
    #expect(throws: SegmentationError.emptyCloud) {
      _ = try GraphPredictor().encode(PointCloud(positions: []))
    }
    #expect(throws: SegmentationError.noPositions) {
      _ = try GraphPredictor().encode(PointCloud(count: 1, columns: [Field("x", .float32([1]))]))
    }
    #expect(throws: SegmentationError.noFinitePoint(count: 2)) {
      _ = try ClustersPredictor().encode(
        PointCloud(positions: [[.nan, 0, 0], [0, .infinity, 0]]))
    }
  }

  static let cases: [([Prompt], SegmentationError)] = [
    ([], .noPrompts),
    ([.positive(index: 4)], .indexOutOfRange(prompt: 0, index: 4, count: 4)),
    (
      [.positive(index: 0), .negative(index: -1)],
      .indexOutOfRange(prompt: 1, index: -1, count: 4)
    ),
    ([.positive(index: 1)], .pointNotFinite(prompt: 0, index: 1)),
    ([.negative(at: [0, .nan, 0])], .notFinite(prompt: 0)),
    ([.box(PromptBox(center: [0, 0, .infinity], size: [1, 1, 1]))], .notFinite(prompt: 0)),
    (
      [.box(PromptBox(center: [0, 0, 0], size: [1, 0, 1]))],
      .emptyBox(prompt: 0, size: [1, 0, 1])
    ),
    ([.mask(Mask(emptyFor: 3))], .maskLength(prompt: 0, length: 3, count: 4)),
    ([polygon([[0, 0], [1, 1]])], .tooFewVertices(prompt: 0, count: 2)),
    ([polygon([[0, 0], [1, .nan], [1, 1]])], .notFinite(prompt: 0)),
    ([polygon([[0, 0], [1, 0], [1, 1]], depth: .infinity)], .notFinite(prompt: 0)),
    ([polygon([[0, 0], [1, 0], [1, 1]], depth: 0)], .singularView(prompt: 0)),
    ([polygon([[5, 5], [6, 5], [5, 6]])], .emptyPolygon(prompt: 0)),
  ]

  /// A polygon in a view along z that keeps so much of the depth.
  static func polygon(_ vertices: [SIMD2<Double>], depth: Double = -1) -> Prompt {
    let view = ViewProjection(
      x: [1, 0, 0, 0], y: [0, 1, 0, 0], z: [0, 0, depth, 0], origin: [0, 0, 0, 1])
    return .polygon(PromptPolygon(vertices: vertices, view: view))
  }

  @Test(arguments: cases.indices)
  func `bad prompts are refused with their number`(index: Int) throws {
    let (prompts, error) = Self.cases[index]
    let embedding = try Self.embedding.get()
    #expect(throws: error) { _ = try embedding.masks(for: prompts) }
    #expect(throws: error) {
      _ = try embedding.masks(forObjects: [[.positive(index: 0)], prompts])
    }
    #expect(!error.description.isEmpty)
  }

  @Test func `a click far away takes the nearest finite point`() throws {
    let best = try Self.embedding.get().masks(for: [.positive(at: [1e9, 0, 0])]).best
    #expect(best.mask[2])
    let other = try Self.embedding.get().masks(for: [.negative(at: [0, 1e300, 0])]).best
    #expect(!other.mask[3])
  }
}
