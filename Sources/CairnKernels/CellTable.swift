/// Numbers cubic cells in the order in which they are met: a hash table with open addressing.
///
/// The table holds blocks of 2 × 2 × 2 cells: surfaces fill half of a block, so that there is less to
/// look up and to store than with a slot for each cell.
package struct CellTable: Sendable {
  /// What a block takes in ``blocks``: its key, low half first, then the numbers of its 8 cells.
  private static let blockLength = 10

  /// Points numbered at a time; each may need a new block, and there is room before they come.
  static let rangeLength = 256

  /// The number of cells met.
  package var count: Int { counts.cells }
  private var counts = (cells: 0, blocks: 0)
  /// The position of the first point of each cell, then free space.
  private var firsts: [Int32] = []
  /// Where blocks are found by a hash of their key: the block's number, -1 where a slot is free.
  private var slots = [Int32](repeating: -1, count: 1024)
  /// The blocks in the order in which they were met, then free space.
  ///
  /// That order is a scan's, so that those looked up one after the other lie together. The numbers
  /// of cells that no point is in are -1.
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
    while slots[slot] >= 0 {
      let start = Self.blockLength * Int(slots[slot])
      if Self.key(of: blocks.span, at: start) == blockKey {
        let number = Int(blocks[start + 2 + CellKey.place(of: key)])
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
      slots = Array(repeating: -1, count: size)
    } else {
      var slots = slots.mutableSpan
      slots.update(repeating: -1)
    }
    var blocks = blocks.mutableSpan
    blocks.update(repeating: -1)
    // Reserved memory costs nothing until it is filled, and moving it does.
    self.blocks.reserveCapacity(Self.blockLength * slotCount)
    firsts.reserveCapacity(2 * slotCount)
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
    slots: inout [Int32], blocks: inout [Int32], firsts: inout [Int32],
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
        // In range by the mask; a slot is free, as half of them are at least. There is room for as
        // many blocks and cells as there are points in the range.
        let block = unsafe slots[unchecked: slot]
        if block < 0 {
          start = blockLength &* blockCount
          unsafe slots[unchecked: slot] = Int32(truncatingIfNeeded: blockCount)
          unsafe blocks[unchecked: start] = Int32(truncatingIfNeeded: blockKey)
          unsafe blocks[unchecked: start &+ 1] = Int32(truncatingIfNeeded: blockKey &>> 32)
          blockCount &+= 1
          break
        }
        start = blockLength &* Int(block)
        if Self.key(of: blocks.span, at: start) == blockKey {
          if key < CellKey.firstWide { break }
          let first = points[Int(firsts[Int(blocks[start &+ 2])])]
          if CellKey.cell(of: first, edge: edge) == CellKey.cell(of: points[position], edge: edge) {
            break
          }
        }
        slot = (slot &+ 1) & mask
      }
      let place = start &+ 2 &+ CellKey.place(of: key)
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
      firsts.append(contentsOf: repeatElement(0, count: max(firsts.count / 4, 1024)))
    }
    if blocks.count < Self.blockLength * (counts.blocks + more) {
      blocks.append(
        contentsOf: repeatElement(-1, count: max(blocks.count / 4, Self.blockLength * 1024)))
    }
    while slots.count < 2 * (counts.blocks + more) { grow() }
  }

  private mutating func grow() {
    let mask = 2 * slots.count - 1
    var larger = [Int32](repeating: -1, count: mask + 1)
    var slots = larger.mutableSpan
    for block in 0..<counts.blocks {
      let key = Self.key(of: blocks.span, at: Self.blockLength * block)
      var slot = CellKey.slot(of: key, mask: mask)
      while unsafe slots[unchecked: slot] >= 0 { slot = (slot &+ 1) & mask }
      unsafe slots[unchecked: slot] = Int32(truncatingIfNeeded: block)
    }
    self.slots = larger
  }

  @inline(__always)
  private static func key(of blocks: Span<Int32>, at start: Int) -> UInt64 {
    // In range: a block is as long as this at least.
    unsafe UInt64(UInt32(bitPattern: blocks[unchecked: start]))
      | UInt64(UInt32(bitPattern: blocks[unchecked: start &+ 1])) &<< 32
  }
}
