import CairnClouds
import Foundation
import Testing

struct LabelPaletteTests {
  @Test func `no two ids up to 255 share a colour`() {
    #expect(LabelPalette.colors.count == LabelPalette.count)
    #expect(Set(LabelPalette.colors).count == LabelPalette.count)
  }

  @Test func `id 0 is grey and large ids start again at 1`() {
    #expect(LabelPalette.color(of: 0) == SIMD3(128, 128, 128))
    #expect(LabelPalette.color(of: 256) == LabelPalette.color(of: 1))
    #expect(LabelPalette.color(of: 255) != LabelPalette.color(of: 1))
    #expect(LabelPalette.color(of: .max) == LabelPalette.color(of: (.max - 1) % 255 + 1))
  }

  @Test func `the table follows its rule`() {
    var candidates: [(color: UInt32, lab: SIMD3<Double>)] = []
    let steps = stride(from: UInt32(0), through: 255, by: 17)
    for red in steps {
      for green in steps {
        for blue in steps {
          let color = red << 16 | green << 8 | blue
          let lab = cielab(color)
          let chroma = (lab.y * lab.y + lab.z * lab.z).squareRoot()
          if (48...82).contains(lab.x), (32...74).contains(chroma) {
            candidates.append((color, lab))
          }
        }
      }
    }
    #expect(candidates.count == 1149)
    let grey = cielab(LabelPalette.colors[0])
    var distances = candidates.map { distance($0.lab, grey) }
    for (id, color) in LabelPalette.colors.enumerated().dropFirst() {
      guard let chosen = candidates.firstIndex(where: { $0.color == color }) else {
        Issue.record("id \(id) is not a candidate")
        return
      }
      // Id 1 is given; all others are as far from the earlier ones as a candidate can be.
      if id > 1 { #expect(distances[chosen] >= (distances.max() ?? 0) - 1e-9, "id \(id)") }
      for (index, candidate) in candidates.enumerated() {
        distances[index] = min(distances[index], distance(candidate.lab, candidates[chosen].lab))
      }
    }
  }

  private func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    ((a - b) * (a - b)).sum().squareRoot()
  }

  /// CIELAB of an sRGB colour under D65 (CIE 15:2004, 8.2.1).
  private func cielab(_ color: UInt32) -> SIMD3<Double> {
    func linear(_ byte: UInt32) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let (red, green, blue) = (
      linear(color >> 16), linear(color >> 8 & 255), linear(color & 255)
    )
    let xyz = SIMD3(
      (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
      0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
      (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
    return SIMD3(
      116 * f(xyz.y) - 16, 500 * (f(xyz.x) - f(xyz.y)), 200 * (f(xyz.y) - f(xyz.z)))
  }
}
