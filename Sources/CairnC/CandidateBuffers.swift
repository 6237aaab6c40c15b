import CCairn
import CairnClouds
import CairnKernels
import CairnSegmentation

/// Where a caller wants answers.
@safe struct CandidateBuffers {
  private let structs: SizedStructs<cairn_candidate>
  private let answerCount: UnsafeMutablePointer<UInt64>?

  /// Checks that all memory named has room.
  ///
  /// - Parameters:
  ///   - candidates: The first one; may be null where there are none.
  ///   - capacity: How many there are.
  ///   - answerCount: Where the number of answers goes; may be null.
  ///   - pointCount: How many points the cloud has.
  /// - Throws: Which argument is wrong.
  init(
    _ candidates: UnsafeMutablePointer<cairn_candidate>?, capacity: UInt64,
    answerCount: UnsafeMutablePointer<UInt64>?, pointCount: Int
  ) throws(Failure) {
    unsafe try checkOptional(answerCount, "candidate_count")
    unsafe structs = try SizedStructs(
      UnsafePointer(candidates), count: capacity, limit: 65_536, "candidates")
    unsafe self.answerCount = answerCount
    for index in unsafe 0..<structs.count {
      let place = "candidates[\(index)]"
      let candidate = unsafe structs[index]
      guard unsafe candidate.reserved == 0 else {
        throw Failure(CAIRN_BAD_ARGUMENT, "\(place): reserved must be 0")
      }
      unsafe try checkOptional(candidate.logits, "\(place).logits")
      if unsafe candidate.mask != nil || candidate.logits != nil {
        unsafe try checkRoom(candidate.capacity, for: pointCount, place)
      }
    }
  }

  /// Hands answers to the caller, as many as it has room for.
  func fill(_ answers: Candidates?) {
    let wanted = unsafe structs.count
    let all: [Candidate] = answers.map { Array($0) } ?? []
    for (index, answer) in all.prefix(wanted).enumerated() {
      var candidate = unsafe structs[index]
      if let mask = unsafe candidate.mask {
        // Bytes of 0 and 1 are what a Bool is.
        unsafe answer.mask.isSelected.withUnsafeBytes { unsafe copy($0, to: mask) }
      }
      if let logits = unsafe candidate.logits {
        unsafe answer.logits.withUnsafeBytes { unsafe copy($0, to: logits) }
      }
      unsafe candidate.selected_count = UInt64(answer.mask.selectedCount)
      unsafe candidate.iou_score = answer.iouScore
      unsafe structs.write(candidate, at: index)
    }
    unsafe store(UInt64(answers?.count ?? 0), at: answerCount)
  }

  /// Copies on all threads: one alone waits for memory.
  private func copy(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) {
    guard let start = source.baseAddress else { return }
    nonisolated(unsafe) let (from, to) = unsafe (start, target)
    concurrentPieces(source.count, grain: 1 << 17) { bytes in
      unsafe (to + bytes.lowerBound).copyMemory(
        from: from + bytes.lowerBound, byteCount: bytes.count)
    }
  }
}
