import CairnClouds
import FuzzSupport

/// Whatever file can be read can be written in both formats and every encoding, and comes back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = Fuzzing.bytes(start, count)
  for format in [CloudFormat.ply, .pcd] {
    guard let cloud = Fuzzing.read(input, format) else { continue }
    Fuzzing.roundTrip(cloud, .ply)
    Fuzzing.roundTrip(cloud, .pcd)
  }
  return 0
}
