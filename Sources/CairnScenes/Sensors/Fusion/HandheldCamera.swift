import CairnGeometry
import CairnKernels

/// The depth camera of a handheld scan: plainer than ``DepthCamera``, as the mean of many views
/// hides what only one of them has, and faster.
struct HandheldCamera: Sendable {
  let lens: DepthLens
  private let reach: Float
  private let noise: Float
  private let lighting: Lighting
  /// Relative error of depth that stays with the device, one for each pixel.
  private let bias: [Float]
  /// Where in space weak echoes are lost: the same patch stays dark from view to view.
  private let patches: SmoothNoise
  /// How often colours are blurred: by the lens, by the moving hand.
  private let blurCount: Int

  /// Takes a device into the hand.
  ///
  /// - Parameters:
  ///   - lens: Its pixels.
  ///   - reach: What is farther away, in metres, has no depth.
  ///   - noise: 1 for a common structured-light camera, 0 for a perfect one.
  ///   - lighting: The light of the room.
  ///   - random: What is wrong with this device.
  init(
    lens: DepthLens, reach: Float, noise: Float, lighting: Lighting, random: inout SceneRandom
  ) {
    (self.lens, self.reach, self.noise, self.lighting) = (lens, reach, noise, lighting)
    patches = SmoothNoise(seed: random.next())
    blurCount = random.index(in: 0..<3)
    let field = SmoothNoise(seed: random.next())
    // What calibration leaves: some 0.1…0.8 %.
    let strength = noise * random.number(in: 0.001...0.008)
    bias = (0..<lens.width * lens.height).map { pixel in
      let ray = lens.ray(column: pixel % lens.width, row: pixel / lens.width)
      return strength * field.value(at: ray * SIMD3(2.2, 2.2, 0.5))
    }
  }

  /// Takes a view.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - pose: Where the camera is.
  ///   - tracked: Where the program thinks it is.
  ///   - seed: Noise of this view.
  /// - Returns: The view.
  /// - Complexity: A ray and those of its light for each pixel.
  func view(
    of geometry: SceneGeometry, from pose: RigidTransform, tracked: RigidTransform, seed: UInt64
  ) -> DepthView {
    var random = SceneRandom(seed: seed)
    let locals = (0..<lens.width * lens.height).map { pixel in
      lens.ray(column: pixel % lens.width, row: pixel / lens.width).normalized
    }
    let directions = locals.map(pose.rotation.applied(to:))
    // Colour cameras see farther than depth cameras.
    let seen = geometry.surfaces(
      from: [pose.position], along: directions, within: 2 * reach + 5, seed: random.next())
    let depths = zip(seen, locals).map { surface, local in
      (surface?.hit.distance ?? 0) * local.z
    }
    let labels = seen.map { $0.map { geometry.labels(at: $0.hit) } ?? PointLabels() }
    return DepthView(
      lens: lens, pose: tracked,
      depths: measured(depths, seen, from: pose.position, along: directions, &random),
      colors: photographed(seen, directions, from: pose.position, geometry, &random),
      labels: labels)
  }

  private func measured(
    _ depths: [Float], _ seen: [SeenSurface?], from eye: SIMD3<Float>,
    along directions: [SIMD3<Float>], _ random: inout SceneRandom
  ) -> [Float] {
    // The matching window of the camera makes its noise alike in neighboring pixels.
    let waves = SmoothNoise(seed: random.next())
    var result = [Float](repeating: 0, count: depths.count)
    for row in 0..<lens.height {
      for column in 0..<lens.width {
        let pixel = row * lens.width + column
        let depth = depths[pixel]
        guard let surface = seen[pixel], depth > 0.35, depth < reach else { continue }
        let (normal, chance) = (random.normal(), random.unit())
        guard noise > 0 else {
          result[pixel] = depth
          continue
        }
        let place = eye + directions[pixel] * surface.hit.distance
        let patch = 0.5 + 0.5 * patches.value(at: place * 9)
        if chance < loss(surface, depth: depth, patch: patch) { continue }
        if chance < 0.6, isEdge(column, row, depths) { continue }
        // Nguyen, Izadi and Lovell 2012, equation 6, and a growth with the angle like theirs.
        let deviation =
          (0.0012 + 0.0019 * (depth - 0.4) * (depth - 0.4))
          * (0.6 + 0.4 / max(surface.cosine, 0.15))
        let wave = waves.value(at: [Float(column) / 4, Float(row) / 4, 0.5])
        // Less than of one picture: each view stands for the many about it in a video.
        let error = (0.3 * normal + 0.8 * wave) * deviation * noise + surface.fuzz * normal
        result[pixel] = depth * (1 + bias[pixel]) + error
      }
    }
    return result
  }

  /// The probability that a surface gives no depth.
  private func loss(_ surface: SeenSurface, depth: Float, patch: Float) -> Float {
    guard surface.cosine > 0.08 else { return 1 }
    let grazing = max(0.25 - surface.cosine, 0) * 4
    // Light from afar comes back as the square; where little does, whole patches drop out.
    let echo = (0.04 + surface.reflectivity) * surface.cosine * 12 / (4 + depth * depth)
    let dark: Float = echo < 0.18 * patch + 0.04 ? 0.95 : 0
    let clear: Float = surface.transparency > 0.3 ? 0.97 : 0
    let mirrored: Float = surface.gloss > max(patch, 0.25) ? 0.9 * surface.gloss : 0
    return max(max(grazing, dark), max(clear, mirrored))
  }

  /// Whether depth jumps beside a pixel.
  private func isEdge(_ column: Int, _ row: Int, _ depths: [Float]) -> Bool {
    let pixel = row * lens.width + column
    let limit = 0.05 + 0.03 * depths[pixel]
    func jumps(_ other: Int) -> Bool { abs(depths[other] - depths[pixel]) > limit }
    return column > 0 && jumps(pixel - 1) || column < lens.width - 1 && jumps(pixel + 1)
      || row > 0 && jumps(pixel - lens.width)
      || row < lens.height - 1 && jumps(pixel + lens.width)
  }

  private func photographed(
    _ seen: [SeenSurface?], _ directions: [SIMD3<Float>], from eye: SIMD3<Float>,
    _ geometry: SceneGeometry, _ random: inout SceneRandom
  ) -> [SIMD3<Float>] {
    var lighting = lighting
    // Exposure and balance of a video differ from picture to picture.
    lighting.exposure *= 1 + 0.06 * random.normal()
    lighting.whiteBalance *= 1 + 0.02 * SIMD3(random.normal(), random.normal(), random.normal())
    var colors = lighting.colors(
      of: seen, from: [eye], along: directions, in: geometry,
      layout: Lighting.Layout(width: lens.width, height: lens.height, isImage: true),
      seed: random.next())
    for pixel in colors.indices {
      if seen[pixel] == nil { colors[pixel] = lighting.beyond }
      // Lenses are darker off their axis.
      let ray = lens.ray(column: pixel % lens.width, row: pixel / lens.width)
      colors[pixel] /= 1 + 0.2 * (ray.x * ray.x + ray.y * ray.y)
    }
    for _ in 0..<blurCount { colors = blurred(colors) }
    return colors
  }

  /// Every pixel the mean of itself, twice, and its four neighbors.
  private func blurred(_ colors: [SIMD3<Float>]) -> [SIMD3<Float>] {
    colors.indices.map { pixel in
      let (column, row) = (pixel % lens.width, pixel / lens.width)
      let left = colors[column > 0 ? pixel - 1 : pixel]
      let right = colors[column < lens.width - 1 ? pixel + 1 : pixel]
      let up = colors[row > 0 ? pixel - lens.width : pixel]
      let down = colors[row < lens.height - 1 ? pixel + lens.width : pixel]
      return (colors[pixel] * 2 + left + right + up + down) / 6
    }
  }
}
