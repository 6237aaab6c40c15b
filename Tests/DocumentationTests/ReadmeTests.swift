import Foundation
import TestSupport
import Testing

struct ReadmeTests {
  @Test func `the first code of the README is the first example`() throws {
    let readme = try String(
      contentsOf: TestFiles.package.appending(path: "README.md"), encoding: .utf8)
    let example = try String(
      contentsOf: TestFiles.package.appending(path: "Examples/01-QuickStart/QuickStart.swift"),
      encoding: .utf8)
    let opening = try #require(readme.range(of: "```swift\n"))
    let closing = try #require(readme.range(of: "```", range: opening.upperBound..<readme.endIndex))
    #expect(String(readme[opening.upperBound..<closing.lowerBound]) == example)
  }

  @Test func `every file that the README links to is there`() throws {
    let readme = try String(
      contentsOf: TestFiles.package.appending(path: "README.md"), encoding: .utf8)
    let links = readme.matches(of: /\]\(([^)#:]+)\)/).map { String($0.output.1) }
    #expect(!links.isEmpty)
    for link in links {
      let path = TestFiles.package.appending(path: link).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
    }
  }
}
