import CCairn
import CairnClouds
import CairnFiles
import Foundation
import TestSupport

/// A shipped table-top, opened through the C interface, and the same for Swift.
final class Opened {
  static let path = TestFiles.datasets.appending(path: "scenes/tabletop-2.ply").path

  let swift: PointCloud
  private(set) var cloud, predictor, embedding: OpaquePointer?
  var count: Int { swift.count }

  /// Reads and encodes.
  ///
  /// - Parameter method: Which method encodes the cloud.
  /// - Throws: What a C function said.
  init(method: String = "graph") throws {
    swift = try PointCloud(contentsOf: Self.path)
    try succeed(cairn_cloud_read(Self.path, &cloud))
    predictor = try Self.predictor(method)
    try succeed(cairn_encode(predictor, cloud, nil, nil, &embedding))
  }

  deinit {
    _ = cairn_embedding_close(embedding)
    _ = cairn_predictor_close(predictor)
    _ = cairn_cloud_close(cloud)
  }

  static func predictor(_ method: String, threads: UInt32 = 0) throws -> OpaquePointer? {
    var predictor: OpaquePointer?
    try method.withCString { name in
      var options = cairn_predictor_options.sized
      options.method = name
      options.thread_limit = threads
      try succeed(cairn_predictor_create(&options, &predictor))
    }
    return predictor
  }

  /// Points of objects, as far inside as their median.
  func point(of label: UInt32) -> UInt64 {
    let rows = (swift.labels ?? []).enumerated().filter { $0.element == label }.map(\.offset)
    return UInt64(rows[rows.count / 2])
  }
}

/// What a C function said when it failed.
struct CallFailure: Error {
  var status: cairn_status
  var message: String
}

/// Throws where a C function has not succeeded.
func succeed(_ status: cairn_status) throws {
  if status != CAIRN_OK { throw CallFailure(status: status, message: lastError) }
}

/// The message of this thread.
var lastError: String { String(cString: cairn_last_error()) }

/// What this thread should be told.
var lastWarning: String { String(cString: cairn_last_warning()) }

/// An answer in memory of this test.
final class Answer {
  var mask: [UInt8]
  var logits: [Float]
  var selectedCount: UInt64 = 0
  var iouScore: Float = -1

  init(count: Int) {
    mask = Array(repeating: 7, count: count)
    logits = Array(repeating: 7, count: count)
  }

  /// Asks for up to `capacity` answers.
  static func all(
    capacity: Int, count: Int,
    _ ask: (UnsafeMutablePointer<cairn_candidate>, UInt64, UnsafeMutablePointer<UInt64>) ->
      cairn_status
  ) throws -> (answers: [Answer], count: UInt64) {
    let answers = (0..<capacity).map { _ in Answer(count: count) }
    var found: UInt64 = 99
    var structs = answers.map { answer in
      var candidate = cairn_candidate.sized
      candidate.mask = .allocate(capacity: answer.mask.count)
      candidate.logits = .allocate(capacity: answer.logits.count)
      candidate.mask.update(from: answer.mask, count: count)
      candidate.logits.update(from: answer.logits, count: count)
      candidate.capacity = UInt64(count)
      return candidate
    }
    defer {
      for candidate in structs {
        candidate.mask.deallocate()
        candidate.logits.deallocate()
      }
    }
    try succeed(ask(&structs, UInt64(capacity), &found))
    for (answer, candidate) in zip(answers, structs) {
      answer.mask = Array(UnsafeBufferPointer(start: candidate.mask, count: count))
      answer.logits = Array(UnsafeBufferPointer(start: candidate.logits, count: count))
      answer.selectedCount = candidate.selected_count
      answer.iouScore = candidate.iou_score
    }
    return (answers, found)
  }
}

/// A struct that begins with its own size.
protocol SizedStruct {
  init()
  var struct_size: UInt64 { get set }
}

extension SizedStruct {
  static var sized: Self {
    var result = Self()
    result.struct_size = UInt64(MemoryLayout<Self>.size)
    return result
  }
}

extension cairn_candidate: SizedStruct {}
extension cairn_predictor_options: SizedStruct {}
extension cairn_everything_options: SizedStruct {}
extension cairn_object: SizedStruct {}
extension cairn_write_options: SizedStruct {}
