import CKernels

/// For each row of a table up to *k* rows, of the same or another table, that are next to it.
public struct NeighborRows: Sendable, Hashable {
  /// Shape [N, *k*]; -1 stands for none.
  public let indices: [Int32]
  /// How many neighbors a row has room for.
  public let k: Int
  /// How many rows can be pointed at.
  public let sourceCount: Int

  /// How many rows have neighbors.
  public var count: Int { indices.count / k }

  /// Checks the numbers once, so that nothing has to be checked when they are used.
  ///
  /// - Parameters:
  ///   - indices: Shape [N, *k*], each -1 for none or from 0 up to `sourceCount`.
  ///   - k: At least 1.
  ///   - sourceCount: How many rows can be pointed at.
  /// - Complexity: O(`indices.count`).
  public init(_ indices: [Int32], k: Int, sourceCount: Int) {
    precondition(k > 0 && indices.count.isMultiple(of: k), "\(indices.count) indices, k = \(k)")
    let wrong = indices.first { $0 < -1 || $0 >= sourceCount }
    precondition(wrong == nil, "neighbor \(wrong ?? 0) of \(sourceCount) rows")
    (self.indices, self.k, self.sourceCount) = (indices, k, sourceCount)
  }

  /// Takes numbers that were checked before.
  private init(checked indices: [Int32], k: Int, sourceCount: Int) {
    (self.indices, self.k, self.sourceCount) = (indices, k, sourceCount)
  }

  /// A single row, to which all rows are next.
  static func allOf(_ sourceCount: Int) -> NeighborRows {
    NeighborRows(
      checked: Array(0..<Int32(sourceCount)), k: sourceCount, sourceCount: sourceCount)
  }

  /// Some of the rows, which have the neighbors that they had.
  package func block(_ rows: Range<Int>) -> NeighborRows {
    NeighborRows(
      checked: Array(indices[rows.lowerBound * k..<rows.upperBound * k]), k: k,
      sourceCount: sourceCount)
  }

  /// Calls a closure with the table as C sees it.
  func withNeighbors(_ body: (CairnNeighbors) -> Void) {
    unsafe indices.withUnsafeBufferPointer { indices in
      unsafe body(
        CairnNeighbors(
          indices: indices.baseAddress, k: Int64(k), sourceCount: Int64(sourceCount)))
    }
  }
}

extension PanelMatrix {
  /// Computes relu(source + center + matrix · edge) for all edges, on up to ``Threads/count``
  /// threads, and of each row's edges the mean and the greatest values.
  ///
  /// Shapes: `sources` [sources, C], `centers` [N, C], `edges` [N, *k*, E], `output` [N, 2 C]: means,
  /// then greatest values; 0 for rows without neighbors. The matrix has E inputs and C outputs.
  ///
  /// - Parameters:
  ///   - sources: What neighbors add.
  ///   - centers: What rows add.
  ///   - edges: What is known of each edge; not used where there is no neighbor.
  ///   - neighbors: N rows.
  ///   - output: Receives the rows; its memory is used again where its count is the same.
  public func convolve(
    sources: [Float], centers: [Float], edges: [Float], neighbors: NeighborRows,
    into output: inout [Float]
  ) {
    let (rowCount, k, width) = (neighbors.count, neighbors.k, outputWidth)
    check(sources, "sources", rows: neighbors.sourceCount, width: width)
    check(centers, "centers", rows: rowCount, width: width)
    check(edges, "edges", rows: rowCount * k, width: inputWidth)
    let convolve = unsafe InstructionSet.current.networkKernels.convolve
    fill(&output, count: rowCount * 2 * width) { output in
      concurrentPieces(rowCount, grain: grain(work: k * width * (inputWidth + 4))) { rows in
        unsafe neighbors.withNeighbors { neighbors in
          unsafe sources.withBase { sources in
            unsafe centers.withBase { centers in
              unsafe edges.withBase { edges in
                unsafe panels.withBase { panels in
                  var convolution = unsafe CairnConvolution(
                    neighbors: neighbors, sources: sources, centers: centers, edges: edges,
                    edgePanels: panels, width: Int64(width), edgeWidth: Int64(inputWidth))
                  unsafe convolve?(
                    &convolution, Int64(rows.lowerBound), Int64(rows.upperBound), output.base)
                }
              }
            }
          }
        }
      }
    }
  }
}
