import CairnFiles
import Foundation
import TestSupport

/// The bytes of one of the package's own small files.
func datasetBytes(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: TestFiles.datasets.appending(path: path)))
}

/// Reads bytes that lie in memory.
func reading<Result>(
  _ bytes: [UInt8], _ body: (inout ByteReader) throws -> Result
) throws -> Result {
  var reader = ByteReader(bytes: bytes)
  return try body(&reader)
}

/// What a writer writes.
func written(_ body: (OutputFile) throws -> Void) throws -> [UInt8] {
  let folder = try TestFiles.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: "output").path
  let file = try OutputFile(path: path)
  try body(file)
  try file.commit()
  return Array(try Data(contentsOf: URL(filePath: path)))
}

/// Tries every prefix of a file, and every byte replaced by some others: nothing may trap.
///
/// - Returns: How many were read, and how many refused.
func mutating(
  _ bytes: [UInt8], _ read: (inout ByteReader) throws -> Void
) -> (read: Int, refused: Int) {
  var outcome = (read: 0, refused: 0)
  func attempt(_ bytes: [UInt8]) {
    do {
      try reading(bytes, read)
      outcome.read += 1
    } catch {
      outcome.refused += 1
    }
  }
  for end in 0..<bytes.count { attempt(Array(bytes[..<end])) }
  let others: [UInt8] = [0, 0x0A, 0x20, 0x27, 0x28, 0x2C, 0x2D, 0x30, 0x39, 0x65, 0x7F, 0x80, 0xFF]
  for index in bytes.indices {
    for other in others {
      var changed = bytes
      changed[index] = other
      attempt(changed)
    }
    var shorter = bytes
    shorter.remove(at: index)
    attempt(shorter)
  }
  return outcome
}
