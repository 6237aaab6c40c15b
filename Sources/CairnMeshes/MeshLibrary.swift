import CairnScenes
import CairnWorlds
import Synchronization

/// Models out of catalogs of Sweet Home 3D (`.sh3f`), as Debian's package `sweethome3d-furniture` has
/// them: read where they lie, never shipped.
///
/// The catalogs are read at once, a model's surface when it is first asked for; then it is kept.
/// Models come in the size that the catalog states, upright, front towards -y, cut into named parts,
/// reduced to a few thousand triangles, with the places where things can be put. Safe to use from
/// any number of threads; the same model is the same every time.
public final class MeshLibrary: ModelLibrary {
  /// Where Debian's package `sweethome3d-furniture` puts its catalogs.
  public static let debianFolder = "/usr/share/sweethome3d/furniture"

  /// The models that can be put into scenes, in the order of the catalogs.
  public let entries: [ModelEntry]

  let catalogs: [FurnitureCatalog]
  /// For every entry, the catalog and the model there.
  private let places: [(catalog: Int, model: Int)]
  private let cache = Mutex<[Int: Result<SceneObject, MeshLibraryError>]>([:])

  /// Reads catalogs.
  ///
  /// - Parameter path: A catalog, or a folder with some.
  /// - Throws: ``MeshLibraryError``.
  /// - Complexity: O(models); surfaces are not read.
  public convenience init(at path: String) throws(MeshLibraryError) {
    var files = [path]
    if let names = FileBytes.names(inFolder: path) {
      files = names.filter { $0.lowercased().hasSuffix(".sh3f") }.map { "\(path)/\($0)" }
    }
    guard !files.isEmpty else { throw .noCatalog(path: path) }
    var catalogs: [FurnitureCatalog] = []
    for file in files {
      do throws(ZipError) {
        let name = file.split(separator: "/").last.map { $0.split(separator: ".")[0] } ?? ""
        catalogs.append(
          try FurnitureCatalog(named: String(name), in: .file(try FileBytes(path: file))))
      } catch {
        throw .archive(path: file, error)
      }
    }
    self.init(catalogs)
  }

  /// Takes catalogs that were read.
  init(_ catalogs: [FurnitureCatalog]) {
    var entries: [ModelEntry] = []
    var places: [(catalog: Int, model: Int)] = []
    for (catalogIndex, catalog) in catalogs.enumerated() {
      for (modelIndex, model) in catalog.models.enumerated() {
        let kind = ModelClasses.semantic(
          of: model.name, category: model.category, size: model.size)
        guard let kind else { continue }
        entries.append(
          ModelEntry(
            index: entries.count, name: model.name, semantic: kind, size: model.size,
            elevation: model.elevation, topHeight: model.topHeight,
            isDoorOrWindow: model.isDoorOrWindow, isMovable: model.isMovable))
        places.append((catalogIndex, modelIndex))
      }
    }
    (self.catalogs, self.entries, self.places) = (catalogs, entries, places)
  }

  /// Loads a model; `nil` where its files are broken.
  ///
  /// - Parameter index: Into ``entries``.
  /// - Returns: The object in its true size, standing on z = 0 about the origin, front towards -y.
  public func object(at index: Int) -> SceneObject? { try? loaded(at: index) }

  /// Loads a model, and says why it cannot be loaded.
  ///
  /// - Parameter index: Into ``entries``.
  /// - Returns: The object in its true size, standing on z = 0 about the origin, front towards -y.
  /// - Throws: ``MeshLibraryError``.
  /// - Complexity: O(*n* log *n*) for *n* triangles in the file, the first time; then O(1).
  public func loaded(at index: Int) throws(MeshLibraryError) -> SceneObject {
    if let known = cache.withLock({ $0[index] }) { return try known.get() }
    // Outside the lock: two threads may read the same model, to the same result, but none waits.
    let result: Result<SceneObject, MeshLibraryError>
    do throws(MeshLibraryError) {
      result = .success(try load(at: index))
    } catch {
      result = .failure(error)
    }
    cache.withLock { $0[index] = result }
    return try result.get()
  }

  private func load(at index: Int) throws(MeshLibraryError) -> SceneObject {
    let catalog = catalogs[places[index].catalog]
    let model = catalog.models[places[index].model]
    let files = ModelFiles(model, of: catalog.archive)
    let bytes: [UInt8]
    do throws(ZipError) {
      bytes = try files.surface()
    } catch {
      throw .archive(path: catalog.name, error)
    }
    let source: WavefrontModel
    do throws(WavefrontError) {
      source = try WavefrontModel(bytes)
    } catch {
      throw .surface(model: model.path, error)
    }
    let materials = files.materials(of: source.libraries)
    let shaper = ModelShaper(model: model, semantic: entries[index].semantic)
    guard
      var object = shaper.object(
        from: source, materials: materials, pictures: files.pictures(of: materials))
    else { throw .flat(model: model.path) }
    object.credit =
      "\(model.name) by \(model.creator), \(catalog.license), modified; www.sweethome3d.com"
    return object
  }
}
