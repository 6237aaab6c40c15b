import CairnGeometry
import CairnMeshes
import CairnScenes
import CairnWorlds
import Foundation
import TestSupport
import Testing

struct MeshLibraryTests {
  /// A wedge in the axes of the files: y up, its sharp edge at z = 3, to the front.
  static let wedge = """
    v 0 0 0\nv 2 0 0\nv 2 1 0\nv 0 1 0\nv 0 0 3\nv 2 0 3
    f 1 4 3 2\nf 1 2 6 5\nf 4 5 6 3\nf 1 5 4\nf 2 3 6
    """

  static let chair = [
    "name=Wedge chair", "category=Living room", "width=80", "depth=60", "height=40",
    "elevation=5", "dropOnTopElevation=31.5", "movable=true", "doorOrWindow=false", "creator=Ann",
  ]

  static func library(_ models: [(lines: [String], surface: String)]) throws -> MeshLibrary {
    try MeshLibrary(at: ArchiveMaker.catalog(models).write())
  }

  @Test func `an entry says what the catalog says, in metres`() throws {
    let library = try Self.library([
      (Self.chair, Self.wedge),
      (["name=No size", "width=1"], Self.wedge),
      (["name=Sitting male", "width=1", "depth=1", "height=1"], Self.wedge),
      (
        [
          "name=Window", "width=90", "depth=9", "height=110", "doorOrWindow=true", "movable=false",
          "dropOnTopElevation=-1",
        ], Self.wedge
      ),
    ])
    #expect(
      library.entries == [
        ModelEntry(
          index: 0, name: "Wedge chair", semantic: .chair, size: [0.8, 0.6, 0.4], elevation: 0.05,
          topHeight: 0.315),
        ModelEntry(
          index: 1, name: "Window", semantic: .window, size: [0.9, 0.09, 1.1],
          isDoorOrWindow: true, isMovable: false),
      ])
  }

  @Test func `a model stands on the ground in its size, its front towards -y`() throws {
    let library = try Self.library([(Self.chair, Self.wedge)])
    let object = try library.loaded(at: 0)
    #expect(object.name == "Wedge chair" && object.semantic == .chair)
    #expect(object.credit?.hasPrefix("Wedge chair by Ann, ") == true)
    let bounds = object.bounds
    #expect((bounds.min - SIMD3(-0.4, -0.3, 0)).length < 1e-5)
    #expect((bounds.max - SIMD3(0.4, 0.3, 0.4)).length < 1e-5)
    // The sharp edge is in front, at the floor; the wall of the wedge behind.
    let front = object.mesh.positions.filter { $0.y < -0.29 }
    #expect(!front.isEmpty && front.allSatisfy { $0.z < 1e-5 })
    #expect(SurfaceTests.volume(surface(of: object.mesh)) > 0)
  }

  func surface(of mesh: TriangleMesh) -> Surface {
    Surface(
      positions: mesh.positions, triangles: mesh.triangles,
      materialOfTriangle: mesh.materialOfTriangle.map { UInt32($0) },
      partOfTriangle: mesh.partOfTriangle.map { UInt32($0) })
  }

  @Test func `the catalog's rotation comes before the size`() throws {
    // A half turn about y: the sharp edge goes to the back.
    let turned = Self.chair + ["modelRotation=-1 0 0 0 1 0 0 0 -1"]
    let object = try Self.library([(turned, Self.wedge)]).loaded(at: 0)
    let back = object.mesh.positions.filter { $0.y > 0.29 }
    #expect(!back.isEmpty && back.allSatisfy { $0.z < 1e-5 })
    #expect((object.bounds.size - SIMD3(0.8, 0.6, 0.4)).length < 1e-5)
  }

  @Test func `materials and pictures come along`() throws {
    let surface =
      "mtllib 1.mtl\nvt 0 0\nvt 1 0\nvt 1 1\n" + Self.wedge.replacing("f 1 4 3 2", with: "")
      + "\nusemtl glass\nf 1 4 3\nusemtl front\nf 1/1 3/2 2/3\n"
    var maker = ArchiveMaker.catalog([(Self.chair, surface)])
    let materials = "newmtl glass\nKd 0 0 1\nd 0.3\nnewmtl front\nmap_Kd my Front.PNG\n"
    maker.files.append(.init(name: "models/1.mtl", bytes: Array(materials.utf8)))
    maker.files.append(.init(name: "models/my front.png", bytes: TextureTests.jpeg))
    let mesh = try MeshLibrary(at: maker.write()).loaded(at: 0).mesh
    #expect(mesh.materials.count == 3)
    let glass = try #require(mesh.materials.first { $0.transparency > 0 })
    #expect(glass.color == [0, 0, 1] && abs(glass.transparency - 0.7) < 1e-6 && glass.gloss > 0.5)
    let picture = try #require(mesh.materials.compactMap(\.texture).first)
    #expect(picture.width == 32 && picture.height == 16)
    #expect(mesh.textureCoordinates.count == 3 * mesh.triangles.count)
    #expect(mesh.textureCoordinates.contains([1, 1]))
  }

  @Test func `broken models have errors, and no object`() throws {
    let library = try Self.library([
      (Self.chair, "v 0 0 0\nv 1 x 0\n"), (Self.chair, "v 1 1 1\nv 1 1 1\nv 1 1 1\nf 1 2 3\n"),
      (Self.chair + ["model=/models/none.obj"], Self.wedge), (Self.chair, Self.wedge),
    ])
    #expect(
      throws: MeshLibraryError.surface(model: "models/1.obj", .badNumber(line: 2))
    ) { try library.loaded(at: 0) }
    #expect(throws: MeshLibraryError.flat(model: "models/2.obj")) { try library.loaded(at: 1) }
    #expect(throws: MeshLibraryError.archive(path: "Test", .missing("models/none.obj"))) {
      try library.loaded(at: 2)
    }
    #expect((0..<4).map { library.object(at: $0) == nil } == [true, true, true, false])
  }

  @Test func `claims that cannot be true are passed over`() throws {
    func entries(_ line: String) throws -> [ModelEntry] {
      try Self.library([(Self.chair + [line], Self.wedge)]).entries
    }
    for width in ["nan", "inf", "-5", "0", "1e30", "wide"] {
      #expect(try entries("width=\(width)").isEmpty, "\(width)")
    }
    #expect(try entries("elevation=nan").first?.elevation == 0)
    // A vertex far away that no face uses, and a rotation that is none.
    let lost = Self.wedge.replacing("v 2 0 3\n", with: "v 2 0 3\nv 1e37 1e37 -1e37\n")
    let turned = Self.chair + ["modelRotation=nan 0 0 0 1 0 0 0 1"]
    let object = try Self.library([(turned, lost)]).loaded(at: 0)
    #expect((object.bounds.size - SIMD3(0.8, 0.6, 0.4)).length < 1e-5)
  }

  @Test func `a path without catalogs has an error`() throws {
    let folder = try TestFiles.temporaryFolder().path
    #expect(throws: MeshLibraryError.noCatalog(path: folder)) { try MeshLibrary(at: folder) }
    #expect(
      throws: MeshLibraryError.archive(path: folder + "/no.sh3f", .unreadable(code: 2))
    ) { try MeshLibrary(at: folder + "/no.sh3f") }
    try Data("no archive".utf8).write(to: URL(filePath: folder + "/bad.sh3f"))
    #expect(throws: MeshLibraryError.archive(path: folder + "/bad.sh3f", .notAnArchive)) {
      try MeshLibrary(at: folder)
    }
  }

  @Test func `threads get the same model`() throws {
    let library = try Self.library([(Self.chair, Self.wedge)])
    let expected = try Self.library([(Self.chair, Self.wedge)]).loaded(at: 0).mesh.positions
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      #expect(library.object(at: 0)?.mesh.positions == expected)
    }
  }

  @Test func `the attribution names makers, terms and models`() throws {
    let library = try Self.library([
      (Self.chair, Self.wedge), (Self.chair, Self.wedge),
      (Self.chair + ["creator=B_o|b"], Self.wedge),
    ])
    let text = library.attribution()
    #expect(text.contains("| Ann | Wedge chair (2) |"))
    #expect(text.contains("| B\\_o\\|b | Wedge chair |"))
    #expect(text.contains("CC-BY\u{a0}3.0") && text.contains("modified"))
  }
}

/// What holds for the models of Debian's package, where it is installed.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: MeshLibrary.debianFolder)))
struct InstalledModelsTests {
  @Test func `nearly all of them can be used, in the size of the catalog`() throws {
    let library = try MeshLibrary(at: MeshLibrary.debianFolder)
    #expect(library.entries.count > 700)
    // Every model with CAIRN_ALL_MODELS set, else a sample, as all take half a minute.
    let isFull = ProcessInfo.processInfo.environment["CAIRN_ALL_MODELS"] != nil
    let chosen = Array(stride(from: 7, to: library.entries.count, by: isFull ? 1 : 61))
    var (loaded, shrunk) = (0, [String]())
    for index in chosen {
      guard let object = library.object(at: index) else { continue }
      loaded += 1
      let entry = library.entries[index]
      let mesh = object.mesh
      #expect(mesh.positions.allSatisfy { $0.isFinite }, "\(entry.name)")
      #expect(mesh.triangles.allSatisfy { $0.max() < mesh.positions.count }, "\(entry.name)")
      #expect(mesh.partNames.count <= 12 && Set(mesh.partNames).count == mesh.partNames.count)
      #expect(mesh.triangles.count < 30_000, "\(entry.name)")
      let bounds = object.bounds
      #expect(bounds.min.z >= -1e-4 && bounds.min.z < 0.02 * entry.size.z + 1e-3, "\(entry.name)")
      let ratio = bounds.size / entry.size
      for axis in 0..<3 where entry.size[axis] > 0.05 && abs(ratio[axis] - 1) > 0.01 {
        shrunk.append("\(entry.name) \(ratio)")
      }
      for surface in object.surfaces {
        #expect(surface.height <= entry.size.z + 1e-3 && surface.clearance > 0.1)
        #expect(all(surface.size .> 0.1) && all(surface.size .<= bounds.max.max() * 2 + 0.1))
      }
    }
    #expect(Double(loaded) > 0.95 * Double(chosen.count))
    // Crowns that lost leaves, nets that were cut away.
    #expect(shrunk.count <= max(chosen.count / 40, 1), "\(shrunk)")
  }

  @Test func `the article names every maker`() throws {
    let library = try MeshLibrary(at: MeshLibrary.debianFolder)
    let text = library.attribution()
    let article = TestFiles.package.appending(
      path: "Sources/Cairn/Documentation.docc/MeshAttribution.md")
    #expect(library.makers.count > 100)
    let shipped = try String(contentsOf: article, encoding: .utf8)
    for maker in library.makers {
      let row = "| \(maker.replacing("_", with: "\\_")) |"
      #expect(text.contains(row) && shipped.contains(row), "\(maker)")
    }
  }
}
