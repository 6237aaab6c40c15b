// Draws scenes directly by ray casting: LookAtScenes WORLD SEED OUT.png [label|part|group|semantic|surface] [overview|camera N]
import CairnGeometry
import CairnPictures
import CairnScenes
import CairnWorlds
import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 4, let world = World(rawValue: arguments[1]) else {
  print(
    "LookAtScenes WORLD SEED OUT.png [color|label|part|group|semantic|surface] [camera number | overview]"
  )
  exit(2)
}
let start = Date()
let scene = world.scene(seed: UInt64(arguments[2]) ?? 0)
let made = Date()
let geometry = SceneGeometry(scene)
let built = Date()
let mode = arguments.count > 4 ? arguments[4] : "color"
let (width, height) = (960, 720)
var bounds = Box.empty
for body in scene.bodies where body.label != 0 {
  for position in body.object.mesh.positions { bounds.formUnion(body.pose.applied(to: position)) }
}
var pose = scene.vantage.cameras.first ?? .camera(at: [0, -3, 3], lookingAt: .zero)
if arguments.count > 5 {
  if let number = Int(arguments[5]) {
    pose = scene.vantage.cameras[number]
  } else if arguments[5] == "overview" {
    let reach = bounds.size.length
    pose = .camera(
      at: bounds.center + SIMD3(-0.35, -0.55, 0.6) * reach, lookingAt: bounds.center)
  } else if arguments[5].hasPrefix("walk") {
    pose = scene.vantage.walk[Int(arguments[5].dropFirst(4)) ?? 0]
  }
}
let focal = Float(width) / 2 / 0.6
var directions: [SIMD3<Float>] = []
for row in 0..<height {
  for column in 0..<width {
    let local = SIMD3((Float(column) + 0.5 - 480) / focal, (Float(row) + 0.5 - 360) / focal, 1)
    directions.append(pose.rotation.applied(to: local.normalized))
  }
}
let hits = geometry.hits(from: pose.position, along: directions, within: 200)
let cast = Date()
let lamp = SIMD3<Float>(0.36, -0.52, 0.78).normalized
var picture = Picture(width: width, height: height, color: [200, 220, 240, 255])
func palette(_ number: UInt32) -> SIMD3<Float> {
  guard number > 0 else { return [0.6, 0.6, 0.6] }
  var random = SceneRandom(seed: UInt64(number) &* 7919)
  return [random.unit(), random.unit(), random.unit()]
}
let origins = zip(hits, directions).map { hit, direction in
  guard let hit else { return SIMD3<Float>.zero }
  return pose.position + direction * hit.distance
    + geometry.normal(at: hit, along: direction) * 2e-3
}
let hidden = geometry.areHidden(
  from: origins, along: Array(repeating: lamp, count: origins.count), within: 50)
for (index, hit) in hits.enumerated() {
  guard let hit else { continue }
  let normal = geometry.normal(at: hit, along: directions[index])
  let labels = geometry.labels(at: hit)
  let color =
    switch mode {
    case "label": palette(labels.label)
    case "part": palette(labels.part)
    case "group": palette(labels.group)
    case "semantic": palette(labels.semantic)
    case "surface": palette(labels.surface)
    default: geometry.color(at: hit)
    }
  let light =
    0.5 + 0.12 * normal.z + (hidden[index] ? 0 : 0.45 * max(normal.dot(lamp), 0))
    + 0.15 * abs(normal.dot(directions[index]))
  let value = (color * light).clamped(lowerBound: .zero, upperBound: SIMD3(1, 1, 1)) * 255
  picture[index % width, index / width] = [UInt8(value.x), UInt8(value.y), UInt8(value.z), 255]
}
try Data(picture.png()).write(to: URL(filePath: arguments[3]))
print(
  "\(scene.objectCount) objects, \(geometry.triangleCount) triangles, made in "
    + "\(made.timeIntervalSince(start)), built \(built.timeIntervalSince(made)), cast \(cast.timeIntervalSince(built)); cameras \(scene.vantage.cameras.count), walk \(scene.vantage.walk.count), tripods \(scene.vantage.tripods.count), drive \(scene.vantage.drive.count)"
)
