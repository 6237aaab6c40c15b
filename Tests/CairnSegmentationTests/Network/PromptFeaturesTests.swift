import CairnSegmentation
import Glibc
import Testing

/// What the network reads of prompts.
struct PromptFeaturesTests {
  static let scene = Result {
    var scene = try NetworkInputTests.scene(Scene.table.cloud)
    let pairs = scene.superpointCount * Int(TrainingScene.widths[4])
    scene.setContext(affinities: Array(repeating: 0.8, count: pairs))
    return scene
  }

  let width = Int(TrainingScene.widths[6])
  let voxelWidth = Int(TrainingScene.widths[7])

  func column(_ values: [Float], _ column: Int, of width: Int) -> [Float] {
    stride(from: column, to: values.count, by: width).map { values[$0] }
  }

  @Test func `prompts need what the encoder found`() throws {
    let scene = try NetworkInputTests.scene(Scene.table.cloud)
    #expect(scene.values(clicks: [(0, true)], regionDepths: nil, last: nil) == nil)
  }

  @Test func `numbers fall with the distance from a click`() throws {
    let scene = try Self.scene.get()
    let values = try #require(scene.values(clicks: [(40, true)], regionDepths: nil, last: nil))
      .voxels
    let click = scene.centers[40]
    for voxel in 0..<scene.voxelCount {
      let offset = scene.centers[voxel] - click
      let distance = (offset * offset).sum().squareRoot()
      for (place, reach) in ([1.5, 4, 12, 40] as [Float]).enumerated() {
        let value = values[voxel * voxelWidth + place]
        #expect(abs(value - exp(-distance / reach)) < 1e-5)
        #expect(values[voxel * voxelWidth + 4 + place] == 0)
      }
    }
    #expect(column(values, 8, of: voxelWidth).indices(where: { $0 == 1 }) == [40])
    #expect(column(values, 9, of: voxelWidth).allSatisfy { $0 == 0 })
  }

  @Test func `exchanging signs exchanges the halves`() throws {
    let scene = try Self.scene.get()
    let clicks = [(voxel: 40, isPositive: true), (voxel: 900, isPositive: false)]
    let opposite = clicks.map { (voxel: $0.voxel, isPositive: !$0.isPositive) }
    let first = try #require(scene.values(clicks: clicks, regionDepths: nil, last: nil)).superpoints
    let second = try #require(scene.values(clicks: opposite, regionDepths: nil, last: nil))
      .superpoints
    for place in 0..<9 {
      #expect(column(first, place, of: width) == column(second, place + 9, of: width))
    }
    for place in 18..<21 {
      #expect(
        column(first, place, of: width) == column(second, place, of: width).map { -$0 })
    }
  }

  @Test func `a region is inside, outside, or not there`() throws {
    let scene = try Self.scene.get()
    let depths = scene.centers.map { 5 - abs($0.z) }
    let values = try #require(scene.values(clicks: [], regionDepths: depths, last: nil))
    #expect(column(values.voxels, 10, of: voxelWidth) == depths.map { $0 > 0 ? 1 : -1 })
    let has = column(values.superpoints, 33, of: width)
    #expect(has.allSatisfy { $0 == 1 })
    let shares = column(values.superpoints, 34, of: width)
    #expect(shares.contains(1) && shares.contains(0) && shares.allSatisfy { (0...1).contains($0) })
    let none = try #require(scene.values(clicks: [(3, true)], regionDepths: nil, last: nil))
    for place in 33..<37 {
      #expect(column(none.superpoints, place, of: width).allSatisfy { $0 == 0 })
    }
  }
}

extension [Float] {
  fileprivate func indices(where isWanted: (Float) -> Bool) -> [Int] {
    indices.filter { isWanted(self[$0]) }
  }
}
