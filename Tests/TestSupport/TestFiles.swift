import Foundation

/// Where tests find their files.
public enum TestFiles {
  /// The root of the package.
  public static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The clouds that come with the package.
  public static let datasets = package.appending(path: "Datasets")

  /// Real clouds that are not part of the package; `nil` where there are none.
  ///
  /// They lie in the folder that `CAIRN_TEST_DATA` names, or in `shared/data` beside the package.
  /// Tests that want them must also pass without them.
  public static let realClouds: URL? = {
    let named = ProcessInfo.processInfo.environment["CAIRN_TEST_DATA"].map { URL(filePath: $0) }
    let folder = named ?? package.deletingLastPathComponent().appending(path: "shared/data")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// A new empty folder for a test to write into; it goes when the tests end.
  public static func temporaryFolder() throws -> URL {
    let folder = temporaryFolders.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static let temporaryFolders: URL = {
    atexit { try? FileManager.default.removeItem(at: TestFiles.temporaryFolders) }
    return FileManager.default.temporaryDirectory
      .appending(path: "cairn-tests-\(UUID().uuidString)")
  }()
}
