import CairnGeometry

/// Things at their places, waiting to be seen by a sensor; metres, z up.
public struct Scene: Sendable {
  /// A thing at its place.
  public struct Body: Sendable {
    /// The thing.
    public var object: SceneObject
    /// Where it is.
    public var pose: RigidTransform
    /// Its number in the column `label`; 0 for stuff.
    public var label: UInt32
    /// The number of the surface on which it stands; 0 where it stands on none: on the open
    /// ground, hanging on a wall.
    public var standsOn: UInt32
    /// The label of what carries it; 0 for stuff.
    public var carrier: UInt32
    /// The label at the foot of its pile.
    ///
    /// Its carrier's group, or its own label where stuff or furniture (``SemanticClass/isFixture``)
    /// carries it. What shares it goes along when the lowest thing is lifted.
    public var group: UInt32
    /// The number of its first support surface; they are numbered on from there.
    public var firstSurface: UInt32
    /// The number of its first part in the column `part`; 0 for stuff.
    ///
    /// The other parts are numbered on from there.
    public var firstPart: UInt32
    /// How it moves; `nil` where it stays.
    public var motion: Motion?
  }

  /// All bodies, in the order in which they were added.
  public private(set) var bodies: [Body] = []
  /// Where sensors may be.
  public var vantage = Vantage()
  /// How many objects have labels.
  public private(set) var objectCount: UInt32 = 0
  /// How many support surfaces there are.
  public private(set) var surfaceCount: UInt32 = 0

  private var partCount: UInt32 = 0
  private var bodyOfLabel: [Int] = []
  private var bodyOfSurface: [Int] = []

  /// Creates an empty scene.
  public init() {}

  /// Adds something that gets no label: floor, wall, ground.
  ///
  /// - Parameters:
  ///   - object: Of a class of stuff.
  ///   - pose: Where it is.
  /// - Returns: The numbers of its support surfaces.
  @discardableResult
  public mutating func addStuff(
    _ object: SceneObject, at pose: RigidTransform = .identity
  ) -> [UInt32] {
    append(object, pose, label: 0, standsOn: 0, carrier: 0, group: 0, motion: nil)
  }

  /// Adds an object.
  ///
  /// - Parameters:
  ///   - object: The thing.
  ///   - pose: Where it is.
  ///   - surface: The number of the support surface on which it stands; 0 for none.
  ///   - carrier: The label of what carries it where that is no surface: what a mug leans on, what
  ///     a lid lies on. The owner of the surface where `nil`.
  ///   - motion: How it moves.
  /// - Returns: Its label and the numbers of its support surfaces.
  @discardableResult
  public mutating func add(
    _ object: SceneObject, at pose: RigidTransform, on surface: UInt32 = 0,
    carriedBy carrier: UInt32? = nil, motion: Motion? = nil
  ) -> (label: UInt32, surfaces: [UInt32]) {
    objectCount += 1
    let label = objectCount
    let below = carrier ?? (surface == 0 ? 0 : bodies[bodyOfSurface[Int(surface) - 1]].label)
    let foot = below == 0 ? nil : bodies[bodyOfLabel[Int(below) - 1]]
    let group = foot.map { $0.object.semantic.isFixture ? label : $0.group } ?? label
    bodyOfLabel.append(bodies.count)
    let surfaces = append(
      object, pose, label: label, standsOn: surface, carrier: below, group: group, motion: motion)
    return (label, surfaces)
  }

  private mutating func append(
    _ object: SceneObject, _ pose: RigidTransform, label: UInt32, standsOn: UInt32,
    carrier: UInt32, group: UInt32, motion: Motion?
  ) -> [UInt32] {
    let first = surfaceCount + 1
    surfaceCount += UInt32(object.surfaces.count)
    bodyOfSurface.append(contentsOf: object.surfaces.map { _ in bodies.count })
    let firstPart = label == 0 ? 0 : partCount + 1
    if label != 0 { partCount += UInt32(object.mesh.partNames.count) }
    bodies.append(
      Body(
        object: object, pose: pose, label: label, standsOn: standsOn, carrier: carrier,
        group: group, firstSurface: first, firstPart: firstPart, motion: motion))
    return Array(first..<(first + UInt32(object.surfaces.count)))
  }

  /// Lets an object move.
  ///
  /// - Parameters:
  ///   - label: Between 1 and ``objectCount``.
  ///   - motion: Where it is when.
  public mutating func move(_ label: UInt32, along motion: Motion) {
    bodies[bodyOfLabel[Int(label) - 1]].motion = motion
  }

  /// The body with a label.
  ///
  /// - Parameter label: Between 1 and ``objectCount``.
  /// - Returns: The body.
  public func body(labeled label: UInt32) -> Body { bodies[bodyOfLabel[Int(label) - 1]] }

  /// A support surface, and whose it is.
  ///
  /// - Parameter number: Between 1 and ``surfaceCount``.
  /// - Returns: The surface in the frame of its body, and the body.
  public func surface(_ number: UInt32) -> (surface: SupportSurface, body: Body) {
    let body = bodies[bodyOfSurface[Int(number) - 1]]
    return (body.object.surfaces[Int(number - body.firstSurface)], body)
  }
}
