import CairnClouds

extension CloudReading {
  /// Takes what a reader returns, and gives its errors the type that all formats share.
  ///
  /// - Parameter read: Reads the cloud.
  /// - Throws: The wrapped error.
  init(
    _ read: () throws -> (cloud: PointCloud, notes: [String])
  ) throws(CloudFileError.Cause) {
    do {
      let (cloud, notes) = try read()
      self.init(cloud: cloud, warnings: notes.map { .note($0) })
    } catch {
      throw CloudFileError.Cause(error)
    }
  }
}

extension CloudFileError.Cause {
  /// Wraps an error that a reader of this module throws.
  init(_ error: any Error) {
    switch error {
    case let error as CloudFileError.Cause: self = error
    case let error as CloudFileError: self = error.cause
    case let error as SystemError: self = .system(error)
    case let error as RawCloudError: self = .raw(error)
    case let error as NPYError: self = .npy(error)
    case let error as TextCloudError: self = .text(error)
    case let error as SemanticKITTILabels.Failure: self = .labels(error)
    default: preconditionFailure("\(type(of: error)) is no error of a reader")
    }
  }
}
