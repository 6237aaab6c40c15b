import CairnClouds
import CairnGeometry
import CairnPictures
import TestSupport
import Testing

struct PictureTests {
  @Test func `a cloud without points gives the background`() throws {
    let options = small
    let background = Picture(width: 64, height: 48, color: options.background)
    #expect(try PointCloud(positions: []).picture(options) == background)
    let lost = PointCloud(positions: [[.nan, 0, 0], [.infinity, 1, 1]])
    #expect(try lost.picture(options) == background)
  }

  @Test func `unshaded pixels inside an object have exactly the palette's colour`() throws {
    var options = small
    options.isShaded = false
    var cloud = PointCloud(positions: Shapes.cube(count: 20_000, seed: 1))
    cloud.setLabels(Array(repeating: 5, count: cloud.count))
    let picture = try cloud.picture(options)
    let color = LabelPalette.color(of: 5)
    let exact = picture.count { SIMD3($0.x, $0.y, $0.z) == color }
    let background = picture.count { $0 == options.background }
    // All others are blends of the two along the outline.
    #expect(exact > 600)
    #expect(64 * 48 - exact - background < exact / 3)
  }

  @Test func `shading keeps the hue of a label`() throws {
    var cloud = PointCloud(positions: Shapes.cube(count: 20_000, seed: 1))
    cloud.setLabels(Array(repeating: 1, count: cloud.count))
    var options = small
    options.background = SIMD4(0, 0, 0, 0)
    let picture = try cloud.picture(options)
    // Id 1 is blue: red below green below blue.
    let blue = picture.count { $0.w == 255 && $0.x < $0.y && $0.y < $0.z }
    #expect(blue == picture.count { $0.w == 255 })
    #expect(blue > 600)
  }

  @Test(arguments: [1, 2])
  func `nearer points cover farther ones`(front: UInt32) throws {
    // Two squares across y; the camera looks along y, so the one at y = 0 is in front.
    var (near, far): ([SIMD3<Float>], [SIMD3<Float>]) = ([], [])
    for index in 0..<4096 {
      let (x, z) = (Float(index % 64) / 63 - 0.5, Float(index / 64) / 63 - 0.5)
      near.append(SIMD3(x, 0, z))
      far.append(SIMD3(0.9 * x, 0.3, 0.9 * z))
    }
    var cloud = PointCloud(positions: far + near)
    cloud.setLabels(Array(repeating: 3 - front, count: 4096) + Array(repeating: front, count: 4096))
    var options = small
    options.isShaded = false
    options.up = [0, 0, 1]
    options.view = .orbit(azimuth: 0, elevation: 0)
    let middle = try cloud.picture(options)[32, 24]
    #expect(SIMD3(middle.x, middle.y, middle.z) == LabelPalette.color(of: front))
  }

  @Test func `rows that are not finite change nothing`() throws {
    var points = Shapes.cube(count: 3000, seed: 2)
    let picture = try PointCloud(positions: points).picture(small)
    points.append([.nan, .nan, .nan])
    points.append([0, .infinity, 0])
    #expect(try PointCloud(positions: points).picture(small) == picture)
  }

  @Test func `a single point is seen in the middle`() throws {
    let picture = try PointCloud(positions: [[3, 4, 5]]).picture(small)
    #expect(picture[32, 24] != small.background)
    #expect(picture[2, 2] == small.background)
  }

  @Test(arguments: [Float(0x1p-10), 0x1p10, 0x1p30])
  func `the unit does not matter`(factor: Float) throws {
    let points = Shapes.cube(count: 5000, seed: 3)
    let scaled = points.map { $0 * factor }
    #expect(
      try PointCloud(positions: scaled).picture(small)
        == PointCloud(positions: points).picture(small))
  }

  @Test(arguments: [Float(1e-38), 1e-20, 1e18, 1e30, 3e38])
  func `no scale traps`(factor: Float) throws {
    let points = Shapes.cube(count: 1500, seed: 4)
    var options = small
    options.marks = [.positive(at: [factor, 0, 0]), .box(OrientedBox(Box(bounding: points)))]
    _ = try PointCloud(positions: points.map { $0 * factor }).picture(options)
    // One far outlier among ordinary points leaves the others in the picture.
    let picture = try PointCloud(positions: points + [SIMD3(repeating: factor)]).picture(small)
    #expect(picture.count { $0 != small.background } > 300)
  }

  @Test func `the same cloud gives the same picture`() throws {
    let cloud = PointCloud(positions: Shapes.cube(count: 4000, seed: 5))
    #expect(try cloud.picture(small) == cloud.picture(small))
  }

  @Test func `only what is visible or in the box is drawn`() throws {
    let points = Shapes.cube(count: 2000, seed: 6)
    let cloud = PointCloud(positions: points)
    let kept = points.indices.filter { points[$0].x > 0 }
    let expected = try cloud.selected(kept).picture(small)
    var options = small
    options.visible = Mask(points.map { $0.x > 0 })
    #expect(try cloud.picture(options) == expected)
    options = small
    options.crop = Box(min: [Float.ulpOfOne, -9, -9], max: [9, 9, 9])
    #expect(try cloud.picture(options) == expected)
  }

  @Test func `a ceiling above the sensor is left out unless asked for`() throws {
    let cloud = PointCloud(positions: Shapes.room(count: 60_000, seed: 7))
    var options = small
    options.coloring = .plain
    let open = try cloud.picture(options)
    options.showsCeiling = true
    #expect(try cloud.picture(options) != open)
  }

  @Test func `what does not fit the cloud is refused`() {
    let cloud = PointCloud(positions: [[0, 0, 0]])
    var options = small
    options.width = 0
    #expect(throws: PictureError.size(width: 0, height: 48)) { try cloud.picture(options) }
    options = small
    options.outline = Mask(emptyFor: 2)
    #expect(throws: PictureError.maskCount(2, points: 1)) { try cloud.picture(options) }
    options = small
    options.coloring = .labels
    #expect(throws: PictureError.noField("label", fields: ["x", "y", "z"])) {
      try cloud.picture(options)
    }
    let flat = PointCloud(count: 1, columns: [Field("x", .float32([1]))])
    #expect(throws: PictureError.noPositions(fields: ["x"])) { try flat.picture(small) }
  }

  @Test(arguments: [(1, 1), (1, 300), (300, 1), (7, 5)])
  func `the smallest pictures are drawn too`(width: Int, height: Int) throws {
    var options = PictureOptions()
    (options.width, options.height) = (width, height)
    options.marks = [.negative(at: .zero)]
    let points = Shapes.cube(count: 500, seed: 8)
    options.outline = Mask(points.map { $0.y > 0 })
    let picture = try PointCloud(positions: points).picture(options)
    #expect(picture.width == width && picture.height == height)
  }

  private var small: PictureOptions {
    var options = PictureOptions()
    (options.width, options.height) = (64, 48)
    return options
  }
}
