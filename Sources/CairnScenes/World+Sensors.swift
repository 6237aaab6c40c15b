import CairnGeometry

extension TabletopWorld {
  /// A camera at the height of a standing robot's head.
  static func cameraPose(_ random: inout SceneRandom) -> SensorPose {
    let (sine, cosine) = sineAndCosine(random.number(in: -0.35...0.35))
    let distance = random.number(in: 0.78...0.88)
    return SensorPose(
      eye: [sine * distance, -cosine * distance, tableHeight + random.number(in: 0.58...0.7)],
      target: [0, 0.03, tableHeight + 0.02])
  }
}

extension RoomWorld {
  /// Views from the open sides and from within, merged as a robot's map is: one point a voxel.
  func samples(detail: Float, random: inout SceneRandom) -> [Sample] {
    let half = Self.size / 2
    let poses = [
      pose([half.x + 0.6, -half.y - 0.4, 1.9], [-0.4, 0.5, 0.6]),
      pose([-0.3, -half.y - 0.6, 1.6], [-0.5, 0.8, 0.7]),
      pose([half.x + 0.5, 0.6, 1.5], [-1, -0.2, 0.5]),
      pose([0.3, 0.2, 1.45], [half.x - 0.6, half.y, 0.8]),
      pose([0.4, 0.4, 1.4], [-half.x, -0.9, 0.7]),
      pose([half.x - 0.4, -0.8, 1.7], [-0.6, half.y, 0.7]),
      pose([0.9, -0.3, 1.9], [half.x - 0.4, half.y, 1.1]),
    ]
    var camera = DepthCamera(
      width: max(2, Int(270 * detail)), height: max(2, Int(216 * detail)), fieldOfView: 1.15)
    // Merging averages noise away.
    camera.noise = 0.00015
    camera.range = 9
    let voxel = 0.021 / detail
    var taken: Set<SIMD3<Int32>> = []
    var merged: [Sample] = []
    for pose in poses {
      for sample in camera.samples(of: scene, from: pose, random: &random) {
        guard sample.position.isFinite else { continue }
        var moved = sample
        moved.position = pose.eye + pose.direction(sample.position)
        let cell = SIMD3<Int32>((moved.position / voxel).rounded(.down))
        if taken.insert(cell).inserted { merged.append(moved) }
      }
    }
    return merged
  }

  /// A pose in a room with the wall at the left, or its mirror image.
  private func pose(_ eye: SIMD3<Float>, _ target: SIMD3<Float>) -> SensorPose {
    let mirror = SIMD3<Float>(-side, 1, 1)
    return SensorPose(eye: eye * mirror, target: target * mirror)
  }
}
