import CairnClouds
import CairnGeometry
import CairnPictures
import Testing

struct PictureViewTests {
  @Test(arguments: [
    PictureView.automatic, .sensor, .orbit(azimuth: 0, elevation: 1.5),
    .orbit(azimuth: 2, elevation: -0.3),
  ])
  func `the view says where the picture draws things`(view: PictureView) throws {
    // Large coordinates: the cloud's positions have an origin.
    let shift = SIMD3<Double>(500_000, 4_000_000, 30)
    let points = Shapes.cube(count: 4000, seed: 2).map { SIMD3<Double>($0) + shift }
    var cloud = PointCloud(
      count: points.count,
      columns: [
        Field("x", .float64(points.map(\.x))), Field("y", .float64(points.map(\.y))),
        Field("z", .float64(points.map(\.z))),
      ])
    cloud.viewpoint.translation = shift + [0, -3, 1]
    let positions = try #require(cloud.positions)
    var options = PictureOptions()
    (options.width, options.height) = (240, 160)
    options.coloring = .plain
    options.view = view
    for place in [SIMD3<Double>(0.5, 0.5, 0.5), [-0.5, 0.2, 0.5], [0.1, -0.5, -0.4]] {
      let place = place + shift
      options.marks = [.positive(at: positions.local(place))]
      let seen = try #require(try cloud.pictureView(options).project(place))
      // The middle of a mark is white.
      let picture = try cloud.picture(options)
      #expect(picture[Int(seen.x), Int(seen.y)].x > 200)
      let green = picture[Int(seen.x) + 3, Int(seen.y) + 3]
      #expect(Int(green.y) > Int(green.x) + 60)
    }
  }

  @Test func `what is nearer has a smaller depth`() throws {
    let cloud = PointCloud(positions: Shapes.cube(count: 1000, seed: 2))
    var options = PictureOptions()
    options.view = .orbit(azimuth: 0, elevation: 0)
    options.up = [0, 0, 1]
    let view = try cloud.pictureView(options)
    let front = try #require(view.project([0, -0.5, 0]))
    let back = try #require(view.project([0, 0.5, 0]))
    #expect(front.z < back.z)
    #expect(view.project([0, -100, 0]) == nil)
    let (right, up) = (
      try #require(view.project([0.2, 0, 0])), try #require(view.project([0, 0, 0.2]))
    )
    #expect(right.x > front.x && up.y < front.y)
  }

  @Test func `options that do not fit are refused`() {
    var options = PictureOptions()
    options.width = 0
    #expect(throws: PictureError.size(width: 0, height: 960)) {
      _ = try PointCloud(positions: [[0, 0, 0]]).pictureView(options)
    }
  }
}
