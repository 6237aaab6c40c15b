import CairnGeometry

/// An object before it has a place: what it takes to put it somewhere.
struct Model {
  /// Standing on z = 0 about the origin.
  var object: SceneObject
  /// What it covers.
  var footprint: Footprint
  /// Its height, metres.
  var height: Float
  /// The size of the flat top on which something smaller can stand; `nil` where nothing can.
  var top: SIMD2<Float>?
  /// The radius of a circle about the origin that holds the footprint.
  var reach: Float

  init(box size: SIMD3<Float>, _ object: SceneObject, carries: Bool = true) {
    self.object = object
    footprint = Footprint([size.x, size.y])
    height = size.z
    top = carries ? [size.x, size.y] : nil
    reach = SIMD3(size.x, size.y, 0).length / 2
  }

  init(radius: Float, height: Float, _ object: SceneObject) {
    self.object = object
    footprint = Footprint(radius: radius)
    self.height = height
    top = nil
    reach = radius
  }
}
