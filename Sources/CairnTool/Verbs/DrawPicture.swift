import ArgumentParser
import CairnClouds
import CairnFiles
import CairnPictures
import CairnSegmentation

/// `cairn picture`: a PNG of a cloud, without a display or a GPU.
struct DrawPicture: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "picture",
    abstract: "Draw a cloud as a PNG, without a display.",
    discussion: """
      EXAMPLES
        cairn picture labelled.ply -o labelled.png
        cairn picture scan.pcd -o scan.png --color height --up z
        cairn picture scan.ply -o top.png --azimuth 30 --elevation 80 --size 1920x1080
        cairn picture scan.ply -o clicks.png --click 0.2,0.1,0.7 --click 0.5,0.1,0.7,-
      """)

  @Argument(help: "A point cloud; - for standard input.", completion: cloudFiles)
  var file: String

  @OptionGroup var input: InputOptions

  @Option(
    name: .shortAndLong, help: "The PNG to write; - for standard output.",
    completion: .file(extensions: ["png"]))
  var output: String

  @Option(help: "automatic, labels, rgb, intensity, height or plain.")
  var color = Coloring.automatic

  @OptionGroup var viewing: ViewOptions

  @Option(help: "Diameter of a point in pixels; chosen to close surfaces where not given.")
  var pointSize: Float?

  @Option(help: "Draw only the points with these labels, such as 1,4.")
  var only: LabelList?

  @OptionGroup var prompting: PromptOptions

  @Flag(help: "Replace a file that is there already.")
  var force = false

  func run() throws {
    let cloud = try input.read(file)
    var options = PictureOptions()
    viewing.apply(to: &options)
    options.coloring = color
    options.pointSize = pointSize
    options.marks = try marks(prompting.prompts(for: cloud), in: cloud)
    if let only {
      guard let labels = cloud.labels else {
        throw ToolError("--only: \(file) has no column label with whole numbers")
      }
      options.visible = Mask(labels.map(only.labels.contains))
    }
    let png = try Console.progress("drawing \(output)") {
      try cloud.picture(options).png()
    }
    let written = try OutputFile(path: output, overwriting: force)
    try written.write(png)
    try written.commit()
  }
}

extension Coloring: ExpressibleByArgument {}

/// `1,4,7`.
struct LabelList: ExpressibleByArgument {
  let labels: Set<InstanceLabel>

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let labels = parts.compactMap { InstanceLabel($0) }
    guard labels.count == parts.count else { return nil }
    self.labels = Set(labels)
  }
}
