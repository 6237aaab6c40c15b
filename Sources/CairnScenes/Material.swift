/// What a surface looks like.
public struct Material: Sendable {
  /// How two colours are laid out, in the shape's own coordinates, metres.
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
  }

  /// Red, green, blue in 0…1.
  public var color: SIMD3<Float>
  /// The second colour of a pattern.
  public var accent: SIMD3<Float>
  /// The layout of the two.
  public var pattern: Pattern
  /// The share of a LiDAR's light that comes back, 0…1.
  public var reflectivity: Float
  /// How far hits scatter along the ray, metres: leaves.
  public var fuzz: Float = 0

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

  /// The colour at a point of the shape.
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
      let streak = Self.noise([point.x * 2.5, point.y * 55, point.z * 55])
      let fine = Self.noise([point.x * 14, point.y * 240, point.z * 240])
      return mixed(0.65 * streak + 0.35 * fine)
    case .speckle(let edge):
      return mixed(Self.noise(point / edge))
    }
  }

  private func mixed(_ share: Float) -> SIMD3<Float> { color * (1 - share) + accent * share }

  /// Value noise in 0…1: random numbers on a lattice, interpolated.
  private static func noise(_ point: SIMD3<Float>) -> Float {
    let cell = point.rounded(.down)
    let part = point - cell
    let smooth = part * part * (3 - 2 * part)
    var sum: Float = 0
    for corner in 0..<8 {
      let offset = SIMD3<Float>(Float(corner & 1), Float(corner >> 1 & 1), Float(corner >> 2))
      let weights = offset * smooth + (1 - offset) * (1 - smooth)
      sum += weights.x * weights.y * weights.z * lattice(cell + offset)
    }
    return sum
  }

  private static func lattice(_ corner: SIMD3<Float>) -> Float {
    let bits =
      UInt64(bitPattern: Int64(corner.x)) &* 0x9E37_79B9_7F4A_7C15
      ^ UInt64(bitPattern: Int64(corner.y)) &* 0xC2B2_AE3D_27D4_EB4F
      ^ UInt64(bitPattern: Int64(corner.z)) &* 0x1656_67B1_9E37_79F9
    var random = SceneRandom(seed: bits)
    return random.unit()
  }
}
