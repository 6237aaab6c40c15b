// swift-format-ignore-file: AlwaysUseLowerCamelCase
import CCairn

/// The version of the library.
@c @implementation
public func cairn_version() -> UnsafePointer<CChar>? { unsafe cairnVersionText() }

/// The version of the interface.
@c @implementation
public func cairn_abi_version() -> UInt32 { UInt32(CAIRN_ABI_VERSION) }

/// Compares the version of the interface with the caller's.
@c @implementation
public func cairn_check_abi(_ version: UInt32) -> cairn_status {
  perform { () throws(Failure) in
    guard version == CAIRN_ABI_VERSION else {
      throw Failure(
        CAIRN_WRONG_VERSION,
        "the program was made for version \(version) of the interface, the library has "
          + "\(CAIRN_ABI_VERSION)")
    }
  }
}

/// What is wrong.
@c @implementation
public func cairn_last_error() -> UnsafePointer<CChar>? { unsafe Message.error.stored }

/// What should be said.
@c @implementation
public func cairn_last_warning() -> UnsafePointer<CChar>? { unsafe Message.warning.stored }

/// The name of a status.
@c @implementation
public func cairn_status_name(_ status: cairn_status) -> UnsafePointer<CChar>? {
  unsafe cairnStatusText(status)
}
