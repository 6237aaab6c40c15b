import CairnGeometry
import CairnKernels

extension SceneGeometry {
  /// Bodies that share a tree, at a moment.
  struct BodySet: Sendable {
    /// What does not change when bodies move.
    let tables: Tables
    /// Where each body is.
    let poses: [RigidTransform]
    /// Turns the scene's frame into the body's.
    let inversePoses: [RigidTransform]
    /// Corners of all triangles, in the scene's frame.
    let positions: [SIMD3<Float>]
    let tree: TriangleTree

    init(_ scene: Scene, _ bodies: [Int], at time: Float) {
      self.init(Tables(scene, bodies), of: scene, at: time)
    }

    init(_ tables: Tables, of scene: Scene, at time: Float) {
      self.tables = tables
      poses = tables.bodies.map {
        let body = scene.bodies[$0]
        return body.motion?.pose(at: time) ?? body.pose
      }
      inversePoses = poses.map(\.inverse)
      var positions: [SIMD3<Float>] = []
      for (slot, index) in tables.bodies.enumerated() {
        let pose = poses[slot]
        positions.append(
          contentsOf: scene.bodies[index].object.mesh.positions.map { pose.applied(to: $0) })
      }
      tree = TriangleTree(positions: positions, triangles: tables.triangles)
      self.positions = positions
    }

    /// The scene's hit for one of the tree.
    @inline(__always)
    func hit(_ hit: RayHit, isMoving: Bool) -> SceneHit {
      let slot = Int(tables.slots[hit.triangle])
      return SceneHit(
        distance: hit.distance, body: tables.bodies[slot],
        triangle: hit.triangle - tables.firstTriangle[slot], place: SIMD2(hit.u, hit.v),
        slot: slot, entry: hit.triangle, isMoving: isMoving)
    }

    /// The unit normal on a triangle's outer side.
    @inline(__always)
    func normal(of entry: Int) -> SIMD3<Float> {
      let corners = tables.triangles[entry]
      let a = positions[Int(corners.x)]
      return (positions[Int(corners.y)] - a).cross(positions[Int(corners.z)] - a).normalized
    }

    /// The colour at a hit without light.
    func color(at hit: SceneHit) -> SIMD3<Float> {
      let material = Int(tables.materialOfTriangle[hit.entry])
      let (u, v) = (hit.place.x, hit.place.y)
      if tables.isTextured[material] {
        let first = hit.triangle * 3
        let corners = tables.textureCoordinates[hit.slot]
        let place =
          corners[first] * (1 - u - v) + corners[first + 1] * u + corners[first + 2] * v
        return tables.materials[material].texture?.color(at: place) ?? .zero
      }
      if tables.isPlain[material] { return tables.materials[material].color }
      let corners = tables.triangles[hit.entry]
      let place =
        positions[Int(corners.x)] * (1 - u - v) + positions[Int(corners.y)] * u
        + positions[Int(corners.z)] * v
      return tables.materials[material].color(at: inversePoses[hit.slot].applied(to: place))
    }

    /// What is known of a hit.
    func labels(at hit: SceneHit) -> PointLabels {
      var labels = tables.labels[hit.slot]
      labels.part = tables.partOfTriangle[hit.entry]
      labels.surface = tables.surfaceOfTriangle[hit.entry]
      return labels
    }
  }

  /// What is known of the triangles of several bodies, wherever the bodies are; flat, so that a hit
  /// costs no copy of a body.
  struct Tables: Sendable {
    /// Indices into the scene's bodies; an index into this is a slot.
    let bodies: [Int]
    let labels: [PointLabels]
    let triangles: [SIMD3<UInt32>]
    /// For every triangle the slot of its body.
    let slots: [UInt32]
    /// For every slot the first of its triangles.
    let firstTriangle: [Int]
    let materials: [Material]
    let isPlain: [Bool]
    let isTextured: [Bool]
    let materialOfTriangle: [UInt32]
    /// Part numbers of the scene.
    let partOfTriangle: [UInt32]
    /// Numbers of support surfaces.
    let surfaceOfTriangle: [UInt32]
    /// For every slot three a triangle, or none.
    let textureCoordinates: [[SIMD2<Float>]]

    init(_ scene: Scene, _ bodies: [Int]) {
      self.bodies = bodies
      var (triangles, slots, firstTriangle) = ([SIMD3<UInt32>](), [UInt32](), [Int]())
      var (materials, labels) = ([Material](), [PointLabels]())
      var (ofMaterial, ofPart, ofSurface) = ([UInt32](), [UInt32](), [UInt32]())
      var (coordinates, textured) = ([[SIMD2<Float>]](), [Bool]())
      var firstPosition: UInt32 = 0
      for (slot, index) in bodies.enumerated() {
        let body = scene.bodies[index]
        let mesh = body.object.mesh
        firstTriangle.append(triangles.count)
        let (corner, material) = (SIMD3(repeating: firstPosition), UInt32(materials.count))
        triangles.append(contentsOf: mesh.triangles.map { $0 &+ corner })
        slots.append(contentsOf: repeatElement(UInt32(slot), count: mesh.triangles.count))
        ofMaterial.append(contentsOf: mesh.materialOfTriangle.map { material + UInt32($0) })
        ofPart.append(
          contentsOf: mesh.partOfTriangle.map {
            body.label == 0 ? 0 : body.firstPart + UInt32($0)
          })
        ofSurface.append(contentsOf: Self.surfaces(of: body))
        materials.append(contentsOf: mesh.materials)
        textured.append(
          contentsOf: mesh.materials.map {
            $0.texture != nil && !mesh.textureCoordinates.isEmpty
          })
        coordinates.append(mesh.textureCoordinates)
        firstPosition += UInt32(mesh.positions.count)
        var known = PointLabels()
        (known.label, known.group) = (body.label, body.group)
        known.semantic = body.object.semantic.number
        labels.append(known)
      }
      (self.triangles, self.slots, self.firstTriangle) = (triangles, slots, firstTriangle)
      (self.materials, self.labels, textureCoordinates) = (materials, labels, coordinates)
      (materialOfTriangle, partOfTriangle, surfaceOfTriangle) = (ofMaterial, ofPart, ofSurface)
      isTextured = textured
      isPlain = materials.map { if case .plain = $0.pattern { true } else { false } }
    }

    /// For each of a body's triangles the support surface in which it lies; 0 for none.
    private static func surfaces(of body: Scene.Body) -> [UInt32] {
      let (mesh, surfaces) = (body.object.mesh, body.object.surfaces)
      guard !surfaces.isEmpty else { return Array(repeating: 0, count: mesh.triangles.count) }
      return mesh.triangles.map { corners in
        let (a, b, c) = (
          mesh.positions[Int(corners.x)], mesh.positions[Int(corners.y)],
          mesh.positions[Int(corners.z)]
        )
        let (middle, normal) = ((a + b + c) / 3, (b - a).cross(c - a))
        guard abs(normal.z) > 0.95 * normal.length else { return 0 }
        let index = surfaces.firstIndex { surface in
          let place = SIMD2(middle.x, middle.y)
          return abs(middle.z - surface.height) < 0.006 && all(place .>= surface.min - 0.03)
            && all(place .<= surface.max + 0.03)
        }
        return index.map { body.firstSurface + UInt32($0) } ?? 0
      }
    }
  }
}
