import CairnClouds
import CairnPCL
import CairnSegmentation
import Testing

/// What a build without the trait `PCL` says, which is how this test is built.
///
/// What the methods do with it is in the package Tests/WithPCL.
struct AbsenceTests {
  @Test func `every method says how to get it`() throws {
    #expect(!PCLMethods.isBuilt)
    #expect(PCLMethods.libraryVersion == nil)
    #expect(PCLMethods.all.count == 5)
    let cloud = PointCloud(positions: [[0, 0, 0], [1, 0, 0]])
    for predictor in PCLMethods.all {
      let method = type(of: predictor).method
      #expect(throws: SegmentationError.notBuilt(method: method, trait: "PCL")) {
        _ = try predictor.encode(cloud)
      }
    }
    let words = SegmentationError.notBuilt(method: "pcl-mincut", trait: "PCL").description
    #expect(words.contains("swift build -c release --traits PCL"))
  }
}
