/// A catalog of models in one archive, as Sweet Home 3D has them (`.sh3f`).
struct FurnitureCatalog: Sendable {
  /// Its file name without folder and ending.
  let name: String
  /// Under which terms all of its models may be used.
  let license: String
  /// Its files.
  let archive: ZipArchive
  /// What it describes.
  let models: [CatalogModel]

  private static let index = "PluginFurnitureCatalog.properties"

  /// Reads a catalog; the models' surfaces stay where they are.
  ///
  /// - Parameters:
  ///   - name: Its file name without folder and ending.
  ///   - storage: The archive.
  /// - Throws: ``ZipError``.
  init(named name: String, in storage: ZipArchive.Storage) throws(ZipError) {
    self.name = name
    archive = try ZipArchive(storage)
    let properties = PropertyList(try archive.bytes(of: Self.index))
    license = properties["license"] ?? "unknown"
    let numbers = properties.values.keys.compactMap { key in
      key.hasPrefix("name#") ? Int(key.dropFirst(5)) : nil
    }
    models = numbers.sorted().compactMap { CatalogModel($0, of: properties) }
  }
}
