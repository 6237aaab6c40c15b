/// How far away each pixel of the picture is; infinity where there is no point.
struct DepthImage {
  /// Pixels in a row.
  let width: Int
  /// The number of rows.
  let height: Int
  /// Depths, rows from the top.
  var depths: [Float]

  /// Takes the nearest of two by two pixels of a canvas.
  init(_ canvas: Canvas) {
    width = canvas.width / 2
    height = canvas.height / 2
    depths = []
    depths.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        let start = 2 * row * canvas.width + 2 * column
        depths.append(
          min(
            min(canvas.depths[start], canvas.depths[start + 1]),
            min(canvas.depths[start + canvas.width], canvas.depths[start + canvas.width + 1])))
      }
    }
  }

  /// How much depths jitter, as a share of the depth: what most pixels differ from the mean of their
  /// neighbours on both sides, whatever the slope.
  func noise(reach: Int) -> Float {
    var jitters: [Float] = []
    // A few ten thousand pixels tell; the steps share no factor with the rows of a sensor.
    for row in stride(from: reach, to: height - reach, by: 7) {
      for column in stride(from: reach, to: width - reach, by: 5) {
        let pixel = row * width + column
        let depth = depths[pixel]
        let sides = (depths[pixel - reach], depths[pixel + reach])
        guard depth < .infinity, sides.0 < .infinity, sides.1 < .infinity else { continue }
        jitters.append(abs(sides.0 + sides.1 - 2 * depth) / (2 * depth))
      }
    }
    guard !jitters.isEmpty else { return 0 }
    jitters.sort()
    return jitters.quantile(0.75)
  }

  /// The depth of the nearer half of the pixels at most; 1 where there are none.
  var medianDepth: Float {
    let sorted = stride(from: 0, to: depths.count, by: 31).map { depths[$0] }
      .filter { $0 < .infinity }.sorted()
    return sorted.isEmpty ? 1 : sorted.quantile(0.5)
  }

  /// Averages each depth with those near it that are about as deep: noise goes, edges stay.
  ///
  /// - Parameters:
  ///   - reach: How far away, in pixels.
  ///   - tolerance: How much deeper or nearer, as a share of the depth, at the depth `usual`; sensors
  ///     that measure by triangulation err by the square of the depth, so farther away it is more.
  ///   - usual: A depth.
  mutating func smooth(reach: Int, tolerance: Float, usual: Float) {
    // Along rows and then along columns: not quite a disc, but an order of magnitude less work.
    smooth(lines: height, lineStep: width, length: width, step: 1, reach, tolerance, usual)
    smooth(lines: width, lineStep: 1, length: height, step: width, reach, tolerance, usual)
  }

  private mutating func smooth(
    lines: Int, lineStep: Int, length: Int, step: Int, _ reach: Int, _ tolerance: Float,
    _ usual: Float
  ) {
    var line = [Float](repeating: .infinity, count: length + 2 * reach)
    for number in 0..<lines {
      let start = number * lineStep
      for place in 0..<length { line[place + reach] = depths[start + place * step] }
      for place in 0..<length {
        let depth = line[place + reach]
        guard depth < .infinity else { continue }
        let limit = depth * tolerance * min(max(depth / usual, 1), 4)
        var (sum, count): (Float, Float) = (0, 0)
        for neighbor in place...place + 2 * reach {
          let other = line[neighbor]
          let isNear = abs(other - depth) <= limit
          sum += isNear ? other : 0
          count += isNear ? 1 : 0
        }
        depths[start + place * step] = sum / count
      }
    }
  }
}
