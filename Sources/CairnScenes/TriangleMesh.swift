import CairnGeometry

/// The surface of a body: triangles, each of a material and a part.
///
/// Positions are metres in the body's own frame: it stands on z = 0 about the origin, its front
/// towards -y. Triangles are counterclockwise seen from outside; sensors see both sides.
public struct TriangleMesh: Sendable {
  /// Vertices, metres.
  public var positions: [SIMD3<Float>] = []
  /// Three vertices each, indices into ``positions``.
  public var triangles: [SIMD3<UInt32>] = []
  /// What the surfaces look like.
  public var materials: [Material] = []
  /// What the parts are called; parts are what a hand would name: seat, leg, lid, wheel.
  public var partNames: [String] = []
  /// For every triangle, an index into ``materials``.
  public var materialOfTriangle: [UInt16] = []
  /// For every triangle, an index into ``partNames``.
  public var partOfTriangle: [UInt16] = []
  /// For every triangle three texture coordinates, one a corner; empty where nothing is textured.
  public var textureCoordinates: [SIMD2<Float>] = []

  /// Creates an empty mesh.
  public init() {}

  /// Creates a mesh of one material and one part.
  ///
  /// - Parameters:
  ///   - positions: Vertices, metres.
  ///   - triangles: Three indices into the positions each.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  public init(
    positions: [SIMD3<Float>], triangles: [SIMD3<UInt32>], material: Material,
    part: String = "body"
  ) {
    self.positions = positions
    self.triangles = triangles
    materials = [material]
    partNames = [part]
    materialOfTriangle = Array(repeating: 0, count: triangles.count)
    partOfTriangle = Array(repeating: 0, count: triangles.count)
  }

  /// A box around all vertices.
  public var bounds: Box { Box(bounding: positions) }

  /// Adds another mesh; parts of the same name become one part.
  ///
  /// - Parameters:
  ///   - other: What to add.
  ///   - transform: Where it goes.
  ///   - part: The name of all of it; its own parts' names where `nil`.
  /// - Complexity: O(vertices and triangles of `other`).
  public mutating func append(
    _ other: TriangleMesh, at transform: RigidTransform = .identity, part: String? = nil
  ) {
    let firstVertex = UInt32(positions.count)
    positions.append(contentsOf: other.positions.map(transform.applied(to:)))
    if !other.textureCoordinates.isEmpty || !textureCoordinates.isEmpty {
      let missing = triangles.count * 3 - textureCoordinates.count
      textureCoordinates.append(contentsOf: repeatElement(.zero, count: missing))
      textureCoordinates.append(contentsOf: other.textureCoordinates)
      let rest = other.triangles.count * 3 - other.textureCoordinates.count
      textureCoordinates.append(contentsOf: repeatElement(.zero, count: rest))
    }
    triangles.append(contentsOf: other.triangles.map { $0 &+ SIMD3(repeating: firstVertex) })
    let firstMaterial = UInt16(materials.count)
    materials.append(contentsOf: other.materials)
    materialOfTriangle.append(contentsOf: other.materialOfTriangle.map { $0 + firstMaterial })
    let names = part.map { name in other.partNames.map { _ in name } } ?? other.partNames
    let parts = names.map { name -> UInt16 in
      if let known = partNames.firstIndex(of: name) { return UInt16(known) }
      partNames.append(name)
      return UInt16(partNames.count - 1)
    }
    partOfTriangle.append(contentsOf: other.partOfTriangle.map { parts[Int($0)] })
  }

  /// Returns the mesh elsewhere.
  public func transformed(by transform: RigidTransform) -> TriangleMesh {
    var result = self
    result.positions = positions.map(transform.applied(to:))
    return result
  }

  /// Returns the mesh stretched along the axes.
  ///
  /// - Parameter factors: Positive; a negative product would turn the surface inside out.
  /// - Returns: The same triangles with vertices moved.
  public func scaled(by factors: SIMD3<Float>) -> TriangleMesh {
    var result = self
    result.positions = positions.map { $0 * factors }
    return result
  }

  /// Returns the mesh in another look.
  ///
  /// - Parameter material: For all triangles.
  /// - Returns: The same triangles of one material.
  public func colored(_ material: Material) -> TriangleMesh {
    var result = self
    result.materials = [material]
    result.materialOfTriangle = Array(repeating: 0, count: triangles.count)
    return result
  }
}
