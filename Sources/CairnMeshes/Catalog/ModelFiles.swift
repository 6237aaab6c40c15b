/// The files of one model in its catalog.
struct ModelFiles {
  private let archive: ZipArchive
  private let path: String
  private let folder: String

  init(_ model: CatalogModel, of archive: ZipArchive) {
    self.archive = archive
    path = model.path
    folder = model.path.lastIndex(of: "/").map { String(model.path[...$0]) } ?? ""
  }

  /// The bytes of the surface's file.
  func surface() throws(ZipError) -> [UInt8] {
    try archive.bytes(of: archive.name(like: path) ?? path)
  }

  /// All materials of a model; those of files that are missing or broken are left out, as the colour of
  /// a surface is no reason to do without it.
  func materials(of libraries: [String]) -> [String: WavefrontMaterial] {
    var result: [String: WavefrontMaterial] = [:]
    for library in libraries {
      guard let bytes = bytes(of: library) else { continue }
      result.merge(WavefrontMaterial.materials(in: bytes)) { first, _ in first }
    }
    return result
  }

  /// The longest edge of a texture, pixels: enough for what a depth camera's colour resolves.
  private static let textureEdge = 128

  /// The pictures of materials, by name; those that cannot be read are left out.
  func pictures(of materials: [String: WavefrontMaterial]) -> [String: TexturePicture] {
    var result: [String: TexturePicture] = [:]
    for name in Set(materials.values.compactMap(\.picture)) {
      guard let bytes = bytes(of: name) else { continue }
      result[name] = TexturePicture.decoded(bytes, edge: Self.textureEdge)?
        .shrunk(to: Self.textureEdge)
    }
    return result
  }

  private func bytes(of name: String) -> [UInt8]? {
    let name = name.replacing("\\", with: "/")
    let last = name.split(separator: "/").last.map(String.init) ?? name
    guard let file = archive.name(like: folder + name) ?? archive.name(like: folder + last) else {
      return nil
    }
    return try? archive.bytes(of: file)
  }
}
