import CairnClouds
import CairnEvaluation
import CairnKernels
import CairnSegmentation
import Synchronization

// The features of a network must be the same in training and in use, so that the trainer calls the
// code that computes them in use. This is the C interface that Training/cairn_features.py declares.

/// A scene that the trainer holds.
private final class Handle {
  var scene: TrainingScene
  let simulator: ClickSimulator

  init(_ scene: TrainingScene) {
    self.scene = scene
    simulator = ClickSimulator(scene.centers)
  }

  static func at(_ pointer: UnsafeRawPointer) -> Handle {
    unsafe Unmanaged<Handle>.fromOpaque(pointer).takeUnretainedValue()
  }
}

/// Where superpoints end, as the trainer says.
private let boundaries = Mutex<[Float]?>(nil)

/// Takes the weights that tell where superpoints end; scenes that are opened from now on use them.
@c(cairn_training_boundaries)
public func setBoundaries(_ values: UnsafePointer<Float>) {
  let count = TrainingScene.boundaryWeightCount
  let given = unsafe Array(UnsafeBufferPointer(start: values, count: count))
  boundaries.withLock { $0 = given }
}

/// Prepares a cloud; null where it has no finite point.
///
/// `positions` [n, 3]; `colors` [n, 3] 0…255 or null; `viewpoint` [3] or null.
@c(cairn_training_open)
public func openTrainingScene(
  _ count: Int32, _ positions: UnsafePointer<Float>, _ colors: UnsafePointer<UInt8>?,
  _ viewpoint: UnsafePointer<Float>?, _ voxelLimit: Int32, _ cellEdge: Float,
  _ leastAffinity: Float
) -> UnsafeMutableRawPointer? {
  func column<Value>(_ base: UnsafePointer<Value>, _ axis: Int) -> [Value] {
    unsafe (0..<Int(count)).map { unsafe base[3 * $0 + axis] }
  }
  var fields = unsafe zip(["x", "y", "z"], 0..<3).map { name, axis in
    unsafe Field(name, .float32(column(positions, axis)))
  }
  if let colors = unsafe colors {
    fields += unsafe zip(["red", "green", "blue"], 0..<3).map { name, axis in
      unsafe Field(name, .uint8(column(colors, axis)))
    }
  }
  var cloud = PointCloud(count: Int(count), columns: fields)
  if let viewpoint = unsafe viewpoint {
    cloud.viewpoint.translation = unsafe [
      Double(viewpoint[0]), Double(viewpoint[1]), Double(viewpoint[2]),
    ]
  }
  let scene = Threads.$limit.withValue(1) {
    try? TrainingScene(
      cloud, voxelLimit: Int(voxelLimit), cellEdge: cellEdge, leastAffinity: leastAffinity,
      boundaries: boundaries.withLock { $0 })
  }
  return unsafe scene.map { unsafe Unmanaged.passRetained(Handle($0)).toOpaque() }
}

/// Gives a scene back.
@c(cairn_training_close)
public func closeTrainingScene(_ scene: UnsafeMutableRawPointer) {
  unsafe Unmanaged<Handle>.fromOpaque(scene).release()
}

/// Fills eight widths and the numbers of voxels and superpoints; only the widths without a scene.
@c(cairn_training_sizes)
public func sizesOfTrainingScene(
  _ scene: UnsafeRawPointer?, _ sizes: UnsafeMutablePointer<Int32>
) {
  for (place, width) in TrainingScene.widths.enumerated() { unsafe sizes[place] = width }
  guard let scene = unsafe scene else { return }
  let handle = unsafe Handle.at(scene)
  unsafe sizes[8] = Int32(handle.scene.voxelCount)
  unsafe sizes[9] = Int32(handle.scene.superpointCount)
}

/// The edge of the voxels, in the unit of the cloud.
@c(cairn_training_edge)
public func edgeOfTrainingScene(_ scene: UnsafeRawPointer) -> Float {
  unsafe Handle.at(scene).scene.edge
}

/// Copies an array of numbers; returns its length, -1 for an unknown name.
@c(cairn_training_floats)
public func floatsOfTrainingScene(
  _ scene: UnsafeRawPointer, _ name: UnsafePointer<CChar>, _ target: UnsafeMutablePointer<Float>?
) -> Int64 {
  guard let values = unsafe Handle.at(scene).scene.floats[String(cString: name)] else { return -1 }
  if let target = unsafe target {
    for (place, value) in values.enumerated() { unsafe target[place] = value }
  }
  return Int64(values.count)
}

/// Copies an array of whole numbers; returns its length, -1 for an unknown name.
@c(cairn_training_integers)
public func integersOfTrainingScene(
  _ scene: UnsafeRawPointer, _ name: UnsafePointer<CChar>, _ target: UnsafeMutablePointer<Int32>?
) -> Int64 {
  guard let values = unsafe Handle.at(scene).scene.integers[String(cString: name)] else {
    return -1
  }
  if let target = unsafe target {
    for (place, value) in values.enumerated() { unsafe target[place] = value }
  }
  return Int64(values.count)
}

/// Takes the encoder's affinities, shape [S, K].
@c(cairn_training_context)
public func setContextOfTrainingScene(
  _ scene: UnsafeRawPointer, _ affinities: UnsafePointer<Float>
) {
  let handle = unsafe Handle.at(scene)
  let count = handle.scene.superpointCount * Int(TrainingScene.widths[4])
  handle.scene.setContext(
    affinities: unsafe Array(UnsafeBufferPointer(start: affinities, count: count)))
}

/// Describes clicks (voxel, then 1 or 0), how far each voxel is inside of a box or lasso, or null, and
/// the logits of the last answer, or null.
@c(cairn_training_prompts)
public func describePrompts(
  _ scene: UnsafeRawPointer, _ clickCount: Int32, _ clicks: UnsafePointer<Int32>?,
  _ regionDepths: UnsafePointer<Float>?, _ last: UnsafePointer<Float>?,
  _ superpoints: UnsafeMutablePointer<Float>, _ voxels: UnsafeMutablePointer<Float>
) -> Int32 {
  let handle = unsafe Handle.at(scene)
  let given = unsafe (0..<Int(clickCount)).compactMap { number in
    unsafe clicks.map {
      unsafe (voxel: Int($0[2 * number]), isPositive: $0[2 * number + 1] != 0)
    }
  }
  let voxelCount = handle.scene.voxelCount
  func array(_ base: UnsafePointer<Float>?) -> [Float]? {
    unsafe base.map { unsafe Array(UnsafeBufferPointer(start: $0, count: voxelCount)) }
  }
  guard
    let values = unsafe handle.scene.values(
      clicks: given, regionDepths: array(regionDepths), last: array(last))
  else { return -1 }
  for (place, value) in values.superpoints.enumerated() { unsafe superpoints[place] = value }
  for (place, value) in values.voxels.enumerated() { unsafe voxels[place] = value }
  return 0
}

/// The voxel that a person would click next, by the rule of the evaluation.
///
/// It is -1 where nothing is wrong. `isPositive` receives whether it is on the object.
@c(cairn_training_click)
public func nextTrainingClick(
  _ scene: UnsafeRawPointer, _ truth: UnsafePointer<UInt8>, _ predicted: UnsafePointer<UInt8>,
  _ isPositive: UnsafeMutablePointer<UInt8>
) -> Int32 {
  let handle = unsafe Handle.at(scene)
  let count = handle.scene.voxelCount
  let click = Threads.$limit.withValue(1) {
    unsafe handle.simulator.nextClick(
      truth: (0..<count).map { unsafe truth[$0] != 0 },
      predicted: (0..<count).map { unsafe predicted[$0] != 0 })
  }
  guard let click else { return -1 }
  unsafe isPositive.pointee = click.isPositive ? 1 : 0
  return Int32(click.index)
}
