import CKernels

/// Sums over neighbors by weights that stay the same while values change.
public struct DiffusionKernel: Sendable {
  /// Who gives to whom.
  public let neighbors: NeighborRows
  /// Heads, each with weights of its own.
  public let headCount: Int
  /// Shape [N, *k*, heads].
  private let weights: [Float]

  /// Creates a kernel.
  ///
  /// - Parameters:
  ///   - weights: Shape [N, *k*, heads]; not used where there is no neighbor.
  ///   - headCount: At least 1.
  ///   - neighbors: N rows.
  public init(weights: [Float], headCount: Int, neighbors: NeighborRows) {
    precondition(headCount > 0, "\(headCount) heads")
    check(weights, "weights", rows: neighbors.indices.count, width: headCount)
    (self.weights, self.headCount, self.neighbors) = (weights, headCount, neighbors)
  }

  /// Computes for each row the sum of weight · value over its neighbors, on up to
  /// ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - values: Shape [sources, C].
  ///   - width: C, a multiple of the heads.
  ///   - output: Receives the sums, shape [N, C], 0 for rows without neighbors; its memory is used
  ///     again where its count is the same.
  public func apply(to values: [Float], width: Int, into output: inout [Float]) {
    compute(values, width: width, rows: nil, into: &output)
  }

  /// Computes the sums of some rows and leaves the others as they are.
  ///
  /// - Parameters:
  ///   - rows: Which rows to compute.
  ///   - values: Shape [sources, C].
  ///   - width: C, a multiple of the heads.
  ///   - output: The sums, shape [N, C].
  public func update(
    rows: [Int32], from values: [Float], width: Int, in output: inout [Float]
  ) {
    check(output, "output", rows: neighbors.count, width: width)
    let wrong = rows.first { $0 < 0 || $0 >= neighbors.count }
    precondition(wrong == nil, "row \(wrong ?? 0) of \(neighbors.count)")
    compute(values, width: width, rows: rows, into: &output)
  }

  private func compute(_ values: [Float], width: Int, rows: [Int32]?, into output: inout [Float]) {
    precondition(
      width > 0 && width.isMultiple(of: headCount), "\(width) channels in \(headCount) heads")
    check(values, "values", rows: neighbors.sourceCount, width: width)
    let diffuse = unsafe InstructionSet.current.networkKernels.diffuse
    let rowCount = rows?.count ?? neighbors.count
    fill(&output, count: neighbors.count * width) { output in
      concurrentPieces(rowCount, grain: grain(work: 3 * neighbors.k * width)) { piece in
        unsafe neighbors.withNeighbors { neighbors in
          unsafe weights.withBase { weights in
            unsafe values.withBase { values in
              var diffusion = unsafe CairnDiffusion(
                neighbors: neighbors, weights: weights, values: values, width: Int64(width),
                headCount: Int64(headCount))
              guard let rows else {
                unsafe diffuse?(
                  &diffusion, nil, Int64(piece.lowerBound), Int64(piece.count), output.base)
                return
              }
              unsafe rows.withUnsafeBufferPointer { rows in
                unsafe diffuse?(
                  &diffusion, rows.baseAddress.map { unsafe $0 + piece.lowerBound }, 0,
                  Int64(piece.count), output.base)
              }
            }
          }
        }
      }
    }
  }
}
