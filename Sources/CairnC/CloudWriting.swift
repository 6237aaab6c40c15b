import CCairn
import CairnClouds
import CairnFiles

/// How to write a cloud.
struct CloudWriting {
  private var dialect = LabelDialect.native
  private var encoding: CloudEncoding?
  private var overwrites = false
  private var colorizes = false

  /// Reads what the caller wants; the defaults where that is nothing.
  init(_ options: cairn_write_options?) throws(Failure) {
    guard let options = unsafe options else { return }
    if unsafe options.dialect != nil {
      dialect = try Self.choice(
        unsafe try checkedText(options.dialect, "dialect", limit: 255), "dialect")
    }
    if unsafe options.encoding != nil {
      encoding = try Self.choice(
        unsafe try checkedText(options.encoding, "encoding", limit: 255), "encoding")
    }
    overwrites = try checkedFlag(unsafe options.overwrite, "overwrite")
    colorizes = try checkedFlag(unsafe options.colorize, "colorize")
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ name: String
  ) throws(Failure) -> Choice {
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(CAIRN_NOT_FOUND, "\(name): there is no '\(text)'; there are \(known)")
    }
    return choice
  }

  /// Writes a cloud.
  ///
  /// - Returns: What the file does not hold, one line each.
  func write(_ cloud: PointCloud, to path: String) throws(Failure) -> String {
    guard let format = CloudFormat(path: path) else {
      throw Failure(CloudFileError(path: path, cause: .unknownFormat))
    }
    var cloud = cloud
    if colorizes, let labels = cloud.labels { cloud = cloud.colorized(labels: labels) }
    let export: LabelDialect.Export
    do { export = try dialect.apply(to: cloud, for: format) } catch {
      throw Failure(CAIRN_FILE_ERROR, "\(path): \(error)")
    }
    do throws(CloudFileError) {
      let losses = try export.cloud.write(
        to: path, format: format, encoding: encoding, overwriting: overwrites)
      if let companion = export.companion {
        try write(companion, beside: path)
      }
      return (export.losses + losses).map(\.description).joined(separator: "\n")
    } catch {
      throw Failure(error)
    }
  }

  /// Writes SemanticKITTI's labels as `NAME.label` beside `NAME.bin`.
  private func write(
    _ labels: SemanticKITTILabels, beside path: String
  ) throws(CloudFileError) {
    let name = (path.hasSuffix(".bin") ? String(path.dropLast(4)) : path) + ".label"
    let file = try OutputFile(path: name, overwriting: overwrites)
    do throws(CloudFileError.Cause) {
      try labels.write(to: file)
    } catch {
      throw CloudFileError(path: name, cause: error)
    }
    try file.commit()
  }
}
