import Glibc

/// A file that appears under its name only when it is complete.
///
/// Bytes go to a file without a name in the folder of the target (`O_TMPFILE`; where the file
/// system has none, to a new file beside the target), are flushed and synced, and get the name of
/// the target in one step. A full disk, an error or a kill leaves what was there before, and nothing
/// beside it. A link is followed, and the permissions of the older file are kept. Standard output
/// ("-"), devices and pipes are written directly.
public final class OutputFile {
  private static let bufferSize = 1 << 18
  /// Pieces from this size on are not worth copying.
  private static let directSize = 1 << 16

  private enum Destination {
    case direct
    case unnamed(target: String)
    case beside(temporary: String, target: String)
  }

  private let path: String
  private let overwrites: Bool
  private let descriptor: FileDescriptor
  private let destination: Destination
  private var buffer: [UInt8] = []
  private var isCommitted = false

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - path: The name that it will get; "-" is standard output.
  ///   - overwriting: Whether it may take the place of an older file.
  /// - Throws: ``CloudFileError`` where an older file must not be replaced, or the folder cannot be
  ///   written to.
  public init(path: String, overwriting: Bool = false) throws(CloudFileError) {
    self.path = path
    overwrites = overwriting
    do throws(SystemError) {
      (descriptor, destination) = try Self.opened(path, overwriting: overwriting)
    } catch {
      throw Self.failure(error, path)
    }
  }

  private static func opened(
    _ path: String, overwriting: Bool
  ) throws(SystemError) -> (FileDescriptor, Destination) {
    if path == "-" { return (.standard(STDOUT_FILENO), .direct) }
    let target = resolvedLink(path)
    var mode: mode_t?
    var status = stat()
    if unsafe stat(target, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        guard overwriting else { throw SystemError(call: "open", code: EEXIST) }
        mode = status.st_mode & 0o7777
      case S_IFDIR:
        throw SystemError(call: "open", code: EISDIR)
      default:
        return (try FileDescriptor(opening: target, flags: O_WRONLY), .direct)
      }
    }
    let (descriptor, destination) = try newFile(for: target)
    if let mode { _ = fchmod(descriptor.number, mode) }
    return (descriptor, destination)
  }

  private static func newFile(
    for target: String
  ) throws(SystemError) -> (FileDescriptor, Destination) {
    let folder = folderName(target)
    do throws(SystemError) {
      let unnamed = try FileDescriptor(
        opening: folder, flags: O_WRONLY | temporaryFileFlag, mode: 0o666)
      return (unnamed, .unnamed(target: target))
    } catch {
      // Some file systems have no files without a name.
      guard [EOPNOTSUPP, EISDIR, EINVAL].contains(error.code) else { throw error }
      let temporary = "\(target).\(getpid()).partial"
      let beside = try FileDescriptor(
        opening: temporary, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
      return (beside, .beside(temporary: temporary, target: target))
    }
  }

  deinit {
    if case .beside(let temporary, _) = destination, !isCommitted { _ = unsafe unlink(temporary) }
  }

  /// Adds bytes at the end.
  public func write(_ bytes: borrowing Span<UInt8>) throws(CloudFileError) {
    let isLarge = bytes.count >= Self.directSize
    if isLarge || buffer.count + bytes.count > Self.bufferSize { try flush() }
    if isLarge { return try writeThrough(bytes) }
    buffer.append(addingCapacity: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
  }

  /// Adds bytes at the end.
  public func write(_ bytes: [UInt8]) throws(CloudFileError) {
    try write(bytes.span)
  }

  /// Adds text at the end, as UTF-8.
  public func write(_ text: String) throws(CloudFileError) {
    try write(Array(text.utf8))
  }

  /// Brings everything to the disk and gives the file its name.
  ///
  /// - Throws: ``CloudFileError``; then what was there before is still there.
  public func commit() throws(CloudFileError) {
    try flush()
    do throws(SystemError) {
      switch destination {
      case .direct:
        break
      case .unnamed(let target):
        try descriptor.synchronize()
        try link(to: target)
        try synchronizeFolder(of: target)
      case .beside(let temporary, let target):
        try descriptor.synchronize()
        if overwrites {
          guard unsafe rename(temporary, target) == 0 else { throw SystemError(call: "rename") }
        } else {
          guard unsafe Glibc.link(temporary, target) == 0 else { throw SystemError(call: "link") }
          _ = unsafe unlink(temporary)
        }
        isCommitted = true
        try synchronizeFolder(of: target)
      }
    } catch {
      throw Self.failure(error, path)
    }
  }

  private func flush() throws(CloudFileError) {
    guard !buffer.isEmpty else { return }
    var full: [UInt8] = []
    swap(&full, &buffer)
    try writeThrough(full.span)
    full.removeAll(keepingCapacity: true)
    swap(&full, &buffer)
  }

  private func writeThrough(_ bytes: borrowing Span<UInt8>) throws(CloudFileError) {
    do { try descriptor.write(bytes) } catch { throw Self.failure(error, path) }
  }

  private static func failure(_ error: SystemError, _ path: String) -> CloudFileError {
    let cause: CloudFileError.Cause =
      switch error.code {
      case EEXIST: .exists
      case EISDIR: .isFolder
      default: .system(error)
      }
    return CloudFileError(path: path, cause: cause)
  }

  /// Gives the unnamed file its name: directly where the name is free, else by way of another name,
  /// since a link cannot replace a file.
  private func link(to target: String) throws(SystemError) {
    let source = "/proc/self/fd/\(descriptor.number)"
    if linked(source, target) { return }
    guard errno == EEXIST, overwrites else { throw SystemError(call: "linkat") }
    let temporary = "\(target).\(getpid()).partial"
    _ = unsafe unlink(temporary)
    guard linked(source, temporary) else { throw SystemError(call: "linkat") }
    guard unsafe rename(temporary, target) == 0 else {
      let error = SystemError(call: "rename")
      _ = unsafe unlink(temporary)
      throw error
    }
  }

  private func linked(_ source: String, _ target: String) -> Bool {
    unsafe linkat(AT_FDCWD, source, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0
  }

  private func synchronizeFolder(of target: String) throws(SystemError) {
    let folder = try FileDescriptor(opening: folderName(target), flags: O_RDONLY | O_DIRECTORY)
    try folder.synchronize()
  }
}

/// `O_TMPFILE`, which Glibc's header builds from other flags, so that Swift does not see it.
private let temporaryFileFlag: Int32 = 0o20_000_000 | O_DIRECTORY

/// Returns the folder of a path; "." for a bare name.
func folderName(_ path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Returns where a symbolic link leads; the path itself where it is none or leads nowhere.
private func resolvedLink(_ path: String) -> String {
  guard let resolved = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
