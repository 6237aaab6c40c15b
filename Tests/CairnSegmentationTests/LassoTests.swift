import CairnClouds
import CairnGeometry
import CairnKernels
import CairnSegmentation
import TestSupport
import Testing

struct LassoTests {
  /// A camera of 500 pixels focal length at `eye` that looks at `target`; z is up.
  static func camera(at eye: SIMD3<Double>, lookingAt target: SIMD3<Double>) -> ViewProjection {
    let ahead = SIMD3<Double>(SIMD3<Float>(target - eye).normalized)
    let right = SIMD3<Double>(SIMD3<Float>(ahead).cross([0, 0, 1]).normalized)
    let down = SIMD3<Double>(SIMD3<Float>(ahead).cross(SIMD3<Float>(right)))
    func column(_ axis: Int) -> SIMD4<Double> {
      [
        500 * right[axis] + 320 * ahead[axis], 500 * down[axis] + 240 * ahead[axis], 0,
        ahead[axis],
      ]
    }
    return ViewProjection(x: column(0), y: column(1), z: column(2), origin: [0, 0, -1, 0])
      .counted(from: -eye)
  }

  /// The rectangle in a view around things, a little larger.
  static func lasso(around things: [Scene.Thing], in view: ViewProjection) -> PromptPolygon {
    let images = things.flatMap { thing in
      (0..<8).compactMap { corner in
        let corner = SIMD3<Double>(
          Double(corner & 1 == 0 ? thing.box.min.x : thing.box.max.x),
          Double(corner & 2 == 0 ? thing.box.min.y : thing.box.max.y),
          Double(corner & 4 == 0 ? thing.box.min.z : thing.box.max.z))
        return view.project(corner).map { SIMD2($0.x, $0.y) }
      }
    }
    let low = images.reduce(images[0], pointwiseMin)
    let high = images.reduce(images[0], pointwiseMax)
    let margin = (high - low) / 20
    let (a, b) = (low - margin, high + margin)
    return PromptPolygon(vertices: [a, [b.x, a.y], b, [a.x, b.y]], view: view)
  }

  static let eye: SIMD3<Double> = [0.4, -2.2, 2.6]
  static let above = ViewProjection(
    x: [1, 0, 0, 0], y: [0, 1, 0, 0], z: [0, 0, -1, 0], origin: [0, 0, 0, 1])

  @Test(arguments: [1, 2] as [UInt32], [false, true])
  func `a lasso around a thing selects the thing and nothing below`(
    label: UInt32, isOrthographic: Bool
  ) throws {
    let view = isOrthographic ? Self.above : Self.camera(at: Self.eye, lookingAt: .zero)
    let lasso = Self.lasso(around: [Scene.tableThings[Int(label) - 1]], in: view)
    let best = try GraphPredictorTests.table.get().masks(for: [.polygon(lasso)]).best
    #expect(best.mask.intersectionOverUnion(with: Scene.table.mask(label)) > 0.85)
    let clusters = try ClustersPredictor().encode(Scene.table.cloud)
    let cluster = try clusters.masks(for: [.polygon(lasso)]).best
    #expect(cluster.mask.intersectionOverUnion(with: Scene.table.mask(label)) > 0.8)
  }

  @Test func `a careless lasso that cuts off an edge gives the whole thing`() throws {
    let view = Self.camera(at: Self.eye, lookingAt: .zero)
    var lasso = Self.lasso(around: [Scene.tableThings[1]], in: view)
    // The circle that touches the rectangle from inside is drawn with twelve corners, so that a bit of
    // the ball is left out at each side.
    let (low, high) = (lasso.vertices[0], lasso.vertices[2])
    let directions: [SIMD2<Double>] = [
      [1, 0], [0.87, 0.5], [0.5, 0.87], [0, 1], [-0.5, 0.87], [-0.87, 0.5], [-1, 0],
      [-0.87, -0.5], [-0.5, -0.87], [0, -1], [0.5, -0.87], [0.87, -0.5],
    ]
    lasso.vertices = directions.map { (low + high) / 2 + $0 * (high - low) * 0.42 }
    let best = try GraphPredictorTests.table.get().masks(for: [.polygon(lasso)]).best
    #expect(best.mask.intersectionOverUnion(with: Scene.table.mask(2)) > 0.85)
  }

  /// A box and, from the front behind it, a smaller one; scanned from all around.
  static let oneBehind = Scene(
    [Scene.box([-0.3, -0.6, 0], [0.6, 0.3, 0.8]), Scene.box([-0.2, 0.4, 0], [0.4, 0.3, 0.4])],
    ground: [2, 1.5], cameras: [[0.4, -2.6, 3], [2.6, 1.5, 3], [-2.6, 1.2, 3]])

  @Test func `what is hidden in the view is meant only where one says so`() throws {
    let embedding = try GraphPredictor().encode(Self.oneBehind.cloud)
    let view = Self.camera(at: [0, -4, 0.5], lookingAt: [0, 0, 0.4])
    var lasso = Self.lasso(
      around: [Scene.box([-0.3, -0.6, 0], [0.6, 0.3, 0.8])], in: view)
    let front = try embedding.masks(for: [.polygon(lasso)]).best
    #expect(front.mask.intersectionOverUnion(with: Self.oneBehind.mask(1)) > 0.85)
    lasso.includesHidden = true
    let both = try embedding.masks(for: [.polygon(lasso)]).best
    let truth = Mask(Self.oneBehind.labels.map { $0 > 0 })
    #expect(both.mask.intersectionOverUnion(with: truth) > 0.85)
  }

  @Test func `a lasso and a negative click leave one of two things that touch`() throws {
    let lasso = Self.lasso(
      around: [Scene.tableThings[2], Scene.tableThings[3]],
      in: Self.camera(at: Self.eye, lookingAt: .zero))
    let best = try GraphPredictorTests.table.get().masks(
      for: [.polygon(lasso), .negative(at: [-0.4, 0.15, 0.3])]
    ).best
    #expect(best.mask.intersectionOverUnion(with: Scene.table.mask(3)) > 0.8)
  }

  @Test func `clicked points obey their click, outside of the lasso too`() throws {
    let lasso = Self.lasso(around: [Scene.tableThings[0]], in: Self.above)
    let (inside, outside) = (Scene.table.middle(of: 1), Scene.table.middle(of: 2))
    let best = try GraphPredictorTests.table.get().masks(
      for: [.polygon(lasso), .negative(index: inside), .positive(index: outside)]
    ).best
    #expect(!best.mask[inside])
    #expect(best.mask[outside])
  }

  @Test func `a mask is cut off at a lasso`() throws {
    let lasso = Self.lasso(around: [Scene.tableThings[0]], in: Self.above)
    let both = Mask(Scene.table.labels.map { $0 == 1 || $0 == 2 })
    let best = try GraphPredictorTests.table.get().masks(for: [.mask(both), .polygon(lasso)]).best
    #expect(best.mask.intersectionOverUnion(with: Scene.table.mask(1)) > 0.85)
  }

  @Test func `large coordinates are no hindrance`() throws {
    let shift = SIMD3<Double>(500_000, 4_000_000, 100)
    let points = Scene.table.points.map { SIMD3<Double>($0) + shift }
    var cloud = PointCloud(
      count: points.count,
      columns: [
        Field("x", .float64(points.map(\.x))), Field("y", .float64(points.map(\.y))),
        Field("z", .float64(points.map(\.z))),
      ])
    cloud.viewpoint.translation = shift + Self.eye
    var lasso = Self.lasso(
      around: [Scene.tableThings[1]], in: Self.camera(at: Self.eye, lookingAt: .zero))
    lasso.view = lasso.view.counted(from: -shift)
    let best = try GraphPredictor().encode(cloud).masks(for: [.polygon(lasso)]).best
    #expect(best.mask.intersectionOverUnion(with: Scene.table.mask(2)) > 0.85)
  }

  @Test func `a piece of the table is what is inside where nothing else is`() throws {
    let lasso = PromptPolygon(
      vertices: [[0, -0.2], [0.4, -0.2], [0.4, 0.2], [0, 0.2]], view: Self.above)
    let best = try GraphPredictorTests.table.get().masks(for: [.polygon(lasso)]).best
    #expect(best.mask.selectedCount > 20)
    for row in best.mask.indices {
      let point = Scene.table.points[row]
      #expect(point.x > -0.2 && point.x < 0.6 && point.y > -0.4 && point.y < 0.4)
    }
  }

  @Test func `the answer does not depend on the number of threads`() throws {
    let lasso = Self.lasso(
      around: [Scene.tableThings[1]], in: Self.camera(at: Self.eye, lookingAt: .zero))
    let many = try GraphPredictorTests.table.get().masks(for: [.polygon(lasso)]).best
    let one = try Threads.$limit.withValue(1) {
      try GraphPredictor().encode(Scene.table.cloud).masks(for: [.polygon(lasso)]).best
    }
    #expect(one.logits == many.logits)
  }

  @Test func `inside is what an odd number of lines lies around`() {
    var random = SeededGenerator(seed: 9)
    for count in [3, 4, 7, 50, 400] {
      let vertices = (0..<count).map { _ in
        SIMD2<Double>.random(in: -1...1, using: &random)
      }
      let interior = PolygonInterior(vertices)
      for _ in 0..<300 {
        let place = SIMD2<Double>.random(in: -1.1...1.1, using: &random)
        var crossings = 0
        for (a, b) in zip(vertices, vertices.dropFirst() + [vertices[0]])
        where (a.y > place.y) != (b.y > place.y) {
          if place.x < a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x) { crossings += 1 }
        }
        #expect(interior.contains(place) == (crossings % 2 == 1))
      }
    }
  }

  @Test func `polygons of extreme or flat shapes trap nobody`() throws {
    let huge = Double.greatestFiniteMagnitude
    let shapes: [[SIMD2<Double>]] = [
      [[-huge, -huge], [huge, -huge], [huge, huge], [-huge, huge]], [[0, 0], [1, 0], [2, 0]],
      [[0, 0], [0, 0], [0, 0]], [[0, 0], [1e-300, 0], [0, 1e-300]],
    ]
    let embedding = try GraphPredictorTests.table.get()
    for vertices in shapes {
      let polygon = PromptPolygon(vertices: vertices, view: Self.above)
      do {
        _ = try embedding.masks(for: [.polygon(polygon)])
      } catch {
        #expect(error == .emptyPolygon(prompt: 0))
      }
    }
  }
}
