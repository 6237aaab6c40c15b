import CPNG

extension Picture {
  /// Returns the picture as a PNG file: 8-bit RGB, or RGBA where a pixel is not opaque.
  ///
  /// The same picture gives the same bytes with the same versions of libpng and zlib.
  ///
  /// - Throws: ``PictureError/png(_:)`` where libpng refuses, as it does without memory.
  public func png() throws(PictureError) -> [UInt8] {
    var image = unsafe png_image()
    unsafe image.version = UInt32(PNG_IMAGE_VERSION)
    unsafe image.width = UInt32(width)
    unsafe image.height = UInt32(height)
    let isOpaque = isOpaque
    let channels = isOpaque ? 3 : 4
    let alpha = isOpaque ? 0 : PNG_FORMAT_FLAG_ALPHA
    unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR | alpha)
    let rows = isOpaque ? opaquePixels : pixels
    // Deflate's worst case is to store: five bytes for every 16 KiB; then chunk headers, 12 bytes for
    // every 8 KiB, and the filter byte of each row.
    let raw = height * (width * channels + 1)
    var bytes = [UInt8](repeating: 0, count: raw + raw / 256 + 4096)
    var byteCount = bytes.count
    // Sound: libpng reads `height` rows of `width * channels` bytes, all of `rows`, and writes at most
    // `byteCount` bytes, the size of `bytes`; it keeps neither pointer.
    let isWritten = unsafe rows.withUnsafeBytes { source in
      unsafe bytes.withUnsafeMutableBytes { target in
        unsafe png_image_write_to_memory(
          &image, target.baseAddress, &byteCount, 0, source.baseAddress,
          Int32(width * channels), nil)
      }
    }
    guard isWritten != 0 else { throw unsafe .png(Self.message(of: image)) }
    bytes.removeLast(bytes.count - byteCount)
    return bytes
  }

  private var opaquePixels: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(width * height * 3)
    for start in stride(from: 0, to: pixels.count, by: 4) {
      result.append(pixels[start])
      result.append(pixels[start + 1])
      result.append(pixels[start + 2])
    }
    return result
  }

  private static func message(of image: png_image) -> String {
    // Sound: the message is a tuple of 64 chars inside the value, read as bytes up to its first zero.
    unsafe withUnsafeBytes(of: image.message) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
