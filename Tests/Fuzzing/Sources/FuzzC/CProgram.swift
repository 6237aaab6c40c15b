import CCairn

/// A program in C that somebody wrote in a hurry: calls in any order, with handles, numbers and
/// structs right and wrong.
///
/// The memory that it names is really there, as no library could find out otherwise; address sanitizer
/// sees what is touched beyond it.
struct CProgram {
  enum Kind: Int, CaseIterable {
    case cloud, predictor, embedding, session
  }

  var decisions: Decisions
  /// All handles that were ever made, closed ones too.
  var handles: [[OpaquePointer?]] = Kind.allCases.map { _ in [] }
  /// Points of the cloud that was made last.
  var pointCount = 0
  let memory = Memory()

  init(_ decisions: Decisions) { self.decisions = decisions }

  mutating func run() {
    // Most calls need what these make.
    if decisions.choice(true, false) {
      createCloud()
      createPredictor()
      encode()
    }
    for _ in 0..<40 where !decisions.isEmpty { call() }
    for (kind, all) in zip(Kind.allCases, handles) {
      for handle in all { _ = close(handle, as: kind) }
    }
  }

  private mutating func call() {
    switch decisions.byte() % 16 {
    case 0, 1: createCloud()
    case 2: createPredictor()
    case 3: encode()
    case 4, 5, 6: segment()
    case 7: everything()
    case 8:
      make(.session) {
        cairn_session_create($0, $1)
      } from: {
        $0.handle(.embedding)
      }
    case 9, 10: changeSession()
    case 11: copyCloud()
    case 12: saveAndLoad()
    case 13: useFiles()
    default:
      let kind = Kind.allCases[decisions.byte() % 4]
      check(close(handle(kind), as: decisions.choice(kind, .cloud, .session)))
    }
  }

  private func close(_ handle: OpaquePointer?, as kind: Kind) -> cairn_status {
    switch kind {
    case .cloud: cairn_cloud_close(handle)
    case .predictor: cairn_predictor_close(handle)
    case .embedding: cairn_embedding_close(handle)
    case .session: cairn_session_close(handle)
    }
  }

  /// Mostly the latest of a kind, often an older, closed, foreign or made-up one.
  mutating func handle(_ kind: Kind) -> OpaquePointer? {
    let all = handles.joined().map { $0 }
    let any = all.isEmpty ? nil : all[decisions.byte() % all.count]
    return decisions.choice(
      handles[kind.rawValue].last ?? nil, any, any, nil,
      OpaquePointer(bitPattern: decisions.byte() << 4),
      OpaquePointer(bitPattern: UInt(decisions.byte()) << 56 | 1))
  }

  mutating func make(
    _ kind: Kind, _ create: (OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?) -> cairn_status,
    from source: (inout CProgram) -> OpaquePointer?
  ) {
    let source = source(&self)
    var made: OpaquePointer?
    let status = decisions.choice(true, false) ? create(source, &made) : create(source, nil)
    check(status)
    precondition((status == CAIRN_OK) == (made != nil), "a handle without success")
    if made != nil { handles[kind.rawValue].append(made) }
  }
}

/// A status is known, and there is a message where it is a failure.
func check(_ status: cairn_status) {
  precondition((0...10).contains(status), "an unknown status")
  let message = String(validatingCString: cairn_last_error())
  precondition(message?.isEmpty == (status == CAIRN_OK), "the message does not fit the status")
  precondition(String(validatingCString: cairn_last_warning()) != nil)
}

/// Counts down, and stops the work at 0.
func stopWhenZero(_ done: Double, _ user: UnsafeMutableRawPointer?) -> Int32 {
  precondition((0...1).contains(done))
  guard let left = user?.assumingMemoryBound(to: Int32.self) else { return 1 }
  left.pointee -= 1
  return left.pointee < 0 ? 1 : 0
}
