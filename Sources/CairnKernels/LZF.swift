/// LibLZF's compression, which PCD files use: runs of at most 32 literal bytes, and copies of 3 to
/// 264 bytes from at most 8192 bytes back.
public enum LZF {
  /// How far back a copy may reach: bytes of the output that decoding must still see.
  public static let historySize = 8192
  /// The most bytes that one token of the compressed form stands for.
  public static let longestCopy = 264
  /// No three bytes of compressed form stand for more than ``longestCopy``: the output is at most
  /// this many times the input.
  public static let largestRatio = 88

  /// Room that ``decode(_:isLast:from:into:from:)`` wants after the last byte it writes.
  public static let slack = longestCopy + 16

  /// Why decoding stopped.
  public enum Stop: Sendable, Equatable {
    /// The input is used up, but for a token that goes on in what follows.
    case needsInput
    /// The output has less than ``slack`` bytes of room.
    case needsOutput
    /// A copy begins before the first byte of the output.
    case copyBeforeStart
    /// The input ends inside a token.
    case truncated
  }

  /// Decompresses as much as there is input and room for.
  ///
  /// - Parameters:
  ///   - input: Compressed bytes.
  ///   - isLast: Whether no input follows.
  ///   - inputPosition: Where to go on in `input`; moved past what was used, whole tokens only.
  ///   - output: Receives the bytes; what lies before `outputPosition` is the history.
  ///   - outputPosition: Where to go on in `output`; moved past what was written.
  /// - Returns: Why it stopped.
  /// - Complexity: O(bytes written).
  public static func decode(
    _ input: borrowing Span<UInt8>, isLast: Bool, from inputPosition: inout Int,
    into output: inout MutableSpan<UInt8>, from outputPosition: inout Int
  ) -> Stop {
    precondition(inputPosition >= 0 && inputPosition <= input.count, "input starts outside")
    precondition(outputPosition >= 0 && outputPosition <= output.count, "output starts outside")
    let source = unsafe input.bytes
    let sourceEnd = input.count
    var from = inputPosition
    var to = outputPosition
    let lastStart = output.count - slack
    defer {
      inputPosition = from
      outputPosition = to
    }
    return unsafe output.withUnsafeMutableBytes { target in
      guard let target = target.baseAddress else { return .needsOutput }
      while from < sourceEnd {
        guard to <= lastStart else { return .needsOutput }
        // Reads stay before `sourceEnd`, writes within `slack` after `lastStart`.
        let control = Int(
          unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: UInt8.self))
        if control < 32 {
          let length = control &+ 1
          guard from &+ 1 &+ length <= sourceEnd else { return isLast ? .truncated : .needsInput }
          if from &+ 33 <= sourceEnd {
            for word in 0..<4 {
              unsafe target.storeBytes(
                of: source.unsafeLoadUnaligned(
                  fromUncheckedByteOffset: from &+ 1 &+ word &* 8, as: UInt64.self),
                toByteOffset: to &+ word &* 8, as: UInt64.self)
            }
          } else {
            for index in 0..<length {
              unsafe target.storeBytes(
                of: source.unsafeLoadUnaligned(
                  fromUncheckedByteOffset: from &+ 1 &+ index, as: UInt8.self),
                toByteOffset: to &+ index, as: UInt8.self)
            }
          }
          from &+= 1 &+ length
          to &+= length
          continue
        }
        var length = control &>> 5
        var next = from &+ 1
        if length == 7 {
          guard next < sourceEnd else { return isLast ? .truncated : .needsInput }
          length &+= Int(
            unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: next, as: UInt8.self))
          next &+= 1
        }
        guard next < sourceEnd else { return isLast ? .truncated : .needsInput }
        let low = Int(
          unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: next, as: UInt8.self))
        let distance = (control & 31) &<< 8 &+ low &+ 1
        guard distance <= to else { return .copyBeforeStart }
        length &+= 2
        unsafe copy(target, to: to, distance: distance, length: length)
        from = next &+ 1
        to &+= length
      }
      return .needsInput
    }
  }

  /// Repeats bytes from further back, which may overlap with where they go.
  @inline(__always)
  private static func copy(
    _ bytes: UnsafeMutableRawPointer, to start: Int, distance: Int, length: Int
  ) {
    if distance >= 8 {
      var done = 0
      repeat {
        // At most 7 bytes beyond `length`, which `slack` has room for.
        let word = unsafe bytes.loadUnaligned(
          fromByteOffset: start &+ done &- distance, as: UInt64.self)
        unsafe bytes.storeBytes(of: word, toByteOffset: start &+ done, as: UInt64.self)
        done &+= 8
      } while done < length
      return
    }
    for index in 0..<length {
      let byte = unsafe bytes.load(fromByteOffset: start &+ index &- distance, as: UInt8.self)
      unsafe bytes.storeBytes(of: byte, toByteOffset: start &+ index, as: UInt8.self)
    }
  }
}
