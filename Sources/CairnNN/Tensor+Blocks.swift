import CairnKernels

extension Tensor {
  /// How many rows a block has where nothing else is said: some 64 numbers each fill half of the
  /// cache next to the processor.
  package static let rowsOfBlock = 96

  /// Some of the entries along the first dimension.
  package func block(_ rows: Range<Int>) -> Tensor {
    let size = shape.dropFirst().reduce(1, *)
    return Tensor(
      Array(values[rows.lowerBound * size..<rows.upperBound * size]),
      shape: [rows.count] + shape.dropFirst())
  }

  /// Computes rows block by block, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - rowCount: How many rows.
  ///   - width: Numbers in a row.
  ///   - grain: Rows of a block.
  ///   - body: Returns the rows of a block.
  /// - Returns: Shape [`rowCount`, `width`].
  package static func blocks(
    _ rowCount: Int, width: Int, grain: Int = rowsOfBlock,
    _ body: @Sendable (_ rows: Range<Int>) -> Tensor
  ) -> Tensor {
    var results: [Tensor] = []
    blocks(rowCount, widths: [width], grain: grain, into: &results) { [body($0)] }
    return results[0]
  }

  /// Computes rows of several tensors block by block, on up to ``Threads/count`` threads.
  ///
  /// - Parameters:
  ///   - rowCount: How many rows each tensor gets.
  ///   - widths: Numbers in a row of each of them.
  ///   - summaryWidths: Numbers of each tensor that has one row a block.
  ///   - grain: Rows of a block.
  ///   - results: Receive the rows, shapes [`rowCount`, width], then those that are one a block, shapes
  ///     [blocks, width]; their memory is used again where the sizes are the same.
  ///   - body: Returns a block's rows of each of them.
  package static func blocks(
    _ rowCount: Int, widths: [Int], summaryWidths: [Int] = [], grain: Int = rowsOfBlock,
    into results: inout [Tensor], _ body: @Sendable (_ rows: Range<Int>) -> [Tensor]
  ) {
    var outputs = results.map(\.values)
    results = []
    concurrentBlocks(
      rowCount, widths: widths, summaryWidths: summaryWidths, grain: grain, into: &outputs
    ) {
      body($0).map(\.values)
    }
    results = zip(outputs, widths + summaryWidths).map { Tensor($0, shape: [$0.count / $1, $1]) }
  }
}
