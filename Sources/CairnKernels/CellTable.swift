/// Numbers cubic cells in the order in which they are met: a hash table with open addressing.
///
/// The table holds blocks of 2 × 2 × 2 cells: surfaces fill half of a block, so that there is less to
/// look up and to store than with a slot for each cell.
package struct CellTable: Sendable {
  /// The key of a block of cells with its number; the key is ``CellKey/none`` where the slot is free.
  struct Slot: BitwiseCopyable {
    var key: UInt64
    var block: Int32

    static let free = Slot(key: CellKey.none, block: -1)
  }

  /// Points numbered at a time; each may need a new block, and there is room before they come.
  static let rangeLength = 256

  /// The number of cells met.
  package var count: Int { counts.cells }
  private var counts = (cells: 0, blocks: 0)
  /// The position of the first point of each cell, then free space.
  private var firsts: [Int32] = []
  private var slots = [Slot](repeating: .free, count: 1024)
  /// The numbers of the 8 cells of each block, -1 for cells that no point is in; then free space.
  private var blocks: [Int32] = []
  /// The cells of a range of points.
  private var keys = [UInt64](repeating: 0, count: rangeLength)

  /// Creates an empty table, which grows with its cells.
  package init() {}

  /// The position of the first point of each cell, ascending.
  package var firstPoints: [Int32] { Array(firsts[..<count]) }

  /// Numbers the cells of points.
  ///
  /// - Parameters:
  ///   - points: Positions, in the unit of `edge`; fewer than 2³¹.
  ///   - edge: Edge of a cell; positive and finite.
  ///   - numbers: Receives the number of each point's cell; -1 for points that are not finite.
  /// - Complexity: O(*n*) on average.
  package mutating func number(
    _ points: Span<SIMD3<Float>>, edge: Float, into numbers: inout OutputSpan<Int32>
  ) {
    // A guess at how many blocks there will be: growing costs more than empty slots.
    removeAll(slotCount: points.count / 8)
    precondition(
      numbers.freeCapacity >= points.count, "no room for the cells of \(points.count) points")
    for start in stride(from: 0, to: points.count, by: Self.rangeLength) {
      let range = start..<min(start + Self.rangeLength, points.count)
      numberCells(of: points, range, edge: edge) { numbers.append($0) }
    }
  }

  /// Counts the cells of points, up to somewhat more than a limit.
  ///
  /// - Parameters:
  ///   - points: Positions, in the unit of `edge`; fewer than 2³¹.
  ///   - edge: Edge of a cell; positive and finite.
  ///   - limit: Counting may stop where there are more.
  /// - Returns: The number of cells, or a number above `limit`.
  /// - Complexity: O(*n*) on average.
  package mutating func countCells(
    of points: Span<SIMD3<Float>>, edge: Float, limit: Int
  ) -> Int {
    removeAll(slotCount: min(points.count / 8, limit))
    for start in stride(from: 0, to: points.count, by: Self.rangeLength) where count <= limit {
      let range = start..<min(start + Self.rangeLength, points.count)
      numberCells(of: points, range, edge: edge) { _ in }
    }
    return count
  }

  /// Looks up a cell.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - cells: All cells by number: `CellTable.cell(of:edge:)` of their first points.
  /// - Returns: Its number; `nil` where no point was in it.
  package func number(of cell: SIMD3<Int32>, among cells: Span<SIMD3<Int32>>) -> Int? {
    let key = CellKey.of(cell)
    let blockKey = CellKey.block(of: key)
    var slot = CellKey.slot(of: blockKey, mask: slots.count - 1)
    while slots[slot].key != CellKey.none {
      if slots[slot].key == blockKey {
        let number = Int(blocks[8 * Int(slots[slot].block) + CellKey.place(of: key)])
        if key < CellKey.firstWide { return number < 0 ? nil : number }
        if cells[number] == cell { return number }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The cell that a finite point is in; cells beyond the range of Int32 count as the outermost.
  package static func cell(of point: SIMD3<Float>, edge: Float) -> SIMD3<Int32> {
    CellKey.cell(of: point, edge: edge)
  }

  private mutating func removeAll(slotCount: Int) {
    counts = (0, 0)
    var size = slots.count
    while size < slotCount { size *= 2 }
    if size > slots.count {
      slots = Array(repeating: .free, count: size)
    } else {
      var slots = slots.mutableSpan
      slots.update(repeating: .free)
    }
    var blocks = blocks.mutableSpan
    blocks.update(repeating: -1)
  }

  @inline(__always)
  private mutating func numberCells(
    of points: Span<SIMD3<Float>>, _ range: Range<Int>, edge: Float, _ receive: (Int32) -> Void
  ) {
    reserve(range.count)
    Self.fill(&keys, with: points, range, edge: edge)
    Self.number(
      points, range, edge: edge, keys: keys, slots: &slots, blocks: &blocks,
      firsts: &firsts, counts: &counts, receive)
  }

  private static func fill(
    _ keys: inout [UInt64], with points: Span<SIMD3<Float>>, _ range: Range<Int>, edge: Float
  ) {
    var keys = keys.mutableSpan
    var position = range.lowerBound
    while position &+ 4 <= range.upperBound {
      let four = unsafe CellKey.of(
        points[unchecked: position], points[unchecked: position &+ 1],
        points[unchecked: position &+ 2], points[unchecked: position &+ 3], edge: edge)
      let slot = position &- range.lowerBound
      // In range: a range has no more points than keys.
      unsafe keys[unchecked: slot] = four.x
      unsafe keys[unchecked: slot &+ 1] = four.y
      unsafe keys[unchecked: slot &+ 2] = four.z
      unsafe keys[unchecked: slot &+ 3] = four.w
      position &+= 4
    }
    for position in position..<range.upperBound {
      keys[position &- range.lowerBound] = CellKey.of(points[position], edge: edge)
    }
  }

  @inline(__always)
  private static func number(
    _ points: Span<SIMD3<Float>>, _ range: Range<Int>, edge: Float, keys: [UInt64],
    slots: inout [Slot], blocks: inout [Int32], firsts: inout [Int32],
    counts: inout (cells: Int, blocks: Int), _ receive: (Int32) -> Void
  ) {
    let keys = keys.span
    var slots = slots.mutableSpan
    var blocks = blocks.mutableSpan
    var firsts = firsts.mutableSpan
    var (cellCount, blockCount) = counts
    let mask = slots.count &- 1
    for position in range {
      let key = unsafe keys[unchecked: position &- range.lowerBound]
      guard key != CellKey.none else {
        receive(-1)
        continue
      }
      let blockKey = CellKey.block(of: key)
      var slot = CellKey.slot(of: blockKey, mask: mask)
      var start = 0
      while true {
        // In range by the mask; a slot is free, as half of them are at least.
        let entry = unsafe slots[unchecked: slot]
        if entry.key == blockKey {
          start = 8 &* Int(entry.block)
          if key < CellKey.firstWide { break }
          let first = points[Int(firsts[Int(blocks[start])])]
          if CellKey.cell(of: first, edge: edge) == CellKey.cell(of: points[position], edge: edge) {
            break
          }
        } else if entry.key == CellKey.none {
          start = 8 &* blockCount
          unsafe slots[unchecked: slot] = Slot(
            key: blockKey, block: Int32(truncatingIfNeeded: blockCount))
          blockCount &+= 1
          break
        }
        slot = (slot &+ 1) & mask
      }
      // In range: there is room for as many blocks and cells as there are points in the range.
      let place = start &+ CellKey.place(of: key)
      var number = unsafe blocks[unchecked: place]
      if number < 0 {
        number = Int32(truncatingIfNeeded: cellCount)
        unsafe blocks[unchecked: place] = number
        unsafe firsts[unchecked: cellCount] = Int32(truncatingIfNeeded: position)
        cellCount &+= 1
      }
      receive(number)
    }
    counts = (cellCount, blockCount)
  }

  /// Makes room for so many more cells, each in a block of its own, at half load.
  private mutating func reserve(_ more: Int) {
    if firsts.count < count + more {
      firsts.append(contentsOf: repeatElement(0, count: max(firsts.count, 1024)))
    }
    if blocks.count < 8 * (counts.blocks + more) {
      blocks.append(contentsOf: repeatElement(-1, count: max(blocks.count, 8192)))
    }
    while slots.count < 2 * (counts.blocks + more) { grow() }
  }

  private mutating func grow() {
    let old = slots
    let mask = 2 * old.count - 1
    slots = Array(repeating: .free, count: mask + 1)
    var slots = slots.mutableSpan
    for entry in old where entry.key != CellKey.none {
      var slot = CellKey.slot(of: entry.key, mask: mask)
      while unsafe slots[unchecked: slot].key != CellKey.none { slot = (slot &+ 1) & mask }
      unsafe slots[unchecked: slot] = entry
    }
  }
}
