import CairnGeometry
import CairnScenes

/// What a hand would call a part of furniture, by its place and its extent, where no name tells.
enum PartShapes {
  /// The name of a part; `nil` where its box says nothing.
  ///
  /// - Parameters:
  ///   - box: Around the part.
  ///   - whole: Around the body, its front towards -y.
  ///   - kind: What the body is.
  /// - Returns: Its name.
  static func part(of box: Box, in whole: Box, of kind: SemanticClass) -> String? {
    let extent = pointwiseMax(whole.size, SIMD3(repeating: 1e-6))
    // From 0 at the left, in front and below to 1 at the right, behind and above.
    let low = (box.min - whole.min) / extent
    let high = (box.max - whole.min) / extent
    let size = high - low
    let middle = (low + high) / 2
    switch kind {
    case .table, .desk:
      if high.z > 0.93, size.x > 0.7, size.y > 0.7, size.z < 0.2 { return "top" }
      return isLeg(low, size) ? "leg" : nil
    case .chair, .armchair, .stool, .bench, .sofa:
      if isLeg(low, size) { return "leg" }
      if high.z > 0.85, middle.y > 0.65, size.y < 0.5, size.x > 0.5, low.z > 0.2 { return "back" }
      let isSeatHigh = middle.z > 0.25 && (middle.z < 0.65 || kind == .stool)
      if isSeatHigh, size.x > 0.5, size.y > 0.45, size.z < 0.3 { return "seat" }
      let isAside = size.x < 0.3 && abs(middle.x - 0.5) > 0.3
      return isAside && size.y > 0.4 && middle.z > 0.3 && high.z < 0.95 ? "arm" : nil
    case .cabinet, .wardrobe, .drawers, .shelf, .refrigerator, .dishwasher:
      if size.x < 0.1, size.y > 0.7, size.z > 0.7 { return "side" }
      if size.z < 0.08, size.x > 0.3, size.y > 0.5 { return high.z > 0.95 ? "top" : "shelf" }
      if size.y < 0.12, middle.y > 0.85, size.x > 0.7, size.z > 0.6 { return "back" }
      guard low.y < 0.12, size.x > 0.15, size.z > 0.06, size.x < 0.99 || size.z < 0.97 else {
        return nil
      }
      if size.z < 0.4, box.size.x > 1.2 * box.size.z { return "drawer" }
      return size.y < 0.2 && size.z > 0.25 ? "door" : nil
    default: return nil
    }
  }

  private static func isLeg(_ low: SIMD3<Float>, _ size: SIMD3<Float>) -> Bool {
    low.z < 0.06 && size.x < 0.3 && size.y < 0.3 && size.z > 0.15
  }
}
