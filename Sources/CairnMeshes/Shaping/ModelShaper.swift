import CairnGeometry
import CairnScenes

/// Makes a body of a model: in its true size, upright, of few triangles, with parts and places to
/// put things.
struct ModelShaper {
  /// What the catalog says.
  let model: CatalogModel
  /// Which kind of thing it is.
  let semantic: SemanticClass

  /// Above this many triangles, vertices are joined on a grid first, which is crude but fast.
  private static let mostForCollapsing = 60_000
  private static let roughest: Float = 2e-6
  /// What is less opaque is air.
  private static let leastOpacity: Float = 0.02

  /// Shapes the model.
  ///
  /// - Parameters:
  ///   - source: Its triangles.
  ///   - materials: What its files say of its materials.
  ///   - pictures: Their pictures, by name.
  /// - Returns: The body; `nil` where it has no extent.
  func object(
    from source: WavefrontModel, materials: [String: WavefrontMaterial],
    pictures: [String: TexturePicture]
  ) -> SceneObject? {
    let described = source.materials.map { materials[$0] ?? WavefrontMaterial() }
    let pictures = described.map { $0.picture.flatMap { pictures[$0] } }
    var surface = Surface(
      positions: source.positions.map(upright), triangles: source.triangles,
      materialOfTriangle: source.materialOfTriangle, partOfTriangle: source.groupOfTriangle,
      coordinates: [])
    if pictures.contains(where: { $0 != nil }) {
      surface.coordinates = source.coordinatesOfTriangle.flatMap { places in
        (0..<3).map { places[$0] < 0 ? .zero : source.coordinates[Int(places[$0])] }
      }
    }
    guard fit(&surface) else { return nil }
    surface.keep { surface, index in
      described[Int(surface.materialOfTriangle[index])].opacity >= Self.leastOpacity
    }
    // Vertices that no triangle uses may be anywhere.
    surface.compact()
    let extent = surface.bounds.size.max()
    surface.weld(tolerance: extent * 4e-6)
    guard !surface.triangles.isEmpty else { return nil }
    let parts = surface.cutIntoParts(
      groups: source.groups, materials: source.materials, of: semantic)
    let supports = hasSupports ? surface.supports() : []
    let target = target(extent: extent)
    if isFoliage { surface.thinLeaves(to: target * 3 / 4) }
    surface.cutHoles(pictures.map { $0.flatMap { $0.hasHoles ? $0 : nil } })
    guard !surface.triangles.isEmpty else { return nil }
    simplify(&surface, to: target, extent: extent)
    let mesh = mesh(
      of: surface, parts: parts,
      materials: zip(source.materials, zip(described, pictures)).map {
        Material(named: $0, $1.0, texture: $1.1?.texture)
      })
    return SceneObject(semantic, named: model.name, mesh, surfaces: supports)
  }

  /// From the axes of the file, y up and z to the front, to z up and y to the back.
  private func upright(_ position: SIMD3<Float>) -> SIMD3<Float> {
    let turned = SIMD3(
      model.rotation[0].dot(position), model.rotation[1].dot(position),
      model.rotation[2].dot(position))
    return SIMD3(turned.x, -turned.z, turned.y)
  }

  /// Scales the surface to the catalog's size and puts it on the ground about the origin.
  private func fit(_ surface: inout Surface) -> Bool {
    let bounds = surface.bounds
    let size = bounds.size
    guard size.isFinite, size.max() > 0 else { return false }
    // What is flat in the file has no thickness to scale.
    var factors = SIMD3<Float>(repeating: 1)
    for axis in 0..<3 where size[axis] > 1e-6 * size.max() {
      factors[axis] = model.size[axis] / size[axis]
    }
    let foot = SIMD3(bounds.center.x, bounds.center.y, bounds.min.z)
    for index in surface.positions.indices {
      surface.positions[index] = (surface.positions[index] - foot) * factors
    }
    // A mirroring turn would leave the surface inside out.
    let rotation = model.rotation
    if rotation[0].cross(rotation[1]).dot(rotation[2]) < 0 {
      for index in surface.triangles.indices {
        let corners = surface.triangles[index]
        surface.triangles[index] = SIMD3(corners.x, corners.z, corners.y)
        if !surface.coordinates.isEmpty { surface.coordinates.swapAt(3 * index + 1, 3 * index + 2) }
      }
    }
    return true
  }

  /// How many triangles are enough: more for large things with many small parts.
  private func target(extent: Float) -> Int {
    switch semantic {
    case .tree: 9000
    case .bush, .hedge, .plant, .car, .bus, .truck, .van, .motorcycle, .bicycle: 6000
    case .person, .animal: 4000
    default: extent < 0.3 ? 2000 : 3000
    }
  }

  private var isFoliage: Bool {
    switch semantic {
    case .tree, .bush, .hedge, .plant: true
    default: false
    }
  }

  private func simplify(_ surface: inout Surface, to target: Int, extent: Float) {
    guard surface.triangles.count > target else { return }
    if surface.triangles.count > Self.mostForCollapsing {
      let size = surface.bounds.size
      surface.joinVertices(cell: max(size.x, max(size.y, size.z)) / 350)
    }
    var simplifier = Simplifier(surface)
    // A hundredth of the extent, on a patch of a seventh.
    let square = extent * extent
    simplifier.reduce(to: target, limit: Self.roughest * square * square)
    surface = simplifier.result()
  }

  /// Whether things are put on it.
  private var hasSupports: Bool {
    guard model.topHeight != nil else { return false }
    return switch semantic {
    case .sofa, .armchair, .bed, .cushion, .person, .animal, .tree, .bush, .hedge, .plant, .car,
      .bus, .truck, .van, .motorcycle, .bicycle, .door, .window, .curtain, .blind, .lamp, .toilet,
      .bathtub, .shower, .sink, .ball, .clothes, .shoe, .statue, .stone, .fence, .railing, .mat,
      .carpet, .towel, .tap, .streetLamp, .picture, .mirror:
      false
    default: true
    }
  }

  private func mesh(of surface: Surface, parts: [String], materials: [Material]) -> TriangleMesh {
    var mesh = TriangleMesh()
    mesh.positions = surface.positions
    mesh.triangles = surface.triangles
    mesh.textureCoordinates = surface.coordinates
    (mesh.materialOfTriangle, mesh.materials) = Self.used(surface.materialOfTriangle, of: materials)
    (mesh.partOfTriangle, mesh.partNames) = Self.used(surface.partOfTriangle, of: parts)
    return mesh
  }

  /// The values that are used, and indices into these.
  private static func used<Value>(
    _ indices: [UInt32], of values: [Value]
  ) -> ([UInt16], [Value]) {
    var newIndex = [UInt16?](repeating: nil, count: values.count)
    var kept: [Value] = []
    let result = indices.map { index -> UInt16 in
      if let known = newIndex[Int(index)] { return known }
      let new = UInt16(kept.count)
      newIndex[Int(index)] = new
      kept.append(values[Int(index)])
      return new
    }
    return (result, kept)
  }
}
