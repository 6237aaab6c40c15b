@testable import CairnPCL
import CairnSegmentation
import Testing

/// What becomes of an exception of PCL.
struct FailureTests {
  /// The surface of nothing much.
  private let cloud = PCLCloud((0..<50).map { [Float($0 % 7), Float($0 / 7), 0] })

  private func regions(normalNeighbors: Int) throws(SegmentationError) -> [Int32] {
    try PCLCalls.regions(
      in: cloud, normalNeighbors: normalNeighbors, neighbors: 8, angle: 0.2, curvature: 1)
  }

  /// No prompt and no cloud makes PCL throw: a count below zero does, as its arrays have that length.
  @Test func `what PCL throws is an error with its words, and the next call is as ever`() throws {
    let before = try regions(normalNeighbors: 8)
    #expect(before.contains { $0 >= 0 })
    let error = #expect(throws: SegmentationError.self) { _ = try regions(normalNeighbors: -1) }
    guard case .libraryFailed(let library, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(library == "PCL")
    #expect(reason.contains("vector"))
    #expect(error?.description == "PCL has failed: \(reason)")
    #expect(try regions(normalNeighbors: 8) == before)
  }
}
