import CairnClouds
import CairnGeometry
import CairnScenes

extension Measurements {
  /// Which columns a cloud has beside x, y, z and `label`.
  public struct Columns: Sendable, Hashable {
    /// `red green blue`, where the sensor sees colour.
    public var color = true
    /// `part group semantic surface` beside `label`.
    public var allLabels = true

    /// All that there are.
    public init() {}
  }

  /// The measurements as a labelled cloud.
  ///
  /// Columns: x y z (float32; float64 where an origin is given), `red green blue`, `intensity`,
  /// `ring`, `time` (seconds) where the sensor has them, and the labels. Coordinates are rounded to
  /// 0.1 mm.
  ///
  /// - Parameters:
  ///   - frame: Frame, unit and origin of the coordinates.
  ///   - columns: What is written.
  /// - Returns: A cloud of ``count`` rows, organised where the sensor is.
  /// - Complexity: O(*n*).
  public func pointCloud(
    in frame: OutputFrame = OutputFrame(), columns: Columns = Columns()
  ) -> PointCloud {
    let places = positions.map { frame.written($0, in: self.frame) }
    var fields: [Field] = []
    for (axis, name) in ["x", "y", "z"].enumerated() {
      // A Float resolves 0.1 mm up to a kilometre only.
      fields.append(
        frame.origin == .zero
          ? Field(name, .float32(places.map { Float($0[axis]) }))
          : Field(name, .float64(places.map { $0[axis] })))
    }
    if columns.color, !colors.isEmpty {
      for (axis, name) in ["red", "green", "blue"].enumerated() {
        let bytes = colors.map { UInt8(min(max($0[axis], 0), 1) * 255 + 0.5) }
        fields.append(Field(name, .uint8(bytes)))
      }
    }
    if !intensities.isEmpty {
      // Two decimals, as sensors give few bits.
      fields.append(
        Field("intensity", .float32(intensities.map { ($0 * 100).rounded() / 100 })))
    }
    if !rings.isEmpty { fields.append(Field("ring", .uint8(rings))) }
    if !times.isEmpty { fields.append(Field("time", .float32(times))) }
    fields.append(Field("label", .uint32(labels.map(\.label))))
    if columns.allLabels {
      fields.append(Field("part", .uint32(labels.map(\.part))))
      fields.append(Field("group", .uint32(labels.map(\.group))))
      fields.append(Field("semantic", .uint32(labels.map(\.semantic))))
      fields.append(Field("surface", .uint32(labels.map(\.surface))))
    }
    let isOrganized = height > 1
    var cloud = PointCloud(
      count: count, columns: fields, width: isOrganized ? width : nil, height: height)
    if poses.count == 1 { cloud.viewpoint = frame.viewpoint(poses[0], in: self.frame) }
    return cloud
  }

  /// Returns the measurements without rows that hold no point; no longer organised.
  public func withoutMissing() -> Measurements {
    let rows = positions.indices.filter { positions[$0].isFinite }
    guard rows.count < count || height > 1 else { return self }
    return selected(rows)
  }
}
