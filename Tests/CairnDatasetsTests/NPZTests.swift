import CairnClouds
import CairnDatasets
import CairnFiles
import Foundation
import Testing

struct NPZTests {
  private func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func `checksums are those of the standard`() {
    #expect(NPZ.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(NPZ.checksum([]) == 0)
  }

  @Test func `an array in the archive is the array that was put in`() throws {
    var npz = NPZ()
    npz.append("counts", [UInt16(1), 515])
    npz.append("points", [Float(1), 2, 3, -4, 5.5, 6], shape: [2, 3])
    let bytes = npz.bytes
    // By way of the directory at the end, as readers go.
    let end = bytes.count - 22
    #expect(bytes[end..<end + 4] == [0x50, 0x4B, 5, 6])
    #expect(number(bytes[end + 10..<end + 12]) == 2)
    var entry = number(bytes[end + 16..<end + 20])
    var contents: [String: [UInt8]] = [:]
    for _ in 0..<2 {
      #expect(bytes[entry..<entry + 4] == [0x50, 0x4B, 1, 2])
      let size = number(bytes[entry + 24..<entry + 28])
      let length = number(bytes[entry + 28..<entry + 30])
      let local = number(bytes[entry + 42..<entry + 46])
      let name = String(decoding: bytes[entry + 46..<entry + 46 + length], as: UTF8.self)
      let start = local + 30 + number(bytes[local + 26..<local + 28])
      let data = Array(bytes[start..<start + size])
      #expect(number(bytes[entry + 16..<entry + 20]) == Int(NPZ.checksum(data)))
      #expect(number(bytes[local + 14..<local + 18]) == Int(NPZ.checksum(data)))
      contents[name] = data
      entry += 46 + length
    }
    #expect(Array(try #require(contents["counts.npy"]).suffix(4)) == [1, 0, 3, 2])
    let points = try #require(contents["points.npy"])
    #expect((points.count - 24) % 64 == 0)
    let cloud = try CloudReader.read(bytes: points, name: "points.npy").cloud
    #expect(cloud.positions?.points == [[1, 2, 3], [-4, 5.5, 6]])
  }

  @Test func `NumPy reads the archive where it is installed`() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).npz")
    defer { try? FileManager.default.removeItem(at: url) }
    var npz = NPZ()
    npz.append("a", [UInt64(7), 1 << 40])
    npz.append("b", [UInt8](repeating: 3, count: 6), shape: [2, 3])
    try Data(npz.bytes).write(to: url)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      try:
        import numpy
      except ImportError:
        print("none")
      else:
        file = numpy.load("\(url.path)")
        print(file["a"].tolist(), file["b"].shape, file["b"].dtype)
      """,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let answer = String(decoding: data, as: UTF8.self)
    #expect(
      ["[7, 1099511627776] (2, 3) uint8\n", "none\n", ""].contains(answer),
      "without Python or NumPy there is nothing to compare with")
  }
}
