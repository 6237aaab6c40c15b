import CairnClouds

extension Canvas {
  /// The index that stands for the outline's colour.
  static let outlineIndex: Int32 = .max

  /// Draws a line around the pixels that show selected points, over whatever is there.
  ///
  /// - Parameters:
  ///   - mask: The selected rows of the cloud.
  ///   - rows: The row of each drawn point.
  mutating func outline(_ mask: Mask, rows: [Int32]) {
    let isInside = indices.map { $0 >= 0 && mask[Int(rows[Int($0)])] }
    let reach = max(2, min(width, height) / 480)
    // Distance to the nearest inside pixel, row by row and then column by column: a square brush.
    var isNear = isInside
    spread(&isNear, from: isInside, count: height, step: width, length: width, stride: 1, reach)
    let across = isNear
    spread(&isNear, from: across, count: width, step: 1, length: height, stride: width, reach)
    for pixel in indices.indices where isNear[pixel] && !isInside[pixel] {
      indices[pixel] = Self.outlineIndex
    }
  }

  private func spread(
    _ target: inout [Bool], from source: [Bool], count: Int, step: Int, length: Int, stride: Int,
    _ reach: Int
  ) {
    for line in 0..<count {
      var last = -reach - 1
      for place in 0..<length {
        if source[line * step + place * stride] { last = place }
        if place - last <= reach { target[line * step + place * stride] = true }
      }
      last = length + reach + 1
      for place in Swift.stride(from: length - 1, through: 0, by: -1) {
        if source[line * step + place * stride] { last = place }
        if last - place <= reach { target[line * step + place * stride] = true }
      }
    }
  }
}
