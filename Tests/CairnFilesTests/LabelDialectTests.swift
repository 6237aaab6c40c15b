import CairnClouds
import CairnFiles
import Testing

struct LabelDialectTests {
  typealias Failure = LabelDialect.Failure

  /// Two points with a bit of everything.
  var cloud: PointCloud {
    var cloud = PointCloud(
      count: 2,
      columns: [
        Field("intensity", .float32([7, 8])), Field("X", .float64([5_000_000.123, 1])),
        Field("Y", .float64([0.5, 1])), Field("Z", .int16([1, 2])),
        Field("red", .uint8([255, 1])), Field("green", .uint8([128, 2])),
        Field("blue", .uint8([1, 3])), Field("index", .int32([1, 2])),
        Field("label", .uint16([7, 65535])),
      ], width: 1, height: 2)
    cloud.viewpoint.translation = [1, 2, 3]
    return cloud
  }

  @Test func `native changes nothing`() throws {
    let export = try LabelDialect.native.apply(to: cloud, for: .npy)
    #expect(export.cloud == cloud && export.losses == [] && export.companion == nil)
  }

  @Test func `a PCD for PCL has exactly what PointXYZRGBL reads`() throws {
    let export = try LabelDialect.pcl.apply(to: cloud, for: .pcd)
    #expect(
      export.losses == [
        .converted(field: "X", from: .float64, to: .float32, inexactCount: 1),
        .renamed(field: "X", to: "x"), .renamed(field: "Y", to: "y"), .renamed(field: "Z", to: "z"),
        .converted(field: "label", from: .uint16, to: .uint32, inexactCount: 0),
        .fields(["intensity", "index"]),
      ])
    let (bytes, losses) = try export.cloud.encoded(as: .pcd)
    #expect(losses == [])
    let header = String(decoding: bytes.prefix(400), as: UTF8.self)
    for line in [
      "\nFIELDS x y z rgb label\n", "\nSIZE 4 4 4 4 4\n", "\nTYPE F F F F U\n",
      "\nCOUNT 1 1 1 1 1\n", "\nWIDTH 1\n", "\nHEIGHT 2\n", "\nVIEWPOINT 1 2 3 1 0 0 0\n",
      "\nDATA binary\n",
    ] {
      #expect(header.contains(line), "\(line) in \(header)")
    }
    let back = try CloudReader.read(bytes: bytes, name: "a.pcd").cloud
    #expect(
      back.field("rgb")?.values
        == .float32([
          Float(bitPattern: 0xFF8001), Float(bitPattern: 0x010203),
        ]))
    #expect(back.labels == [7, 65535])
    #expect(back.field("x")?.values == .float32([5_000_000, 1]))
  }

  @Test func `packed colours keep their type for PCL`() throws {
    var packed = PointCloud(positions: [.zero])
    packed.append(Field("rgba", .uint32([0x8011_2233])))
    let export = try LabelDialect.pcl.apply(to: packed, for: .pcd)
    #expect(export.cloud.field("rgb")?.values == .uint32([0x0011_2233]))
    #expect(export.losses == [.zeros(field: "label")])
    #expect(export.cloud.labels == [0])
    // Without colours it is what PointXYZL reads.
    let plain = try LabelDialect.pcl.apply(to: PointCloud(positions: [.one]), for: .pcd)
    #expect(plain.cloud.fields.map(\.name) == ["x", "y", "z", "label"])
  }

  @Test func `a PLY for PCL has bytes of colour`() throws {
    let export = try LabelDialect.pcl.apply(to: cloud, for: .ply)
    let header = String(
      decoding: try export.cloud.encoded(as: .ply).bytes.prefix(400), as: UTF8.self)
    #expect(
      header.contains(
        "property float x\nproperty float y\nproperty float z\nproperty uchar red\n"
          + "property uchar green\nproperty uchar blue\nproperty uint label\n"), "\(header)")
  }

  @Test func `CloudCompare gets scalar fields under names that it does not misread`() throws {
    var cloud = cloud
    cloud.append(Field("normal_x", .float32([0, 1])))
    cloud.append(Field("sphinx", .float32([0, 1])))
    cloud.append(Field("two", .int8([1, 2, 3, 4]), count: 2))
    let export = try LabelDialect.cloudcompare.apply(to: cloud, for: .ply)
    #expect(
      export.cloud.fields.map(\.name) == [
        "x", "y", "z", "nx", "red", "green", "blue", "intensity", "scalar_index_", "scalar_label",
        "scalar_sphin_x_", "scalar_two_0", "scalar_two_1",
      ])
    #expect(export.cloud.field("scalar_label")?.values == .float32([7, 65535]))
    #expect(export.cloud.field("scalar_two_1")?.values == .int8([2, 4]))
    #expect(export.cloud.field("x")?.type == .float64)
    #expect(export.losses.contains(.renamed(field: "label", to: "scalar_label")))
    #expect(export.losses.contains(.split(field: "two")))
    #expect(try export.cloud.encoded(as: .ply).losses.contains(.fields(["label"])) == false)
  }

  @Test func `ids that a float cannot hold are refused for CloudCompare`() throws {
    var cloud = PointCloud(positions: [.zero, .one, .one])
    cloud.append(Field("label", .uint32([1 << 24, (1 << 24) + 1, 9])))
    #expect(throws: Failure.idTooLarge(field: "label", id: (1 << 24) + 1, point: 1)) {
      try LabelDialect.cloudcompare.apply(to: cloud, for: .ply)
    }
    cloud.setLabels([1 << 24, 0, 1], updating: true)
    #expect(throws: Never.self) { try LabelDialect.cloudcompare.apply(to: cloud, for: .ply) }
  }

  @Test func `SemanticKITTI has the labels beside the scan`() throws {
    var cloud = cloud
    cloud.append(Field("semantic", .uint8([10, 40])))
    let export = try LabelDialect.semantickitti.apply(to: cloud, for: .kitti)
    #expect(export.companion == SemanticKITTILabels(semantic: [10, 40], instance: [7, 65535]))
    let (bytes, losses) = try export.cloud.encoded(as: .kitti)
    #expect(bytes.count == 2 * 16)
    #expect(!losses.contains { $0.description.contains("label") })
    cloud.append(Field("other", .uint8([10, 40])))
    cloud.setLabels([1, 65536], updating: true)
    #expect(throws: Failure.semanticKITTI(.idTooLarge(field: "label", id: 65536, point: 1))) {
      try LabelDialect.semantickitti.apply(to: cloud, for: .kitti)
    }
  }

  @Test func `what a dialect cannot do is an error that says what can`() {
    #expect(throws: Failure.wrongFormat(.cloudcompare, .pcd)) {
      try LabelDialect.cloudcompare.apply(to: cloud, for: .pcd)
    }
    #expect(
      Failure.wrongFormat(.pcl, .npy).description
        == "dialect pcl does not exist in npy files; write pcd or ply")
    let bare = PointCloud(count: 1, columns: [Field("label", .int8([-1]))])
    for dialect in [LabelDialect.pcl, .cloudcompare] {
      #expect(throws: Failure.noCoordinates) { try dialect.apply(to: bare, for: .ply) }
    }
    var negative = PointCloud(positions: [.zero])
    negative.append(Field("label", .int8([-1])))
    #expect(throws: Failure.notIds(field: "label")) {
      try LabelDialect.pcl.apply(to: negative, for: .ply)
    }
  }
}
