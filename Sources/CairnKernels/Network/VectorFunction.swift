import CKernels

/// A function of each value of a row, the same bits wherever a value stands.
///
/// Errors are relative to the result where that is a normal number; smaller results may be 0.
public enum VectorFunction: Int32, Sendable, CaseIterable {
  /// exp(x), within 1 · 10⁻⁷.
  case exp = 0
  /// 1 / (1 + exp(-x)), within 1.5 · 10⁻⁷.
  case sigmoid = 1
  /// x / (1 + exp(-x)), within 2 · 10⁻⁷.
  case silu = 2
  /// log(1 + x), within 1.5 · 10⁻⁷; -∞ for -1 and NaN below.
  case log1p = 3

  /// Applies the function to each value, on up to ``Threads/count`` threads.
  public func apply(to values: inout [Float]) {
    let apply = unsafe InstructionSet.current.networkKernels.apply
    let count = values.count
    fill(&values, count: count) { values in
      concurrentPieces(count, grain: 1 << 15) { piece in
        let start = unsafe values.base + piece.lowerBound
        unsafe apply?(rawValue, start, Int64(piece.count), start)
      }
    }
  }
}

/// Turns each row into weights that sum to 1: exp(x) over the sum of exp(x) in the row.
///
/// A row of which all are -∞ becomes 0. On up to ``Threads/count`` threads.
///
/// - Parameters:
///   - values: Rows one after the other.
///   - width: Values in a row, at least 1.
public func softmaxRows(_ values: inout [Float], width: Int) {
  precondition(width > 0, "rows of \(width) values")
  let rowCount = values.count / width
  check(values, "values", rows: rowCount, width: width)
  let softmax = unsafe InstructionSet.current.networkKernels.softmax
  fill(&values, count: values.count) { values in
    concurrentPieces(rowCount, grain: grain(work: 32 * width)) { rows in
      let start = unsafe values.base + rows.lowerBound * width
      unsafe softmax?(start, Int64(rows.count), Int64(width), start)
    }
  }
}

/// Gives each row zero mean and unit variance, then scales and shifts it.
///
/// Shapes: `input` and `output` [N, C], `scale` and `shift` [C]. On up to ``Threads/count`` threads.
///
/// - Parameters:
///   - input: Rows.
///   - scale: Factors, at least one.
///   - shift: What is added after the factors.
///   - epsilon: What is added to the variance; positive.
///   - output: Receives the rows; its memory is used again where its count is the same.
public func normalizeRows(
  _ input: [Float], scale: [Float], shift: [Float], epsilon: Float, into output: inout [Float]
) {
  let width = scale.count
  precondition(width > 0, "rows of \(width) values")
  let rowCount = input.count / width
  check(input, "input", rows: rowCount, width: width)
  check(shift, "shift", rows: 1, width: width)
  let layerNorm = unsafe InstructionSet.current.networkKernels.layerNorm
  fill(&output, count: input.count) { output in
    concurrentPieces(rowCount, grain: grain(work: 16 * width)) { rows in
      unsafe input.withBase { input in
        unsafe scale.withBase { scale in
          unsafe shift.withBase { shift in
            unsafe layerNorm?(
              input.map { unsafe $0 + rows.lowerBound * width }, scale, shift, epsilon,
              Int64(rows.count), Int64(width), output.base + rows.lowerBound * width)
          }
        }
      }
    }
  }
}
