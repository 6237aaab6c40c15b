import CairnClouds
import FuzzSupport

/// The data after one of some PLY headers, which the first byte chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = Fuzzing.bytes(start, count)
  guard let choice = input.first else { return 0 }
  let header = Fuzzing.plyHeaders[Int(choice) % Fuzzing.plyHeaders.count]
  Fuzzing.read(Array(header.utf8) + input.dropFirst(), .ply)
  return 0
}
