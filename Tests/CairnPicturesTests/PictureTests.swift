import CairnClouds
import CairnPictures
import Testing

struct PictureTests {
  @Test func `a cloud without points gives the background`() throws {
    var options = PictureOptions()
    (options.width, options.height) = (32, 24)
    let picture = try PointCloud(positions: []).picture(options)
    #expect(picture == Picture(width: 32, height: 24, color: options.background))
  }
}
