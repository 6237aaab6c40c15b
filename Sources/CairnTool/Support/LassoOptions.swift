import ArgumentParser
import CairnClouds
import CairnGeometry
import CairnJSON
import CairnPictures
import CairnSegmentation

/// A polygon around an object, drawn in a picture of the cloud.
struct LassoOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A polygon around the object, in the pixels of the picture.",
      discussion: """
        The picture is the one that `cairn picture` draws with the same --size, --up,
        --azimuth, --elevation and --from-sensor and without prompts; 0,0 is its upper
        left corner.
        """,
      valueName: "x,y,x,y,..."))
  var lasso: PixelPolygon?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A polygon with a view of its own, as JSON.",
      discussion: """
        {"vertices": [[x,y], ...], "view": [16 numbers]}: the view maps file coordinates
        to those of the vertices, column after column.
        """,
      valueName: "json"))
  var polygon: PolygonText?

  @Flag(help: "The lasso also means objects that others hide in the picture.")
  var lassoHidden = false

  /// The prompts, in the order: lasso, polygon.
  ///
  /// - Parameters:
  ///   - cloud: What is drawn.
  ///   - viewing: How it is drawn.
  /// - Returns: No prompt, one or two.
  /// - Throws: Where the options of the picture do not fit the cloud.
  func prompts(for cloud: PointCloud, viewing: ViewOptions) throws -> [Prompt] {
    var prompts: [Prompt] = []
    if let lasso {
      var options = PictureOptions()
      viewing.apply(to: &options)
      let view = try cloud.pictureView(options)
      prompts.append(
        .polygon(
          PromptPolygon(vertices: lasso.vertices, view: view, includesHidden: lassoHidden)))
    }
    if let polygon { prompts.append(.polygon(polygon.polygon)) }
    return prompts
  }
}

/// `x,y,x,y,x,y`.
struct PixelPolygon: ExpressibleByArgument {
  let vertices: [SIMD2<Double>]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == parts.count, numbers.count % 2 == 0 else { return nil }
    vertices = stride(from: 0, to: numbers.count, by: 2).map {
      SIMD2(numbers[$0], numbers[$0 + 1])
    }
  }
}

/// A polygon as a prompts file spells it.
struct PolygonText: ExpressibleByArgument {
  let polygon: PromptPolygon

  init?(argument: String) {
    guard let json = try? JSONValue(parsing: Array(argument.utf8)),
      let polygon = try? ObjectRequest.polygon(json)
    else { return nil }
    self.polygon = polygon
  }
}
