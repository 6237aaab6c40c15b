import CairnClouds

/// The labels of a scan as SemanticKITTI stores them beside it: a uint32 per point, the class in
/// the lower 16 bits, the object in the upper 16.
public struct SemanticKITTILabels: Sendable, Equatable {
  /// The class of every point.
  public var semantic: [UInt16]
  /// The object of every point, 0 = none.
  ///
  /// Objects of different classes may share a number: only
  /// class and number together name an object.
  public var instance: [UInt16]

  /// Why a label file could not be read or written.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file does not hold a label for every point.
    case countMismatch(labelBytes: Int, points: Int)
    /// A field holds an id above 65,535, first at point `point`.
    case idTooLarge(field: String, id: UInt32, point: Int)
    /// A field does not hold whole numbers from 0.
    case notIds(field: String)
    /// The cloud has neither `label` nor `semantic`.
    case noLabels

    /// What is wrong, where, and what to do.
    public var description: String {
      switch self {
      case .countMismatch(let labelBytes, let points):
        "\(labelBytes) bytes are \(labelBytes / 4) labels"
          + (labelBytes.isMultiple(of: 4) ? "" : " and \(labelBytes % 4) bytes")
          + ", but the scan has \(points) points (\(points * 4) bytes); "
          + "give the .label file of the same scan"
      case .idTooLarge(let field, let id, let point):
        "point \(point): \(field) \(id) does not fit 16 bits (at most 65535); renumber the ids "
          + "or write another format"
      case .notIds(let field): "field '\(field)' does not hold whole numbers from 0"
      case .noLabels: "the cloud has no field 'label' and no field 'semantic'"
      }
    }
  }

  /// Creates labels from classes and objects, one of each per point.
  public init(semantic: [UInt16], instance: [UInt16]) {
    precondition(semantic.count == instance.count, "\(semantic.count) and \(instance.count) labels")
    self.semantic = semantic
    self.instance = instance
  }

  /// Reads a label file.
  ///
  /// - Parameters:
  ///   - reader: The whole file.
  ///   - points: The number of points of the scan.
  /// - Throws: ``Failure``; ``SystemError`` where reading fails.
  public init(reading reader: inout ByteReader, points: Int) throws {
    if let byteCount = reader.remainingCount, byteCount != points * 4 {
      throw Failure.countMismatch(labelBytes: byteCount, points: points)
    }
    let start = reader.byteOffset
    let columns = [
      RowColumn(name: "semantic", type: .uint16, byteOffset: 0),
      RowColumn(name: "instance", type: .uint16, byteOffset: 2),
    ]
    let (fields, rows) = try RowTable.read(columns, rowSize: 4, limit: nil, from: &reader)
    let rest = reader.availableCount
    guard rows == points, rest == 0, case .uint16(let semantic) = fields[0].values,
      case .uint16(let instance) = fields[1].values
    else {
      throw Failure.countMismatch(labelBytes: reader.byteOffset - start + rest, points: points)
    }
    self.init(semantic: semantic, instance: instance)
  }

  /// Takes the labels of a cloud: `semantic` and `label`, 0 where it has only one of them.
  ///
  /// - Parameter cloud: Has at least one of the two fields.
  /// - Throws: ``Failure``, naming the first point whose id does not fit.
  public init(_ cloud: PointCloud) throws(Failure) {
    let names = ["semantic", "label"].filter { cloud.field($0) != nil }
    guard !names.isEmpty else { throw .noLabels }
    func ids(_ name: String) throws(Failure) -> [UInt16] {
      guard names.contains(name) else { return Array(repeating: 0, count: cloud.count) }
      guard let labels = cloud.labels(in: name) else { throw .notIds(field: name) }
      var ids: [UInt16] = []
      ids.reserveCapacity(labels.count)
      for (point, label) in labels.enumerated() {
        guard let id = UInt16(exactly: label) else {
          throw .idTooLarge(field: name, id: label, point: point)
        }
        ids.append(id)
      }
      return ids
    }
    self.init(semantic: try ids("semantic"), instance: try ids("label"))
  }

  /// Adds the fields `semantic` and `label` (the object) to the scan.
  ///
  /// Fields of these names that are already there stay, as `semantic_input` and `label_input`.
  ///
  /// - Parameter cloud: The scan, of as many points as there are labels.
  /// - Returns: Notes: object numbers that several classes share.
  public func attach(to cloud: inout PointCloud) -> [String] {
    precondition(cloud.count == semantic.count, "\(semantic.count) labels, \(cloud.count) points")
    if cloud.field("semantic") != nil {
      cloud.renameField("semantic", to: cloud.unusedName("semantic_input"))
    }
    cloud.append(Field("semantic", .uint32(semantic.map(UInt32.init))))
    cloud.setLabels(instance.map(UInt32.init))
    var classes: [UInt16: UInt16] = [:]
    var shared: Set<UInt16> = []
    for (semantic, instance) in zip(semantic, instance) where instance != 0 {
      if let known = classes.updateValue(semantic, forKey: instance), known != semantic {
        shared.insert(instance)
      }
    }
    guard let first = shared.min() else { return [] }
    return [
      "\(shared.count) object numbers, the first \(first), belong to objects of several classes; "
        + "only semantic and label together name an object"
    ]
  }

  /// Writes a label file.
  ///
  /// - Parameter output: Where to.
  /// - Throws: ``CloudFileError/Cause`` where writing fails.
  public func write(to output: OutputFile) throws(CloudFileError.Cause) {
    try RowTable.write(
      [
        (RowColumn(name: "semantic", type: .uint16, byteOffset: 0), .uint16(semantic)),
        (RowColumn(name: "instance", type: .uint16, byteOffset: 2), .uint16(instance)),
      ], rows: semantic.count, rowSize: 4, to: FileSink(output))
  }
}

extension PointCloud {
  /// A name that no column has: the one given, or with `_2`, `_3` … behind it.
  func unusedName(_ name: String) -> String {
    guard columns.contains(where: { $0.name == name }) else { return name }
    var number = 2
    while columns.contains(where: { $0.name == "\(name)_\(number)" }) { number += 1 }
    return "\(name)_\(number)"
  }
}
