import CCairn
import CairnC
import CairnClouds
import CairnFiles
import CairnGeometry
import CairnSegmentation
import Foundation
import Testing

struct EmbeddingTests {
  @Test func `a session has the labels, undo and redo of Swift`() throws {
    let opened = try Opened()
    var swift = SegmentationSession(try GraphPredictor().encode(opened.swift))
    var session: OpaquePointer?
    try succeed(cairn_session_create(opened.embedding, &session))
    let count = UInt64(opened.count)
    var labels = [UInt32](repeating: 9, count: opened.count)
    for label in [1, 2, 4] as [UInt32] {
      let point = opened.point(of: label)
      let expected = try swift.setPrompts([.positive(index: Int(point))], of: label)
      let (answers, found) = try Answer.all(capacity: 1, count: opened.count) {
        cairn_session_set_prompts(session, label, [cairn_click_on(point, 1)], 1, $0, $1, $2)
      }
      #expect(Int(found) == expected?.count)
      #expect(answers[0].logits == expected?.best.logits)
    }
    try succeed(cairn_session_copy_labels(session, &labels, count))
    #expect(try labels == swift.labels())
    #expect(Set(labels) == [0, 1, 2, 4])
    var changed: Int32 = 9
    try succeed(cairn_session_undo(session, &changed))
    swift.undo()
    try succeed(cairn_session_copy_labels(session, &labels, count))
    #expect(changed == 1)
    #expect(try labels == swift.labels())
    try succeed(cairn_session_redo(session, &changed))
    #expect(changed == 1)
    try succeed(cairn_session_redo(session, &changed))
    #expect(changed == 0)
    try succeed(cairn_session_set_prompts(session, 2, nil, 0, nil, 0, nil))
    try succeed(cairn_session_copy_labels(session, &labels, count))
    #expect(Set(labels) == [0, 1, 4])
    try succeed(cairn_session_clear(session))
    try succeed(cairn_session_copy_labels(session, &labels, count))
    #expect(Set(labels) == [0])
    let click = [cairn_click_on(0, 1)]
    #expect(cairn_session_set_prompts(session, 0, click, 1, nil, 0, nil) == CAIRN_BAD_ARGUMENT)
    #expect(cairn_session_copy_labels(session, &labels, count - 1) == CAIRN_BUFFER_TOO_SMALL)
    #expect(cairn_session_copy_labels(session, nil, count) == CAIRN_BAD_ARGUMENT)
    try succeed(cairn_session_close(session))
  }

  @Test func `everything is found as in Swift`() throws {
    let opened = try Opened()
    var swiftOptions = EverythingOptions()
    swiftOptions.clickCount = 60
    swiftOptions.roundCount = 1
    let expected = try GraphPredictor().encode(opened.swift).everything(swiftOptions)
    var options = cairn_everything_options.sized
    options.click_count = 60
    options.round_count = 1
    var labels = [UInt32](repeating: 9, count: opened.count)
    var objects = [cairn_object](repeating: .sized, count: 2)
    var found: UInt64 = 0
    try succeed(
      cairn_everything(
        opened.embedding, &options, nil, nil, &labels, UInt64(opened.count), &objects, 2, &found))
    #expect(labels == expected.labels)
    #expect(Int(found) == expected.objects.count && found > 2)
    for (object, swift) in zip(objects, expected.objects) {
      #expect(object.label == swift.label && object.score == swift.score)
      #expect(Int(object.point_count) == swift.pointCount)
      #expect(Int(object.clicked_point) == swift.clickedPoint)
    }
    for spoil in [
      { $0.minimum_score = .nan }, { $0.minimum_score = -1 }, { $0.click_count = 10_001 },
      { $0.round_count = 101 }, { $0.includes_surfaces = 3 }, { $0.struct_size = 8 },
    ] as [(inout cairn_everything_options) -> Void] {
      var bad = options
      spoil(&bad)
      let status = cairn_everything(
        opened.embedding, &bad, nil, nil, &labels, UInt64(opened.count), nil, 0, nil)
      #expect(status == CAIRN_BAD_ARGUMENT)
    }
  }

  @Test func `embeddings are saved and loaded`() throws {
    let opened = try Opened(method: "model")
    var needed: UInt64 = 0
    try succeed(cairn_embedding_save(opened.embedding, nil, 0, &needed))
    var bytes = [UInt8](repeating: 0, count: Int(needed))
    #expect(
      cairn_embedding_save(opened.embedding, &bytes, needed - 1, &needed)
        == CAIRN_BUFFER_TOO_SMALL)
    try succeed(cairn_embedding_save(opened.embedding, &bytes, needed, &needed))
    var loaded: OpaquePointer?
    try succeed(cairn_embedding_load(opened.predictor, opened.cloud, bytes, needed, &loaded))
    var size: UInt64 = 0
    try succeed(cairn_embedding_size(loaded, &size))
    #expect(Int(size) == opened.count)
    let click = [cairn_click_on(opened.point(of: 1), 1)]
    func answers(_ embedding: OpaquePointer?) throws -> [[Float]] {
      try Answer.all(capacity: 3, count: opened.count) {
        cairn_segment(embedding, click, 1, $0, $1, $2)
      }.answers.map(\.logits)
    }
    #expect(try answers(loaded) == answers(opened.embedding))
    try succeed(cairn_embedding_close(loaded))
    bytes[bytes.count / 2] ^= 1
    #expect(
      cairn_embedding_load(opened.predictor, opened.cloud, bytes, needed, &loaded)
        == CAIRN_BAD_DATA)
    #expect(cairn_embedding_load(opened.predictor, opened.cloud, bytes, 0, &loaded) != CAIRN_OK)
    #expect(
      cairn_embedding_load(opened.predictor, opened.cloud, nil, 8, &loaded) == CAIRN_BAD_ARGUMENT)
    let graph = try Opened(method: "graph")
    #expect(cairn_embedding_save(graph.embedding, nil, 0, nil) == CAIRN_NOT_FOUND)
  }

  @Test func `predictors that make no sense are refused`() throws {
    var predictor: OpaquePointer?
    try succeed(cairn_predictor_create(nil, &predictor))
    try succeed(cairn_predictor_close(predictor))
    var options = cairn_predictor_options.sized
    options.voxel_limit = 1_000_001
    #expect(cairn_predictor_create(&options, &predictor) == CAIRN_BAD_ARGUMENT)
    options = .sized
    options.weights_byte_count = 8
    #expect(cairn_predictor_create(&options, &predictor) == CAIRN_BAD_ARGUMENT)
    let noise = [UInt8](repeating: 7, count: 64)
    noise.withUnsafeBytes { noise in
      options.weights = noise.baseAddress
      options.weights_byte_count = 64
      #expect(cairn_predictor_create(&options, &predictor) == CAIRN_BAD_DATA)
      "graph".withCString { name in
        options.method = name
        #expect(cairn_predictor_create(&options, &predictor) == CAIRN_BAD_ARGUMENT)
      }
    }
    options = .sized
    "telepathy".withCString { name in
      options.method = name
      #expect(cairn_predictor_create(&options, &predictor) == CAIRN_NOT_FOUND)
    }
    #expect(lastError == "method: there is no 'telepathy'; there are model, graph, clusters")
    #expect(predictor == nil)
    #expect(cairn_predictor_create(nil, nil) == CAIRN_BAD_ARGUMENT)
  }
}
