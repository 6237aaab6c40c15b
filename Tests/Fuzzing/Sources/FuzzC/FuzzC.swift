import FuzzSupport

/// Whatever a program asks of the C interface, it gets a status and a message, and nothing beyond its
/// memory is read or written.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  var program = CProgram(Decisions(Fuzzing.bytes(start, count)))
  program.run()
  return 0
}
