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
    let filled = (answers.map { Array($0) } ?? []).prefix(unsafe structs.count)
    var copies: [Copy] = unsafe []
    for (index, answer) in filled.enumerated() {
      var candidate = unsafe structs[index]
      if let mask = unsafe candidate.mask {
        unsafe copies += Copy.pieces(of: answer, isMask: true, to: mask)
      }
      if let logits = unsafe candidate.logits {
        unsafe copies += Copy.pieces(of: answer, isMask: false, to: logits)
      }
      unsafe candidate.selected_count = Self.selectedCount(answer.mask)
      unsafe candidate.iou_score = answer.iouScore
      unsafe structs.write(candidate, at: index)
    }
    // One thread alone waits for memory, and threads that are woken for each array come late.
    nonisolated(unsafe) let all = unsafe copies
    concurrentPieces(unsafe all.count, grain: 1) { pieces in
      for piece in pieces { unsafe all[piece].run() }
    }
    unsafe store(UInt64(answers?.count ?? 0), at: answerCount)
  }
}

extension CandidateBuffers {
  /// As ``Mask/selectedCount``, eight points at a time.
  private static func selectedCount(_ mask: Mask) -> UInt64 {
    unsafe mask.isSelected.withUnsafeBytes { bytes in
      let whole = bytes.count & ~7
      var total: UInt64 = 0
      for start in stride(from: 0, to: whole, by: 8) {
        // A Bool is a byte of 0 or 1; the product has the sum of all eight in its highest byte.
        let eight = unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        total &+= (eight &* 0x0101_0101_0101_0101) >> 56
      }
      for index in whole..<bytes.count { total &+= unsafe UInt64(bytes[index]) }
      return total
    }
  }
}

/// A piece of an array of an answer, and where it goes.
@unsafe private struct Copy {
  private let answer: Candidate
  private let isMask: Bool
  private let target: UnsafeMutableRawPointer
  private let bytes: Range<Int>

  /// A mask, whose Bools are bytes of 0 and 1, or logits, in pieces.
  static func pieces(
    of answer: Candidate, isMask: Bool, to target: UnsafeMutableRawPointer
  ) -> [Copy] {
    let size = isMask ? answer.mask.count : 4 * answer.logits.count
    return unsafe stride(from: 0, to: size, by: 1 << 18).map {
      unsafe Copy(
        answer: answer, isMask: isMask, target: target, bytes: $0..<min($0 + (1 << 18), size))
    }
  }

  func run() {
    let copy = { (source: UnsafeRawBufferPointer) in
      unsafe UnsafeMutableRawBufferPointer(start: target + bytes.lowerBound, count: bytes.count)
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[bytes]))
    }
    if unsafe isMask {
      unsafe answer.mask.isSelected.withUnsafeBytes(copy)
    } else {
      unsafe answer.logits.withUnsafeBytes(copy)
    }
  }
}
