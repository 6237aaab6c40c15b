import CairnClouds
import FuzzSupport

/// The data after one of some PCD headers, which the first byte chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = Fuzzing.bytes(start, count)
  guard let choice = input.first else { return 0 }
  let header = Fuzzing.pcdHeaders[Int(choice) % Fuzzing.pcdHeaders.count]
  Fuzzing.read(Array(header.utf8) + input.dropFirst(), .pcd)
  return 0
}
