import Foundation
import TestSupport
import Testing

/// What the command says of the methods of PCL, which a build without the trait `PCL` does not have.
struct PCLMethodTests {
  @Test func `methods that are not built in are not listed`() throws {
    let listed = try Tool.run("methods")
    #expect(listed.status == 0)
    #expect(listed.text.contains("clusters") && !listed.text.contains("pcl-"))
    let doctor = try Tool.run("doctor")
    #expect(!doctor.text.contains("pcl-"))
  }

  @Test(arguments: [
    "pcl-mincut", "pcl-region-growing", "pcl-color-region-growing", "pcl-clusters", "pcl-lccp",
  ])
  func `asking for one says which build has it`(method: String) throws {
    let cloud = TestFiles.datasets.appending(path: "scenes/tabletop-1.pcd").path
    let outcome = try Tool.run("segment", cloud, "--click", "0,0,0", "--method", method)
    #expect(outcome.status == 2)
    #expect(outcome.messages.contains("\(method) is not in this build"))
    #expect(outcome.messages.contains("swift build -c release --traits PCL"))
  }
}
