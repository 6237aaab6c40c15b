import CairnClouds
import CairnFiles
import Foundation
import Glibc
import TestSupport
import Testing

/// Cut and damaged files are read or refused, but stop nothing.
@Suite(.serialized)
struct RobustnessTests {
  private func files() throws -> [(name: String, bytes: [UInt8])] {
    try ["ply", "pcd", "broken"].flatMap { folder in
      let url = TestFiles.datasets.appending(path: folder)
      let names: [String] = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
      return try names.filter { $0.contains(".") }.map { name in
        (name: name, bytes: Array(try Data(contentsOf: url.appending(path: name))))
      }
    }
  }

  /// Reads; what comes back holds what it says it holds.
  private func read(_ bytes: [UInt8], _ name: String) {
    guard let reading = try? CloudReader.read(bytes: bytes, name: name) else { return }
    for column in reading.cloud.columns {
      if let count = column.count { #expect(column.values.count == count * reading.cloud.count) }
    }
    // A cloud can never hold more values than its file has bytes, but by compression.
    let values = reading.cloud.columns.reduce(0) { $0 + $1.values.count }
    #expect(values <= 88 * bytes.count)
  }

  private var peak: Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return Int(line?.filter(\.isNumber) ?? "0") ?? 0
  }

  @Test func `every beginning of every file is read or refused`() throws {
    let before = peak
    for (name, bytes) in try files() {
      for count in 0..<bytes.count { read(Array(bytes[..<count]), name) }
    }
    #expect(peak - before < 256 << 10)
  }

  @Test func `files with some bytes changed are read or refused`() throws {
    let before = peak
    var generator = SeededGenerator(seed: 13)
    let telling = Array("0123456789-. \n\r\t#xeE_".utf8) + [0, 1, 0x7F, 0x80, 0xFF]
    for (name, bytes) in try files() where !bytes.isEmpty {
      for round in 0..<150 {
        var changed = bytes
        for _ in 0...(round % 3) {
          let index = Int.random(in: 0..<changed.count, using: &generator)
          changed[index] = telling.randomElement(using: &generator) ?? 0
        }
        read(changed, name)
      }
    }
    #expect(peak - before < 256 << 10)
  }

  @Test func `a pipe is read as a file is`() async {
    // In a process of its own, whose standard input may change.
    await #expect(processExitsWith: .success) {
      for name in [
        "ply/little_endian.ply", "ply/ascii.ply", "ply/list_in_vertex_big_endian.ply",
        "pcd/compressed.pcd", "pcd/ascii.pcd", "pcd/padding_count_0.pcd",
        "broken/promised_terabytes.ply", "broken/promised_terabytes.pcd",
        "broken/promised_terabytes_ascii.ply", "broken/promised_count.pcd",
        "broken/list_longer_than_file.ply", "broken/compressed_bomb.pcd",
      ] {
        let path = TestFiles.datasets.appending(path: name).path
        var ends: [Int32] = [0, 0]
        _ = unsafe pipe(&ends)
        let data = Array(try Data(contentsOf: URL(filePath: path)))
        _ = unsafe Glibc.write(ends[1], data, data.count)
        close(ends[1])
        dup2(ends[0], STDIN_FILENO)
        close(ends[0])
        let piped = Result { try CloudReader.read(path: "-").cloud }
        let expected = Result { try CloudReader.read(path: path).cloud }
        switch (piped, expected) {
        case (.success(let piped), .success(let expected)): #expect(piped == expected)
        case (.failure, .failure): break
        default: Issue.record("\(name) differs")
        }
      }
    }
  }

  @Test func `a fifo and a device are refused and not waited for`() throws {
    let folder = try TestFiles.temporaryFolder()
    let path = folder.appending(path: "fifo.ply").path
    _ = unsafe mkfifo(path, 0o600)
    #expect(throws: CloudFileError(path: path, cause: .isNotRegularFile)) {
      try CloudReader.read(path: path)
    }
    #expect(throws: CloudFileError(path: "/dev/zero", cause: .isNotRegularFile)) {
      try CloudReader.read(path: "/dev/zero")
    }
  }

  @Test func `a full disk leaves the older file and nothing beside it`() async {
    // In a process of its own, in which no file may grow beyond 4 kB, as on a full disk.
    await #expect(processExitsWith: .success) {
      let folder = try TestFiles.temporaryFolder()
      let cloud = PointCloud(positions: (0..<10_000).map { SIMD3(Float($0), 0, 1) })
      for format in [CloudFormat.ply, .pcd] {
        let path = folder.appending(path: "old.\(format.rawValue)").path
        try Data("old".utf8).write(to: URL(filePath: path))
      }
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 4096, rlim_max: rlim_t.max)
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      for format in [CloudFormat.ply, .pcd] {
        let path = folder.appending(path: "old.\(format.rawValue)").path
        for encoding in format.encodings {
          #expect(
            throws: CloudFileError(
              path: path, cause: .system(SystemError(call: "write", code: EFBIG)))
          ) { try cloud.write(to: path, encoding: encoding, overwriting: true) }
          #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        }
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.sorted() == ["old.pcd", "old.ply"])
      try FileManager.default.removeItem(at: folder)
    }
  }

  @Test func `a kill leaves the older file and nothing beside it`() async throws {
    let folder = try TestFiles.temporaryFolder()
    let path = folder.appending(path: "old.ply").path
    try Data("old".utf8).write(to: URL(filePath: path))
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let file = try OutputFile(path: path, overwriting: true)
      try file.write([UInt8](repeating: 1, count: 3_000_000))
      _ = kill(getpid(), SIGKILL)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["old.ply"])
    try FileManager.default.removeItem(at: folder)
  }
}
