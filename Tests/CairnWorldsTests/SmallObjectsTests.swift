import CairnGeometry
import CairnScenes
import CairnWorlds
import Testing

struct SmallObjectsTests {
  @Test func `there are kinds for every setting, each named once`() {
    let names = SmallObjects.kinds.map(\.name)
    #expect(Set(names).count == names.count && names.count >= 60)
    for setting in SmallObjects.Setting.allCases where setting != .any {
      #expect(SmallObjects.kinds.filter { $0.settings.contains(setting) }.count >= 20)
    }
  }

  @Test(arguments: SmallObjects.kinds.indices)
  func `things of every kind stand on the ground and have a size that they can have`(
    kind index: Int
  ) {
    let kind = SmallObjects.kinds[index]
    for seed in 0..<20 as Range<UInt64> {
      var random = SceneRandom(seed: seed)
      let object = kind.make(&random)
      let (mesh, bounds) = (object.mesh, object.bounds)
      #expect(mesh.positions.allSatisfy { $0.isFinite }, "\(kind.name) \(seed)")
      #expect(abs(bounds.min.z) < 0.001, "\(kind.name) \(seed): \(bounds.min.z)")
      let largest = bounds.size.max()
      #expect(
        largest > 0.002 && largest < 1.2 && bounds.size.min() > 0,
        "\(kind.name) \(seed): \(bounds.size)")
      #expect(
        !mesh.triangles.isEmpty && mesh.triangles.count < 6_000,
        "\(kind.name) \(seed): \(mesh.triangles.count) triangles")
      #expect(mesh.materialOfTriangle.count == mesh.triangles.count)
      #expect(mesh.partOfTriangle.count == mesh.triangles.count)
      #expect(mesh.materialOfTriangle.allSatisfy { Int($0) < mesh.materials.count })
      #expect(mesh.partOfTriangle.allSatisfy { Int($0) < mesh.partNames.count })
      let count = UInt32(mesh.positions.count)
      #expect(mesh.triangles.allSatisfy { $0.max() < count })
      #expect(!object.semantic.isStuff && !object.name.isEmpty)
      for surface in object.surfaces {
        #expect(
          surface.size.min() > 0 && surface.height > 0 && surface.height <= bounds.max.z + 1e-4,
          "\(kind.name) \(seed): \(surface)")
      }
    }
  }

  @Test func `the same seed makes the same thing`() {
    for kind in SmallObjects.kinds {
      var (one, other) = (SceneRandom(seed: 8), SceneRandom(seed: 8))
      let (first, second) = (kind.make(&one), kind.make(&other))
      #expect(first.mesh.positions == second.mesh.positions, "\(kind.name)")
      #expect(first.mesh.triangles == second.mesh.triangles, "\(kind.name)")
      #expect(one.next() == other.next(), "\(kind.name)")
    }
  }

  @Test func `a setting is given what belongs there`() {
    var random = SceneRandom(seed: 4)
    for setting in SmallObjects.Setting.allCases {
      var names: Set<String> = []
      for _ in 0..<60 { names.insert(SmallObjects.random(&random, for: setting).name) }
      #expect(names.count > 15, "\(setting)")
      if setting == .bathroom { #expect(!names.contains("drill") && !names.contains("bolt")) }
    }
  }
}
