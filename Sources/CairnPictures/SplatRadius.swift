/// How large points are drawn, in pixels of the canvas.
struct SplatRadius {
  /// The distance of each point to its neighbours; empty where all points have one size.
  var spacings: [Float]
  /// The radius where `spacings` is empty.
  var fixed: Float
  /// Whether points are so far apart that some may stand alone.
  private(set) var isSparse = false
  /// The smallest and the largest radius.
  var limits: ClosedRange<Float>

  /// The share of the spacing that closes a surface seen at an angle.
  private static let overlap: Float = 0.9

  @inline(__always)
  func pixels(_ index: Int, depth: Float, focal: Float) -> Float {
    guard !spacings.isEmpty else { return fixed }
    let radius = Self.overlap * spacings[index] * focal / depth
    return min(max(radius, limits.lowerBound), limits.upperBound)
  }
}

extension SplatRadius {
  /// Chooses sizes that close surfaces, unless a size was asked for.
  init(_ drawn: DrawnPoints, camera: Camera, options: PictureOptions, isSweep: Bool) {
    // The canvas has two pixels for one of the picture, so a radius there is a diameter here.
    let unit = Float(min(options.width, options.height)) / 960
    if let size = options.pointSize, size.isFinite {
      self.init(spacings: [], fixed: min(max(size, 0.5), 1000), limits: 0.5...1000)
      return
    }
    let smallest = max(1, 1.2 * unit)
    guard drawn.points.count >= 50 else {
      let large = max(8 * unit, smallest)
      self.init(spacings: [], fixed: large, limits: large...large)
      return
    }
    self.init(spacings: drawn.spacings(), fixed: smallest, limits: smallest...100)
    var common: [Float] = []
    for index in sample(Array(drawn.points.indices), limit: 5000) {
      let depth = camera.project(drawn.points[index]).z
      if depth > Camera.nearest { common.append(pixels(index, depth: depth, focal: camera.focal)) }
    }
    common.sort()
    // What lies apart must not become a blob, and rings of a sweep lie too far apart to close.
    let usual = common.isEmpty ? 1 : common.quantile(isSweep ? 0.5 : 0.75)
    isSparse = isSweep || usual > 8 * unit
    let largest = isSweep ? min(usual, 3 * unit) : min(1.5 * usual, 12 * unit)
    limits = smallest...max(largest, 2 * unit, smallest)
  }
}
