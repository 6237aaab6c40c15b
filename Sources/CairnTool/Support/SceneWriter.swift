import CairnClouds
import CairnDatasets
import CairnFiles
import CairnJSON
import CairnPictures
import CairnScenes
import CairnWorlds

/// Makes scenes and writes them as files.
struct SceneWriter: Sendable {
  /// What was written.
  struct Report: Sendable {
    let path: String
    let points: Int
    let objects: Int
    let frames: Int?

    var text: String {
      let what = "\(points) points, \(objects) objects"
      return "\(path): " + (frames.map { "\($0) frames, \(what)" } ?? what)
    }

    var json: JSONValue {
      var members: [(String, JSONValue)] = [
        ("path", .string(path)), ("points", .integer(points)), ("objects", .integer(objects)),
      ]
      if let frames { members.append(("frames", .integer(frames))) }
      return .members(members)
    }
  }

  let folder: String
  let options: SceneCloudOptions
  let models: (any ModelLibrary)?
  let pointCount: Int?

  /// Makes a scene and writes its cloud, description and poses; or the frames of a sequence.
  func write(_ recipe: SceneRecipe) throws -> Report {
    let name = "\(folder)/\(recipe.name)"
    return try options.frames.map { try writeSequence(recipe, frames: $0, to: name) }
      ?? writeCloud(recipe, to: name)
  }

  private func writeCloud(_ recipe: SceneRecipe, to name: String) throws -> Report {
    var (scene, measurements) = recipe.make(models: models, pointCount: pointCount)
    if options.dense { measurements = measurements.withoutMissing() }
    let path = "\(name).\(options.format.rawValue)"
    try write(measurements, recipe, to: path)
    try write(description(scene, recipe, [measurements]), to: "\(name).json")
    try write(
      PoseFile.text(measurements.poses, in: options.frame, reference: measurements.frame),
      to: "\(name).poses.txt")
    return Report(
      path: path, points: measurements.count, objects: seen([measurements]), frames: nil)
  }

  private func writeSequence(
    _ recipe: SceneRecipe, frames: Int, to name: String
  ) throws -> Report {
    let sequence = recipe.sequence(
      frameCount: frames, rate: options.rate, models: models, pointCount: pointCount)
    guard let sequence, frames > 0 else {
      throw ToolError(
        "\(recipe.sensor.rawValue) makes no sequences here; use depth-camera or lidar")
    }
    try OutputFolder.create(at: name)
    var poses = ""
    var times = ""
    var all: [Measurements] = []
    let reference = sequence.pose(ofFrame: 0)
    for index in 0..<frames {
      var frame = sequence.measurements(ofFrame: index)
      if options.dense { frame = frame.withoutMissing() }
      let digits = index.padded(to: 6)
      try write(frame, recipe, to: "\(name)/\(digits).\(options.format.rawValue)")
      poses += PoseFile.text([frame.frame], in: options.frame, reference: reference)
      // A microsecond is less than any of these devices tells.
      let time = (Double(sequence.time(ofFrame: index)) * 1e6).rounded() / 1e6
      times += "\(time)\n"
      // The description needs the labels alone.
      (frame.positions, frame.colors) = ([], [])
      all.append(frame)
    }
    try write(poses, to: "\(name)/poses.txt")
    try write(times, to: "\(name)/times.txt")
    let starts = (0..<frames).map(sequence.time(ofFrame:))
    try write(
      description(sequence.geometry.scene, recipe, all, times: starts), to: "\(name)/scene.json")
    return Report(
      path: name, points: all.reduce(0) { $0 + $1.labels.count }, objects: seen(all),
      frames: frames)
  }

  private func write(
    _ measurements: Measurements, _ recipe: SceneRecipe, to path: String
  ) throws {
    var columns = Measurements.Columns()
    columns.color = options.color
    columns.allLabels = !options.labelOnly
    var cloud = measurements.pointCloud(in: options.frame, columns: columns)
    cloud.comments = [
      "made by cairn scenes: \(recipe.world.rawValue), \(recipe.sensor.rawValue), "
        + "seed \(recipe.seed)"
    ]
    try cloud.write(
      to: path, format: options.format == .ply ? .ply : .pcd, overwriting: options.force)
    guard options.picture else { return }
    var view = PictureOptions()
    view.coloring = .labels
    let picture = try cloud.picture(view).png()
    let file = try OutputFile(
      path: String(path.dropLast(4)) + ".png", overwriting: options.force)
    try file.write(picture)
    try file.commit()
  }

  private func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path: path, overwriting: options.force)
    try file.write(text)
    try file.commit()
  }

  private func description(
    _ scene: Scene, _ recipe: SceneRecipe, _ measurements: [Measurements], times: [Float] = []
  ) -> String {
    SceneDescription(of: scene, recipe, measurements, in: options.frame, times: times)
      .json.text(indented: true) + "\n"
  }

  private func seen(_ measurements: [Measurements]) -> Int {
    Set(measurements.lazy.flatMap { $0.labels.lazy.map(\.label) }).subtracting([0]).count
  }
}
