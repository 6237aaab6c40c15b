import CairnGeometry

/// The triangles of a Wavefront file (OBJ), in its own units and axes.
package struct WavefrontModel: Sendable {
  package var positions: [SIMD3<Float>] = []
  package var coordinates: [SIMD2<Float>] = []
  /// Three positions each.
  package var triangles: [SIMD3<UInt32>] = []
  /// For every triangle three texture coordinates, -1 for none.
  package var coordinatesOfTriangle: [SIMD3<Int32>] = []
  /// For every triangle, an index into ``groups``.
  package var groupOfTriangle: [UInt32] = []
  /// For every triangle, an index into ``materials``.
  package var materialOfTriangle: [UInt32] = []
  /// The names of groups and objects, in the order of the file.
  package var groups: [String] = []
  /// The names of materials, in the order of the file.
  package var materials: [String] = []
  /// The files that describe the materials.
  package var libraries: [String] = []

  /// Reads a model.
  ///
  /// Lines, curves, points and normals are passed over.
  ///
  /// - Parameter bytes: Of the file.
  /// - Throws: ``WavefrontError``.
  /// - Complexity: O(bytes), and O(*n*²) for a face of *n* corners that is not convex.
  package init(_ bytes: [UInt8]) throws(WavefrontError) {
    var text = WavefrontText(bytes)
    var numberOfGroup: [String: UInt32] = [:]
    var numberOfMaterial: [String: UInt32] = [:]
    var group = Self.number(of: "", in: &groups, known: &numberOfGroup)
    var material = Self.number(of: "", in: &materials, known: &numberOfMaterial)
    var face: [UInt32] = []
    var faceCoordinates: [Int32] = []
    while !text.isAtEnd {
      if let word = text.word() {
        switch Keyword(bytes[word]) {
        case .vertex:
          guard let x = text.number(), let y = text.number(), let z = text.number() else {
            throw .badNumber(line: text.line)
          }
          let position = SIMD3(Float(x), Float(y), Float(z))
          guard position.isFinite else { throw .badNumber(line: text.line) }
          positions.append(position)
        case .coordinates:
          guard let u = text.number() else { throw .badNumber(line: text.line) }
          coordinates.append(SIMD2(Float(u), Float(text.number() ?? 0)))
        case .face:
          face.removeAll(keepingCapacity: true)
          faceCoordinates.removeAll(keepingCapacity: true)
          while let corner = text.corner() {
            // Negative numbers count back from the latest vertex.
            let number = corner.position
            let index = number < 0 ? positions.count + number : number - 1
            guard positions.indices.contains(index) else { throw .badIndex(line: text.line) }
            face.append(UInt32(index))
            let place = corner.coordinates.map { $0 < 0 ? coordinates.count + $0 : $0 - 1 } ?? -1
            faceCoordinates.append(coordinates.indices.contains(place) ? Int32(place) : -1)
          }
          append(face, faceCoordinates, group: group, material: material)
        case .group:
          group = Self.number(of: text.rest(), in: &groups, known: &numberOfGroup)
        case .material:
          material = Self.number(of: text.rest(), in: &materials, known: &numberOfMaterial)
        case .library: libraries.append(text.rest())
        case .other: break
        }
      }
      text.endLine()
    }
    guard !triangles.isEmpty else { throw .empty }
  }

  private enum Keyword {
    case vertex, coordinates, face, group, material, library, other

    init(_ word: ArraySlice<UInt8>) {
      let first = word[word.startIndex]
      switch (first, word.count) {
      case (UInt8(ascii: "v"), 1): self = .vertex
      case (UInt8(ascii: "f"), 1): self = .face
      case (UInt8(ascii: "g"), 1), (UInt8(ascii: "o"), 1): self = .group
      case (UInt8(ascii: "v"), 2) where word.last == UInt8(ascii: "t"): self = .coordinates
      case (UInt8(ascii: "u"), 6) where word.elementsEqual("usemtl".utf8): self = .material
      case (UInt8(ascii: "m"), 6) where word.elementsEqual("mtllib".utf8): self = .library
      default: self = .other
      }
    }
  }

  private static func number(
    of name: String, in names: inout [String], known: inout [String: UInt32]
  ) -> UInt32 {
    if let number = known[name] { return number }
    let number = UInt32(names.count)
    known[name] = number
    names.append(name)
    return number
  }

  private mutating func append(
    _ face: [UInt32], _ places: [Int32], group: UInt32, material: UInt32
  ) {
    guard face.count >= 3 else { return }
    for corner in Polygon(face.map { positions[Int($0)] }).triangles {
      triangles.append(SIMD3(face[corner.x], face[corner.y], face[corner.z]))
      coordinatesOfTriangle.append(SIMD3(places[corner.x], places[corner.y], places[corner.z]))
      groupOfTriangle.append(group)
      materialOfTriangle.append(material)
    }
  }
}
