import CCairn
import CairnC
import Foundation
import TestSupport
import Testing

struct HandleTests {
  /// Calls every function that takes a handle first with what may be none.
  private func statuses(
    cloud: OpaquePointer?, predictor: OpaquePointer?, embedding: OpaquePointer?,
    session: OpaquePointer?
  ) -> [cairn_status] {
    var (made, counts) = (OpaquePointer?.none, [UInt64](repeating: 0, count: 4))
    var (doubles, bytes) = ([0.0, 0, 0], [UInt8](repeating: 0, count: 4))
    var labels: [UInt32] = [0]
    var click = cairn_click_on(0, 1)
    return [
      cairn_cloud_size(cloud, &counts, nil, nil),
      cairn_cloud_copy_positions(cloud, &doubles, 1),
      cairn_cloud_copy_colors(cloud, &bytes, 1),
      cairn_cloud_field_count(cloud, &counts),
      cairn_cloud_field_at(cloud, 0, nil, 0, nil, nil),
      cairn_cloud_copy_field(cloud, "x", nil, 0, nil),
      cairn_cloud_write(cloud, nil, 0, "/nowhere/x.ply", nil),
      cairn_encode(predictor, cloud, nil, nil, &made),
      cairn_embedding_load(predictor, cloud, bytes, 4, &made),
      cairn_embedding_size(embedding, &counts),
      cairn_embedding_save(embedding, nil, 0, nil),
      cairn_segment(embedding, &click, 1, nil, 0, nil),
      cairn_everything(embedding, nil, nil, nil, &labels, 1, nil, 0, nil),
      cairn_session_create(embedding, &made),
      cairn_session_set_prompts(session, 1, &click, 1, nil, 0, nil),
      cairn_session_clear(session),
      cairn_session_undo(session, nil),
      cairn_session_redo(session, nil),
      cairn_session_copy_labels(session, &labels, 1),
    ]
  }

  @Test func `a null handle gives a status`() {
    let all = statuses(cloud: nil, predictor: nil, embedding: nil, session: nil)
    #expect(all.allSatisfy { $0 == CAIRN_BAD_HANDLE }, "\(all)")
    #expect(lastError == "session: the handle is null")
  }

  @Test(arguments: [1, 16, 0x110, 0x1_0000_0000_0010, UInt.max, UInt.max - 15])
  func `a number that never was a handle gives a status`(_ number: UInt) {
    // Serial numbers begin at 1, and other tests use up far fewer than this one has.
    let handle = OpaquePointer(bitPattern: number == 0x110 ? 0xFFFF_FF10 : number)
    let all = statuses(cloud: handle, predictor: handle, embedding: handle, session: handle)
    #expect(all.allSatisfy { $0 == CAIRN_BAD_HANDLE }, "\(all)")
  }

  @Test func `a handle of another kind gives a status that names both`() throws {
    let opened = try Opened()
    let all = statuses(
      cloud: opened.predictor, predictor: opened.embedding, embedding: opened.cloud,
      session: opened.cloud)
    #expect(all.allSatisfy { $0 == CAIRN_BAD_HANDLE }, "\(all)")
    #expect(lastError == "session: the handle looks like that of a cloud")
    #expect(cairn_session_close(opened.cloud) == CAIRN_BAD_HANDLE)
    var count: UInt64 = 0
    #expect(cairn_cloud_size(opened.cloud, &count, nil, nil) == CAIRN_OK)
    #expect(Int(count) == opened.count)
  }

  @Test func `a closed handle gives a status, whatever was opened since`() throws {
    let points = ViewedCloud.small()
    var (first, second): (OpaquePointer?, OpaquePointer?)
    try succeed(points.create(&first))
    try succeed(cairn_cloud_close(first))
    try succeed(points.create(&second))
    #expect(first != second)
    #expect(cairn_cloud_close(first) == CAIRN_BAD_HANDLE)
    #expect(lastError.contains("closed already"))
    #expect(cairn_cloud_size(first, nil, nil, nil) == CAIRN_BAD_HANDLE)
    try succeed(cairn_cloud_close(second))
  }

  @Test func `closing null does nothing`() {
    #expect(cairn_cloud_close(nil) == CAIRN_OK)
    #expect(cairn_predictor_close(nil) == CAIRN_OK)
    #expect(cairn_embedding_close(nil) == CAIRN_OK)
    #expect(cairn_session_close(nil) == CAIRN_OK)
  }

  @Test func `things keep what they need of others that were closed`() throws {
    var (cloud, embedding, session): (OpaquePointer?, OpaquePointer?, OpaquePointer?)
    try succeed(cairn_cloud_read(Opened.path, &cloud))
    let predictor = try Opened.predictor("graph")
    try succeed(cairn_encode(predictor, cloud, nil, nil, &embedding))
    try succeed(cairn_session_create(embedding, &session))
    try succeed(cairn_cloud_close(cloud))
    try succeed(cairn_predictor_close(predictor))
    try succeed(cairn_embedding_close(embedding))
    var click = cairn_click_on(0, 1)
    try succeed(cairn_session_set_prompts(session, 1, &click, 1, nil, 0, nil))
    try succeed(cairn_session_close(session))
  }

  @Test func `the version is that of the header`() throws {
    let numbers = [CAIRN_VERSION_MAJOR, CAIRN_VERSION_MINOR, CAIRN_VERSION_PATCH]
    #expect(String(cString: cairn_version()) == numbers.map { "\($0)" }.joined(separator: "."))
    #expect(Int(cairn_abi_version()) == Int(CAIRN_ABI_VERSION))
    try succeed(cairn_check_abi(UInt32(CAIRN_ABI_VERSION)))
    #expect(cairn_check_abi(UInt32(CAIRN_ABI_VERSION) + 1) == CAIRN_WRONG_VERSION)
    #expect(lastError.contains("version 1 of the interface"))
    let main = TestFiles.package.appending(path: "Sources/CairnTool/CairnCommand.swift")
    let tool = try String(contentsOf: main, encoding: .utf8)
    #expect(tool.contains("let toolVersion = \"\(String(cString: cairn_version()))\""))
  }

  @Test func `every status has its name`() throws {
    let header = try String(
      contentsOf: TestFiles.package.appending(path: "Sources/CCairn/include/cairn/cairn.h"),
      encoding: .utf8)
    let start = try #require(header.range(of: "typedef int32_t cairn_status;"))
    let end = try #require(header.range(of: "};", range: start.upperBound..<header.endIndex))
    let names = header[start.upperBound..<end.lowerBound].matches(of: /(CAIRN_\w+) = (\d+)/)
    #expect(names.count == 11)
    for name in names {
      let status = try #require(Int32(name.output.2))
      #expect(String(cString: cairn_status_name(status)) == name.output.1)
    }
    for status in [-1, 11, .min, .max] as [Int32] {
      #expect(String(cString: cairn_status_name(status)) == "unknown status")
    }
  }

  @Test func `long messages are cut at a character`() {
    let long = "/nowhere/" + String(repeating: "é", count: 2040)
    var cloud: OpaquePointer?
    #expect(cairn_cloud_read(long + ".ply", &cloud) == CAIRN_FILE_ERROR)
    #expect(lastError.hasPrefix("/nowhere/é"))
    #expect(!lastError.contains("\u{FFFD}"))
  }
}
