import CPNG
import CairnClouds
import CairnPictures
import TestSupport
import Testing

struct PNGTests {
  @Test(arguments: [true, false])
  func `libpng reads back what was written`(isOpaque: Bool) throws {
    var generator = SeededGenerator(seed: 3)
    for (width, height) in [(1, 1), (3, 2), (257, 31)] {
      var picture = Picture(width: width, height: height, color: SIMD4(1, 2, 3, 255))
      for y in 0..<height {
        for x in 0..<width {
          var pixel = SIMD4<UInt8>.random(in: 0...255, using: &generator)
          if isOpaque { pixel.w = 255 }
          picture[x, y] = pixel
        }
      }
      #expect(picture.isOpaque == isOpaque || width == 1)
      let read = try decoded(picture.png())
      #expect(read.width == width && read.height == height)
      #expect(read.pixels == picture.pixels)
    }
  }

  @Test func `noise that does not compress fits as well`() throws {
    var generator = SeededGenerator(seed: 4)
    var picture = Picture(width: 400, height: 300, color: SIMD4(0, 0, 0, 255))
    for y in 0..<300 {
      for x in 0..<400 {
        picture[x, y] = SIMD4<UInt8>.random(in: 0...255, using: &generator)
      }
    }
    #expect(try decoded(picture.png()).pixels == picture.pixels)
  }

  /// Decodes with libpng, to RGBA.
  private func decoded(_ bytes: [UInt8]) throws -> (width: Int, height: Int, pixels: [UInt8]) {
    var image = unsafe png_image()
    unsafe image.version = UInt32(PNG_IMAGE_VERSION)
    // Sound: libpng reads `bytes.count` bytes of `bytes`, which outlives the image, and writes
    // width × height × 4 bytes, the size of `pixels`.
    let result = unsafe bytes.withUnsafeBytes { source -> (Int, Int, [UInt8])? in
      guard
        unsafe png_image_begin_read_from_memory(&image, source.baseAddress, source.count) != 0
      else { return nil }
      unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
      let (width, height) = unsafe (Int(image.width), Int(image.height))
      var pixels = [UInt8](repeating: 0, count: width * height * 4)
      let isRead = unsafe pixels.withUnsafeMutableBytes {
        unsafe png_image_finish_read(&image, nil, $0.baseAddress, Int32(width * 4), nil)
      }
      return isRead != 0 ? (width, height, pixels) : nil
    }
    return try #require(result)
  }
}
