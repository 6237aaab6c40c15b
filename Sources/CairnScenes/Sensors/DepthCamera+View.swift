import CairnGeometry
import CairnKernels

extension DepthCamera {
  /// The rays of a camera at its place.
  struct View: Sendable {
    let camera: DepthCamera
    let pose: RigidTransform
    /// How many pixels of a device of 640 columns one of these is wide.
    let pixel: Float

    init(_ camera: DepthCamera, at pose: RigidTransform) {
      self.camera = camera
      self.pose = pose
      pixel = 640 / Float(camera.width)
    }

    /// The point at depth 1 that a place of the picture shows, in the camera's frame.
    @inline(__always)
    func local(_ place: SIMD2<Float>) -> SIMD3<Float> {
      SIMD3(
        (place.x + 0.5 - Float(camera.width) / 2) / camera.focalLength,
        (place.y + 0.5 - Float(camera.height) / 2) / camera.focalLength, 1)
    }

    @inline(__always)
    func local(_ index: Int) -> SIMD3<Float> { local(place(index)) }

    @inline(__always)
    func place(_ index: Int) -> SIMD2<Float> {
      SIMD2(Float(index % camera.width), Float(index / camera.width))
    }

    /// The rays along which depth is found, a little beside those of the pixels: matching takes
    /// windows, and which side of an edge wins in one changes from patch to patch.
    func raggedRays(seed: UInt64) -> [SIMD3<Float>] {
      let (right, down) = (NoiseField(seed: seed), NoiseField(seed: seed &+ 1))
      return concurrentValues(camera.width * camera.height, grain: 2048) { index in
        var place = place(index)
        if camera.raggedness > 0 {
          let patch = place * pixel / SIMD2(9, 5)
          let fine = place * pixel / SIMD2(3, 2) + 1000
          let offset = SIMD2(
            0.8 * right.smooth(patch) + 0.5 * right.smooth(fine),
            0.6 * down.smooth(patch) + 0.3 * down.smooth(fine))
          place += offset * (camera.raggedness / pixel)
        }
        return pose.rotation.applied(to: local(place).normalized)
      }
    }
  }

  /// Where the projector's light, or the second camera, does not reach.
  func shadows(
    of seen: [SeenSurface?], _ view: View, in geometry: SceneGeometry, seed: UInt64
  ) -> [Bool] {
    guard baseline > 0 else { return Array(repeating: false, count: seen.count) }
    let projector = view.pose.applied(to: [baseline, 0, 0])
    let rays = view.raggedRays(seed: seed)
    let pixels = seen.indices.filter { seen[$0] != nil }
    let places = concurrentValues(pixels.count, grain: 4096) { index in
      guard let surface = seen[pixels[index]] else { return SIMD3<Float>.zero }
      // The plane of what was hit, met by another ragged ray: the shadow's edge is ragged, too.
      let ray = rays[pixels[index]]
      let distance = min(
        max(surface.hit.distance * surface.cosine / max(-ray.dot(surface.normal), 0.05), 0.1),
        surface.hit.distance * 1.01)
      return view.pose.position + ray * min(distance, surface.hit.distance) + surface.normal * 2e-3
    }
    let ways = places.map { projector - $0 }
    let hidden = geometry.areHidden(from: places, along: ways, within: 0.999)
    var result = [Bool](repeating: false, count: seen.count)
    for (index, pixel) in pixels.enumerated() { result[pixel] = hidden[index] }
    return result
  }
}
