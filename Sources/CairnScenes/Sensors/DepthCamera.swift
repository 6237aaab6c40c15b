import CairnGeometry
import CairnKernels

/// A camera that measures depth and colour: one organised view.
///
/// Points are in its own frame, x right, y down, z ahead; NaN where it measured nothing. It errs as
/// such devices do: depth in steps, noise in patches that grows with the square of the range, ragged
/// edges, a shadow beside what stands in front, points in mid-air between front and back, holes in
/// what is dark, shiny, glass or grazed, colours a little beside their points.
public struct DepthCamera: Sensor {
  /// How depth is measured.
  public enum Principle: Sendable, Hashable, CaseIterable {
    /// A pattern of dots, seen from beside its projector: Kinect v1, Xtion, Astra.
    case structuredLight
    /// How long light takes: Kinect v2, Azure Kinect.
    case timeOfFlight
    /// Two cameras and a projector of dots: RealSense D400.
    case stereo
  }

  /// How depth is measured.
  public var principle: Principle
  /// Pixels in a row.
  public var width: Int
  /// The number of rows.
  public var height: Int
  /// Of a pixel's edge length; the middle of the picture is on the axis.
  public var focalLength: Float
  /// From the camera to its projector or second camera, to the right, metres; 0 for time of flight.
  public var baseline: Float
  /// The smallest step of the disparity, in pixels of a device of 640 columns; 0 where depth itself
  /// is rounded.
  public var disparityStep: Float
  /// The step to which depth is rounded at last, metres.
  public var depthStep: Float
  /// The deviation of the disparity, in pixels of a device of 640 columns, or of depth in
  /// millimetres at 1 m for time of flight.
  public var noise: Float
  /// How far edges are off, in pixels of a device of 640 columns.
  public var raggedness: Float
  /// The share of pixels at edges that lie between front and back.
  ///
  /// Those farther than 1 % of their depth from both, and than a centimetre, have no labels.
  public var flyingShare: Float
  /// Nearer and farther points are not measured, metres.
  public var range: ClosedRange<Float>
  /// How readily it fails on dark, shiny and grazed surfaces: 1 as devices do, 0 never.
  public var dropout: Float
  /// Where the colour camera is, in the frame of the depth camera, metres.
  public var colorEye: SIMD3<Float>
  /// By how much colours are turned against points about x and y, radians.
  public var colorTurn: SIMD2<Float>
  /// By how much it is not upright, radians.
  public var roll: Float = 0

  /// The camera without any error: what it sees is true.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row.
  ///   - height: The number of rows.
  ///   - focalLength: In pixels; where `nil`, a view of 62 degrees across.
  /// - Returns: A camera that measures up to 50 m.
  public static func ideal(
    width: Int = 160, height: Int = 120, focalLength: Float? = nil
  ) -> DepthCamera {
    DepthCamera(
      principle: .timeOfFlight, width: width, height: height,
      focalLength: focalLength ?? Float(width) * 0.82, baseline: 0, disparityStep: 0, depthStep: 0,
      noise: 0, raggedness: 0, flyingShare: 0, range: 0.05...50, dropout: 0, colorEye: .zero,
      colorTurn: .zero)
  }

  /// What the device delivers from one of the scene's views.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - random: Which, the light and the noise.
  /// - Returns: Points in the device's frame; none where the scene offers no place.
  public func measurements(
    of geometry: SceneGeometry, random: inout SceneRandom
  ) -> Measurements {
    let vantage = geometry.scene.vantage
    let poses = vantage.cameras.isEmpty ? vantage.walk : vantage.cameras
    guard !poses.isEmpty else { return Measurements() }
    let pose = random.chance(0.4) ? poses[0] : random.choice(poses)
    return measurements(of: geometry, at: pose, random: &random)
  }

  /// What the camera delivers from a pose.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - pose: Of the camera, x right, y down, z ahead.
  ///   - random: Light and noise.
  /// - Returns: Points in the camera's frame, organised.
  /// - Complexity: Some seven rays a pixel; on all threads.
  public func measurements(
    of geometry: SceneGeometry, at pose: RigidTransform, random: inout SceneRandom
  ) -> Measurements {
    let upright = pose
    let pose = RigidTransform(
      at: upright.position, rotation: upright.rotation * .about([0, 0, 1], by: roll))
    let ahead = pose.rotation.applied(to: [0, 0, 1])
    let middle = geometry.hits(from: pose.position, along: [ahead], within: range.upperBound)[0]
    let lighting = Lighting(
      for: geometry, eye: pose.position,
      center: pose.position + ahead * (middle?.distance ?? 2), random: &random)
    return measurements(
      of: geometry, at: pose, lighting: lighting, pattern: random.next(), seed: random.next())
  }

  /// What the camera delivers under given light.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - pose: Of the camera.
  ///   - lighting: The light.
  ///   - pattern: Decides what a device does wrong all its life: the bending of its depth.
  ///   - seed: Decides the noise of this picture.
  /// - Returns: Points in the camera's frame, organised.
  func measurements(
    of geometry: SceneGeometry, at pose: RigidTransform, lighting: Lighting, pattern: UInt64,
    seed: UInt64
  ) -> Measurements {
    var seeds = SceneRandom(seed: seed)
    let view = View(self, at: pose)
    let seen = geometry.surfaces(
      from: [pose.position], along: view.raggedRays(seed: seeds.next()),
      within: range.upperBound * 1.2, seed: seeds.next())
    let depths = measuredDepths(
      seen, view, shadows: shadows(of: seen, view, in: geometry, seed: seeds.next()),
      pattern: pattern, seed: seeds.next())
    var result = Measurements()
    (result.width, result.height) = (width, height)
    (result.poses, result.frame) = ([pose], pose)
    result.positions = concurrentValues(depths.count, grain: 4096) { pixel in
      view.local(pixel) * depths[pixel].depth
    }
    result.labels = concurrentValues(depths.count, grain: 4096) { pixel in
      let found = depths[pixel]
      guard found.depth.isFinite, !found.isFlying, let surface = seen[found.source] else {
        return PointLabels()
      }
      return geometry.labels(at: surface.hit)
    }
    result.colors = colors(
      of: result.positions, view, in: geometry, lighting, seed: seeds.next())
    return result
  }

  /// The colours that the colour camera sees where depth says that the points are.
  private func colors(
    of positions: [SIMD3<Float>], _ view: View, in geometry: SceneGeometry, _ lighting: Lighting,
    seed: UInt64
  ) -> [SIMD3<Float>] {
    let eye = view.pose.applied(to: colorEye)
    let turn = Rotation.about([1, 0, 0], by: colorTurn.x) * .about([0, 1, 0], by: colorTurn.y)
    let rays = concurrentValues(positions.count, grain: 4096) { pixel in
      guard positions[pixel].isFinite else { return SIMD3<Float>(repeating: .nan) }
      let way = (positions[pixel] - colorEye).normalized
      return view.pose.rotation.applied(to: turn.applied(to: way))
    }
    let valid = rays.indices.filter { rays[$0].isFinite }
    let directions = valid.map { rays[$0] }
    let surfaces = geometry.surfaces(
      from: [eye], along: directions, within: range.upperBound * 4, seed: seed)
    var seen = [SeenSurface?](repeating: nil, count: positions.count)
    for (index, pixel) in valid.enumerated() { seen[pixel] = surfaces[index] }
    var colors = lighting.colors(
      of: seen, from: [eye], along: rays, in: geometry,
      layout: Lighting.Layout(width: width, height: height, isImage: true), seed: seed &+ 1)
    for pixel in valid where seen[pixel] == nil { colors[pixel] = lighting.beyond }
    return colors
  }
}
