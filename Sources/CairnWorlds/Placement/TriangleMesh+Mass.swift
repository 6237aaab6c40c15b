import CairnGeometry
import CairnScenes

extension TriangleMesh {
  /// The centre of mass: of the volume where the surface is closed, else of the surface.
  var centerOfMass: SIMD3<Float> {
    var (volume, moment) = (Float(0), SIMD3<Float>.zero)
    var (area, middle) = (Float(0), SIMD3<Float>.zero)
    let box = bounds
    let origin = box.center
    for corners in triangles {
      let a = positions[Int(corners.x)] - origin
      let b = positions[Int(corners.y)] - origin
      let c = positions[Int(corners.z)] - origin
      let normal = (b - a).cross(c - a)
      let share = a.dot(normal)
      volume += share
      moment += (a + b + c) * (share / 4)
      let size = normal.length
      area += size
      middle += (a + b + c) * (size / 3)
    }
    let extent = box.size
    guard area > 0 else { return origin }
    let surface = middle / area
    guard volume > 0.05 * 6 * extent.x * extent.y * extent.z else { return origin + surface }
    let solid = moment / volume
    // Holes in the surface would move it anywhere.
    return Box(min: -extent / 2, max: extent / 2).contains(solid)
      ? origin + solid : origin + surface
  }
}
