import CairnGeometry

/// What a surface looks like, to a camera and to a laser.
public struct Material: Sendable {
  /// How two colours are laid out, in the body's own frame, metres.
  public enum Pattern: Sendable {
    /// One colour.
    case plain
    /// The second colour between two heights.
    case band(from: Float, to: Float)
    /// Stripes of equal width along x.
    case stripes(width: Float)
    /// Squares of equal edge on all sides.
    case checker(edge: Float)
    /// Streaks along x, as in wood.
    case grain
    /// Spots of random strength, as in carpet, plaster, leaves.
    case speckle(edge: Float)
    /// What is printed on a packet or a cover: blocks of colours between the two, and lines as of
    /// text in the second; on the upright sides of the body. The edge is that of the largest blocks.
    case print(seed: UInt64, edge: Float)
    /// The same on what lies flat, seen from above.
    case cover(seed: UInt64, edge: Float)
  }

  /// Red, green, blue in 0…1.
  public var color: SIMD3<Float>
  /// The second colour of a pattern.
  public var accent: SIMD3<Float>
  /// The layout of the two.
  public var pattern: Pattern
  /// The share of a sensor's infrared light that comes back, 0…1; near 0, depth cameras see holes.
  public var reflectivity: Float
  /// How much of the light is mirrored instead of scattered, 0…1: glass 0.9, glazed ceramics and
  /// varnish 0.3; what is mirrored away leaves holes in depth.
  public var gloss: Float = 0
  /// The share of light that goes through, 0…1: window panes; such hits may be skipped.
  public var transparency: Float = 0
  /// How far hits scatter along the ray, metres: leaves, fur, grass.
  public var fuzz: Float = 0
  /// A picture on the surface, instead of the pattern.
  public var texture: Texture?

  /// Creates a material.
  ///
  /// - Parameters:
  ///   - color: Red, green, blue in 0…1.
  ///   - accent: The second colour of the pattern; a darker shade of the first where left out.
  ///   - pattern: The layout of the two.
  ///   - reflectivity: The share of a LiDAR's light that comes back; the green where left out.
  public init(
    _ color: SIMD3<Float>, accent: SIMD3<Float>? = nil, pattern: Pattern = .plain,
    reflectivity: Float? = nil
  ) {
    self.color = color
    self.accent = accent ?? color * 0.82
    self.pattern = pattern
    self.reflectivity = reflectivity ?? color.y
  }

  /// The colour at a point of the body.
  func color(at point: SIMD3<Float>) -> SIMD3<Float> {
    switch pattern {
    case .plain: return color
    case .band(let low, let high): return point.z >= low && point.z <= high ? accent : color
    case .stripes(let width):
      return Int((point.x / width).rounded(.down)) & 1 == 0 ? color : accent
    case .checker(let edge):
      let cell = (point / edge + 0.001).rounded(.down)
      return Int(cell.x + cell.y + cell.z) & 1 == 0 ? color : accent
    case .grain:
      let streak = LatticeNoise.value(at: [point.x * 2.5, point.y * 55, point.z * 55])
      let fine = LatticeNoise.value(at: [point.x * 14, point.y * 240, point.z * 240])
      return mixed(0.65 * streak + 0.35 * fine)
    case .speckle(let edge):
      return mixed(LatticeNoise.value(at: point / edge))
    case .print(let seed, let edge):
      // Front and back show x, the sides y.
      return Print(seed: seed).color(
        at: SIMD2(point.x + point.y * 0.93, point.z) / edge, color, accent)
    case .cover(let seed, let edge):
      return Print(seed: seed).color(at: SIMD2(point.x, point.y) / edge, color, accent)
    }
  }

  private func mixed(_ share: Float) -> SIMD3<Float> { color * (1 - share) + accent * share }
}
