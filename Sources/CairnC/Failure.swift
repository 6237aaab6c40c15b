import CCairn
import CairnFiles
import CairnNN
import CairnSegmentation

/// Why a C function fails: its status, and what `cairn_last_error` says.
struct Failure: Error {
  var status: cairn_status
  var message: String

  init(_ status: Int, _ message: String) {
    self.status = cairn_status(status)
    self.message = message
  }

  init(_ error: SegmentationError) {
    let status =
      switch error {
      case .emptyCloud, .noPositions, .noFinitePoint, .absurdExtent, .noColors: CAIRN_BAD_CLOUD
      case .notBuilt: CAIRN_NOT_FOUND
      case .libraryFailed: CAIRN_BAD_DATA
      case .reservedLabel: CAIRN_BAD_ARGUMENT
      case .cancelled: CAIRN_CANCELLED
      default: CAIRN_BAD_PROMPT
      }
    self.init(status, error.description)
  }

  init(_ error: CloudFileError) {
    // The command's words for it name an option of the command.
    let text =
      error.cause == .exists
      ? "\(error.path): exists already; set overwrite to replace it" : error.description
    self.init(CAIRN_FILE_ERROR, text)
  }

  init(_ error: SavedEmbeddingError) {
    let status =
      switch error {
      case .notSupported: CAIRN_NOT_FOUND
      case .cloud(let error): Int(Failure(error).status)
      default: CAIRN_BAD_DATA
      }
    self.init(status, error.description)
  }

  init(_ error: WeightFileError) { self.init(CAIRN_BAD_DATA, "weights: \(error)") }
}

/// Performs the body of a C function: what it throws becomes a status and the thread's message.
///
/// - Parameter body: The work; what it returns becomes the thread's warning.
/// - Returns: The status for the caller.
func performRemarking(_ body: () throws(Failure) -> String) -> cairn_status {
  do throws(Failure) {
    let remark = try body()
    // Last, since a callback may have called functions of the library.
    Message.error.store("")
    Message.warning.store(remark)
    return cairn_status(CAIRN_OK)
  } catch {
    Message.error.store(error.message)
    Message.warning.store("")
    return error.status
  }
}

/// Performs the body of a C function that has nothing to remark.
func perform(_ body: () throws(Failure) -> Void) -> cairn_status {
  performRemarking { () throws(Failure) -> String in
    try body()
    return ""
  }
}

/// Performs the body of a C function that makes a handle.
///
/// - Parameters:
///   - target: Where the handle goes; null after a failure.
///   - name: What messages call it.
///   - body: Returns the handle and the thread's warning.
/// - Returns: The status for the caller.
func performMaking(
  _ target: UnsafeMutablePointer<OpaquePointer?>?, _ name: String,
  _ body: () throws(Failure) -> (OpaquePointer?, String)
) -> cairn_status {
  performRemarking { () throws(Failure) -> String in
    let target = unsafe try checked(target, name)
    unsafe target.pointee = nil
    let (handle, remark) = unsafe try body()
    unsafe target.pointee = handle
    return remark
  }
}
