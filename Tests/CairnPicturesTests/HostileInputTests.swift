import CairnClouds
import CairnGeometry
import CairnPictures
import TestSupport
import Testing

struct HostileInputTests {
  /// Numbers that files contain by accident.
  private static let oddities: [Float] = [
    0, -0.0, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    .leastNonzeroMagnitude, 1e-30, 1e30, 1e19, -1e19, 1, -1, 0.5,
  ]

  @Test(arguments: 0..<60)
  func `odd numbers in clouds and options never stop the program`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    func number() -> Float {
      Bool.random(using: &generator)
        ? Self.oddities.randomElement(using: &generator) ?? 0
        : Float.random(in: -2...2, using: &generator)
    }
    func vector() -> SIMD3<Float> { SIMD3(number(), number(), number()) }
    let share = Float.random(in: 0...1, using: &generator)
    let count = [0, 1, 2, 5, 60, 300, 1200].randomElement(using: &generator) ?? 0
    let points = (0..<count).map { _ in
      Float.random(in: 0...1, using: &generator) < share
        ? vector() : SIMD3<Float>.random(in: -1...1, using: &generator)
    }
    var cloud = PointCloud(positions: points)
    cloud.append(Field("intensity", .float32((0..<count).map { _ in number() })))
    cloud.viewpoint = Viewpoint(
      translation: SIMD3<Double>(vector()),
      quaternion: SIMD4<Double>(Double(number()), Double(number()), Double(number()), 1))
    cloud.setLabels((0..<count).map { _ in UInt32.random(in: 0...3, using: &generator) })
    var options = PictureOptions()
    options.width = [1, 2, 17, 40].randomElement(using: &generator) ?? 1
    options.height = [1, 3, 16, 30].randomElement(using: &generator) ?? 1
    options.coloring =
      Coloring.allCases.filter { $0 != .rgb }.randomElement(using: &generator)
      ?? .plain
    options.view =
      [
        .automatic, .sensor, .orbit(azimuth: number(), elevation: number()),
        .orbit(azimuth: nil, elevation: number()),
      ].randomElement(using: &generator) ?? .automatic
    if Bool.random(using: &generator) { options.up = vector() }
    if Bool.random(using: &generator) { options.pointSize = number() }
    if seed % 5 == 0 { options.crop = Box(min: vector(), max: vector()) }
    options.outline = Mask(points.map { _ in Bool.random(using: &generator) })
    options.marks = [
      .positive(at: vector()), .negative(at: vector()),
      .box(OrientedBox(center: vector(), size: vector())),
    ]
    let picture = try cloud.picture(options)
    #expect(picture.pixels.count == options.width * options.height * 4)
    #expect(try !picture.png().isEmpty)
  }
}
