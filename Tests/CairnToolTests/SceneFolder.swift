import CairnClouds
import CairnFiles
import Foundation
import TestSupport

/// Tests that work in a folder of their own.
protocol FolderTests {
  var folder: URL { get }
}

extension FolderTests {
  func path(_ name: String) -> String { folder.appending(path: name).path }
}

/// Tests whose folder has a scene of ``TwoBoxes`` in it.
protocol SceneTests: FolderTests {}

extension SceneTests {
  var scene: String { path("scene.ply") }
}

/// The scene that most tests of the tool segment.
enum TwoBoxes {
  /// A floor with two boxes, 0.3 apart, each labelled; the last row is NaN.
  static let cloud: PointCloud = {
    var points: [SIMD3<Float>] = []
    var labels: [UInt32] = []
    for row in 0..<60 {
      for column in 0..<60 {
        points.append([Float(column) * 0.02, Float(row) * 0.02, 0])
        labels.append(0)
      }
    }
    for (label, corner) in [SIMD3<Float>(0.3, 0.5, 0), SIMD3(0.8, 0.5, 0)].enumerated() {
      for u in 0...10 {
        for v in 0...10 {
          let (a, b) = (Float(u) * 0.02, Float(v) * 0.02)
          // The sides begin above the floor: a row within it would belong to either.
          let c = b + 0.02
          for point: SIMD3<Float> in [
            [a, b, 0.22], [a, 0, c], [a, 0.2, c], [0, a, c], [0.2, a, c],
          ] {
            points.append(corner + point)
            labels.append(UInt32(label + 1))
          }
        }
      }
    }
    points.append([.nan, .nan, .nan])
    labels.append(0)
    var cloud = PointCloud(positions: points)
    cloud.append(Field("label", .uint32(labels)))
    return cloud
  }()

  /// A folder for ``SceneTests``.
  static func folder() throws -> URL {
    let folder = try TestFiles.temporaryFolder()
    try cloud.write(to: folder.appending(path: "scene.ply").path)
    return folder
  }
}
