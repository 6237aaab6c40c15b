/// Why a catalog or a model cannot be used.
public enum MeshLibraryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no file, or no catalog (`.sh3f`) in the folder.
  case noCatalog(path: String)
  /// An archive cannot be read.
  case archive(path: String, ZipError)
  /// The surface of a model cannot be read.
  case surface(model: String, WavefrontError)
  /// The surface of a model has no extent.
  case flat(model: String)

  /// What is wrong, and where.
  public var description: String {
    switch self {
    case .noCatalog(let path): "there is no catalog of models (.sh3f) at \(path)"
    case .archive(let path, let error): "\(path): \(error)"
    case .surface(let model, let error): "\(model): \(error)"
    case .flat(let model): "\(model): the surface has no extent"
    }
  }
}
