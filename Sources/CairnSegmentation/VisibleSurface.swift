import CairnGeometry
import CairnSearch

/// The points of a part of a view that no others hide.
///
/// Every point is a disc as wide as the gaps to its neighbors, so that what lies behind does not show
/// through between them, in sparse places as in dense ones.
package struct VisibleSurface {
  /// A point that may hide others or be hidden.
  private struct Disc {
    var row: Int
    var image: SIMD3<Double>
    /// In the unit of the cloud.
    var radius: Double
    /// How much of the unit of the cloud a step of 1 in the image is.
    var scale: Double
  }

  private let rowCount: Int
  private let discs: [Disc]
  private let inverse: ViewProjection
  private let low: SIMD2<Double>
  private let cellSize: Double
  private let size: SIMD2<Int>
  /// The smallest depth in each cell of a grid laid over the view.
  private var depths: [Double]

  /// - Parameters:
  ///   - images: Column, row and depth of each point; `nil` where it is not in the view.
  ///   - isMember: The points that the grid is laid over; those beside them hide too.
  ///   - inverse: Takes images back to positions.
  ///   - points: The positions.
  package init(
    _ images: [SIMD3<Double>?], within isMember: [Bool], inverse: ViewProjection,
    points: [SIMD3<Float>]
  ) {
    let places = images.indices.compactMap { row in
      isMember[row] ? images[row].map { SIMD2($0.x, $0.y) } : nil
    }
    let first = places.first ?? .zero
    let low = places.reduce(first, pointwiseMin)
    let high = places.reduce(first, pointwiseMax)
    let inView = images.indices.filter { row in
      guard let image = images[row] else { return false }
      let place = SIMD2(image.x, image.y)
      return all(place .>= low) && all(place .<= high)
    }
    let near = KDTree(inView.map { points[$0] }).nearestToEachPoint(7)
    discs = inView.enumerated().compactMap { number, row in
      guard let image = images[row] else { return nil }
      let gap = near[number].last.map { Double($0.squaredDistance).squareRoot() } ?? 0
      return Disc(
        row: row, image: image, radius: gap, scale: inverse.scale(at: image, step: high - low))
    }
    let extent = (high - low).max()
    let cellSize = extent > 0 && extent.isFinite ? extent / 256 : 1
    let steps = (high - low) / cellSize
    size = SIMD2(
      steps.x < 512 ? Int(steps.x) + 1 : 1, steps.y < 512 ? Int(steps.y) + 1 : 1)
    self.low = low
    self.cellSize = cellSize
    self.inverse = inverse
    rowCount = images.count
    depths = Array(repeating: .infinity, count: size.x * size.y)
    for disc in discs { draw(disc) }
  }

  private func column(_ position: Double, limit: Int) -> Int {
    let cell = position / cellSize
    return cell < 0 ? 0 : cell < Double(limit) ? Int(cell) : limit - 1
  }

  private mutating func draw(_ disc: Disc) {
    // A few cells at most: a point that is alone does not hide the rest of the view.
    let reach = disc.scale > 0 ? min(disc.radius / disc.scale, 8 * cellSize) : 0
    let place = SIMD2(disc.image.x, disc.image.y) - low
    let columns =
      column(place.x - reach, limit: size.x)...column(place.x + reach, limit: size.x)
    for row in column(place.y - reach, limit: size.y)...column(place.y + reach, limit: size.y) {
      for column in columns {
        let cell = row * size.x + column
        depths[cell] = min(depths[cell], disc.image.z)
      }
    }
  }

  /// Whether each point is seen: at most a few widths of its disc behind what is nearest.
  package func contained(among isMember: [Bool]) -> [Bool] {
    var isSeen = [Bool](repeating: false, count: rowCount)
    for disc in discs where isMember[disc.row] {
      let place = SIMD2(disc.image.x, disc.image.y) - low
      let cell = column(place.y, limit: size.y) * size.x + column(place.x, limit: size.x)
      var front = disc.image
      front.z = depths[cell]
      let tolerance = 3 * max(disc.radius, disc.scale * cellSize)
      isSeen[disc.row] =
        front.z >= disc.image.z || inverse.distance(front, disc.image) <= tolerance
    }
    return isSeen
  }
}

extension ViewProjection {
  /// How far apart two images are in space, if this is the inverse of a view; infinite where one is
  /// nowhere.
  fileprivate func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    let offset = unprojected(a) - unprojected(b)
    let squared = (offset * offset).sum()
    return squared.isFinite ? squared.squareRoot() : .infinity
  }

  /// How much of space a step in the image is, at the depth of an image.
  fileprivate func scale(at image: SIMD3<Double>, step: SIMD2<Double>) -> Double {
    let length = step.max() / 256
    guard length > 0, length.isFinite else { return 0 }
    let across = distance(image, image + SIMD3(length, 0, 0))
    let down = distance(image, image + SIMD3(0, length, 0))
    let scale = max(across, down) / length
    return scale.isFinite ? scale : 0
  }

  private func unprojected(_ image: SIMD3<Double>) -> SIMD3<Double> {
    let place = x * image.x + y * image.y + z * image.z + origin
    return SIMD3(place.x, place.y, place.z) / place.w
  }
}
