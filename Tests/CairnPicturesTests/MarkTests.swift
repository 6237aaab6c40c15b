import CairnClouds
import CairnGeometry
import CairnPictures
import Testing

struct MarkTests {
  @Test func `clicks are drawn over what hides them`() throws {
    // The middle of a cube is behind its faces.
    let cloud = PointCloud(positions: Shapes.cube(count: 20_000, seed: 1))
    for (mark, isGreen) in [(PictureMark.positive(at: .zero), true), (.negative(at: .zero), false)]
    {
      var options = PictureOptions()
      (options.width, options.height) = (200, 150)
      options.coloring = .plain
      options.marks = [mark]
      let picture = try cloud.picture(options)
      let colored = picture.count {
        isGreen ? Int($0.y) > Int($0.x) + 60 : Int($0.x) > Int($0.y) + 60
      }
      #expect(colored > 20)
      #expect(
        picture.count { isGreen ? Int($0.x) > Int($0.y) + 60 : Int($0.y) > Int($0.x) + 60 } == 0)
    }
  }

  @Test func `a box is drawn as yellow edges and is inside the picture`() throws {
    let cloud = PointCloud(positions: Shapes.cube(count: 2000, seed: 1))
    var options = PictureOptions()
    (options.width, options.height) = (200, 150)
    options.coloring = .plain
    // Far larger than the cloud: the view makes room for it.
    options.marks = [.box(OrientedBox(center: .zero, size: SIMD3(repeating: 4)))]
    let picture = try cloud.picture(options)
    #expect(picture.count { $0.x > 180 && $0.y > 130 && $0.z < 90 } > 200)
    for x in 0..<200 {
      #expect(picture[x, 0] == options.background)
      #expect(picture[x, 149] == options.background)
    }
  }

  @Test func `an outline surrounds the selected points alone`() throws {
    let points = Shapes.cube(count: 20_000, seed: 1)
    let cloud = PointCloud(positions: points)
    var options = PictureOptions()
    (options.width, options.height) = (200, 150)
    options.isShaded = false
    options.coloring = .plain
    let plain = try cloud.picture(options)
    options.outline = Mask(emptyFor: points.count)
    #expect(try cloud.picture(options) == plain)
    options.outline = Mask(points.map { $0.z > 0.4 })
    let outlined = try cloud.picture(options)
    let dark = outlined.count { $0.x < 40 && $0.y < 40 && $0.z < 40 }
    #expect((100...3000).contains(dark))
  }

  @Test func `marks without a place are skipped`() throws {
    let cloud = PointCloud(positions: Shapes.cube(count: 500, seed: 1))
    var options = PictureOptions()
    (options.width, options.height) = (64, 48)
    let plain = try cloud.picture(options)
    options.marks = [
      .positive(at: [.nan, 0, 0]),
      .box(OrientedBox(center: [.infinity, 0, 0], size: .one)),
    ]
    #expect(try cloud.picture(options) == plain)
  }
}
