import CairnKernels
import TestSupport
import Testing

struct CellTableTests {
  /// Numbers cells with a dictionary: the twin.
  static func numbers(
    of points: [SIMD3<Float>], edge: Float
  ) -> (numbers: [Int32], firsts: [Int32]) {
    var known: [SIMD3<Int32>: Int32] = [:]
    var firsts: [Int32] = []
    let numbers = points.enumerated().map { position, point -> Int32 in
      guard point.x.isFinite, point.y.isFinite, point.z.isFinite else { return -1 }
      let limit = SIMD3<Float>(repeating: 2_000_000_000)
      let scaled = (point / edge).rounded(.down).clamped(lowerBound: -limit, upperBound: limit)
      let cell = SIMD3<Int32>(scaled)
      if let number = known[cell] { return number }
      known[cell] = Int32(firsts.count)
      firsts.append(Int32(position))
      return Int32(firsts.count - 1)
    }
    return (numbers, firsts)
  }

  static func points(_ count: Int, spread: Float, around center: Float) -> [SIMD3<Float>] {
    var generator = SeededGenerator(seed: UInt64(count))
    return (0..<count).map { index in
      if index % 97 == 5 { return [.nan, 1, 2] }
      if index % 89 == 3 { return [1, -.infinity, 2] }
      if index % 83 == 2 { return [-0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude] }
      return SIMD3(
        .random(in: -1...1, using: &generator), .random(in: -1...1, using: &generator),
        .random(in: -1...1, using: &generator)) * spread + center
    }
  }

  @Test(
    arguments: [0, 1, 3, 255, 256, 257, 20_001],
    [(1, 0), (30, 0), (1e6, 0), (5, 1e6), (2e6, 0), (1e30, 0)] as [(Float, Float)])
  func `cells are numbered as a dictionary would`(count: Int, place: (Float, Float)) {
    let points = Self.points(count, spread: place.0, around: place.1)
    for edge in [0.25, 1, 7] as [Float] {
      var table = CellTable()
      // The table is used twice: nothing of the first time may be left.
      for _ in 0..<2 {
        var numbers: [Int32] = []
        numbers.append(addingCapacity: count) { output in
          table.number(points.span, edge: edge, into: &output)
        }
        let expected = Self.numbers(of: points, edge: edge)
        #expect(numbers == expected.numbers)
        #expect(table.firstPoints == expected.firsts)
        let cells = table.firstPoints.map { CellTable.cell(of: points[Int($0)], edge: edge) }
        for (number, cell) in cells.enumerated() {
          #expect(table.number(of: cell, among: cells.span) == number)
        }
        #expect(table.number(of: [9999, -9999, 77], among: cells.span) == nil)
        #expect(
          table.countCells(of: points.span, edge: edge, limit: count) == expected.firsts.count)
      }
    }
  }

  @Test func `counting may stop above the limit but not below`() {
    let points = Self.points(5000, spread: 10, around: 0)
    let all = Self.numbers(of: points, edge: 1).firsts.count
    var table = CellTable()
    for limit in [0, 10, all - 1, all, all + 1] {
      let counted = table.countCells(of: points.span, edge: 1, limit: limit)
      #expect(limit < all ? counted > limit : counted == all)
    }
  }

  @Test(arguments: [0, 1, 7, 1000])
  func `sums are those of adding one point after the other`(count: Int) {
    let points = Self.points(count, spread: 3, around: 100)
    let (numbers, firsts) = Self.numbers(of: points, edge: 1)
    var sums = [SIMD4<Double>](repeating: .zero, count: firsts.count)
    var total = sums.mutableSpan
    addPoints(points.span, numbers: numbers.span, to: &total)
    var expected = [SIMD4<Double>](repeating: .zero, count: firsts.count)
    for (point, number) in zip(points, numbers) where number >= 0 {
      expected[Int(number)] += SIMD4(SIMD3<Double>(point), 1)
    }
    #expect(sums == expected)
  }
}
