import Foundation
import TestSupport
import Testing

/// What users of Swift do: a package of their own, elsewhere, that depends on this one.
struct PackageTests {
  @Test func `a package outside of the tree builds with one import`() throws {
    let folder = try TestFiles.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let manifest = """
      // swift-tools-version: 6.2
      import PackageDescription

      let package = Package(
        name: "visitor",
        dependencies: [.package(name: "cairn", path: "\(TestFiles.package.path)")],
        targets: [
          .executableTarget(
            name: "Visitor", dependencies: [.product(name: "Cairn", package: "cairn")])
        ]
      )
      """
    let sources = folder.appending(path: "Sources/Visitor")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    try Data(manifest.utf8).write(to: folder.appending(path: "Package.swift"))
    try FileManager.default.copyItem(
      at: TestFiles.package.appending(path: "Examples/01-QuickStart/QuickStart.swift"),
      to: sources.appending(path: "QuickStart.swift"))
    // For debugging, which is compiled fastest; an index and debug information are not wanted.
    let built = try run(
      [
        "swift", "build", "--package-path", folder.path, "--disable-index-store",
        "-debug-info-format", "none",
      ], path: nil)
    #expect(built.status == 0, "\(built.output.suffix(4000))")
    let program = folder.appending(path: ".build/debug/Visitor").path
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "Datasets"), withDestinationURL: TestFiles.datasets)
    let outcome = try run([program], in: folder)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("points, IoU about 0."))
  }
}
