import ArgumentParser
import CairnClouds
import CairnEvaluation
import CairnFiles
import CairnJSON
import CairnSegmentation

/// `cairn eval`: how good a method is on labelled clouds, measured with simulated clicks.
struct Eval: ComputingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure a method on labelled clouds with simulated clicks.",
    discussion: """
      Each object (a value of the label column other than 0) is clicked by the
      rule of AGILE3D's single-object protocol: the next click is the point
      deepest inside the larger error region. IoU@k is the mean IoU after k
      clicks; NoC@q the mean number of clicks that reach the IoU q, where an
      object that never does counts with the limit.

      EXAMPLES
        cairn eval Datasets/scenes/tabletop-1.pcd
        cairn eval scenes/*.ply --points 40000 --method graph --json > graph.json
      """)

  @Argument(help: "Labelled point clouds.", completion: cloudFiles)
  var files: [String]

  @OptionGroup var input: InputOptions

  @Option(help: "How to segment; see `cairn methods`.")
  var method = Method.standard

  @Option(help: "Thin every cloud to at most this many points, one per voxel.")
  var points: Int?

  @Option(help: "The number of clicks per object.")
  var clicks = 10

  @Option(help: "Leave out objects with fewer points than this after thinning.")
  var minimumPoints = 100

  @Option(help: "The column that says which object a point belongs to.")
  var label = "label"

  @OptionGroup var computing: ComputingOptions

  @Flag(help: "Print one line per object as well.")
  var objects = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard clicks >= 1 else { throw ValidationError("--clicks is 1 or more") }
    guard points.map({ $0 >= 1 }) ?? true else { throw ValidationError("--points is 1 or more") }
  }

  func run() throws {
    let evaluation = Evaluation(
      maximumClicks: clicks, pointLimit: points, minimumPoints: minimumPoints)
    var scenes: [SceneResult] = []
    var hasFailed = false
    for file in files {
      do {
        scenes.append(try measure(file, evaluation))
      } catch  where files.count > 1 {
        Console.write("cairn: \(error)")
        hasFailed = true
      }
    }
    let report = EvaluationReport(
      summary: EvaluationSummary(scenes, maximumClicks: clicks), method: method.name,
      pointLimit: points)
    Console.output(json ? report.json.text() : report.text(showingObjects: objects))
    if hasFailed { throw ExitStatus.someFailed }
    if report.summary.objects.isEmpty { throw ExitStatus.nothingSelected }
  }

  private func measure(_ file: String, _ evaluation: Evaluation) throws -> SceneResult {
    let cloud = try input.read(file)
    guard let labels = cloud.labels(in: label) else {
      throw ToolError("\(file): has no column '\(label)' of whole numbers from 0 to 4294967295")
    }
    return try Console.progress("measuring \(file)") {
      do {
        return try evaluation.measure(method.predictor, on: cloud, labels: labels, name: file)
      } catch {
        throw ToolError("\(file): \(error)")
      }
    }
  }
}
