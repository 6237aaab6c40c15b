import CCairn

/// A text that each thread keeps for its caller.
enum Message {
  case error, warning

  private var slot: Int32 {
    switch self {
    case .error: Int32(cairnErrorSlot)
    case .warning: Int32(cairnWarningSlot)
    }
  }

  /// Replaces the text of the current thread.
  func store(_ text: String) {
    var text = text
    text.withUTF8 { unsafe cairnStoreMessage(slot, $0.baseAddress, Int64($0.count)) }
  }

  /// The text of the current thread, ended by 0; the memory belongs to the thread.
  var stored: UnsafePointer<CChar>? { unsafe cairnStoredMessage(slot) }
}
