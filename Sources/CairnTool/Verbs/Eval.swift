import ArgumentParser
import CairnClouds
import CairnEvaluation
import CairnFiles
import CairnJSON
import CairnPictures
import CairnSegmentation

/// `cairn eval`: how good a method is on labelled clouds, with simulated clicks or without any.
struct Eval: ComputingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure a method on labelled clouds, with simulated clicks or none.",
    discussion: """
      Each object (a value of the label column other than 0) is clicked by the
      rule of AGILE3D's single-object protocol: the next click is the point
      deepest inside the larger error region. IoU@k is the mean IoU after k
      clicks; NoC@q the mean number of clicks that reach the IoU q, where an
      object that never does counts with the limit. best@1 is the mean IoU of the
      best candidate after the first click. Where a cloud has columns part and group,
      as generated ones do, part@1 and group@1 are the same for the part that is
      clicked, where the object has several, and for the object with all that is
      piled on it or under it.

      With --together N, groups of N neighbouring objects are answered together:
      each has its own clicks, and they compete for points. With --prompts boxes or
      lassos each object gets a single box, a little larger than itself, or a single
      lasso, from where most of it is seen.

      With --everything the method finds all objects without a click. A found and
      a true object match where their IoU is above 0.5. Printed are precision and
      recall, the panoptic quality PQ = SQ · RQ (Kirillov et al., 2019) and the
      mean IoU of each true object with the found one most like it (covering),
      each with the 95 % interval of a bootstrap over clouds.

      With --failures the worst answers are drawn, or with --everything the objects
      of which least was found: the truth, and beside it the answer.

      EXAMPLES
        cairn eval Datasets/scenes/tabletop-1.pcd
        cairn eval scenes/*.ply --prompts boxes
        cairn eval scenes/*.ply --together 4
        cairn eval --everything scenes/*.ply
        cairn eval scenes/*.ply --calibration calibration.png --failures failures/
        cairn eval scenes/*.ply --points 40000 --method graph --json > graph.json
      """)

  @Argument(help: "Labelled point clouds.", completion: cloudFiles)
  var files: [String]

  @OptionGroup var input: InputOptions

  @OptionGroup var choosing: MethodOptions

  @Option(help: "Thin every cloud to at most this many points, one per voxel.")
  var points: Int?

  @Option(help: "What is simulated: clicks, boxes or lassos. (default: clicks)")
  var prompts: PromptKind?

  @Option(help: "The number of clicks per object. (default: 10)")
  var clicks: Int?

  @Option(help: ArgumentHelp("Click this many neighbouring objects together.", valueName: "n"))
  var together: Int?

  @Option(help: "Leave out objects with fewer points than this after thinning.")
  var minimumPoints = 100

  @Option(help: "The column that says which object a point belongs to.")
  var label = "label"

  @Flag(help: "Measure what `cairn everything` finds, without clicks.")
  var everything = false

  @OptionGroup(title: "Everything") var searching: EverythingArguments

  @Flag(
    help: ArgumentHelp(
      "With --everything: points with the label 0 count nowhere.",
      discussion: "By default they are background, and an object found there is wrong."))
  var ignoreUnlabelled = false

  @OptionGroup(title: "Pictures") var drawing: EvaluationPictureOptions

  @OptionGroup var computing: ComputingOptions

  @Flag(help: "Print one line per object as well.")
  var objects = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard clicks.map({ $0 >= 1 }) ?? true else { throw ValidationError("--clicks is 1 or more") }
    guard points.map({ $0 >= 1 }) ?? true else { throw ValidationError("--points is 1 or more") }
    guard everything || !ignoreUnlabelled else {
      throw ValidationError("--ignore-unlabelled is for --everything")
    }
    guard together.map({ $0 >= 2 }) ?? true else {
      throw ValidationError("--together is 2 or more")
    }
    guard !everything || (prompts == nil && clicks == nil && together == nil) else {
      throw ValidationError("--prompts, --clicks and --together are not for --everything")
    }
    guard (prompts ?? .clicks) == .clicks || (clicks == nil && together == nil) else {
      throw ValidationError("--clicks and --together are for --prompts clicks")
    }
    guard !everything || drawing.calibration == nil else {
      throw ValidationError("--calibration is not for --everything, which expects no IoU")
    }
    guard together == nil || drawing.failures == nil else {
      throw ValidationError("--failures is not for --together")
    }
    guard (prompts ?? .clicks) == .clicks && !everything || drawing.failuresAfter == nil else {
      throw ValidationError("--failures-after is for clicks")
    }
  }

  func run() throws {
    let method = try choosing.loaded()
    if everything { try measureEverything(method) } else { try measurePrompts(method) }
  }

  private var prompting: Prompting {
    switch prompts ?? .clicks {
    case .clicks: together.map { .clicksTogether(groupSize: $0) } ?? .clicks
    case .boxes: .boxes
    case .lassos: .lassos
    }
  }

  private func measurePrompts(_ method: Method) throws {
    let evaluation = Evaluation(
      prompting, maximumClicks: clicks ?? 10, pointLimit: points, minimumPoints: minimumPoints)
    let (scenes, hasFailed) = try measureFiles { cloud, labels, file in
      try evaluation.measure(method.predictor, on: cloud, labels: labels, name: file)
    }
    let report = EvaluationReport(
      summary: EvaluationSummary(scenes, maximumClicks: evaluation.answerCount),
      method: method.name, evaluation: evaluation)
    try Console.output(json ? report.json.text() : report.text(showingObjects: objects))
    if let path = drawing.calibration {
      try drawing.write(report.calibrationPicture.png(), to: path)
    }
    if drawing.failures != nil {
      let pictures = try FailurePictures.worstAnswers(
        of: report.summary, after: drawing.failuresAfter ?? 1, count: drawing.failureCount ?? 12
      ) { objects, file in
        let (cloud, labels) = try labelled(file)
        return try evaluation.repeated(
          objects, after: drawing.failuresAfter ?? 1, method.predictor, on: cloud, labels: labels)
      }
      try drawing.writeFailures(pictures)
    }
    if hasFailed { throw ExitStatus.someFailed }
    if report.summary.objects.isEmpty { throw ExitStatus.nothingSelected }
  }

  private func measureEverything(_ method: Method) throws {
    let evaluation = LabellingEvaluation(
      pointLimit: points, minimumPoints: minimumPoints, ignoresUnlabelled: ignoreUnlabelled)
    let (scenes, hasFailed) = try measureFiles { cloud, labels, file in
      try evaluation.measure(
        method.predictor, searching.options, on: cloud, labels: labels, name: file)
    }
    let report = LabellingReport(
      summary: LabellingSummary(scenes), method: method.name, evaluation: evaluation)
    try Console.output(json ? report.json.text() : report.text)
    if drawing.failures != nil {
      let pictures = try FailurePictures.missedObjects(
        of: report.summary, count: drawing.failureCount ?? 12
      ) { file in
        let (cloud, labels) = try labelled(file)
        return try evaluation.repeated(
          method.predictor, searching.options, on: cloud, labels: labels)
      }
      try drawing.writeFailures(pictures)
    }
    if hasFailed { throw ExitStatus.someFailed }
    if report.isEmpty { throw ExitStatus.nothingSelected }
  }

  /// A cloud and what is true of its points.
  private func labelled(_ file: String) throws -> (PointCloud, [InstanceLabel]) {
    let cloud = try input.read(file)
    guard let labels = cloud.labels(in: label) else {
      throw ToolError(
        "\(file): has no column '\(label)' of whole numbers from 0 to 4294967295")
    }
    return (cloud, labels)
  }

  /// Measures one file after the other; one of several that fails is named, and the others go on.
  private func measureFiles<Scene>(
    _ measure: (PointCloud, [InstanceLabel], String) throws -> Scene
  ) throws -> (scenes: [Scene], hasFailed: Bool) {
    var scenes: [Scene] = []
    var hasFailed = false
    for file in files {
      do {
        let (cloud, labels) = try labelled(file)
        scenes.append(
          try Console.progress("measuring \(file)") {
            do {
              return try measure(cloud, labels, file)
            } catch {
              throw ToolError("\(file): \(error)")
            }
          })
      } catch  where files.count > 1 {
        Console.write("cairn: \(error)")
        hasFailed = true
      }
    }
    return (scenes, hasFailed)
  }
}
