import CCairn
import CairnClouds
import CairnFiles
import CairnGeometry
import CairnSegmentation

/// Times `cairn_segment` beside the Swift call that it makes.
///
/// Both answer the same clicks on the same encoded cloud, in turn, each first every other time; a
/// click is new to both, since embeddings remember answers.
enum CallBenchmarks {
  /// Prints medians in milliseconds and of the quotients, for each cloud.
  ///
  /// - Parameter paths: Files of clouds.
  /// - Throws: What is wrong with a file or cannot be segmented.
  static func print(_ paths: [String]) throws {
    for path in paths {
      let cloud = try PointCloud(contentsOf: path)
      let embedding = try NetworkPredictor().encode(cloud)
      let positions = cloud.positions?.points ?? []
      let rows = (0..<201).map { ($0 * 7919 + 1) * cloud.count / 8191 % cloud.count }
        .filter { positions[$0].isFinite }
      Swift.print("\(path): \(cloud.count) points, \(rows.count) clicks")
      for (name, wanted) in [("best mask", 1), ("all masks and logits", 3)] {
        let handle = try CEmbedding(path, answerCount: wanted, withLogits: wanted > 1)
        var (swift, c): ([Double], [Double]) = ([], [])
        for (number, row) in rows.enumerated() {
          let inSwift = { _ = try embedding.masks(for: [.positive(index: row)]) }
          let inC = { try handle.segment(row: row) }
          if number.isMultiple(of: 2) { swift.append(try milliseconds(inSwift)) }
          c.append(try milliseconds(inC))
          if !number.isMultiple(of: 2) { swift.append(try milliseconds(inSwift)) }
        }
        let quotients = zip(c, swift).map { $0 / $1 }
        Swift.print(
          "  \(name): Swift \(median(swift)), C \(median(c)), C / Swift \(median(quotients))")
      }
    }
  }

  private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = Usage.wall
    try body()
    return (Usage.wall - start) * 1e3
  }

  private static func median(_ values: [Double]) -> Double {
    (values.sorted()[values.count / 2] * 1000).rounded() / 1000
  }
}

/// An encoded cloud as a C program has it, with memory for answers that it uses again.
@safe private final class CEmbedding {
  private var embedding: OpaquePointer?
  private var candidates: [cairn_candidate] = unsafe []

  init(_ path: String, answerCount: Int, withLogits: Bool) throws {
    var (cloud, predictor): (OpaquePointer?, OpaquePointer?)
    var count: UInt64 = 0
    try unsafe check(cairn_cloud_read(path, &cloud))
    try unsafe check(cairn_predictor_create(nil, &predictor))
    try unsafe check(cairn_encode(predictor, cloud, nil, nil, &embedding))
    try unsafe check(cairn_embedding_size(embedding, &count))
    _ = unsafe (cairn_cloud_close(cloud), cairn_predictor_close(predictor))
    for _ in 0..<answerCount {
      var candidate = unsafe cairn_candidate()
      unsafe candidate.struct_size = UInt64(MemoryLayout<cairn_candidate>.size)
      unsafe candidate.mask = .allocate(capacity: Int(count))
      if withLogits { unsafe candidate.logits = .allocate(capacity: Int(count)) }
      unsafe candidate.capacity = count
      unsafe candidates.append(candidate)
    }
  }

  deinit {
    for number in unsafe candidates.indices {
      unsafe candidates[number].mask.deallocate()
      unsafe candidates[number].logits?.deallocate()
    }
    _ = unsafe cairn_embedding_close(embedding)
  }

  func segment(row: Int) throws {
    var click = unsafe cairn_click_on(UInt64(row), 1)
    try unsafe check(
      cairn_segment(embedding, &click, 1, &candidates, UInt64(candidates.count), nil))
  }

  private func check(_ status: cairn_status) throws {
    if status != CAIRN_OK { throw unsafe CallError(message: String(cString: cairn_last_error())) }
  }
}

/// What a C function said when it failed.
private struct CallError: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}
