import CairnClouds
import FuzzSupport

/// Compressed bytes after a header that promises as many as the first two bytes say.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = Fuzzing.bytes(start, count)
  guard input.count > 2 else { return 0 }
  let size = Int(input[0]) | Int(input[1]) << 8
  let data = input.dropFirst(2)
  let header =
    "FIELDS a\nSIZE 1\nTYPE U\nCOUNT 1\nWIDTH \(size)\nHEIGHT 1\nPOINTS \(size)\nDATA binary_compressed\n"
  var file = Array(header.utf8)
  for number in [data.count, size] {
    for byte in 0..<4 { file.append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
  }
  Fuzzing.read(file + data, .pcd)
  // And the other way: whatever is compressed comes back.
  var cloud = PointCloud(count: data.count, columns: [Field("a", .uint8(Array(data)))])
  cloud.origin = CloudOrigin(format: .pcd, encoding: .binaryCompressed)
  Fuzzing.roundTrip(cloud, .pcd)
  return 0
}
