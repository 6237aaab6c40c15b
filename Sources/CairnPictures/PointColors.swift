import CairnClouds
import CairnGeometry

/// The colour of every drawn point, red green blue in 0…1.
struct PointColors {
  private(set) var colors: [SIMD3<Float>]
  /// How much light and dark the shading may add: photographs have some of their own.
  private(set) var shadingStrength: Float = 1

  init(
    _ cloud: PointCloud, drawn: DrawnPoints, choice: ViewChoice, coloring: Coloring
  ) throws(PictureError) {
    let names = cloud.fields.map(\.name)
    switch coloring {
    case .plain:
      colors = Array(repeating: SIMD3(repeating: 0.75), count: drawn.points.count)
    case .rgb:
      guard let rgb = cloud.colors else { throw .noField("color", fields: names) }
      colors = drawn.rows.map { rgb[Int($0)] }
      shadingStrength = Self.photograph
    case .intensity:
      guard let intensities = cloud.intensities else {
        throw .noField("intensity", fields: names)
      }
      colors = Self.mapped(drawn.rows.map { intensities[Int($0)] })
    case .height:
      colors = Self.byHeight(drawn, choice)
    case .labels:
      guard let labels = cloud.labels else { throw .noField("label", fields: names) }
      colors = Self.labeled(drawn.rows.map { labels[Int($0)] })
    case .automatic:
      (colors, shadingStrength) = Self.automatic(cloud, drawn: drawn, choice: choice)
    }
  }

  private static let photograph: Float = 0.45

  /// The range that holds all values but the extremes.
  private static func commonRange(_ values: [Float]) -> (low: Float, high: Float) {
    robustRange(
      sample(values, limit: 50_000).filter(\.isFinite), share: 0.02, margin: 0.05)
  }

  private static func automatic(
    _ cloud: PointCloud, drawn: DrawnPoints, choice: ViewChoice
  ) -> ([SIMD3<Float>], shadingStrength: Float) {
    let labels = cloud.labels.map { labels in drawn.rows.map { labels[Int($0)] } }
    let rgb = cloud.colors.map { rgb in drawn.rows.map { rgb[Int($0)] } }
    if let labels, labels.contains(where: { $0 != 0 }) {
      guard let rgb else {
        guard let intensities = cloud.intensities else { return (labeled(labels), 1) }
        return (labeled(labels, by: drawn.rows.map { intensities[Int($0)] }), 1)
      }
      return (zip(labels, rgb).map { label, color in tinted(label, by: color) }, 0.85)
    }
    // A column of one colour says nothing.
    if let rgb, let first = rgb.first, rgb.contains(where: { $0 != first }) {
      return (rgb, photograph)
    }
    if let intensities = cloud.intensities, Set(sample(intensities, limit: 1000)).count > 1 {
      return (mapped(drawn.rows.map { intensities[Int($0)] }), 1)
    }
    return (byHeight(drawn, choice), 1)
  }

  /// The palette's colour with the light and dark of the point's own; grey without an object.
  private static func tinted(_ label: InstanceLabel, by color: SIMD3<Float>) -> SIMD3<Float> {
    let luma = color.dot([0.299, 0.587, 0.114])
    guard label != 0 else { return SIMD3(repeating: 0.42 + 0.5 * luma) }
    return palette(label) * (0.72 + 0.42 * luma)
  }

  private static func labeled(_ labels: [InstanceLabel]) -> [SIMD3<Float>] {
    labels.map(palette)
  }

  private static func palette(_ label: InstanceLabel) -> SIMD3<Float> {
    SIMD3<Float>(LabelPalette.color(of: label)) / 255
  }

  /// Labels where there is one, else greys by intensity.
  private static func labeled(
    _ labels: [InstanceLabel], by intensities: [Float]
  ) -> [SIMD3<Float>] {
    let range = commonRange(intensities)
    return zip(labels, intensities).map { label, intensity in
      guard label == 0 else { return palette(label) }
      let share = (intensity - range.low) / max(range.high - range.low, 1e-9)
      return SIMD3(repeating: 0.42 + 0.36 * min(max(share, 0), 1))
    }
  }

  /// Heights, over the range of what the picture is about.
  private static func byHeight(_ drawn: DrawnPoints, _ choice: ViewChoice) -> [SIMD3<Float>] {
    mapped(drawn.points.map { $0.dot(choice.up) }, over: choice.points.map { $0.dot(choice.up) })
  }

  /// Values by colour map, over the range that holds all but the extremes.
  private static func mapped(_ values: [Float], over common: [Float]? = nil) -> [SIMD3<Float>] {
    let range = commonRange(common ?? values)
    let extent = range.high - range.low
    guard extent > 0, extent.isFinite else {
      return values.map { _ in ColorMap.color(0.5) }
    }
    return values.map { ColorMap.color(0.04 + 0.96 * ($0 - range.low) / extent) }
  }
}
