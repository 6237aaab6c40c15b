import CJPEG
import CPNG
import CairnGeometry
import CairnScenes

/// A decoded picture, before it is made small enough for a texture.
package struct TexturePicture: Sendable {
  package var width: Int
  package var height: Int
  /// Red, green, blue and opacity of every pixel, row after row from the top.
  package var pixels: [SIMD4<UInt8>]

  /// Pictures with more pixels than this are not read: a broken header may claim anything.
  private static let mostPixels = 1 << 24

  /// Creates a picture.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row.
  ///   - height: The number of rows.
  ///   - pixels: Red, green, blue and opacity of every pixel, row after row from the top.
  package init(width: Int, height: Int, pixels: [SIMD4<UInt8>]) {
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  /// Decodes a JPEG or PNG picture, by what it is, not by its name.
  ///
  /// - Parameters:
  ///   - bytes: Of the file.
  ///   - edge: How long the longer edge must be at least, pixels; a JPEG picture is shrunk towards it.
  /// - Returns: `nil` where the bytes are no such picture, or a broken one.
  package static func decoded(_ bytes: [UInt8], edge: Int) -> TexturePicture? {
    bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) ? png(bytes) : jpeg(bytes, edge: edge)
  }

  private static func jpeg(_ bytes: [UInt8], edge: Int) -> TexturePicture? {
    var (width, height): (Int32, Int32) = (0, 0)
    // Sound: both calls read `count` bytes; the second writes at most the size of `colors`. No
    // pointer is kept.
    let isPicture = unsafe bytes.withUnsafeBufferPointer { source in
      unsafe cjpeg_size(source.baseAddress, source.count, Int32(edge), &width, &height) != 0
    }
    let count = Int(width) * Int(height)
    guard isPicture, count > 0, count <= mostPixels else { return nil }
    var colors = [UInt8](repeating: 0, count: count * 3)
    let isWhole = unsafe bytes.withUnsafeBufferPointer { source in
      unsafe colors.withUnsafeMutableBufferPointer { target in
        unsafe cjpeg_decode(
          source.baseAddress, source.count, Int32(edge), target.baseAddress, target.count) != 0
      }
    }
    guard isWhole else { return nil }
    let pixels = (0..<count).map {
      SIMD4(colors[3 * $0], colors[3 * $0 + 1], colors[3 * $0 + 2], 255)
    }
    return TexturePicture(width: Int(width), height: Int(height), pixels: pixels)
  }

  private static func png(_ bytes: [UInt8]) -> TexturePicture? {
    var image = unsafe png_image()
    unsafe image.version = UInt32(PNG_IMAGE_VERSION)
    defer { unsafe png_image_free(&image) }
    // Sound: libpng reads `count` bytes, which live until both calls are done, and writes four bytes
    // for each pixel, the size of `channels`.
    let channels = unsafe bytes.withUnsafeBytes { source -> [UInt8]? in
      guard
        unsafe png_image_begin_read_from_memory(&image, source.baseAddress, source.count) != 0
      else { return nil }
      let count = unsafe Int(image.width) * Int(image.height)
      guard count > 0, count <= mostPixels else { return nil }
      unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
      var channels = [UInt8](repeating: 0, count: count * 4)
      let isWhole = unsafe channels.withUnsafeMutableBytes { target in
        unsafe png_image_finish_read(&image, nil, target.baseAddress, 0, nil) != 0
      }
      return isWhole ? channels : nil
    }
    guard let channels else { return nil }
    let pixels = (0..<channels.count / 4).map {
      SIMD4(
        channels[4 * $0], channels[4 * $0 + 1], channels[4 * $0 + 2], channels[4 * $0 + 3])
    }
    return TexturePicture(
      width: unsafe Int(image.width), height: unsafe Int(image.height), pixels: pixels)
  }

  /// The picture in a size whose longer edge is at most `edge`: means over boxes of pixels, in which
  /// opaque pixels alone give the colour.
  package func shrunk(to edge: Int) -> TexturePicture {
    let factor = (max(width, height) + edge - 1) / edge
    guard factor > 1 else { return self }
    let (columns, rows) = (max(width / factor, 1), max(height / factor, 1))
    var result: [SIMD4<UInt8>] = []
    result.reserveCapacity(columns * rows)
    for row in 0..<rows {
      let boxRows = row * height / rows..<(row + 1) * height / rows
      for column in 0..<columns {
        let boxColumns = column * width / columns..<(column + 1) * width / columns
        var (sum, weight) = (SIMD3<Int>.zero, 0)
        var plain = SIMD3<Int>.zero
        for y in boxRows {
          for x in boxColumns {
            let pixel = pixels[y * width + x]
            let color = SIMD3(Int(pixel.x), Int(pixel.y), Int(pixel.z))
            plain &+= color
            sum &+= color &* Int(pixel.w)
            weight += Int(pixel.w)
          }
        }
        let count = boxRows.count * boxColumns.count
        let mean = weight > 0 ? sum / weight : plain / count
        result.append(
          SIMD4(
            UInt8(mean.x), UInt8(mean.y), UInt8(mean.z), UInt8(weight / count)))
      }
    }
    return TexturePicture(width: columns, height: rows, pixels: result)
  }

  /// Whether parts of it are to be seen through.
  package var hasHoles: Bool { pixels.contains { $0.w < 128 } }

  /// The picture without its opacity.
  package var texture: Texture {
    Texture(
      width: width, height: height, pixels: pixels.flatMap { [$0.x, $0.y, $0.z] })
  }
}
