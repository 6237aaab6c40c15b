import CairnGeometry

/// A thing before it has a place: its surface, its name, and where things can be put on it.
public struct SceneObject: Sendable {
  /// Which kind of thing it is.
  public var semantic: SemanticClass
  /// What it is, more precisely than its class.
  public var name: String
  /// Its surface, standing on z = 0 about the origin, front towards -y.
  public var mesh: TriangleMesh
  /// Where things can be put.
  public var surfaces: [SupportSurface]
  /// Whose work its surface is, with the licence, where it is not the package's own.
  public var credit: String?

  /// Creates an object.
  ///
  /// - Parameters:
  ///   - semantic: Which kind of thing it is.
  ///   - name: What it is, more precisely; the class's name where `nil`.
  ///   - mesh: Its surface.
  ///   - surfaces: Where things can be put.
  public init(
    _ semantic: SemanticClass, named name: String? = nil, _ mesh: TriangleMesh,
    surfaces: [SupportSurface] = []
  ) {
    self.semantic = semantic
    self.name = name ?? semantic.rawValue
    self.mesh = mesh
    self.surfaces = surfaces
  }

  /// A box around it, in its own frame.
  public var bounds: Box { mesh.bounds }
}
