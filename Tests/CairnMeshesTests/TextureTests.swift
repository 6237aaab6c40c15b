import CairnMeshes
import CairnScenes
import Foundation
import Testing

struct TextureTests {
  /// 32 x 16 pixels, red on the left, blue on the right.
  static let jpeg = bytes(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsj"
      + "HBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo"
      + "KCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAAQACADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAA"
      + "AAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAk"
      + "M2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT"
      + "lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QA"
      + "HwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdh"
      + "cRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hp"
      + "anN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk"
      + "5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDkKKKK+XP2g5miiiv6AP50P//Z")

  /// 4 x 2 pixels, green on the left, nothing on the right.
  static let png = bytes(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAYAAAB/qH1jAAAAHUlEQVR4nGPkOiH3n4GBgeGDxSNGBgYGBiYGNAAA"
      + "bUgD/lWX1CkAAAAASUVORK5CYII=")

  static func bytes(_ text: String) -> [UInt8] { Array(Data(base64Encoded: text) ?? Data()) }

  @Test func `JPEG and PNG are told apart by their bytes`() throws {
    let photo = try #require(TexturePicture.decoded(Self.jpeg, edge: 128))
    #expect(photo.width == 32 && photo.height == 16 && !photo.hasHoles)
    #expect(photo.pixels[5].x > 190 && photo.pixels[5].z < 60)
    #expect(photo.pixels[15 * 32 + 28].x < 60 && photo.pixels[15 * 32 + 28].z > 170)
    let card = try #require(TexturePicture.decoded(Self.png, edge: 128))
    #expect(card.width == 4 && card.height == 2 && card.hasHoles)
    #expect(card.pixels[0] == [10, 200, 30, 255])
    #expect(card.pixels[3].w == 0)
  }

  @Test func `a picture is shrunk to the edge that is wanted`() throws {
    let photo = try #require(TexturePicture.decoded(Self.jpeg, edge: 8))
    #expect(photo.width == 8 && photo.height == 4)
    let small = photo.shrunk(to: 2)
    #expect(small.width == 2 && small.height == 1)
    #expect(small.pixels[0].x > 170 && small.pixels[1].z > 150)
    // What cannot be seen does not colour what can.
    let card = try #require(TexturePicture.decoded(Self.png, edge: 128)).shrunk(to: 1)
    #expect(card.pixels == [[10, 200, 30, 127]])
    #expect(card.texture.pixels == [10, 200, 30])
  }

  @Test func `broken pictures are none`() {
    for picture in [Self.jpeg, Self.png] {
      for end in stride(from: 0, to: picture.count - 14, by: 7) {
        #expect(TexturePicture.decoded(Array(picture[..<end]), edge: 128) == nil)
      }
    }
    #expect(TexturePicture.decoded([], edge: 128) == nil)
    for place in 0..<Self.jpeg.count {
      var bytes = Self.jpeg
      bytes[place] ^= 0x5a
      if let picture = TexturePicture.decoded(bytes, edge: 128) {
        #expect(picture.pixels.count == picture.width * picture.height)
      }
    }
  }
}
