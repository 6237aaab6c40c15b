import CairnKernels
import Testing

struct ThreadsTests {
  @Test(arguments: InstructionSet.allCases)
  func `all threads use the instruction set that the task has`(set: InstructionSet) {
    InstructionSet.$limit.withValue(set) {
      let used: [Int32] = concurrentRows(64, grain: 1) { rows, output in
        for _ in rows { output.append(InstructionSet.current.rawValue) }
      }
      #expect(used.allSatisfy { $0 == InstructionSet.current.rawValue })
      let both = concurrently {
        InstructionSet.current
      } _: {
        InstructionSet.current
      }
      #expect(both == (InstructionSet.current, InstructionSet.current))
    }
  }

  @Test(arguments: [1, 2])
  func `two values are computed, each with threads of its own`(limit: Int) {
    Threads.$limit.withValue(limit) {
      for _ in 0..<50 {
        let (squares, sum) = concurrently {
          concurrentMap(300, grain: 1) { $0 * $0 }
        } _: {
          concurrentMap(300, grain: 1) { $0 }.reduce(0, +)
        }
        #expect(squares == (0..<300).map { $0 * $0 } && sum == 44850)
      }
    }
  }

  @Test func `values computed at the same time may wait for each other's like`() {
    // As many at once as there are threads, each with a value beside it: nobody may wait for a
    // thread that never comes.
    let sums = concurrentMap(64, grain: 1) { number in
      let (one, other) = concurrently {
        number
      } _: {
        2 * number
      }
      return one + other
    }
    #expect(sums == (0..<64).map { 3 * $0 })
  }
}
