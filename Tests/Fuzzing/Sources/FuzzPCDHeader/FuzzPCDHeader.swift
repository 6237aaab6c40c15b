import CairnClouds
import FuzzSupport

/// A whole PCD file, so that mutations reach every line of the header.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  Fuzzing.read(Fuzzing.bytes(start, count), .pcd)
  return 0
}
