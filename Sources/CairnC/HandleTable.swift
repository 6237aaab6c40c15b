import CCairn
import Synchronization

/// What a handle stands for.
enum HandleKind: UInt {
  case cloud = 1
  case predictor
  case embedding
  case session

  var name: String {
    switch self {
    case .cloud: "cloud"
    case .predictor: "predictor"
    case .embedding: "embedding"
    case .session: "session"
    }
  }
}

/// The things that C callers hold by handles.
///
/// A handle is a number that looks like an address: a serial number that never comes again, and the
/// kind of thing. One that is null, closed or of another kind is found out without touching memory.
final class HandleTable<Thing: Sendable>: Sendable {
  private struct State {
    var lastSerial: UInt = 0
    var things: [UInt: Thing] = [:]
  }

  private let kind: HandleKind
  private let state = Mutex(State())

  init(_ kind: HandleKind) { self.kind = kind }

  /// Keeps a thing until its handle is closed.
  func insert(_ thing: Thing) -> OpaquePointer? {
    let bits = state.withLock { state in
      state.lastSerial += 1
      let bits = state.lastSerial << 8 | kind.rawValue << 4
      state.things[bits] = thing
      return bits
    }
    return unsafe OpaquePointer(bitPattern: bits)
  }

  /// The thing of a handle.
  func callAsFunction(_ handle: OpaquePointer?) throws(Failure) -> Thing {
    let bits = UInt(bitPattern: handle)
    guard let thing = state.withLock({ $0.things[bits] }) else { throw failure(bits) }
    return thing
  }

  /// Forgets a thing; calls that work with it now still end well.
  func close(_ handle: OpaquePointer?) throws(Failure) {
    guard let handle = unsafe handle else { return }
    let bits = UInt(bitPattern: handle)
    // Let go outside of the lock: what it held may take a while to free.
    guard state.withLock({ $0.things.removeValue(forKey: bits) }) != nil else {
      throw failure(bits)
    }
  }

  private func failure(_ bits: UInt) -> Failure {
    if bits == 0 { return Failure(CAIRN_BAD_HANDLE, "\(kind.name): the handle is null") }
    let other = bits & 0xF == 0 ? HandleKind(rawValue: bits >> 4 & 0xF) : nil
    if let other, other != kind {
      return Failure(
        CAIRN_BAD_HANDLE, "\(kind.name): the handle looks like that of a \(other.name)")
    }
    return Failure(
      CAIRN_BAD_HANDLE, "\(kind.name): the handle is closed already, or never was one")
  }
}
