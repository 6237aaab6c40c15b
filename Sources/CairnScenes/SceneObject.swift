import CairnGeometry

/// A shape of one material at a place.
public struct Part: Sendable {
  /// The body.
  public var shape: any Shape
  /// Its look.
  public var material: Material
  /// Turns the shape's coordinates into the scene's.
  public var rotation: Rotation
  /// Where the shape's origin is in the scene, metres.
  public var position: SIMD3<Float>

  /// Creates a part.
  ///
  /// - Parameters:
  ///   - shape: The body.
  ///   - material: Its look.
  ///   - position: Where the shape's origin is.
  ///   - rotation: Turns the shape's coordinates into those of `position`.
  public init(
    _ shape: any Shape, _ material: Material, at position: SIMD3<Float> = .zero,
    rotation: Rotation = .identity
  ) {
    self.shape = shape
    self.material = material
    self.position = position
    self.rotation = rotation
  }

  /// A box around the part, in the scene.
  var bounds: Box {
    let box = shape.bounds
    let center = position + rotation.applied(to: box.center)
    let turned = OrientedBox(center: center, size: box.size, rotation: rotation)
    return Box(bounding: turned.corners)
  }
}

/// One thing of a scene: parts that belong together and share a label.
public struct SceneObject: Sendable {
  /// What it is, in a word.
  public var name: String
  /// What it is made of; where they overlap, the nearest surface is seen.
  public var parts: [Part]

  /// Creates an object.
  ///
  /// - Parameters:
  ///   - name: What it is, in a word.
  ///   - parts: What it is made of, standing on z = 0 about the origin.
  public init(_ name: String, _ parts: [Part]) {
    self.name = name
    self.parts = parts
  }

  /// A box around all parts.
  public var bounds: Box {
    var box = Box.empty
    for part in parts {
      box.formUnion(part.bounds.min)
      box.formUnion(part.bounds.max)
    }
    return box
  }

  /// Returns the object turned about the z axis and then moved.
  ///
  /// - Parameters:
  ///   - position: Where its origin goes.
  ///   - angle: Counterclockwise seen from above, radians.
  /// - Returns: The same object elsewhere.
  public func placed(at position: SIMD3<Float>, turned angle: Float = 0) -> SceneObject {
    let turn = Rotation.about([0, 0, 1], by: angle)
    var result = self
    for index in result.parts.indices {
      result.parts[index].position = position + turn.applied(to: parts[index].position)
      result.parts[index].rotation = turn * parts[index].rotation
    }
    return result
  }
}
