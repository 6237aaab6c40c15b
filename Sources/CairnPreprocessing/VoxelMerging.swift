import CairnClouds
import CairnGeometry

/// Makes one point of all points of a voxel, column by column.
struct VoxelMerging {
  private let cloud: PointCloud
  private let grid: VoxelGrid
  /// The point nearest to the mean of each voxel.
  private let nearest: [Int]

  init(_ cloud: PointCloud, _ points: [SIMD3<Float>], _ grid: VoxelGrid) {
    self.cloud = cloud
    self.grid = grid
    var nearest = grid.firstPoints.map(Int.init)
    var distances = [Float](repeating: .infinity, count: grid.count)
    for (point, voxel) in grid.voxelOfPoint.enumerated() where voxel >= 0 {
      let distance = (points[point] - grid.centers[Int(voxel)]).squaredLength
      guard distance < distances[Int(voxel)] else { continue }
      distances[Int(voxel)] = distance
      nearest[Int(voxel)] = point
    }
    self.nearest = nearest
  }

  func merged() -> PointCloud {
    var result = cloud.selected(nearest)
    let coordinates = cloud.positionFields.map { [$0.x.name, $0.y.name, $0.z.name] } ?? []
    var averaged: Set = ["intensity", "Intensity", "reflectance", "curvature"]
    averaged.formUnion(coordinates)
    switch cloud.colorSource {
    case .channels(let red, let green, let blue, _)?:
      averaged.formUnion([red, green, blue, "alpha"])
    case .splat?: averaged.formUnion(["f_dc_0", "f_dc_1", "f_dc_2"])
    case .packed(let name)?:
      if let field = cloud.field(name) {
        result.replaceOrAppend(Field(name, colorMeans(of: field.values)))
      }
    case nil: break
    }
    // Of two columns with one name, the second stays what the nearest point has.
    var seen: Set<String> = []
    for field in cloud.fields where seen.insert(field.name).inserted && field.isScalar {
      if averaged.contains(field.name) {
        let means = self.means(of: field.values.doubles())
        result.replaceOrAppend(
          Field(field.name, FieldValues.float64(means).converted(to: field.type).values))
      } else if Self.holdsIds(field.name) {
        result.replaceOrAppend(field.selected(mostFrequent(in: field.values.doubles())))
      }
    }
    mergeNormals(&result)
    return result
  }

  private static func holdsIds(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix("label") || name.hasPrefix("class") || name.hasSuffix("_label")
      || ["semantic", "instance", "object"].contains(name)
  }

  /// The mean of each voxel, NaN left out; what the nearest point has where all are NaN.
  private func means(of values: [Double]) -> [Double] {
    // Relative to one of the values: sums of coordinates of 10⁷ would lose digits.
    let references = nearest.map { values[$0] }
    var sums = [Double](repeating: 0, count: grid.count)
    var counts = [Double](repeating: 0, count: grid.count)
    for (point, voxel) in grid.voxelOfPoint.enumerated() where voxel >= 0 && !values[point].isNaN {
      let reference = references[Int(voxel)]
      sums[Int(voxel)] += values[point] - (reference.isFinite ? reference : 0)
      counts[Int(voxel)] += 1
    }
    return references.indices.map { voxel in
      let reference = references[voxel]
      guard counts[voxel] > 0 else { return reference }
      return (reference.isFinite ? reference : 0) + sums[voxel] / counts[voxel]
    }
  }

  /// The mean of each of the four bytes of packed colors.
  private func colorMeans(of values: FieldValues) -> FieldValues {
    let words: [UInt32] =
      switch values {
      case .float32(let values): values.map(\.bitPattern)
      case .int32(let values): values.map { UInt32(bitPattern: $0) }
      case .uint32(let values): values
      default: []
      }
    var sums = [SIMD4<UInt64>](repeating: .zero, count: grid.count)
    for (point, voxel) in grid.voxelOfPoint.enumerated() where voxel >= 0 {
      sums[Int(voxel)] &+= (SIMD4(repeating: UInt64(words[point])) &>> SIMD4(0, 8, 16, 24)) & 255
    }
    let means = zip(sums, grid.pointCounts).map { sum, count -> UInt32 in
      let half = SIMD4(repeating: UInt64(count) / 2)
      let bytes = (sum &+ half) / SIMD4(repeating: UInt64(count))
      return UInt32(truncatingIfNeeded: (bytes &<< SIMD4(0, 8, 16, 24)).wrappedSum())
    }
    switch values {
    case .float32: return .float32(means.map { Float(bitPattern: $0) })
    case .int32: return .int32(means.map { Int32(bitPattern: $0) })
    default: return .uint32(means)
    }
  }

  /// A point of each voxel with the most frequent value, the smallest of equally frequent ones.
  private func mostFrequent(in values: [Double]) -> [Int] {
    var starts = [Int](repeating: 0, count: grid.count + 1)
    for voxel in 0..<grid.count { starts[voxel + 1] = starts[voxel] + Int(grid.pointCounts[voxel]) }
    var ends = starts
    var rows = [Int32](repeating: 0, count: starts[grid.count])
    for (point, voxel) in grid.voxelOfPoint.enumerated() where voxel >= 0 {
      rows[ends[Int(voxel)]] = Int32(point)
      ends[Int(voxel)] += 1
    }
    func value(_ row: Int32) -> Double {
      let value = values[Int(row)]
      return value.isNaN ? .infinity : value
    }
    return (0..<grid.count).map { voxel in
      let members = rows[starts[voxel]..<starts[voxel + 1]]
      let first = value(members[members.startIndex])
      if members.allSatisfy({ value($0) == first }) { return Int(members[members.startIndex]) }
      let sorted = members.sorted { (value($0), $0) < (value($1), $1) }
      var (best, bestLength, start) = (sorted[0], 0, 0)
      for end in 1...sorted.count
      where end == sorted.count || value(sorted[end]) != value(sorted[start]) {
        if end - start > bestLength { (best, bestLength) = (sorted[start], end - start) }
        start = end
      }
      return Int(best)
    }
  }

  private func mergeNormals(_ result: inout PointCloud) {
    guard let names = cloud.normalNames?.names else { return }
    let fields = names.compactMap { cloud.field($0) }
    guard fields.count == 3, fields.allSatisfy({ $0.type.isFloatingPoint }) else { return }
    let means = fields.map { self.means(of: $0.values.doubles()) }
    let old = names.map { result.field($0)?.values.doubles() ?? [] }
    let directions = (0..<grid.count).map { voxel -> SIMD3<Double> in
      let mean = SIMD3(means[0][voxel], means[1][voxel], means[2][voxel])
      let length = (mean * mean).sum().squareRoot()
      // Normals on both sides of a sheet cancel; their mean would be a direction of rounding errors.
      if length > 0.01 { return mean / length }
      return SIMD3(old[0][voxel], old[1][voxel], old[2][voxel])
    }
    for (axis, field) in fields.enumerated() {
      let values = FieldValues.float64(directions.map { $0[axis] })
      result.replaceOrAppend(Field(field.name, values.converted(to: field.type).values))
    }
  }
}
