import Foundation
import TestSupport
import Testing

struct SourceTests {
  /// Layers of the modules; an import goes to a lower layer only.
  static let layers: [String: Int] = [
    "CKernels": 0, "CairnKernels": 0, "CairnGeometry": 0, "CairnJSON": 0,
    "CairnClouds": 1, "CairnSearch": 1, "CairnNN": 1,
    "CairnFiles": 2, "CairnPreprocessing": 2, "CairnScenes": 2, "CZLib": 0, "CWeights": 0,
    "CJPEG": 0,
    "CairnSegmentation": 3, "CairnWorlds": 3,
    "CairnDatasets": 4, "CairnMeshes": 4, "CairnTracking": 4, "CairnEvaluation": 4,
    "CairnPictures": 4, "CPNG": 0,
    "Cairn": 5,
    "CairnTool": 6, "CairnTraining": 6, "CairnViewer": 6, "CairnC": 6, "CCairn": 0,
    "CairnPCL": 4, "CPCL": 0, "CPCLCommon": 0,
  ]

  static let sources = TestFiles.package.appending(path: "Sources")

  static func swiftFiles(in folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  @Test func `imports go down`() throws {
    for module in try FileManager.default.contentsOfDirectory(atPath: Self.sources.path) {
      let layer = try #require(Self.layers[module], "\(module) has no layer")
      for file in Self.swiftFiles(in: Self.sources.appending(path: module)) {
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /(?m)^(?:@_exported |public |internal )*import (\w+)/) {
          guard let imported = Self.layers[String(match.output.1)] else { continue }
          // Within layer 0 the Swift kernels stand on the C ones.
          let isDown =
            imported < layer || (module == "CairnKernels" && match.output.1 == "CKernels")
          #expect(isDown, "\(file.lastPathComponent) in \(module) imports \(match.output.1)")
        }
      }
    }
  }

  @Test func `third-party packages are in the command alone, and all of Foundation is nowhere`()
    throws
  {
    // ArgumentParser brings FoundationEssentials along; the rest would make it three times as large.
    let allowed: [String: Set<Substring>] = [
      "CairnTool": ["ArgumentParser", "FoundationEssentials"]
    ]
    for module in try FileManager.default.contentsOfDirectory(atPath: Self.sources.path) {
      for file in Self.swiftFiles(in: Self.sources.appending(path: module)) {
        let text = try String(contentsOf: file, encoding: .utf8)
        let imported = text.matches(of: /(?m)^[^\/\n]*\bimport (Foundation\w*|ArgumentParser\w*)/)
          .map(\.output.1)
        let unwanted = Set(imported).subtracting(allowed[module] ?? [])
        #expect(unwanted == [], "\(file.lastPathComponent) in \(module)")
      }
    }
  }

  @Test func `sources are formatted`() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["swift", "format", "lint", "--strict", "--recursive"]
      + ["Sources", "Tests", "Examples", "Package.swift"]
    process.currentDirectoryURL = TestFiles.package
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let complaints = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(complaints)")
  }
}
