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
  public enum Cause: Error, Sendable, Equatable {
    /// A system call failed.
    case system(SystemError)
    /// The output is there already and must not be replaced.
    case exists
    /// The path is a folder.
    case isFolder
    /// The path is a FIFO, a socket or a device; only regular files are opened.
    case isNotRegularFile
    /// The file has no bytes.
    case empty
    /// Neither the content nor the name tells the format.
    case unknownFormat
    /// The file is something else, such as a web page: what it is, and what to do.
    case foreign(String, String)
    /// The format cannot be read or written here.
    case unsupportedFormat(CloudFormat)
    /// The format has no such encoding.
    case unsupportedEncoding(CloudEncoding, CloudFormat)
    /// The cloud to be written has no such field, and the format makes no sense without it.
    case missingField(String)
    /// The rows without a header are broken.
    case raw(RawCloudError)
    /// The NumPy file is broken.
    case npy(NPYError)
    /// The text is broken.
    case text(TextCloudError)
    /// The labels do not fit, or cannot be written.
    case labels(SemanticKITTILabels.Failure)
    /// The PLY file is broken.
    case ply(PLYError)
    /// The PCD file is broken.
    case pcd(PCDError)
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
    case .empty: "\(name): is empty"
    case .unknownFormat:
      "\(name): neither the content nor the extension tells the format; give it explicitly"
    case .foreign(let what, let advice): "\(name): is \(what), not a cloud; \(advice)"
    case .unsupportedFormat(let format): "\(name): \(format.rawValue) files are not supported"
    case .unsupportedEncoding(let encoding, let format):
      "\(name): \(format.rawValue) files have no encoding \(encoding.rawValue); they have "
        + format.encodings.map(\.rawValue).joined(separator: ", ")
    case .missingField(let field):
      "\(name): the cloud has no field '\(field)', which this format needs; write ply or csv"
    case .raw(let error): "\(name): \(error)"
    case .npy(let error): "\(name): \(error)"
    case .text(let error): "\(name): \(error)"
    case .labels(let error): "\(name): \(error)"
    case .ply(let error): "\(name): \(error)"
    case .pcd(let error): "\(name): \(error)"
    }
  }
}
