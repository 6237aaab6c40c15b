import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct TextCloudTests {
  func read(_ text: String) throws -> (cloud: PointCloud, notes: [String]) {
    try reading(Array(text.utf8)) { try TextCloud.read(&$0) }
  }

  func file(_ name: String) throws -> (cloud: PointCloud, notes: [String]) {
    try reading(datasetBytes("text/\(name)")) { try TextCloud.read(&$0) }
  }

  @Test func `blanks of any number separate, empty lines count for nothing`() throws {
    let (cloud, notes) = try file("plain.xyz")
    #expect(
      cloud.columns == [
        Field("x", .float64([1, 4.5, 7])), Field("y", .float64([2, -0.005, 8])),
        Field("z", .float64([3, 6, .nan])),
      ])
    #expect(cloud.origin == CloudOrigin(format: .text, encoding: .ascii))
    #expect(notes == [])
  }

  @Test func `names come from a comment above the points`() throws {
    let cloudCompare = try file("cloudcompare.asc").cloud
    #expect(cloudCompare.fields.map(\.name) == ["X", "Y", "Z", "R", "G", "B", "Intensity"])
    #expect(cloudCompare.field("G")?.values == .uint8([0, 1]))
    #expect(cloudCompare.colors?[0] == SIMD3<Float>(1, 0, 10.0 / 255))
    #expect(cloudCompare.comments == [])
    let commented = try file("comments.txt").cloud
    #expect(commented.fields.map(\.name) == ["x", "y", "z", "intensity"])
    #expect(commented.comments == ["made by hand", "between"])
    #expect(commented.field("x")?.values == .float64([0.1, 1000]))
    #expect(commented.field("intensity")?.values == .int32([12, -3]))
  }

  @Test func `quoted names, a byte order mark, CRLF and empty values are read`() throws {
    let (cloud, notes) = try file("quoted.csv")
    #expect(cloud.fields.map(\.name) == ["x", "y", "z", "Größe; \"a\"", "label"])
    #expect(cloud.field("z")?.values == .float64([3, .nan]))
    #expect(cloud.labels == [7, 8])
    #expect(cloud.field("label")?.type == .uint32)
    #expect(notes == ["1 empty values are read as NaN"])
  }

  @Test func `integers stay integers, whatever their size`() throws {
    let cloud = try file("comma_blank.csv").cloud
    #expect(cloud.field("time")?.values == .int64([1_700_000_000_123_456_789, 5]))
    // Minus zero is no integer; y and z follow x.
    #expect(cloud.field("x")?.values == .float64([1, -0.0]))
    let (types, _) = try read(
      "x y z red label ring big wide\n1 2 3 255 4 -1 3000000000 -9223372036854775808\n")
    #expect(
      types.fields.map(\.type) == [
        .float32, .float32, .float32, .uint8, .uint32, .int32, .uint32, .int64,
      ])
    #expect(try read("16777217 1 1\n").cloud.fields.map(\.type) == [.float64, .float64, .float64])
  }

  @Test func `counted scans become one cloud with a column for the scan`() throws {
    let (cloud, notes) = try file("two_scans.pts")
    #expect(
      cloud.fields.map(\.name) == [
        "x", "y", "z", "intensity", "red", "green", "blue", "scan",
      ])
    #expect(cloud.field("scan")?.values == .uint32([0, 0, 1]))
    #expect(cloud.field("intensity")?.values == .int32([-100, -200, 300]))
    #expect(cloud.origin?.format == .pts)
    #expect(
      notes == [
        "the 7 columns have no names and were taken for x y z intensity red green blue",
        "the file holds 2 scans; the field 'scan' counts them from 0",
      ])
    #expect(
      try written { _ = try TextCloud.write(cloud, style: .pts, to: $0) }
        == datasetBytes("text/two_scans.pts"))
    #expect(try read("0\n").cloud.count == 0)
    let more = try read("1\n1 2 3\n4 5 6\n")
    #expect(more.cloud.count == 2)
    #expect(more.notes == ["1 points more than the count lines promise; all are read"])
  }

  @Test(arguments: [
    ("1 2 3 4\n", ["intensity"]), ("1 2 3 4 5\n", ["intensity", "ring"]),
    ("1 2 3 4 5.5\n", ["c3", "c4"]), ("1 2 3 9 8 7\n", ["red", "green", "blue"]),
    ("1 2 3 0 0.6 -0.8\n", ["nx", "ny", "nz"]), ("1 2 3 0.5 9 -0.8\n", ["c3", "c4", "c5"]),
    ("1 2 3 -5.5 9 8 7\n", ["intensity", "red", "green", "blue"]),
    ("1 2 3 9 8 7 300\n", ["red", "green", "blue", "label"]),
    ("1 2 3 9 8 7 0 1 0\n", ["red", "green", "blue", "nx", "ny", "nz"]),
    ("1 2 3 0 0 -1 9 8 7\n", ["nx", "ny", "nz", "red", "green", "blue"]),
    ("1 2 3 4 5 6 7 8\n", ["c3", "c4", "c5", "c6", "c7"]),
  ])
  func `columns without names are named by number and values`(text: String, names: [String]) throws
  {
    let (cloud, notes) = try read(text)
    #expect(cloud.fields.map(\.name) == ["x", "y", "z"] + names)
    #expect(
      notes == [
        "the \(names.count + 3) columns have no names and were taken for "
          + (["x", "y", "z"] + names).joined(separator: " ")
      ])
  }

  @Test(arguments: [
    "1,2,3\n4,5,6", "1;2;3\n4;5;6\n", "1\t2\t3\r\n4\t5\t6\r\n", "1 2 3\r4 5 6\r",
    "1, 2, 3,\n4, 5, 6,\n", "\"1\",\"2\",\"3\"\n4,5,6\n", "1\t\t2  3\n4 5 6", "x y z\n1,2,3\n4,5,6",
    "// comment\n2\n1 2 3\n4 5 6\n", "  1 2 3  \n\n4 5 6 \n",
  ])
  func `the same points whatever stands between them`(text: String) throws {
    let cloud = try read(text).cloud
    #expect(
      cloud.columns == [
        Field("x", .float32([1, 4])), Field("y", .float32([2, 5])), Field("z", .float32([3, 6])),
      ])
  }

  @Test(arguments: [
    "0.1", "-0", "1e22", "1e23", "9007199254740993", "0.30000000000000004", "5e-324", "2.5e-324",
    "1.7976931348623157e308", "123456789012345678901234567890", "4.35", "0.000001",
    "8.5e-318", "2.2250738585072011e-308", "+.5", "5.", "1E+2", "00012.50", "infinity", "-INF",
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
  ])
  func `numbers come out as the nearest Double`(text: String) throws {
    let value = try read("a,b\n0.5,\(text)\n").cloud.field("b")?.values.doubles().first
    #expect(value?.bitPattern == Double(text)?.bitPattern)
  }

  @Test func `random Doubles survive text`() throws {
    var generator = SeededBytes()
    var values: [Double] = []
    while values.count < 2000 {
      let bits = (0..<8).reduce(UInt64(0)) { bits, _ in bits << 8 | UInt64(generator.next()) }
      let value = Double(bitPattern: bits)
      if value.isFinite { values.append(value) }
    }
    let cloud = PointCloud(
      count: values.count,
      columns: ["x", "y", "z"].map { Field($0, .float64(values)) })
    let text = try written { _ = try TextCloud.write(cloud, style: .xyz, to: $0) }
    #expect(try reading(text) { try TextCloud.read(&$0).cloud }.columns == cloud.columns)
  }

  static let broken: [(text: String, line: Int, column: Int, problem: TextCloudError.Problem)] = [
    ("1 2 3\n4 abc 6\n", 2, 3, .notANumber("abc")), ("1 2 3\n4 5 6x\n", 2, 5, .notANumber("6x")),
    ("1 2 3\n4 5 1e\n", 2, 5, .notANumber("1e")), ("1 2 3\n4 5 1_0\n", 2, 5, .notANumber("1_0")),
    ("1 2 3\n4 5 --6\n", 2, 5, .notANumber("--6")), ("1 2 3\n4 5 .\n", 2, 5, .notANumber(".")),
    ("1 2 3\n4 5 nan(1)\n", 2, 5, .notANumber("nan(1)")),
    ("1 2 3\n4 5 \u{1}\n", 2, 5, .notANumber("\\u{01}")),
    ("1,5 2,5 3,5\n", 1, 1, .decimalComma("1,5")), ("1,5;2,5;3,5\n", 1, 1, .decimalComma("1,5")),
    ("x y z\n1 2 3\n1 2 3,25\n", 3, 5, .decimalComma("3,25")),
    ("1 2 0x1F\n", 1, 5, .hexadecimal("0x1F")),
    ("1 2 3\n1 -0X1p3 3\n", 2, 3, .hexadecimal("-0X1p3")),
    ("1 2 3\n1 2 1e999\n", 2, 5, .outOfRange("1e999")),
    ("1 2 3\n\n4 5\n", 3, 1, .valueCount(expected: 3, found: 2)),
    ("1 2 3\n4 5 6 7\n", 2, 1, .valueCount(expected: 3, found: 4)),
    ("x,y,z\n1,2,3,4\n", 2, 1, .valueCount(expected: 3, found: 4)),
    ("x,y,z\n1,2\n", 2, 1, .valueCount(expected: 3, found: 2)),
    ("1 2\n3 4\n", 1, 1, .tooFewColumns(2)), ("5\n6\n7\n", 1, 1, .tooFewColumns(1)),
    ("3\n1 2 3\n4 5 6\n", 1, 1, .missingRows(expected: 3, found: 2)),
    ("# a\n7\n", 2, 1, .missingRows(expected: 7, found: 0)),
    ("1\n1 2 3\n2\n1 2 3\n", 3, 1, .missingRows(expected: 2, found: 1)),
    ("2\n1 2 3\n2\n1 2 3\n", 3, 1, .valueCount(expected: 3, found: 1)),
    ("ab\u{0}c\n", 1, 3, .notText(byte: 0)),
  ]

  @Test(arguments: broken)
  func `a broken line is refused with line, column and text`(
    text: String, line: Int, column: Int, problem: TextCloudError.Problem
  ) {
    #expect(throws: TextCloudError(line: line, column: column, problem)) { try read(text) }
  }

  @Test func `other kinds of files are refused`() {
    #expect(throws: TextCloudError(line: 1, column: 1, .utf16)) {
      try reading([0xFF, 0xFE, 0x31, 0, 0x20, 0]) { try TextCloud.read(&$0) }
    }
    let long = [UInt8](repeating: 0x31, count: 3_000_000)
    let error = #expect(throws: TextCloudError.self) {
      try reading(long) { try TextCloud.read(&$0) }
    }
    #expect(error?.problem == .lineTooLong(limit: 1 << 20))
    #expect(
      TextCloudError(line: 2, column: 3, .notANumber("abc")).description
        == "line 2, column 3: 'abc' is not a number")
  }

  @Test func `a file without points is an empty cloud, and says so`() throws {
    for text in ["", "\n\n", "# only a comment\n"] {
      let (cloud, notes) = try read(text)
      #expect(cloud.count == 0)
      #expect(cloud.fields.map(\.name) == ["x", "y", "z"])
      #expect(notes == ["the file holds no points"])
    }
    #expect(try read("x,y,z,label\n").cloud.fields.map(\.name) == ["x", "y", "z", "label"])
  }

  @Test func `repeated and empty names become unique`() throws {
    let (cloud, notes) = try read(",x,y,z,x\n0,1,2,3,4\n")
    #expect(cloud.fields.map(\.name) == ["c0", "x", "y", "z", "x_2"])
    #expect(notes == ["column 1, '', is called 'c0'", "column 5, 'x', is called 'x_2'"])
  }

  @Test func `lines are found across windows, whatever ends them`() throws {
    let rows = (0..<60_000).map { "\($0).5 \($0 * 7) -\($0)e-3" }
    let folder = try TestFiles.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, end) in ["\n", "\r\n", "\r"].enumerated() {
      let path = folder.appending(path: "\(index).xyz").path
      try Data(rows.joined(separator: end).utf8).write(to: URL(filePath: path))
      var reader = try ByteReader(path: path)
      let cloud = try TextCloud.read(&reader).cloud
      #expect(cloud.count == 60_000)
      #expect(cloud.field("x")?.values.doubles().last == 59_999.5)
      #expect(cloud.field("z")?.values.doubles().last == -59.999)
    }
  }

  @Test(arguments: ["plain.xyz", "cloudcompare.asc", "quoted.csv", "two_scans.pts", "comments.txt"])
  func `no prefix and no changed byte stops the reader`(name: String) throws {
    let outcome = mutating(try datasetBytes("text/\(name)")) { _ = try TextCloud.read(&$0) }
    #expect(outcome.read > 20 && outcome.refused > 20)
  }
}
