import CCairn

/// A caller's function that hears of progress, and what it wants handed back.
///
/// It is called only by the thread that made the call, which waits for it.
@safe struct ProgressCallback: @unchecked Sendable {
  private let function: cairn_progress
  private let user: UnsafeMutableRawPointer?

  /// - Returns: `nil` where there is no function.
  init?(_ function: cairn_progress?, _ user: UnsafeMutableRawPointer?) {
    guard let function = unsafe function else { return nil }
    unsafe self.function = function
    unsafe self.user = user
  }

  /// Tells how much is done, and returns whether to go on.
  func goesOn(at done: Float) -> Bool { unsafe function(Double(done), user) == 0 }
}
