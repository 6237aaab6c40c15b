import CairnClouds
import Testing

/// Cropping, labels by size, columns of normals.
struct PreparingTests {
  static let cloud: PointCloud = {
    var cloud = PointCloud(
      count: 5,
      columns: [
        Field("x", .float32([0.1, 0.2, .nan, 0.9, 1])), Field("y", .float32([0, 0, 0, 0, 0])),
        Field("z", .float32([0, 0, 0, 0, -1])), Field("ring", .uint8([1, 2, 3, 4, 5])),
      ])
    cloud.comments = ["kept"]
    return cloud
  }()

  @Test func `a box holds its faces, in the type of the coordinates`() throws {
    // 0.1 and 0.9 as float32 are not the doubles of that name.
    let mask = try #require(Self.cloud.mask(between: [0.1, 0, 0], and: [0.9, 0, 0]))
    #expect(mask.isSelected == [true, true, false, true, false])
    let cropped = Self.cloud.selected(mask)
    #expect(cropped.field("ring")?.values == .uint8([1, 2, 4]))
    #expect(cropped.comments == ["kept"])
  }

  @Test func `a box in large coordinates is exact`() throws {
    let cloud = PointCloud(
      count: 2,
      columns: [
        Field("x", .float64([5_000_000.123, 5_000_000.124])), Field("y", .float64([1, 1])),
        Field("z", .int32([7, 7])),
      ])
    let mask = try #require(cloud.mask(between: [5_000_000.1235, 0, 7], and: [6_000_000, 2, 7]))
    #expect(mask.isSelected == [false, true])
    #expect(cloud.mask(between: [1, 1, 1], and: [0, 0, 0])?.selectedCount == 0)
    #expect(PointCloud(count: 0, columns: []).mask(between: .zero, and: .one) == nil)
  }

  @Test func `the largest group is 1, equal ones come by their first point`() {
    #expect(labelsBySize(of: [2, 0, 0, -1, 1, 1, 5]) == [3, 1, 1, 0, 2, 2, 4])
    #expect(labelsBySize(of: [2, 0, 0, -1, 1], minimumCount: 2) == [0, 1, 1, 0, 0])
    #expect(labelsBySize(of: []) == [])
    #expect(labelsBySize(of: [-1, -1]) == [0, 0])
  }

  @Test func `normals replace those that are there`() {
    var cloud = PointCloud(positions: [.zero, .one])
    #expect(cloud.normalNames == nil)
    cloud.setNormals([[1, 0, 0], [0, 1, 0]], names: .long)
    #expect(cloud.fields.map(\.name) == ["x", "y", "z", "normal_x", "normal_y", "normal_z"])
    cloud.setNormals([[0, 0, 1], [0, 0, 1]], curvatures: [0.5, 0.25])
    #expect(
      cloud.fields.map(\.name) == ["x", "y", "z", "normal_x", "normal_y", "normal_z", "curvature"])
    #expect(cloud.field("normal_z")?.values == .float32([1, 1]))
    #expect(cloud.field("normal_x")?.values == .float32([0, 0]))
    #expect(cloud.field("curvature")?.values == .float32([0.5, 0.25]))
  }
}
