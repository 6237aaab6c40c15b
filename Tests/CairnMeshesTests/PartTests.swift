import CairnGeometry
import CairnMeshes
import CairnScenes
import Testing

struct PartTests {
  @Test(arguments: [
    ("Cube.003_Mesh", nil), ("sweethome3d_opening_on_hinge_1_handle", "handle"),
    ("legs_Cylinder.001", "leg"), ("respaldo", "back"), ("lampShade", "shade"),
    ("door_handle2", "handle"), ("1_1", nil), ("", nil), ("PATA.002", "leg"),
  ])
  func `names of groups become words for parts`(name: String, part: String?) {
    #expect(PartWords.part(in: name) == part)
  }

  @Test func `a chair falls into seat, back and four legs`() {
    var pieces = [
      SurfaceTests.box(from: [-0.2, -0.2, 0.42], to: [0.2, 0.2, 0.46], part: 0),
      SurfaceTests.box(from: [-0.2, 0.18, 0.46], to: [0.2, 0.2, 0.9], part: 1),
    ]
    for x in [-0.2, 0.17] as [Float] {
      for y in [-0.2, 0.17] as [Float] {
        pieces.append(SurfaceTests.box(from: [x, y, 0], to: [x + 0.03, y + 0.03, 0.42], part: 2))
      }
    }
    // A screw is no part.
    pieces.append(SurfaceTests.box(from: [0, 0.17, 0.6], to: [0.005, 0.18, 0.605], part: 3))
    var chair = SurfaceTests.union(pieces)
    let names = chair.cutIntoParts(
      groups: ["seat_Cube", "backrest", "legs", "Cylinder.004"], materials: ["wood"])
    #expect(names == ["seat", "back", "leg 1", "leg 2", "leg 3", "leg 4"])
    #expect(
      chair.partOfTriangle == (0..<6).flatMap { Array(repeating: UInt32($0), count: 12) }
        + Array(repeating: 1, count: 12))
  }

  @Test func `where names say nothing, places and extents do`() {
    var pieces = [
      SurfaceTests.box(from: [-0.2, -0.2, 0.42], to: [0.2, 0.2, 0.46]),
      SurfaceTests.box(from: [-0.2, 0.16, 0.46], to: [0.2, 0.2, 0.9]),
    ]
    for x in [-0.2, 0.17] as [Float] {
      for y in [-0.2, 0.12] as [Float] {
        pieces.append(SurfaceTests.box(from: [x, y, 0], to: [x + 0.03, y + 0.03, 0.42]))
      }
    }
    var chair = SurfaceTests.union(pieces)
    let names = chair.cutIntoParts(groups: ["Cube"], materials: ["wood"], of: .chair)
    #expect(names == ["seat", "back", "leg 1", "leg 2", "leg 3", "leg 4"])
    let corpus = SurfaceTests.box(from: [-0.3, -0.28, 0], to: [0.3, 0.3, 0.8])
    let front = [
      SurfaceTests.box(from: [-0.3, -0.3, 0], to: [0.3, -0.28, 0.6]),
      SurfaceTests.box(from: [-0.3, -0.3, 0.62], to: [0.3, -0.28, 0.8]),
    ]
    var cabinet = SurfaceTests.union([corpus] + front)
    #expect(
      cabinet.cutIntoParts(groups: ["Cube"], materials: [""], of: .cabinet)
        == ["body", "door", "drawer"])
  }

  @Test func `very many pieces are few parts`() {
    var random = SceneRandom(seed: 1)
    let pieces = (0..<300).map { _ in
      let place = SIMD3(random.unit(), random.unit(), random.unit())
      return SurfaceTests.box(from: place, to: place + 0.05)
    }
    var heap = SurfaceTests.union(pieces)
    let names = heap.cutIntoParts(groups: ["", ""], materials: [""])
    #expect(names.count <= 12)
    #expect(Set(names).count == names.count)
    #expect(heap.partOfTriangle.allSatisfy { Int($0) < names.count })
  }

  @Test func `one piece of two materials is two parts`() {
    var set = SurfaceTests.box(from: .zero, to: [1, 0.2, 0.6])
    set.materialOfTriangle[4] = 1
    set.materialOfTriangle[5] = 1
    #expect(
      set.cutIntoParts(groups: ["Cube"], materials: ["black", "Screen"]) == ["body", "screen"])
    var plain = SurfaceTests.box(from: .zero, to: [1, 0.2, 0.6])
    #expect(plain.cutIntoParts(groups: ["Cube"], materials: ["black"]) == ["body"])
  }
}
