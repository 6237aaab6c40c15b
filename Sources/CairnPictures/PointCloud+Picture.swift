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
    let sizes = PictureOptions.sizes
    guard sizes.contains(options.width), sizes.contains(options.height) else {
      throw .size(width: options.width, height: options.height)
    }
    for mask in [options.visible, options.outline] {
      if let mask, mask.count != count { throw .maskCount(mask.count, points: count) }
    }
    guard let positions else { throw .noPositions(fields: fields.map(\.name)) }
    var drawn = DrawnPoints(positions.points, options: options)
    let guess = SceneGuess(drawn, cloud: self, origin: positions.origin)
    if let ceiling = guess.ceiling, !options.showsCeiling, options.view != .sensor {
      drawn.remove(above: ceiling, along: guess.up)
    }
    let choice = ViewChoice(drawn, guess: guess, up: options.up)
    let colors = try PointColors(self, drawn: drawn, choice: choice, coloring: options.coloring)
    let marks = options.marks.map { $0.scaled(by: drawn) }
    let camera = choice.camera(
      for: options.view, anchors: marks.flatMap(\.anchors).filter(\.isFinite),
      width: options.width, height: options.height, isUpGiven: options.up != nil)
    var canvas = Canvas(width: options.width * 2, height: options.height * 2)
    let large = camera.enlarged(2)
    let isSweep = guess.kind == .sweep
    let radius = SplatRadius(drawn, camera: large, options: options, isSweep: isSweep)
    canvas.draw(drawn.points, camera: large, radius: radius)
    canvas.closeHoles(reach: 3)
    let shading =
      options.isShaded
      ? canvas.shading(camera, strength: colors.shadingStrength, isSparse: radius.isSparse) : []
    if let outline = options.outline { canvas.outline(outline, rows: drawn.rows) }
    var picture = canvas.resolved(
      colors: colors.colors, shading: shading, background: options.background)
    for mark in marks { picture.draw(mark, camera: camera) }
    return picture
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

extension Camera {
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
