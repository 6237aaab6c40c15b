extension Picture {
  /// Puts pictures beside each other, each with words above it, under a title.
  ///
  /// - Parameters:
  ///   - pictures: From the left; one at least, all equally high.
  ///   - title: What they are of.
  /// - Returns: A picture that is a little larger than all of them together.
  public static func beside(
    _ pictures: [(picture: Picture, caption: String)], title: String
  ) -> Picture {
    precondition(!pictures.isEmpty, "a picture of nothing")
    let height = pictures[0].picture.height
    precondition(pictures.allSatisfy { $0.picture.height == height }, "pictures of other heights")
    let (gap, top, ink) = (8, 54, SIMD3<Float>(0.15, 0.16, 0.18))
    var result = Picture(
      width: pictures.reduce(gap) { $0 + $1.picture.width + gap }, height: top + height + gap,
      color: SIMD4(255, 255, 255, 255))
    result.write(title, at: [Float(gap) + 2, 20], height: 10, color: ink)
    var left = gap
    for (picture, caption) in pictures {
      result.write(caption, at: [Float(left) + 2, 45], height: 12, color: ink)
      result.put(picture, left: left, top: top)
      left += picture.width + gap
    }
    return result
  }
}
