import CairnClouds
import CairnGeometry

extension PointCloud {
  /// Returns a picture of the cloud.
  ///
  /// Points are drawn as discs that close surfaces, nearer before farther, and shaded by depth.
  /// Points with a NaN or infinite coordinate are left out; a cloud without others gives a picture of
  /// the background. The same cloud and options give the same picture.
  ///
  /// - Parameter options: Size, view, coloring and prompts.
  /// - Returns: A picture of `options.width` × `options.height` pixels.
  /// - Throws: ``PictureError`` where the options do not fit the cloud.
  /// - Complexity: O(points + pixels).
  public func picture(_ options: PictureOptions = PictureOptions()) throws(PictureError) -> Picture
  {
    let stage = try Stage(self, options)
    let (drawn, camera) = (stage.drawn, stage.camera)
    let colors = try PointColors(
      self, drawn: drawn, choice: stage.choice, coloring: options.coloring)
    var canvas = Canvas(width: options.width * 2, height: options.height * 2)
    let large = camera.enlarged(2)
    let isSweep = stage.choice.guess.kind == .sweep
    let radius = SplatRadius(drawn, camera: large, options: options, isSweep: isSweep)
    canvas.draw(drawn.points, camera: large, radius: radius)
    canvas.closeHoles(reach: 3)
    let shading =
      options.isShaded
      ? canvas.shading(camera, strength: colors.shadingStrength, isSparse: radius.isSparse) : []
    if let outline = options.outline { canvas.outline(outline, rows: drawn.rows) }
    var picture = canvas.resolved(
      colors: colors.colors, shading: shading, background: options.background)
    for mark in stage.marks { picture.draw(mark, camera: camera) }
    return picture
  }

  /// Returns where each position of the file is in the picture with these options.
  ///
  /// What is drawn on the picture, in pixels from its upper left corner, becomes a prompt with it.
  ///
  /// - Parameter options: Those of the picture; marks, which must be inside, change the view.
  /// - Returns: A view from positions of the file to pixels, columns to the right and rows downward.
  /// - Throws: ``PictureError`` where the options do not fit the cloud.
  /// - Complexity: O(points).
  public func pictureView(
    _ options: PictureOptions = PictureOptions()
  ) throws(PictureError) -> ViewProjection {
    let stage = try Stage(self, options)
    return stage.camera.projection.counted(
      scale: Double(stage.drawn.scale), about: stage.origin + SIMD3<Double>(stage.drawn.center))
  }
}

/// What a picture shows, and from where.
private struct Stage {
  let drawn: DrawnPoints
  let choice: ViewChoice
  let marks: [PictureMark]
  let camera: Camera
  /// What the positions of the cloud leave out.
  let origin: SIMD3<Double>

  init(_ cloud: PointCloud, _ options: PictureOptions) throws(PictureError) {
    let sizes = PictureOptions.sizes
    guard sizes.contains(options.width), sizes.contains(options.height) else {
      throw .size(width: options.width, height: options.height)
    }
    for mask in [options.visible, options.outline] {
      if let mask, mask.count != cloud.count {
        throw .maskCount(mask.count, points: cloud.count)
      }
    }
    guard let positions = cloud.positions else {
      throw .noPositions(fields: cloud.fields.map(\.name))
    }
    var drawn = DrawnPoints(positions.points, options: options)
    let guess = SceneGuess(drawn, cloud: cloud, origin: positions.origin)
    if let ceiling = guess.ceiling, !options.showsCeiling, options.view != .sensor {
      drawn.remove(above: ceiling, along: guess.up)
    }
    choice = ViewChoice(drawn, guess: guess, up: options.up)
    let shown = drawn
    marks = options.marks.map { $0.scaled(by: shown) }
    camera = choice.camera(
      for: options.view, anchors: marks.flatMap(\.anchors).filter(\.isFinite),
      width: options.width, height: options.height, isUpGiven: options.up != nil)
    self.drawn = drawn
    origin = positions.origin
  }
}

extension PictureMark {
  fileprivate func scaled(by drawn: DrawnPoints) -> PictureMark {
    switch self {
    case .positive(let point): .positive(at: drawn.scaled(point))
    case .negative(let point): .negative(at: drawn.scaled(point))
    case .box(let box):
      .box(
        OrientedBox(
          center: drawn.scaled(box.center), size: box.size * drawn.scale, rotation: box.rotation))
    }
  }
}

extension ViewProjection {
  /// The same view for positions that this one wants moved and scaled first.
  fileprivate func counted(scale: Double, about center: SIMD3<Double>) -> ViewProjection {
    ViewProjection(x: x * scale, y: y * scale, z: z * scale, origin: origin)
      .counted(from: -center)
  }
}

extension Camera {
  /// The view as a matrix.
  fileprivate var projection: ViewProjection {
    let (right, down) = (SIMD3<Double>(right) * Double(focal), SIMD3<Double>(up) * -Double(focal))
    let ahead = SIMD3<Double>(forward)
    let middle = SIMD2<Double>(center)
    // Rows of the matrix; the depth is 1 - nearest / distance.
    let rows = [right + ahead * middle.x, down + ahead * middle.y, ahead, ahead]
    func column(_ axis: Int) -> SIMD4<Double> {
      SIMD4(rows[0][axis], rows[1][axis], rows[2][axis], rows[3][axis])
    }
    return ViewProjection(
      x: column(0), y: column(1), z: column(2), origin: [0, 0, -Double(Self.nearest), 0]
    ).counted(from: -SIMD3<Double>(eye))
  }

  /// The same view on a canvas of more pixels.
  fileprivate func enlarged(_ factor: Float) -> Camera {
    var result = self
    result.focal *= factor
    result.center *= factor
    return result
  }
}

extension Canvas {
  /// The brightness of each pixel of the picture.
  fileprivate func shading(_ camera: Camera, strength: Float, isSparse: Bool) -> [Float] {
    let unit = Float(min(width, height)) / 1920
    var image = DepthImage(self)
    let noise = image.noise(reach: max(1, Int(3 * unit)))
    // Points that stand alone have no light and dark sides, but they do hide one another; where they
    // close a surface, depths are smooth.
    let strength = isSparse && noise > 0.0013 ? 0.35 * strength : strength
    let usual = image.medianDepth
    let tolerance = min(max(4 * noise, 0.006), 0.03)
    image.smooth(
      reach: max(1, Int((noise > 0.002 ? 9 : 4) * max(unit, 0.7))), tolerance: tolerance,
      usual: usual)
    let ignored = min(noise, 0.01)
    var shading = image.shading(
      reach: max(1, Int((1.6 * unit).rounded())), strength: strength, noise: ignored, usual: usual)
    let wide = image.shading(
      reach: max(2, Int(7 * unit)), strength: 0.5 * strength, noise: ignored, usual: usual)
    let light = image.lighting(
      reach: max(1, Int(3 * unit)), camera: camera, strength: strength / (1 + 80 * noise))
    for pixel in shading.indices { shading[pixel] *= wide[pixel] * light[pixel] }
    return shading
  }
}
