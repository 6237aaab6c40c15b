import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

/// Converts real clouds, where there are some, and the package's own into every format and back.
struct RealCloudConversionTests {
  static let clouds: [URL] = {
    let own = ["raw/kitti.bin", "npy/structured.npy", "text/cloudcompare.asc"].map {
      TestFiles.datasets.appending(path: $0)
    }
    let real = ["osd_learn0.ply", "osd_learn44.ply"].compactMap { name in
      TestFiles.realClouds?.appending(path: "tabletop/\(name)")
    }
    return own + real.filter { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// The cloud, or every seventeenth point of a large one.
  private func cloud(_ url: URL) throws -> PointCloud {
    let cloud = try PointCloud(contentsOf: url.path)
    guard cloud.count > 10_000 else { return cloud }
    return cloud.selected(Array(stride(from: 0, to: cloud.count, by: 17)))
  }

  @Test(arguments: clouds)
  func `NumPy and named text keep every value`(url: URL) throws {
    let cloud = try self.cloud(url)
    let npy = try cloud.encoded(as: .npy)
    let back = try CloudReader.read(bytes: npy.bytes, name: "a.npy").cloud
    let isSame = back.columns == cloud.columns
    #expect(isSame)
    #expect(back.width == cloud.width && back.height == cloud.height)

    let text = try cloud.encoded(as: .text)
    let read = try CloudReader.read(bytes: text.bytes, name: "a.txt").cloud
    var columns: [FieldValues] = []
    for field in cloud.fields {
      // As text, packed colours are integers and several values are several columns.
      var values = field.values
      if ["rgb", "rgba"].contains(field.name), case .float32(let floats) = values {
        values = .uint32(floats.map(\.bitPattern))
      }
      let perPoint = try #require(field.count)
      for index in 0..<perPoint {
        columns.append(
          values.selected((0..<cloud.count).map { $0 * perPoint + index }))
      }
    }
    #expect(read.fields.count == columns.count)
    for (field, wanted) in zip(read.fields, columns) {
      // A Float's text need not be its Double's; the Float comes back all the same.
      let found = field.values.converted(to: wanted.type).values
      let isSame = found == wanted
      #expect(isSame, "\(field.name)")
    }
  }

  @Test(arguments: clouds)
  func `the dialects of PCL and CloudCompare keep points and labels`(url: URL) throws {
    let cloud = try self.cloud(url)
    let positions = try #require(cloud.positions)
    for (dialect, format) in [
      (LabelDialect.pcl, CloudFormat.pcd), (.pcl, .ply), (.cloudcompare, .ply),
    ] {
      let export = try dialect.apply(to: cloud, for: format)
      let (bytes, losses) = try export.cloud.encoded(as: format)
      #expect(losses.allSatisfy { if case .elements = $0 { true } else { false } })
      let back = try CloudReader.read(bytes: bytes, name: "a").cloud
      let found = try #require(back.positions)
      #expect(back.count == cloud.count)
      for index in stride(from: 0, to: cloud.count, by: 7) where positions.points[index].x.isFinite
      {
        let (new, old) = (found.global(index), positions.global(index))
        for axis in 0..<3 { #expect(abs(new[axis] - old[axis]) <= 1e-6 * (1 + abs(old[axis]))) }
      }
      let name = dialect == .pcl ? "label" : "scalar_label"
      if let labels = cloud.labels {
        let isSame = back.labels(in: name) == labels
        #expect(isSame)
      }
      if let colors = cloud.colors {
        let found = try #require(back.colors)
        let farthest = zip(found, colors).map { abs(($0 - $1).max()) + abs(($0 - $1).min()) }.max()
        #expect(try #require(farthest) < 1e-6)
      }
    }
  }
}
