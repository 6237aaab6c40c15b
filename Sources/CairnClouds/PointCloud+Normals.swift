extension PointCloud {
  /// How files name the three columns of a normal.
  public enum NormalNames: Sendable, Hashable, CaseIterable {
    /// `nx ny nz`, as in PLY.
    case short
    /// `normal_x normal_y normal_z`, as in PCD.
    case long

    /// The names of x, y and z.
    public var names: [String] {
      self == .short ? ["nx", "ny", "nz"] : ["normal_x", "normal_y", "normal_z"]
    }
  }

  /// The names of the columns that hold normals; `nil` where there are none.
  public var normalNames: NormalNames? {
    NormalNames.allCases.first { $0.names.allSatisfy { field($0)?.isScalar ?? false } }
  }

  /// Writes normals into float32 columns, and curvatures into the column `curvature`.
  ///
  /// Columns of normals that are there already, by either name, are replaced.
  ///
  /// - Parameters:
  ///   - normals: One vector per point.
  ///   - curvatures: One per point; without them, the column stays as it is.
  ///   - names: The names of new columns.
  public mutating func setNormals(
    _ normals: [SIMD3<Float>], curvatures: [Float]? = nil, names: NormalNames = .short
  ) {
    for (axis, name) in (normalNames ?? names).names.enumerated() {
      replaceOrAppend(Field(name, .float32(normals.map { $0[axis] })))
    }
    if let curvatures { replaceOrAppend(Field("curvature", .float32(curvatures))) }
  }
}
