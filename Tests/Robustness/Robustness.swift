import CairnClouds
import CairnEvaluation
import CairnFiles
import CairnGeometry
import CairnKernels
import CairnPreprocessing
import CairnSegmentation

/// Measures methods on the same clouds, changed: another unit, another axis up, fewer points.
///
/// `swift run -c release Robustness [--method graph] CLOUDS` prints IoU@1, 3 and 5 for each change,
/// always of the same objects: those with 100 points or more after thinning to 40,000.
@main
struct Robustness {
  static func main() throws {
    var paths = Array(CommandLine.arguments.dropFirst())
    var predictor: any Predictor = NetworkPredictor()
    if paths.first == "--method" {
      if paths.dropFirst().first == GraphPredictor.method { predictor = GraphPredictor() }
      paths.removeFirst(min(2, paths.count))
    }
    let subjects = try paths.map { try Subject(path: $0) }
    print("| clouds | IoU@1 | IoU@3 | IoU@5 |\n|---|---|---|---|")
    for change in Change.allCases {
      var results: [ObjectResult] = []
      for subject in subjects {
        let (cloud, labels) = subject.changed(by: change)
        let found = try Evaluation(maximumClicks: 5, minimumPoints: 5).measure(
          predictor, on: cloud, labels: labels, name: subject.path)
        results += found.objects.filter { subject.objects.contains($0.label) }
      }
      let means = [1, 3, 5].map { clicks in
        let sum = results.reduce(0) { $0 + $1.ious[clicks - 1] }
        return (1000 * sum / Double(max(results.count, 1))).rounded() / 10
      }
      print("| \(change.rawValue) | \(means[0]) | \(means[1]) | \(means[2]) |")
    }
  }

  /// What is done to a cloud.
  enum Change: String, CaseIterable {
    case none = "as they are"
    case small = "× 0.001"
    case large = "× 1000"
    case sideways = "another axis up (x y z become y z x)"
    case turned = "turned by 40° about a slanted axis"
    case colorless = "without colour"
    case thinned = "a tenth of the points"
    case noisy = "noise of half the spacing"
  }

  /// A cloud, thinned, with the objects that count.
  struct Subject {
    var path: String
    var positions: [SIMD3<Float>]
    var colors: [SIMD3<Float>]?
    var labels: [InstanceLabel]
    var viewpoint: Viewpoint
    var objects: Set<InstanceLabel>

    init(path: String) throws {
      let cloud = try PointCloud(contentsOf: path)
      let rows = thinned(cloud.positions ?? Positions(points: []), to: 40_000)
      let kept = cloud.selected(rows)
      self.path = path
      positions = kept.positions?.points ?? []
      colors = kept.colors
      labels = kept.labels(in: "label") ?? []
      viewpoint = cloud.viewpoint
      var counts: [InstanceLabel: Int] = [:]
      for label in labels where label != 0 { counts[label, default: 0] += 1 }
      objects = Set(counts.filter { $0.value >= 100 }.keys)
    }

    func changed(by change: Change) -> (PointCloud, [InstanceLabel]) {
      var (points, colors, rows) = (positions, colors, Array(positions.indices))
      var eye = SIMD3<Float>(viewpoint.translation)
      switch change {
      case .none: break
      case .small: (points, eye) = (points.map { $0 * 0.001 }, eye * 0.001)
      case .large: (points, eye) = (points.map { $0 * 1000 }, eye * 1000)
      case .sideways:
        (points, eye) = (points.map { [$0.y, $0.z, $0.x] }, [eye.y, eye.z, eye.x])
      case .turned:
        let axis = SIMD3<Float>(1, 2, 3).normalized * 0.342
        guard let turn = Rotation(quaternion: SIMD4(axis, 0.9397)) else { break }
        (points, eye) = (points.map { turn.applied(to: $0) }, turn.applied(to: eye))
      case .colorless: colors = nil
      case .thinned:
        rows = thinned(Positions(points: points), to: max(points.count / 10, 1))
      case .noisy:
        var generator = SplitMix64(seed: 5)
        let spread = 0.5 * (medianSpacing(of: points) ?? 0)
        // The sum of twelve uniform numbers is nearly normal.
        func normal() -> Float {
          (0..<12).reduce(-6) { sum, _ in sum + Float.random(in: 0..<1, using: &generator) }
        }
        points = points.map { $0 + spread * SIMD3(normal(), normal(), normal()) }
      }
      var columns = ["x", "y", "z"].enumerated().map { axis, name in
        Field(name, .float32(rows.map { points[$0][axis] }))
      }
      if let colors {
        columns += ["red", "green", "blue"].enumerated().map { axis, name in
          Field(name, .uint8(rows.map { UInt8(max(0, min(255, colors[$0][axis] * 255 + 0.5))) }))
        }
      }
      var cloud = PointCloud(count: rows.count, columns: columns)
      cloud.viewpoint.translation = SIMD3<Double>(eye)
      return (cloud, rows.map { labels[$0] })
    }
  }
}
