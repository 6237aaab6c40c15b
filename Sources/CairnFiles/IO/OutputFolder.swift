import Glibc

/// Folders that files are to be written into.
public enum OutputFolder {
  /// Makes a folder, and those above it, where they are not there yet.
  ///
  /// - Parameter path: The folder.
  /// - Throws: ``CloudFileError`` where one of them cannot be made, or is a file.
  public static func create(at path: String) throws(CloudFileError) {
    do throws(SystemError) { try make(path) } catch {
      throw CloudFileError(path: path, cause: .system(error))
    }
  }

  private static func make(_ path: String) throws(SystemError) {
    if try isMade(path) { return }
    try make(folderName(path))
    guard try isMade(path) else { throw SystemError(call: "mkdir", code: ENOENT) }
  }

  /// Makes one folder, or finds it; `false` where the one above it is missing.
  private static func isMade(_ path: String) throws(SystemError) -> Bool {
    if unsafe mkdir(path, 0o777) == 0 { return true }
    let error = SystemError(call: "mkdir")
    var status = stat()
    // Another process may have made it; a file system that cannot be written to may have it.
    if unsafe stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw SystemError(call: "mkdir", code: ENOTDIR)
      }
      return true
    }
    guard error.code == ENOENT, !path.isEmpty else { throw error }
    return false
  }
}
