import CCairn
import CairnC
import Foundation
import Synchronization
import Testing

struct ThreadTests {
  /// Runs work on threads of its own, since messages belong to threads.
  private func onThreads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
      group.enter()
      let thread = Thread {
        work(number)
        group.leave()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    group.wait()
  }

  @Test func `two threads on two handles do not disturb each other`() {
    let answers = Mutex<[[UInt32]]>([])
    onThreads(2) { number in
      let label = UInt32(number + 1)
      guard let opened = try? Opened() else { return }
      var labels = [UInt32](repeating: 0, count: opened.count)
      var session: OpaquePointer?
      _ = cairn_session_create(opened.embedding, &session)
      for _ in 0..<20 {
        let click = [cairn_click_on(opened.point(of: 1), 1)]
        _ = cairn_session_set_prompts(session, label, click, 1, nil, 0, nil)
        _ = cairn_session_copy_labels(session, &labels, UInt64(opened.count))
      }
      _ = cairn_session_close(session)
      answers.withLock { $0.append(labels.map { $0 == label ? 1 : 0 }) }
    }
    let both = answers.withLock { $0 }
    #expect(both.count == 2)
    #expect(both.first == both.last)
    #expect(both.first?.contains(1) == true)
  }

  @Test func `each thread has its own message`() {
    let good = Mutex(0)
    onThreads(4) { number in
      for _ in 0..<200 {
        var cloud: OpaquePointer?
        _ = cairn_cloud_read("/nowhere/\(number).ply", &cloud)
        if lastError.contains("/nowhere/\(number).ply") { good.withLock { $0 += 1 } }
      }
    }
    #expect(good.withLock { $0 } == 800)
  }

  @Test func `many threads may prompt one embedding and use one session`() throws {
    let opened = try Opened()
    let (embedding, count) = (UInt(bitPattern: opened.embedding), opened.count)
    var session: OpaquePointer?
    try succeed(cairn_session_create(opened.embedding, &session))
    let shared = UInt(bitPattern: session)
    let points = [opened.point(of: 1), opened.point(of: 2)]
    let alone = try points.map { point in
      try Answer.all(capacity: 1, count: count) {
        cairn_segment(opened.embedding, [cairn_click_on(point, 1)], 1, $0, $1, $2)
      }.answers[0].mask
    }
    let failures = Mutex(0)
    onThreads(4) { number in
      for round in 0..<10 {
        let which = (number + round) % 2
        let click = [cairn_click_on(points[which], 1)]
        let answer = try? Answer.all(capacity: 1, count: count) {
          cairn_segment(OpaquePointer(bitPattern: embedding), click, 1, $0, $1, $2)
        }
        let status = cairn_session_set_prompts(
          OpaquePointer(bitPattern: shared), UInt32(number + 1), click, 1, nil, 0, nil)
        if answer?.answers[0].mask != alone[which] || status != CAIRN_OK {
          failures.withLock { $0 += 1 }
        }
      }
    }
    #expect(failures.withLock { $0 } == 0)
    try succeed(cairn_session_close(session))
  }

  @Test func `a handle may be closed while it is used`() throws {
    let opened = try Opened()
    let predictor = try Opened.predictor("graph")
    let (numbers, cloud) = (UInt(bitPattern: predictor), UInt(bitPattern: opened.cloud))
    let statuses = Mutex<[Int]>([])
    onThreads(2) { number in
      if number == 0 {
        Thread.sleep(forTimeInterval: 0.01)
        _ = cairn_predictor_close(OpaquePointer(bitPattern: numbers))
        return
      }
      for _ in 0..<3 {
        var embedding: OpaquePointer?
        let status = cairn_encode(
          OpaquePointer(bitPattern: numbers), OpaquePointer(bitPattern: cloud), nil, nil,
          &embedding)
        statuses.withLock { $0.append(Int(status)) }
        _ = cairn_embedding_close(embedding)
      }
    }
    let all = statuses.withLock { $0 }
    #expect(all.allSatisfy { $0 == CAIRN_OK || $0 == CAIRN_BAD_HANDLE })
    #expect(all.last == CAIRN_BAD_HANDLE)
  }

  @Test(arguments: [1, 2, 5])
  func `the number of threads changes nothing`(_ threads: UInt32) throws {
    let opened = try Opened(method: "model")
    let predictor = try Opened.predictor("model", threads: threads)
    var embedding: OpaquePointer?
    try succeed(cairn_encode(predictor, opened.cloud, nil, nil, &embedding))
    func logits(_ embedding: OpaquePointer?) throws -> [Float] {
      try Answer.all(capacity: 1, count: opened.count) {
        cairn_segment(embedding, [cairn_click_on(opened.point(of: 1), 1)], 1, $0, $1, $2)
      }.answers[0].logits
    }
    #expect(try logits(embedding) == logits(opened.embedding))
    try succeed(cairn_embedding_close(embedding))
    try succeed(cairn_predictor_close(predictor))
  }
}

struct ProgressTests {
  /// What a callback has heard, and when it stops.
  final class Listener {
    var heard: [Double] = []
    var stopsAfter = Int.max
    var isOnOtherThread = false
    let thread = pthread_self()
    var cloud: OpaquePointer?

    static let callback: cairn_progress = { done, user in
      guard let user else { return 1 }
      let listener = Unmanaged<Listener>.fromOpaque(user).takeUnretainedValue()
      listener.heard.append(done)
      if pthread_equal(listener.thread, pthread_self()) == 0 { listener.isOnOtherThread = true }
      // Callbacks may call the library, also in vain.
      _ = cairn_cloud_size(nil, nil, nil, nil)
      return listener.heard.count > listener.stopsAfter ? 1 : 0
    }

    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
  }

  @Test(arguments: ["model", "graph", "clusters"])
  func `encoding tells its progress and stops wherever a callback wants`(
    _ method: String
  ) throws {
    let opened = try Opened(method: method)
    let listener = Listener()
    var embedding: OpaquePointer?
    try succeed(
      cairn_encode(
        opened.predictor, opened.cloud, Listener.callback, listener.pointer, &embedding))
    // The failure inside of the callback is not that of the call.
    #expect(lastError == "")
    #expect(listener.heard.first == 0 && listener.heard.last == 1)
    #expect(listener.heard == listener.heard.sorted() && listener.heard.count > 3)
    #expect(!listener.isOnOtherThread)
    try succeed(cairn_embedding_close(embedding))
    for stop in 0..<listener.heard.count {
      let stopping = Listener()
      stopping.stopsAfter = stop
      embedding = OpaquePointer(bitPattern: 1)
      let status = cairn_encode(
        opened.predictor, opened.cloud, Listener.callback, stopping.pointer, &embedding)
      #expect(status == CAIRN_CANCELLED)
      #expect(embedding == nil && stopping.heard.count == stop + 1)
      #expect(lastError == "the work was stopped before its end")
    }
  }

  @Test(arguments: ["model", "graph"])
  func `looking for everything stops wherever a callback wants`(_ method: String) throws {
    let opened = try Opened(method: method)
    var options = cairn_everything_options.sized
    options.click_count = 40
    options.round_count = 2
    var labels = [UInt32](repeating: 9, count: opened.count)
    let count = UInt64(opened.count)
    let listener = Listener()
    try succeed(
      cairn_everything(
        opened.embedding, &options, Listener.callback, listener.pointer, &labels, count, nil, 0,
        nil))
    #expect(listener.heard == listener.heard.sorted() && listener.heard.last == 1)
    #expect(listener.heard.count > 3 && !listener.isOnOtherThread)
    var unwatched = labels
    try succeed(
      cairn_everything(opened.embedding, &options, nil, nil, &unwatched, count, nil, 0, nil))
    #expect(labels == unwatched)
    for stop in 0..<listener.heard.count {
      let stopping = Listener()
      stopping.stopsAfter = stop
      var untouched = [UInt32](repeating: 9, count: opened.count)
      let status = cairn_everything(
        opened.embedding, &options, Listener.callback, stopping.pointer, &untouched, count, nil,
        0, nil)
      #expect(status == CAIRN_CANCELLED)
      #expect(untouched.allSatisfy { $0 == 9 })
    }
  }
}
