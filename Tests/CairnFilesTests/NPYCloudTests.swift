import CairnClouds
import CairnFiles
import Testing

struct NPYCloudTests {
  func read(_ name: String) throws -> (cloud: PointCloud, notes: [String]) {
    try reading(datasetBytes("npy/\(name).npy")) { try NPYCloud.read(&$0) }
  }

  /// A file with the header given.
  func file(
    _ dictionary: String, version: UInt8 = 1, data: [UInt8] = [], length: Int? = nil
  ) -> [UInt8] {
    let length = length ?? dictionary.utf8.count
    let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(length >> (8 * $0) & 255) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + lengthBytes + Array(dictionary.utf8) + data
  }

  func error(_ bytes: [UInt8]) -> NPYError? {
    #expect(throws: NPYError.self) { try reading(bytes) { try NPYCloud.read(&$0) } }
  }

  @Test func `byte order and index order do not change the values`() throws {
    let plain = try read("float32_c").cloud
    #expect(plain.fields.map(\.name) == ["x", "y", "z", "intensity"])
    #expect(plain.field("intensity")?.values == .float32([0, 0.125, 0.25, 0.375, 0.5, 0.625]))
    #expect(plain.field("x")?.values.floats().first == 5)
    let big = try read("float32_big").cloud
    #expect(big.columns == plain.columns)
    #expect(big.origin == CloudOrigin(format: .npy, encoding: .binaryBigEndian, version: "1.0"))
    let fortran = try read("float64_fortran").cloud
    #expect(fortran.fields.map { $0.values.floats() } == plain.fields.map { $0.values.floats() })
    #expect(fortran.fields.allSatisfy { $0.type == .float64 })
    #expect(try read("version2").cloud.columns == plain.columns)
  }

  @Test func `integers keep their type`() throws {
    let (cloud, notes) = try read("int16_xyz")
    #expect(cloud.fields.map(\.type) == [.int16, .int16, .int16])
    #expect(cloud.field("z")?.values == .int16([-170, -169, -168, -167, -166, -165]))
    #expect(notes == [])
  }

  @Test func `six columns are colours or normals, as their values say`() throws {
    let colored = try read("float32_rgb")
    #expect(colored.cloud.fields.map(\.name) == ["x", "y", "z", "red", "green", "blue"])
    #expect(
      colored.notes == [
        "the 6 columns have no names and were taken for x y z red green blue"
      ])
    #expect(try read("float32_normals").cloud.fields.map(\.name)[3...] == ["nx", "ny", "nz"])
  }

  @Test func `fields of a structured array are columns`() throws {
    let (cloud, notes) = try read("structured")
    #expect(cloud.fields.map(\.name) == ["x", "y", "z", "rgb", "label", "t"])
    #expect(cloud.fields.map(\.type) == [.float64, .float64, .float64, .uint8, .uint32, .int64])
    #expect(cloud.field("rgb")?.count == 3)
    #expect(cloud.field("x")?.values == .float64([5_000_000.123, 2, 3, 4]))
    #expect(cloud.field("z")?.values == .float64([0.1, 0.2, 0.3, .nan]))
    #expect(cloud.labels == [1, 2, 3, 70000])
    #expect(cloud.field("t")?.values == .int64([-1, 1 << 40, 3, 4]))
    #expect(notes == [])
    #expect(try read("nested").cloud.fields.map(\.name) == ["p.x", "p.y", "p.z", "label"])
    #expect(try read("version3").cloud.field("größe")?.values == .float32([3, 3]))
  }

  @Test func `gaps between fields stay gaps`() throws {
    let bytes = try datasetBytes("npy/padded.npy")
    let cloud = try reading(bytes) { try NPYCloud.read(&$0).cloud }
    #expect(cloud.fields.map(\.name) == ["x", "y", "z", "i"])
    #expect(cloud.field("i")?.values == .uint16([1, 2, 65535]))
    #expect(cloud.columns.filter(\.isPadding).map(\.byteCount) == [2, 4])
    let back = try written { _ = try NPYCloud.write(cloud, to: $0) }
    #expect(back[(back.count - 60)...] == bytes[(bytes.count - 60)...])
  }

  @Test func `a grid of points is organised in either index order`() throws {
    for name in ["organized", "organized_fortran"] {
      let cloud = try read(name).cloud
      #expect(cloud.width == 4 && cloud.height == 2)
      #expect(cloud.field("x")?.values == .float32([0, 3, 6, 9, 12, 15, 18, 21]))
      #expect(cloud.field("z")?.values == .float32([2, 5, 8, 11, 14, 17, 20, 23]))
    }
  }

  @Test func `halves and Bools are taken and noted`() throws {
    let half = try read("half")
    #expect(half.cloud.field("x")?.values == .float32([0.5, 0x1p-24]))
    #expect(half.cloud.field("y")?.values == .float32([-2, .infinity]))
    #expect(half.cloud.field("z")?.values.floats()[0] == 65504)
    #expect(half.cloud.field("z")?.values.floats()[1].isNaN == true)
    #expect(half.notes == ["half-precision values are kept as float32"])
    let bool = try read("bool")
    #expect(bool.cloud.field("value")?.values == .uint8([1, 0, 1]))
    #expect(bool.notes == ["Bools are kept as uint8, 0 and 1"])
    #expect(try read("empty").cloud.count == 0)
  }

  @Test func `what was read is written with the same payload`() throws {
    for (name, isBigEndian) in [("float32_c", false), ("float32_big", true), ("int16_xyz", false)] {
      let bytes = try datasetBytes("npy/\(name).npy")
      let cloud = try read(name).cloud
      var losses: [CloudLoss]?
      let back = try written {
        losses = try NPYCloud.write(cloud, isBigEndian: isBigEndian, to: $0)
      }
      #expect(losses == [])
      #expect(back[128...] == bytes[128...] || back[192...] == bytes[128...])
      #expect(try reading(back) { try NPYCloud.read(&$0).cloud } == cloud)
    }
  }

  @Test func `every type, count and name survives`() throws {
    var columns = ScalarType.allCases.map {
      Field($0.rawValue, FieldValues.float64([1, 2, 3, 4, 5, 6]).converted(to: $0).values)
    }
    columns.append(Field("it's \\ \u{7} 点", .float32([.nan, -0.0, 1, 2, 3, 4])))
    columns.append(Field("normal", .float64((0..<18).map(Double.init)), count: 3))
    columns.append(Field("nothing", .int8([]), count: 0))
    var cloud = PointCloud(count: 6, columns: columns, width: 3, height: 2)
    for isBigEndian in [false, true] {
      let bytes = try written { _ = try NPYCloud.write(cloud, isBigEndian: isBigEndian, to: $0) }
      #expect((bytes.count - 6 * 70).isMultiple(of: 64))
      let back = try reading(bytes) { try NPYCloud.read(&$0).cloud }
      #expect(back.columns == cloud.columns)
      #expect(back.width == 3 && back.height == 2)
    }
    cloud.append(Field("float64", .int8([1, 1, 1, 1, 1, 1])))
    cloud.append(Field("float64", .int8([2, 2, 2, 2, 2, 2])))
    cloud.append(Field("", .int8([2, 2, 2, 2, 2, 2])))
    cloud.append(
      Field(list: "l", .int8([]), lengthType: .uint8, offsets: Array(repeating: 0, count: 7)))
    cloud.comments = ["a"]
    cloud.trailingElements = [Element(name: "face", count: 0, fields: [])]
    var losses: [CloudLoss]?
    let bytes = try written { losses = try NPYCloud.write(cloud, to: $0) }
    #expect(
      losses == [
        .renamed(field: "float64", to: "float64_2"), .renamed(field: "float64", to: "float64_3"),
        .renamed(field: "", to: "c15"), .list(field: "l"), .comments, .elements(["face"]),
      ])
    #expect(try reading(bytes) { try NPYCloud.read(&$0).cloud }.columns.count == 16)
  }

  @Test func `a broken header names its byte`() {
    let good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    #expect(error([]) == .truncatedHeader(byteOffset: 0, expected: 10))
    #expect(error(Array("ply\n".utf8)) == .noMagic)
    #expect(error(file(good, version: 4)) == .unknownVersion(major: 4, minor: 0))
    #expect(error(file(good, length: 500)) == .truncatedHeader(byteOffset: 69, expected: 510))
    #expect(
      error(file(good, version: 2, length: 2_000_000)) == .headerTooLong(byteCount: 2_000_000))
    #expect(
      error(file("{'descr': <f4}")) == .malformedHeader(byteOffset: 20, expected: "a value"))
    #expect(
      error(file("{'descr' '<f4'}")) == .malformedHeader(byteOffset: 19, expected: ":"))
    #expect(
      error(file("{'descr': 1 2}")) == .malformedHeader(byteOffset: 22, expected: ", or }"))
    #expect(
      error(file("{'descr': __import__('os')}"))
        == .malformedHeader(byteOffset: 20, expected: "a value"))
    #expect(
      error(file("{} + {}")) == .malformedHeader(byteOffset: 13, expected: "the end of the header"))
    #expect(error(file("[]")) == .malformedHeader(byteOffset: 10, expected: "a dictionary"))
    #expect(
      error(file(String(repeating: "(", count: 60000)))
        == .malformedHeader(byteOffset: 26, expected: "at most 16 levels of brackets"))
    #expect(
      error(file("{'shape': (99999999999999999999,)}"))
        == .malformedHeader(byteOffset: 21, expected: "an integer of at most 64 bits"))
  }

  @Test func `an entry that is wrong is named`() {
    #expect(error(file("{'descr': '<f4', 'shape': (3,)}")) == .badEntry("fortran_order"))
    #expect(error(file("{'a': 1}")) == .badEntry("a"))
    #expect(error(file("{'shape': 1, 'shape': 1}")) == .badEntry("shape"))
    func with(_ descr: String, _ shape: String = "(2,)") -> NPYError? {
      error(file("{'descr': \(descr), 'fortran_order': False, 'shape': \(shape)}"))
    }
    #expect(with("'<f4'", "(-2, 3)") == .badEntry("shape"))
    #expect(with("'<f4'", "[2, 3]") == .badEntry("shape"))
    #expect(with("[('x',)]") == .badEntry("descr"))
    #expect(with("'<f3'") == .unsupportedType("<f3", field: ""))
    #expect(with("[('x', '<M8[ns]')]") == .unsupportedType("<M8[ns]", field: "x"))
    #expect(with("'|O'") == .pickledObjects(field: ""))
    #expect(with("[]") == .unsupportedShape([2], reason: "an item has no bytes"))
    #expect(
      with("[('x', [('y', 'f4')], (3,))]")
        == .unsupportedType("array of structures", field: "x"))
    #expect(
      with("[('x', '<f4', (9223372036854775807, 2))]")
        == .unsupportedType("an item of more than 1048576 values", field: "x"))
    #expect(
      with("'<f4'", "(2, 0)") == .unsupportedShape([2, 0], reason: "no columns"))
    #expect(
      with("'<f4'", "(3, 5000)")
        == .unsupportedShape(
          [3, 5000], reason: "a column for each point; transpose it, so that every row is a point"))
    #expect(
      with("'<f4'", "(2305843009213693952, 3)")
        == .unsupportedShape(
          [2_305_843_009_213_693_952, 3], reason: "more bytes than can be counted"))
    for shape in ["()", "(1, 2, 3, 4)"] {
      guard case .unsupportedShape = with("'<f4'", shape) else {
        Issue.record("shape \(shape) was taken")
        return
      }
    }
  }

  @Test func `types that no field can hold are refused`() throws {
    #expect(try error(datasetBytes("npy/object.npy")) == .pickledObjects(field: ""))
    #expect(try error(datasetBytes("npy/complex.npy")) == .unsupportedType("<c8", field: ""))
  }

  @Test func `data that ends early names the row, more data is noted`() throws {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}"
    #expect(
      error(file(header, data: Array(repeating: 0, count: 23)))
        == .truncatedData(expected: 24, found: 23, row: 1))
    // A shape beyond the size of the file allocates nothing.
    #expect(
      error(file("{'descr': '<f8', 'fortran_order': True, 'shape': (100000000000, 3)}"))
        == .truncatedData(expected: 2_400_000_000_000, found: 0, row: 0))
    let (cloud, notes) = try reading(file(header, data: Array(repeating: 0, count: 25))) {
      try NPYCloud.read(&$0)
    }
    #expect(cloud.count == 2)
    #expect(notes == ["there is data after the array, at byte 91; it is not read"])
  }

  @Test func `what Python 2 and other writers wrote is read`() throws {
    let header =
      #"{u"descr": [(('Höhe', 'x'), '|i1'), ('', 'u1')], "shape": (2L, ), 'fortran_order':True}  "#
    let latin = header.unicodeScalars.map { UInt8($0.value) }
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(latin.count), 0] + latin + [1, 2, 3, 4]
    let cloud = try reading(bytes) { try NPYCloud.read(&$0).cloud }
    #expect(cloud.columns == [Field("x", .int8([1, 3])), Field("f1", .uint8([2, 4]))])
  }

  @Test(arguments: ["structured", "padded", "float64_fortran", "version3", "organized_fortran"])
  func `no prefix and no changed byte stops the reader`(name: String) throws {
    let outcome = mutating(try datasetBytes("npy/\(name).npy")) { _ = try NPYCloud.read(&$0) }
    #expect(outcome.read > 100 && outcome.refused > 100)
  }
}
