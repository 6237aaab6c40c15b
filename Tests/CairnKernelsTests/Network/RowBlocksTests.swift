import CairnKernels
import TestSupport
import Testing

struct RowBlocksTests {
  @Test(arguments: [0, 1, 96, 1000])
  func `blocks are the rows that their numbers say`(rowCount: Int) {
    let starts = stride(from: 0, to: rowCount, by: 96).map { Float($0) }
    let expected =
      [3, 1].map { width in (0..<rowCount * width).map { Float($0) } }
      + [starts.flatMap { [$0, -$0] }]
    var results: [[Float]] = []
    for limit in [1, 2] {
      Threads.$limit.withValue(limit) {
        // Twice, the second time into the same memory.
        for _ in 0..<2 {
          concurrentBlocks(
            rowCount, widths: [3, 1], summaryWidths: [2], grain: 96, into: &results
          ) { rows in
            [3, 1].map { width in
              (rows.lowerBound * width..<rows.upperBound * width).map { Float($0) }
            } + [[Float(rows.lowerBound), -Float(rows.lowerBound)]]
          }
          #expect(results == expected)
          for number in results.indices {
            for place in results[number].indices { results[number][place] = .nan }
          }
        }
      }
    }
  }

  @Test func `rows are put side by side`() {
    let parts = [5, 1, 17].map { (values: Twin.values(300 * $0, seed: UInt64($0)), width: $0) }
    let joined = Twin.onAnyThreads(.current) { joinRows(parts, rowCount: 300, into: &$0) }
    let expected = (0..<300).flatMap { row in
      parts.flatMap { $0.values[row * $0.width..<(row + 1) * $0.width] }
    }
    #expect(joined == expected)
  }

  @Test func `rows are summed by weights`() {
    let (values, weights) = (Twin.values(91 * 7, seed: 1), Twin.values(91, seed: 2))
    let expected = (0..<7).map { column in
      (0..<91).reduce(0.0) { $0 + Double(weights[$1]) * Double(values[$1 * 7 + column]) }
    }
    let sums = weightedSum(ofRows: values, width: 7, weights: weights)
    #expect(Twin.difference(sums, expected) < 1e-5)
  }

  @Test(arguments: [1, 16, 33]) func `pairs are those of the plain twin`(width: Int) {
    let neighbors = Twin.neighbors(50, k: 6, sourceCount: 40, seed: 3)
    let (own, other) = (Twin.values(50 * width, seed: 4), Twin.values(40 * width, seed: 5))
    let edges = Twin.values(neighbors.indices.count * width, seed: 6)
    var (sums, squares): ([Float], [Float]) = ([], [])
    for (edge, source) in neighbors.indices.enumerated() {
      for channel in 0..<width {
        let first = own[edge / 6 * width + channel]
        let second = source < 0 ? first : other[Int(source) * width + channel]
        sums.append(source < 0 ? 0 : max(second + first + edges[edge * width + channel], 0))
        squares.append((first - second) * (first - second))
      }
    }
    #expect(neighbors.pairSums(own: own, other: other, edges: edges, width: width) == sums)
    #expect(neighbors.squaredDifferences(own: own, other: other, width: width) == squares)
    // Some rows alone are those among all.
    let block = neighbors.block(11..<30)
    #expect(block.indices == Array(neighbors.indices[66..<180]) && block.sourceCount == 40)
    let some = block.squaredDifferences(
      own: Array(own[11 * width..<30 * width]), other: other, width: width)
    #expect(some == Array(squares[66 * width..<180 * width]))
  }
}
