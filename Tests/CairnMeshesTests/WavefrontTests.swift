import CairnGeometry
import CairnMeshes
import TestSupport
import Testing

struct WavefrontTests {
  static func model(_ text: String) throws(WavefrontError) -> WavefrontModel {
    try WavefrontModel(Array(text.utf8))
  }

  static let square = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n"

  static func area(_ model: WavefrontModel) -> Float {
    model.triangles.reduce(0) { sum, corners in
      let points = (0..<3).map { model.positions[Int(corners[$0])] }
      return sum + (points[1] - points[0]).cross(points[2] - points[0]).length / 2
    }
  }

  @Test(arguments: [
    "f 1 2 3", "f 1/1 2/1 3/1", "f 1//5 2//5 3//5", "f 1/1/1 2/1/1 3/1/1", "f -4 -3 -2",
  ])
  func `corners come in every form`(line: String) throws {
    let model = try Self.model(Self.square + "vt 0.5 0.25\n" + line)
    #expect(model.triangles == [[0, 1, 2]])
    let hasCoordinates = line.contains("/1")
    #expect(model.coordinatesOfTriangle == [SIMD3(repeating: hasCoordinates ? 0 : -1)])
    #expect(model.coordinates == [[0.5, 0.25]])
  }

  @Test func `groups, materials and libraries keep their names`() throws {
    let model = try Self.model(
      "mtllib my materials.mtl\r\n" + Self.square
        + "o left leg\r\nusemtl dark wood\r\nf 1 2 3\r\ng top\r\nusemtl cloth\r\nf 1 3 \\\r\n 4\r\n"
        + "usemtl dark wood\r\nf 2 3 4\r\nl 1 2\r\n")
    #expect(model.libraries == ["my materials.mtl"])
    #expect(model.groupOfTriangle.map { model.groups[Int($0)] } == ["left leg", "top", "top"])
    #expect(
      model.materialOfTriangle.map { model.materials[Int($0)] }
        == ["dark wood", "cloth", "dark wood"])
    #expect(model.triangles == [[0, 1, 2], [0, 2, 3], [1, 2, 3]])
  }

  @Test func `names that are no UTF-8 are ISO 8859-1`() throws {
    let bytes = Array((Self.square + "g pi").utf8) + [0xe8] + Array("ce\nf 1 2 3\n".utf8)
    #expect(try WavefrontModel(bytes).groups.last == "pi\u{e8}ce")
  }

  @Test func `numbers are read as Swift reads them`() throws {
    let words = [
      "0", "-0.0", "1.", ".5", "+2.25", "-72.431435", "1e3", "1.5E-4", "-2.5e+2",
      "0.1000000014901161",
      "123456789012345678901234", "3.4e-30", "0.000000000000000000001", "0e999",
    ]
    for word in words {
      let model = try Self.model("v \(word) 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3")
      let expected = Float(Double(word) ?? .nan)
      #expect(abs(model.positions[0].x - expected) <= 1e-6 * abs(expected), "\(word)")
    }
  }

  @Test func `a concave face is filled once`() throws {
    // An arrow head, a comb of five teeth, a star: the area is the shoelace formula's.
    let arrow: [SIMD2<Float>] = [[0, 0], [2, 0], [1, 0.5], [2, 2]]
    var comb: [SIMD2<Float>] = [[0, -1], [9, -1]]
    for tooth in (0..<5).reversed() {
      let x = Float(2 * tooth)
      comb += [[x + 1, 3], [x, 3]]
      if tooth > 0 { comb += [[x, 0], [x - 1, 0]] }
    }
    let star: [SIMD2<Float>] = [
      [0, 3], [-0.6, 0.6], [-3, 0.2], [-1, -0.8], [-1.5, -3], [0, -1.4], [1.5, -3], [1, -0.8],
      [3, 0.2], [0.6, 0.6],
    ]
    for outline in [arrow, comb, star] {
      var twice: Float = 0
      for (index, point) in outline.enumerated() {
        let next = outline[(index + 1) % outline.count]
        twice += point.x * next.y - point.y * next.x
      }
      for tilt in [0, 0.7] as [Float] {
        let lines = outline.map { "v \($0.x) \($0.y) \($0.x * tilt)" }
        let face = "f " + outline.indices.map { "\($0 + 1)" }.joined(separator: " ")
        let model = try Self.model(lines.joined(separator: "\n") + "\n" + face)
        let expected = abs(twice) / 2 * (1 + tilt * tilt).squareRoot()
        #expect(abs(Self.area(model) - expected) < 1e-3)
        #expect(model.triangles.count == outline.count - 2)
      }
    }
  }

  @Test func `errors name the line`() {
    #expect(throws: WavefrontError.badNumber(line: 2)) { try Self.model("v 1 2 3\nv 1 x 3") }
    #expect(throws: WavefrontError.badNumber(line: 1)) { try Self.model("v 1 2") }
    #expect(throws: WavefrontError.badNumber(line: 1)) { try Self.model("v 1e999 2 3") }
    #expect(throws: WavefrontError.badIndex(line: 5)) { try Self.model(Self.square + "f 1 2 5") }
    #expect(throws: WavefrontError.badIndex(line: 5)) { try Self.model(Self.square + "f 0 1 2") }
    #expect(throws: WavefrontError.badIndex(line: 5)) { try Self.model(Self.square + "f 1 2 -5") }
    #expect(throws: WavefrontError.empty) { try Self.model(Self.square + "f 1 2\nf") }
    #expect(throws: WavefrontError.empty) { try Self.model("") }
  }

  @Test func `no bytes stop the program`() {
    var random = SeededGenerator(seed: 5)
    let alphabet = Array("vtnfogu sm/\\-+.e0123456789\n\r\t# ".utf8) + [0, 200, 255]
    let start = Array((Self.square + "usemtl a\nf 1/1 2 3 4\nvt 1 2\n").utf8)
    for _ in 0..<400 {
      let noise = (0..<80).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      let bytes = start + noise
      _ = try? WavefrontModel(bytes)
      #expect(WavefrontMaterial.materials(in: bytes).count < 3)
    }
  }

  @Test func `materials are read`() {
    let text = """
      # materials
      newmtl red glass
      Kd 0.8 0.1 2
      Ks 0.5
      Ns 96.5
      d 0.25
      illum 4
      newmtl cloth
      \tKd 0.1 0.2 0.3
      Tr 0.25
      map_Kd -s 2 2 1 -clamp on my folder\\blue cloth.jpg
      newmtl cloth
      Kd 1 1 1
      """
    let materials = WavefrontMaterial.materials(in: Array(text.utf8))
    #expect(
      materials["red glass"]
        == WavefrontMaterial(
          color: [0.8, 0.1, 1], mirrored: [0.5, 0.5, 0.5], sharpness: 96.5, opacity: 0.25,
          lightModel: 4))
    #expect(
      materials["cloth"]
        == WavefrontMaterial(
          color: [0.1, 0.2, 0.3], opacity: 0.75, picture: "my folder/blue cloth.jpg"))
  }
}
