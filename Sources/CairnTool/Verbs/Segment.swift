import ArgumentParser
import CairnClouds
import CairnFiles
import CairnJSON
import CairnSegmentation

/// `cairn segment`: clicks, a box, a lasso or a mask in, a labelled cloud out.
struct Segment: ComputingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Segment objects by clicks, a box, a lasso or a mask, and write a labelled cloud.",
    discussion: """
      EXAMPLES
        cairn segment scan.ply --click 0.2,0.1,0.7 -o out.ply
        cairn segment scan.ply --click 0.2,0.1,0.7 --click 0.5,0.1,0.7,- \\
            -o out.ply --picture out.png
        cairn segment scan.pcd --index 4711 --extract objects/
        cairn segment scan.ply --box -0.1,-0.1,0.6,0.1,0.1,0.9 -o out.pcd
        cairn segment scan.ply --lasso 410,300,520,310,500,420,400,400 -o out.ply
        cairn segment scan.ply --prompts prompts.json -o out.ply --json

      prompts.json holds several objects, which compete for points:
        {"objects": [
          {"id": 1, "name": "cup", "clicks": [{"point": [0.2, 0.1, 0.7]}]},
          {"id": 2, "clicks": [{"index": 4711},
                               {"index": 9, "positive": false}]}]}
      An object may also have a "box", a "mask" and a "polygon" in a view:
        {"vertices": [[x, y], ...], "view": [16 numbers, column after column]}
      """)

  @Argument(help: "A point cloud; - for standard input.", completion: cloudFiles)
  var file: String

  @OptionGroup var input: InputOptions
  @OptionGroup var prompting: PromptOptions
  @OptionGroup var lassoing: LassoOptions

  @Option(help: "A JSON file with the prompts of several objects.", completion: .file())
  var prompts: String?

  @Option(help: "The object id that the clicks on the command line are for.")
  var object: UInt32 = 1

  @Option(help: "Which candidate to take: 1 is the best, 2 and 3 are of other extents.")
  var candidate = 1

  @OptionGroup var choosing: MethodOptions

  @OptionGroup var labelling: LabelOutputOptions
  @OptionGroup var viewing: ViewOptions

  @OptionGroup var computing: ComputingOptions

  @Flag(help: "Print one JSON object about the result.")
  var json = false

  func validate() throws {
    guard (1...3).contains(candidate) else { throw ValidationError("--candidate is 1, 2 or 3") }
    guard object > 0 else { throw ValidationError("--object: 0 means no object; use 1 or more") }
  }

  func run() throws {
    let method = try choosing.loaded()
    let cloud = try input.read(file)
    let requests = try objectRequests(for: cloud)
    let embedding = try Console.progress("encoding \(file)") {
      try method.predictor.encode(cloud)
    }
    let results = try Console.progress("segmenting") {
      try segment(requests, embedding: embedding)
    }
    let report = SegmentReport(
      file: file, method: method, cloud: cloud, requests: requests, candidates: results)
    var labelled = cloud
    let update = labelling.update
    labelled.setLabels(report.labels(updating: update ? cloud.labels : nil), updating: update)
    try write(labelled, report)
    try labelling.print(json ? report.json.text() : report.text)
    if report.isEmpty { throw ExitStatus.nothingSelected }
  }

  private func objectRequests(for cloud: PointCloud) throws -> [ObjectRequest] {
    var requests: [ObjectRequest] = []
    let direct =
      try lassoing.prompts(for: cloud, viewing: viewing) + prompting.prompts(for: cloud)
    if !direct.isEmpty { requests.append(ObjectRequest(id: object, prompts: direct)) }
    if let prompts { requests += try ObjectRequest.read(path: prompts, cloud: cloud) }
    guard !requests.isEmpty else {
      throw ValidationError(
        "nothing to segment: give --click, --index, --box, --lasso, --mask-from or --prompts")
    }
    let ids = requests.map(\.id)
    guard Set(ids).count == ids.count else {
      throw ToolError("two objects have the same id; give every object its own")
    }
    return requests
  }

  private func segment(
    _ requests: [ObjectRequest], embedding: any Embedding
  ) throws -> [Candidate] {
    let all =
      requests.count == 1
      ? [try embedding.masks(for: requests[0].prompts)]
      : try embedding.masks(forObjects: requests.map(\.prompts))
    return all.map { $0[min(candidate, $0.count) - 1] }
  }

  private func write(_ labelled: PointCloud, _ report: SegmentReport) throws {
    let sidecar = report.sidecar(labels: labelled.labels ?? [])
    try labelling.write(labelled, sidecar)
    let ids = Set(report.requests.map(\.id))
    try labelling.extract(sidecar.objects.filter { ids.contains($0.id) }, of: labelled)
    try labelling.draw { try report.picture(of: labelled, viewing: viewing) }
  }
}
