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
    let drawn = DrawnPoints(positions.points, options: options)
    let guess = SceneGuess(drawn, cloud: self, origin: positions.origin)
    let choice = ViewChoice(drawn, guess: guess, up: options.up)
    let colors = try PointColors(self, drawn: drawn, up: choice.up, coloring: options.coloring)
    let marks = options.marks.map { $0.scaled(by: drawn) }
    let camera = choice.camera(
      for: options.view, anchors: marks.flatMap(\.anchors).filter(\.isFinite),
      width: options.width, height: options.height, isUpGiven: options.up != nil)
    var canvas = Canvas(width: options.width * 2, height: options.height * 2)
    canvas.draw(drawn.points, camera: camera.enlarged(2), radius: .init(drawn, options: options))
    var shading: [Float] = []
    if options.isShaded {
      let unit = Float(min(options.width, options.height)) / 960
      shading = canvas.shading(reach: max(1, Int(2 * unit)), strength: 1)
      let wide = canvas.shading(reach: max(2, Int(9 * unit)), strength: 0.5)
      for pixel in shading.indices { shading[pixel] *= wide[pixel] }
    }
    if let outline = options.outline {
      canvas.outline(outline, rows: drawn.rows)
    }
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

extension SplatRadius {
  fileprivate init(_ drawn: DrawnPoints, options: PictureOptions) {
    // The canvas has two pixels for one of the picture, so a radius there is a diameter here.
    let unit = Float(min(options.width, options.height)) / 960
    if let size = options.pointSize {
      self.init(spacings: [], fixed: max(size, 0.5), limits: 0.5...1000)
    } else {
      let largest = max(2, 9 * unit)
      let isFew = drawn.points.count < 50
      self.init(
        spacings: isFew ? [] : drawn.spacings(), fixed: largest,
        limits: max(1, 1.2 * unit)...largest)
    }
  }
}
