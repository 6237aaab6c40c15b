import CairnClouds

/// Why a file could not be read or written, and which file.
public struct CloudFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as the caller named it; "-" for standard input or output.
  public var path: String
  /// What is wrong.
  public var cause: Cause

  /// Creates an error.
  public init(path: String, cause: Cause) {
    self.path = path
    self.cause = cause
  }

  /// What can be wrong with a file.
  public enum Cause: Sendable, Equatable {
    /// A system call failed.
    case system(SystemError)
    /// The output is there already and must not be replaced.
    case exists
    /// The path is a folder.
    case isFolder
    /// The path is a FIFO, a socket or a device; only regular files are opened.
    case isNotRegularFile
  }

  /// What is wrong, where, and what to do, in one line.
  public var description: String {
    let name = path == "-" ? "standard input or output" : path
    return switch cause {
    case .system(let error): "\(name): \(error)"
    case .exists: "\(name): exists already; use --force to replace it"
    case .isFolder: "\(name): is a folder, not a file"
    case .isNotRegularFile:
      "\(name): is not a regular file; to read a pipe, use - and standard input"
    }
  }
}
