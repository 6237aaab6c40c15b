import CCairn
import CairnC
import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

struct CloudTests {
  /// Copies a column as bytes.
  private func column(_ cloud: OpaquePointer?, _ name: String) throws -> [UInt8] {
    var needed: UInt64 = 0
    try succeed(cairn_cloud_copy_field(cloud, name, nil, 0, &needed))
    var bytes = [UInt8](repeating: 0, count: Int(needed))
    try succeed(cairn_cloud_copy_field(cloud, name, &bytes, needed, &needed))
    return bytes
  }

  @Test func `structs of points are read as they lie`() throws {
    // As pcl::PointXYZRGB: float x y z, four bytes of nothing, packed colour, twelve of nothing.
    let points = ViewedCloud(count: 4, stride: 32)
    points.add("x", CAIRN_FLOAT32, at: 0, stride: 32, [1, 2, .nan, 4] as [Float])
    points.add("y", CAIRN_FLOAT32, at: 4, stride: 32, [5, 6, .nan, 8] as [Float])
    points.add("z", CAIRN_FLOAT32, at: 8, stride: 32, [9, 10, .nan, 12] as [Float])
    points.add(
      "rgb", CAIRN_UINT32, at: 16, stride: 32, [0xFF0102, 0x030405, 0, 0xFFFFFF] as [UInt32])
    points.view.width = 2
    points.view.height = 2
    var cloud: OpaquePointer?
    try succeed(points.create(&cloud))
    defer { _ = cairn_cloud_close(cloud) }
    var (count, width, height): (UInt64, UInt64, UInt64) = (0, 0, 0)
    try succeed(cairn_cloud_size(cloud, &count, &width, &height))
    #expect((count, width, height) == (4, 2, 2))
    var positions = [Double](repeating: 0, count: 12)
    try succeed(cairn_cloud_copy_positions(cloud, &positions, 4))
    #expect(Array(positions[0..<6]) == [1, 5, 9, 2, 6, 10])
    #expect(positions[6..<9].allSatisfy { $0.isNaN })
    #expect(Array(positions[9..<12]) == [4, 8, 12])
    var colors = [UInt8](repeating: 0, count: 12)
    try succeed(cairn_cloud_copy_colors(cloud, &colors, 4))
    #expect(colors == [255, 1, 2, 3, 4, 5, 0, 0, 0, 255, 255, 255])
  }

  @Test func `columns may have any type, byte order, address and arity`() throws {
    let points = ViewedCloud(count: 2, stride: 42, offset: 1)
    points.add(
      "x", CAIRN_FLOAT64, at: 1, stride: 42,
      [1.5, 2.5].map { (number: Double) in number.bitPattern.bigEndian })
    points.add("y", CAIRN_INT16, at: 9, stride: 42, [Int16(-3).bigEndian, Int16(300).bigEndian])
    points.add("z", CAIRN_UINT8, at: 11, stride: 42, [7, 8] as [UInt8])
    points.add(
      "fpfh", CAIRN_FLOAT32, at: 12, stride: 42,
      [1, 2, 3, 4].map { Float($0).bitPattern.bigEndian }, perPoint: 2)
    points.add("id", CAIRN_UINT64, at: 20, stride: 42, [UInt64.max.bigEndian, UInt64(5).bigEndian])
    points.add("s", CAIRN_INT8, at: 28, stride: 42, [-1, 1] as [Int8])
    points.add("u", CAIRN_UINT16, at: 29, stride: 42, [UInt16(9).bigEndian, 0])
    points.add("i", CAIRN_INT32, at: 31, stride: 42, [Int32(-9).bigEndian, 0])
    points.add("t", CAIRN_INT64, at: 35, stride: 42, [Int64(-2).bigEndian, 0])
    points.view.byte_order = cairn_byte_order(CAIRN_BIG_ENDIAN)
    var cloud: OpaquePointer?
    try succeed(points.create(&cloud))
    defer { _ = cairn_cloud_close(cloud) }
    var positions = [Double](repeating: 0, count: 6)
    try succeed(cairn_cloud_copy_positions(cloud, &positions, 2))
    #expect(positions == [1.5, -3, 7, 2.5, 300, 8])
    let fpfh = try column(cloud, "fpfh").withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    #expect(fpfh == [1, 2, 3, 4])
    let ids = try column(cloud, "id").withUnsafeBytes { Array($0.bindMemory(to: UInt64.self)) }
    #expect(ids == [.max, 5])
    #expect(try column(cloud, "s") == [255, 1])
    #expect(try column(cloud, "u") == [9, 0, 0, 0])
    #expect(try column(cloud, "i") == [0xF7, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0])
    #expect(try column(cloud, "t").prefix(8) == [0xFE] + Array(repeating: 0xFF, count: 7))
    var count: UInt64 = 0
    try succeed(cairn_cloud_field_count(cloud, &count))
    #expect(count == 9)
    var name = [CChar](repeating: 0, count: 16)
    var type: cairn_type = 0
    try succeed(cairn_cloud_field_at(cloud, 3, &name, 16, &type, &count))
    #expect(name.prefix(5).map { UInt8(bitPattern: $0) } == Array("fpfh".utf8) + [0])
    #expect((Int(type), count) == (CAIRN_FLOAT32, 2))
    #expect(cairn_cloud_field_at(cloud, 3, &name, 4, nil, nil) == CAIRN_BUFFER_TOO_SMALL)
    #expect(cairn_cloud_field_at(cloud, 9, &name, 16, nil, nil) == CAIRN_BAD_ARGUMENT)
  }

  @Test func `a file read through C has the columns that Swift reads`() throws {
    let opened = try Opened()
    var count: UInt64 = 0
    try succeed(cairn_cloud_field_count(opened.cloud, &count))
    #expect(Int(count) == opened.swift.fields.count)
    for field in opened.swift.fields {
      let bytes = try column(opened.cloud, field.name)
      #expect(bytes.count == opened.count * field.type.byteCount)
      if case .float32(let values) = field.values {
        #expect(bytes == values.withUnsafeBytes { Array($0) }, "\(field.name)")
      }
    }
    var short = [UInt8](repeating: 9, count: 8)
    var needed: UInt64 = 0
    #expect(
      cairn_cloud_copy_field(opened.cloud, "x", &short, 8, &needed) == CAIRN_BUFFER_TOO_SMALL)
    #expect(needed == UInt64(4 * opened.count))
    #expect(short == Array(repeating: 9, count: 8))
    #expect(cairn_cloud_copy_field(opened.cloud, "no", nil, 0, nil) == CAIRN_NOT_FOUND)
    #expect(cairn_cloud_copy_field(opened.cloud, nil, nil, 0, nil) == CAIRN_BAD_ARGUMENT)
    #expect(cairn_cloud_copy_field(opened.cloud, "", nil, 0, nil) == CAIRN_BAD_ARGUMENT)
  }

  @Test func `oddities of a file are told without failing`() throws {
    let folder = try TestFiles.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "long.ply").path
    let header = "ply\nformat ascii 1.0\nelement vertex 1\n"
    let text = header + ["x", "y", "z"].map { "property float \($0)\n" }.joined() + "end_header\n"
    try Data((text + "1 2 3\n4 5 6\n").utf8).write(to: URL(filePath: path))
    var cloud: OpaquePointer?
    try succeed(cairn_cloud_read(path, &cloud))
    #expect(lastWarning.contains("1 more row than the header declares"))
    #expect(lastError == "")
    try succeed(cairn_cloud_close(cloud))
    #expect(lastWarning == "")
  }

  @Test func `files that cannot be read give a status and the place`() {
    var cloud = OpaquePointer(bitPattern: 1)
    #expect(cairn_cloud_read("/nowhere/at/all.ply", &cloud) == CAIRN_FILE_ERROR)
    #expect(lastError.contains("/nowhere/at/all.ply"))
    #expect(cloud == nil)
    #expect(cairn_cloud_read(nil, &cloud) == CAIRN_BAD_ARGUMENT)
    #expect(cairn_cloud_read("", &cloud) == CAIRN_BAD_ARGUMENT)
    #expect(cairn_cloud_read("-", &cloud) == CAIRN_BAD_ARGUMENT)
    #expect(cairn_cloud_read([CChar(bitPattern: 0xFF), 0], &cloud) == CAIRN_BAD_ARGUMENT)
    let long = String(repeating: "a", count: 5000)
    #expect(cairn_cloud_read(long, &cloud) == CAIRN_BAD_ARGUMENT)
    #expect(cairn_cloud_read(Opened.path, nil) == CAIRN_BAD_ARGUMENT)
    let broken = TestFiles.datasets.appending(path: "broken")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: broken.path)) ?? []
    #expect(files.count > 20)
    for file in files {
      let path = broken.appending(path: file).path
      let expected = (try? PointCloud(contentsOf: path)) == nil ? CAIRN_FILE_ERROR : CAIRN_OK
      #expect(cairn_cloud_read(path, &cloud) == expected, "\(file)")
      #expect((cloud == nil) == (expected != CAIRN_OK))
      _ = cairn_cloud_close(cloud)
    }
  }

  @Test func `labels are written, in the dialect asked for`() throws {
    let opened = try Opened()
    let folder = try TestFiles.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let labels = (0..<opened.count).map { UInt32($0 % 3) }
    let count = UInt64(opened.count)
    let native = folder.appending(path: "native.ply").path
    try succeed(cairn_cloud_write(opened.cloud, labels, count, native, nil))
    var expected = opened.swift
    expected.setLabels(labels)
    #expect(try PointCloud(contentsOf: native).columns == expected.columns)
    #expect(cairn_cloud_write(opened.cloud, labels, count, native, nil) == CAIRN_FILE_ERROR)
    #expect(lastError.contains("set overwrite to replace it"))

    let pcl = folder.appending(path: "pcl.pcd").path
    var options = cairn_write_options.sized
    try "pcl".withCString { dialect in
      try "ascii".withCString { encoding in
        options.dialect = dialect
        options.encoding = encoding
        try succeed(cairn_cloud_write(opened.cloud, labels, count, pcl, &options))
      }
    }
    let read = try PointCloud(contentsOf: pcl)
    #expect(read.fields.map(\.name) == ["x", "y", "z", "rgb", "label"])
    #expect(read.labels == labels)
    #expect(read.origin?.encoding == .ascii)

    options = .sized
    "klingon".withCString { dialect in
      options.dialect = dialect
      #expect(cairn_cloud_write(opened.cloud, labels, count, pcl, &options) == CAIRN_NOT_FOUND)
    }
    #expect(lastError.contains("cloudcompare"))
    options = .sized
    options.overwrite = 2
    #expect(cairn_cloud_write(opened.cloud, labels, count, pcl, &options) == CAIRN_BAD_ARGUMENT)
    let short = count - 1
    #expect(cairn_cloud_write(opened.cloud, labels, short, pcl, nil) == CAIRN_BAD_ARGUMENT)
    #expect(cairn_cloud_write(opened.cloud, nil, count, pcl, nil) == CAIRN_BAD_ARGUMENT)
    let odd = folder.appending(path: "odd.what").path
    #expect(cairn_cloud_write(opened.cloud, labels, count, odd, nil) == CAIRN_FILE_ERROR)
  }

  /// A way to spoil a view, and a word of the message.
  struct Spoiled: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var word: String
    var spoil: @Sendable (ViewedCloud) -> Void
  }

  static let spoiled: [Spoiled] = [
    Spoiled(testDescription: "no size", word: "struct_size") { $0.view.struct_size = 0 },
    Spoiled(testDescription: "short struct", word: "struct_size") { $0.view.struct_size = 104 },
    Spoiled(testDescription: "huge struct", word: "struct_size") { $0.view.struct_size = 1 << 40 },
    Spoiled(testDescription: "field without size", word: "fields[1]") {
      $0.fields[1].struct_size = 0
    },
    Spoiled(testDescription: "null name", word: "fields[1].name: is null") {
      $0.fields[1].name = nil
    },
    Spoiled(testDescription: "empty name", word: "is empty") {
      $0.fields[0].name = UnsafePointer($0.text(""))
    },
    Spoiled(testDescription: "long name", word: "255") {
      $0.fields[0].name = UnsafePointer($0.text(String(repeating: "n", count: 256)))
    },
    Spoiled(testDescription: "name with a line break", word: "control character") {
      $0.fields[0].name = UnsafePointer($0.text("x\ny"))
    },
    Spoiled(testDescription: "null data", word: "is null") { $0.fields[2].data = nil },
    Spoiled(testDescription: "short data", word: "do not hold 3 points") {
      $0.fields[2].byte_count = 35
    },
    Spoiled(testDescription: "stride 0", word: "stride") { $0.fields[0].stride = 0 },
    Spoiled(testDescription: "stride below a number", word: "stride") { $0.fields[0].stride = 3 },
    Spoiled(testDescription: "stride that overflows", word: "do not hold") {
      $0.fields[0].stride = .max
      $0.fields[0].byte_count = .max
    },
    Spoiled(testDescription: "more numbers than the stride", word: "stride") {
      $0.fields[0].count = .max
    },
    Spoiled(testDescription: "type 0", word: "type 0") { $0.fields[0].type = 0 },
    Spoiled(testDescription: "type 11", word: "type 11") { $0.fields[0].type = 11 },
    Spoiled(testDescription: "absurd count", word: "more than") { $0.view.count = .max },
    Spoiled(testDescription: "too many points", word: "do not hold") { $0.view.count = 4 },
    Spoiled(testDescription: "grid of another size", word: "2 x 2") {
      $0.view.width = 2
      $0.view.height = 2
    },
    Spoiled(testDescription: "grid that overflows", word: "width and height") {
      $0.view.width = 1 << 33
      $0.view.height = 1 << 33
    },
    Spoiled(testDescription: "grid without rows", word: "3 x 0") { $0.view.width = 3 },
    Spoiled(testDescription: "byte order", word: "byte_order") { $0.view.byte_order = 3 },
    Spoiled(testDescription: "reserved", word: "reserved") { $0.view.reserved = 1 },
    Spoiled(testDescription: "sensor at NaN", word: "NaN") { $0.view.sensor_position.1 = .nan },
    Spoiled(testDescription: "sensor turned by infinity", word: "infinite") {
      $0.view.sensor_rotation.3 = .infinity
    },
  ]

  @Test(arguments: spoiled)
  func `a view that makes no sense is refused`(_ spoiled: Spoiled) throws {
    let points = ViewedCloud.small()
    var cloud: OpaquePointer?
    try succeed(points.create(&cloud))
    try succeed(cairn_cloud_close(cloud))
    spoiled.spoil(points)
    cloud = OpaquePointer(bitPattern: 1)
    #expect(points.create(&cloud) == CAIRN_BAD_ARGUMENT)
    #expect(cloud == nil)
    #expect(lastError.contains(spoiled.word), "\(lastError)")
  }

  @Test func `null, misaligned and absurd arrays are refused`() {
    let points = ViewedCloud.small()
    var cloud: OpaquePointer?
    #expect(cairn_cloud_create(nil, &cloud) == CAIRN_BAD_ARGUMENT)
    points.view.field_count = 3
    #expect(cairn_cloud_create(&points.view, &cloud) == CAIRN_BAD_ARGUMENT)
    #expect(lastError.contains("fields: is null"))
    points.fields.withUnsafeBufferPointer { fields in
      points.view.fields = fields.baseAddress
      points.view.field_count = .max
      #expect(cairn_cloud_create(&points.view, &cloud) == CAIRN_BAD_ARGUMENT)
      let odd = UnsafeRawPointer(fields.baseAddress!) + 4
      points.view.fields = odd.assumingMemoryBound(to: cairn_field.self)
      points.view.field_count = 1
      #expect(cairn_cloud_create(&points.view, &cloud) == CAIRN_BAD_ARGUMENT)
      #expect(lastError.contains("multiple of 8"))
      points.view.fields = fields.baseAddress
      points.view.field_count = 3
      let target = UnsafeMutableRawPointer.allocate(byteCount: 32, alignment: 16)
      defer { target.deallocate() }
      let crooked = (target + 4).assumingMemoryBound(to: OpaquePointer?.self)
      #expect(cairn_cloud_create(&points.view, crooked) == CAIRN_BAD_ARGUMENT)
      #expect(cairn_cloud_create(&points.view, nil) == CAIRN_BAD_ARGUMENT)
    }
  }

  @Test func `structs of a later version are taken where their new members are 0`() throws {
    let points = ViewedCloud.small()
    let size = MemoryLayout<cairn_cloud_view>.size
    let later = UnsafeMutableRawPointer.allocate(byteCount: size + 8, alignment: 8)
    defer { later.deallocate() }
    try points.fields.withUnsafeBufferPointer { fields in
      points.view.fields = fields.baseAddress
      points.view.field_count = 3
      points.view.struct_size = UInt64(size + 8)
      later.storeBytes(of: points.view, as: cairn_cloud_view.self)
      later.storeBytes(of: 0, toByteOffset: size, as: UInt64.self)
      var cloud: OpaquePointer?
      let view = later.assumingMemoryBound(to: cairn_cloud_view.self)
      try succeed(cairn_cloud_create(view, &cloud))
      try succeed(cairn_cloud_close(cloud))
      later.storeBytes(of: 1, toByteOffset: size, as: UInt64.self)
      #expect(cairn_cloud_create(view, &cloud) == CAIRN_BAD_ARGUMENT)
      #expect(lastError.contains("does not know"))
    }
  }

  @Test func `an empty cloud can be made and not be encoded`() throws {
    let points = ViewedCloud(count: 0, stride: 4)
    for name in ["x", "y", "z"] {
      points.add(name, CAIRN_FLOAT32, at: 0, stride: 4, [] as [Float])
      points.fields[points.fields.count - 1].data = nil
    }
    var (cloud, embedding): (OpaquePointer?, OpaquePointer?)
    try succeed(points.create(&cloud))
    let predictor = try Opened.predictor("graph")
    #expect(cairn_encode(predictor, cloud, nil, nil, &embedding) == CAIRN_BAD_CLOUD)
    #expect(embedding == nil)
    try succeed(cairn_cloud_close(cloud))
    points.fields = []
    try succeed(points.create(&cloud))
    var position = 0.0
    #expect(cairn_cloud_copy_positions(cloud, &position, 0) == CAIRN_BAD_CLOUD)
    try succeed(cairn_cloud_close(cloud))
    try succeed(cairn_predictor_close(predictor))
  }
}
