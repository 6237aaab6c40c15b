import CairnClouds
import CairnFiles
import Testing

struct SemanticKITTILabelsTests {
  typealias Failure = SemanticKITTILabels.Failure
  // Class 10, object 1; class 252, object 65535; class 10, object 0; class 30, object 1.
  let bytes: [UInt8] = [10, 0, 1, 0, 252, 0, 255, 255, 10, 0, 0, 0, 30, 0, 1, 0]
  let scan = PointCloud(positions: [.zero, .one, .one, .zero])

  @Test func `class is the lower half, object the upper`() throws {
    let labels = try reading(bytes) { try SemanticKITTILabels(reading: &$0, points: 4) }
    #expect(labels.semantic == [10, 252, 10, 30])
    #expect(labels.instance == [1, 65535, 0, 1])
    var cloud = scan
    cloud.append(Field("semantic", .uint8([1, 1, 1, 1])))
    let notes = labels.attach(to: &cloud)
    #expect(cloud.fields.map(\.name) == ["x", "y", "z", "semantic_input", "semantic", "label"])
    #expect(cloud.labels == [1, 65535, 0, 1])
    #expect(cloud.field("semantic")?.values == .uint32([10, 252, 10, 30]))
    #expect(
      notes == [
        "1 object numbers, the first 1, belong to objects of several classes; "
          + "only semantic and label together name an object"
      ])
    #expect(try written { try SemanticKITTILabels(cloud).write(to: $0) } == bytes)
  }

  @Test func `the labels of the package's own scan fit it`() throws {
    let scan = try reading(datasetBytes("raw/kitti.bin")) { try RawCloud.read(&$0).cloud }
    let labels = try reading(datasetBytes("raw/kitti.label")) {
      try SemanticKITTILabels(reading: &$0, points: scan.count)
    }
    #expect(Set(labels.semantic) == [10, 40])
  }

  @Test(arguments: [0, 12, 15, 20])
  func `another number of labels is refused`(count: Int) {
    let bytes = Array((bytes + bytes)[..<count])
    #expect(throws: Failure.countMismatch(labelBytes: count, points: 4)) {
      try reading(bytes) { try SemanticKITTILabels(reading: &$0, points: 4) }
    }
  }

  @Test func `ids that do not fit name the first point`() throws {
    var cloud = scan
    #expect(throws: Failure.noLabels) { try SemanticKITTILabels(cloud) }
    cloud.append(Field("label", .uint32([0, 65535, 65536, 70000])))
    #expect(throws: Failure.idTooLarge(field: "label", id: 65536, point: 2)) {
      try SemanticKITTILabels(cloud)
    }
    cloud.setLabels([1, 2, 3, 4], updating: true)
    cloud.append(Field("semantic", .float32([1, 2, 2.5, 0])))
    #expect(throws: Failure.notIds(field: "semantic")) { try SemanticKITTILabels(cloud) }
    cloud.removeFields(named: "semantic")
    #expect(try SemanticKITTILabels(cloud).semantic == [0, 0, 0, 0])
  }
}
