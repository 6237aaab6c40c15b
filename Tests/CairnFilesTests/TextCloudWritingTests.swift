import CairnClouds
import CairnFiles
import Testing

struct TextCloudWritingTests {
  var cloud: PointCloud {
    var cloud = PointCloud(
      count: 2,
      columns: [
        Field("label", .uint32([7, 4_294_967_295])), Field("x", .float64([5_000_000.123, 1])),
        Field("y", .float32([0.1, -0.0])), Field("z", .float32([.nan, 1e-20])),
        Field("rgb", .float32([Float(bitPattern: 0x00FF_8001), 0])),
      ])
    cloud.comments = ["one", "two"]
    return cloud
  }

  func write(
    _ cloud: PointCloud, _ style: TextCloud.Style
  ) throws -> (text: String, losses: [CloudLoss]) {
    var losses: [CloudLoss] = []
    let bytes = try written { losses = try TextCloud.write(cloud, style: style, to: $0) }
    return (String(decoding: bytes, as: UTF8.self), losses)
  }

  @Test func `csv has a line of names`() throws {
    let (text, losses) = try write(cloud, .csv)
    #expect(
      text == """
        label,x,y,z,rgb
        7,5000000.123,0.1,nan,16744449
        4294967295,1,-0,1e-20,0

        """)
    #expect(losses == [.comments])
    let back = try reading(Array(text.utf8)) { try TextCloud.read(&$0).cloud }
    #expect(back.labels == cloud.labels)
    #expect(back.colors == cloud.colors)
    #expect(back.positions?.global(0).x == cloud.positions?.global(0).x)
  }

  @Test func `txt keeps comments and names behind hashes`() throws {
    let (text, losses) = try write(cloud, .txt)
    #expect(text.hasPrefix("# one\n# two\n# label x y z rgb\n7 5000000.123 0.1 nan 16744449\n"))
    #expect(losses == [])
    let back = try reading(Array(text.utf8)) { try TextCloud.read(&$0).cloud }
    #expect(back.fields.map(\.name) == cloud.fields.map(\.name))
    #expect(back.comments == ["one", "two"])
  }

  @Test func `txt without coordinates names its columns all the same`() throws {
    let cloud = PointCloud(count: 1, columns: [Field("value", .int32([0]))])
    let (text, _) = try write(cloud, .txt)
    #expect(text == "value\n0\n")
    #expect(
      try reading(Array(text.utf8)) { try TextCloud.read(&$0).cloud }.columns == cloud.columns)
  }

  @Test(arguments: ["a;b", "a,b", "a b", "\"a\"", "1st", "-x", "#a", "//a", "NaN", "", "\u{FEFF}x"])
  func `txt changes names that would not be one word, and says so`(name: String) throws {
    let cloud = PointCloud(
      count: 1, columns: [Field(name, .int32([3])), Field("n", .int32([4]))])
    let (text, losses) = try write(cloud, .txt)
    let back = try reading(Array(text.utf8)) { try TextCloud.read(&$0).cloud }
    #expect(losses == [.renamed(field: name, to: back.fields[0].name)])
    #expect(back.fields.map(\.values) == [.int32([3]), .int32([4])])
  }

  @Test func `xyz is nothing but numbers, x y z first`() throws {
    let (text, losses) = try write(cloud, .xyz)
    #expect(text == "5000000.123 0.1 nan 7 255 128 1\n1 -0 1e-20 4294967295 0 0 0\n")
    #expect(losses == [.renamed(field: "rgb", to: "red green blue"), .comments, .names])
  }

  @Test func `pts is what Leica's programs read`() throws {
    let (text, losses) = try write(cloud, .pts)
    #expect(text == "2\n5000000.123 0.1 nan 0 255 128 1\n1 -0 1e-20 0 0 0 0\n")
    #expect(losses == [.zeros(field: "intensity"), .fields(["label"]), .comments, .names])
    let floats = PointCloud(
      count: 2,
      columns: ["x", "y", "z"].map { Field($0, .float32([1, 2])) }
        + ["red", "green", "blue"].map { Field($0, .float32([1, 0.3])) }
        + [Field("intensity", .uint16([9, 8]))])
    let shares = try write(floats, .pts)
    #expect(shares.text == "2\n1 1 1 9 255 255 255\n2 2 2 8 77 77 77\n")
    #expect(
      shares.losses == ["red", "green", "blue"].map {
        .converted(field: $0, from: .float32, to: .uint8, inexactCount: 1)
      } + [.names])
  }

  @Test func `several values per point become several columns, lists are left out`() throws {
    var cloud = PointCloud(count: 1, columns: [Field("f", .int8([1, 2]), count: 2)])
    cloud.append(Field(list: "l", .int8([1]), lengthType: .uint8, offsets: [0, 1]))
    cloud.append(Field("_", .uint8([0]), isPadding: true))
    cloud.append(Field("a, \"b\"", .int8([3])))
    let (text, losses) = try write(cloud, .csv)
    #expect(text == "f_0,f_1,\"a, \"\"b\"\"\"\n1,2,3\n")
    #expect(losses == [.split(field: "f"), .list(field: "l")])
    #expect(throws: CloudFileError.Cause.missingField("x")) { try write(cloud, .xyz) }
  }

  @Test func `a cloud without points is written and read`() throws {
    let empty = PointCloud(positions: [])
    for style in TextCloud.Style.allCases {
      let text = try write(empty, style).text
      let back = try reading(Array(text.utf8)) { try TextCloud.read(&$0).cloud }
      #expect(back.columns == empty.columns)
    }
  }

  @Test(arguments: [
    ("a.csv", TextCloud.Style.csv), ("a.b/c.XYZ", .xyz), ("p.pts", .pts), ("p.asc", .txt),
    ("-", .txt),
  ])
  func `the extension names the style`(name: String, style: TextCloud.Style) {
    #expect(TextCloud.Style(name: name) == style)
  }
}
