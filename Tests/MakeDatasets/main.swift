// Makes Datasets/scenes again: swift run -c release MakeDatasets [FOLDER]
import CairnClouds
import CairnDatasets
import CairnScenes
import Foundation
import SceneDatasets

let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? "Datasets")
let scenes = folder.appending(path: "scenes")
try FileManager.default.createDirectory(at: scenes, withIntermediateDirectories: true)
let names = Set(SceneDataset.all.map(\.name))
for old in try FileManager.default.contentsOfDirectory(atPath: scenes.path)
where !names.contains(old) { try FileManager.default.removeItem(at: scenes.appending(path: old)) }
var rows: [String] = []
for dataset in SceneDataset.all {
  let bytes = try dataset.bytes()
  try Data(bytes).write(to: scenes.appending(path: dataset.name))
  let cloud = dataset.cloud()
  let objects = Set(cloud.labels ?? []).subtracting([0]).count
  rows.append(
    "| `scenes/\(dataset.name)` | \(dataset.summary) | \(cloud.count) | \(objects) "
      + "| `\(dataset.recipe.name)`, \(dataset.pointCount) points asked for "
      + "| `\(SHA256.hexadecimal(bytes))` |")
  print("\(dataset.name): \(cloud.count) points, \(objects) objects, \(bytes.count) bytes")
}
let readme = """
  # Datasets

  Everything here was made by this project; licence: Apache-2.0, as the package.

  - `scenes`: small labelled clouds to try things on, made by `CairnScenes` from procedural shapes alone, in metres; `label` is the object's number, 0 what carries and surrounds objects. The PCDs also have `part`, `group`, `semantic` and `surface`, as `cairn scenes make` writes them. `swift run -c release MakeDatasets` makes them and this page again; a test compares.
  - `ply`, `pcd`, `npy`, `raw`, `text`: a tiny file for every variant and trap of a format.
  - `broken`: a tiny file for every way to be broken, and what the fuzzers found.
  - `pictures`: what `cairn picture` and `cairn segment --picture` draw of the scenes.

  | file | what | points | objects | made from | SHA-256 |
  |---|---|---|---|---|---|
  \(rows.joined(separator: "\n"))

  """
try Data(readme.utf8).write(to: folder.appending(path: "README.md"))
