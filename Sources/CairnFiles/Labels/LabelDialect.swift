import CairnClouds

/// How another program wants its labels.
public enum LabelDialect: String, Sendable, Hashable, CaseIterable {
  /// All columns untouched, `label` among them.
  case native
  /// What PCL reads as `PointXYZRGBL` (or `PointXYZL`): float32 x y z, colours, uint32 `label`, and
  /// nothing else. PCL leaves a field whose name or type differs at zero.
  case pcl
  /// A PLY that CloudCompare opens with the labels in a scalar field: `scalar_label`, float32, and
  /// `scalar_` before the names of other fields, which it would not load otherwise.
  case cloudcompare
  /// SemanticKITTI: a `.bin` of x y z intensity, and a `.label` file beside it.
  case semantickitti

  /// What a dialect makes of a cloud.
  public struct Export: Sendable, Equatable {
    /// The cloud to write.
    public var cloud: PointCloud
    /// What it lacks of the original.
    public var losses: [CloudLoss]
    /// The labels to write beside it, for ``LabelDialect/semantickitti`` alone.
    public var companion: SemanticKITTILabels?
  }

  /// Why a cloud cannot be written in a dialect.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The dialect exists only in some formats.
    case wrongFormat(LabelDialect, CloudFormat)
    /// The cloud has no coordinates.
    case noCoordinates
    /// A field of ids holds something other than whole numbers from 0 that fit 32 bits.
    case notIds(field: String)
    /// A float32 does not hold an id, first at point `point`.
    case idTooLarge(field: String, id: UInt32, point: Int)
    /// The labels do not fit SemanticKITTI's format.
    case semanticKITTI(SemanticKITTILabels.Failure)

    /// What is wrong, and what to do.
    public var description: String {
      switch self {
      case .wrongFormat(let dialect, let format):
        "dialect \(dialect.rawValue) does not exist in \(format.rawValue) files; write "
          + dialect.formats.map(\.rawValue).joined(separator: " or ")
      case .noCoordinates: "the cloud has no x, y and z of one number per point"
      case .notIds(let field): "field '\(field)' does not hold whole numbers from 0 to 4294967295"
      case .idTooLarge(let field, let id, let point):
        "point \(point): \(field) \(id) is above 16777216, beyond which float32 does not hold every "
          + "whole number; renumber the ids or use another dialect"
      case .semanticKITTI(let failure): failure.description
      }
    }
  }

  /// The formats in which the dialect exists.
  public var formats: [CloudFormat] {
    switch self {
    case .native: CloudFormat.allCases
    case .pcl: [.pcd, .ply]
    case .cloudcompare: [.ply]
    case .semantickitti: [.kitti]
    }
  }

  /// Returns the cloud as the dialect has it.
  ///
  /// - Parameters:
  ///   - cloud: A cloud, usually with the field `label`.
  ///   - format: The format in which it will be written.
  /// - Returns: The cloud to write, what it lacks, and what belongs beside it.
  /// - Throws: ``Failure``.
  public func apply(
    to cloud: PointCloud, for format: CloudFormat
  ) throws(Failure) -> Export {
    guard formats.contains(format) else { throw .wrongFormat(self, format) }
    switch self {
    case .native: return Export(cloud: cloud, losses: [])
    case .pcl: return try cloud.forPCL(format)
    case .cloudcompare: return try cloud.forCloudCompare()
    case .semantickitti:
      let labels: SemanticKITTILabels
      do { labels = try SemanticKITTILabels(cloud) } catch { throw .semanticKITTI(error) }
      var scan = cloud
      for name in ["label", "semantic"] { scan.removeFields(named: name) }
      return Export(cloud: scan, losses: [], companion: labels)
    }
  }
}

extension PointCloud {
  /// A cloud with other columns and everything else as here.
  func withColumns(_ columns: [Field], for format: CloudFormat) -> PointCloud {
    var result = PointCloud(count: count, columns: columns, width: width, height: height)
    result.viewpoint = viewpoint
    result.comments = comments
    result.objectInfo = objectInfo
    result.leadingElements = leadingElements
    result.trailingElements = trailingElements
    // Of this format already, so that the writer changes no name and packs no colour again.
    result.origin = CloudOrigin(
      format: format,
      encoding: origin?.format == format ? origin?.encoding ?? .binary : .binary)
    return result
  }

  /// The ids of a field; zeros where there is none.
  func idsForDialect(_ name: String) throws(LabelDialect.Failure) -> [InstanceLabel] {
    guard field(name) != nil else { return Array(repeating: 0, count: count) }
    guard let ids = labels(in: name) else { throw .notIds(field: name) }
    return ids
  }
}
