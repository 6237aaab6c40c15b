import CairnGeometry
import CairnScenes
import Testing

struct SceneSequenceTests {
  /// A box on z = 0 about the origin.
  private static func box(_ size: SIMD3<Float>, _ color: SIMD3<Float>) -> TriangleMesh {
    let (low, high) = (SIMD3(-size.x / 2, -size.y / 2, 0), SIMD3(size.x / 2, size.y / 2, size.z))
    let corners = (0..<8).map { corner in
      SIMD3(
        corner & 1 == 0 ? low.x : high.x, corner & 2 == 0 ? low.y : high.y,
        corner & 4 == 0 ? low.z : high.z)
    }
    let triangles: [SIMD3<UInt32>] = [
      [0, 2, 3], [0, 3, 1], [4, 5, 7], [4, 7, 6], [0, 1, 5], [0, 5, 4], [2, 6, 7], [2, 7, 3],
      [0, 4, 6], [0, 6, 2], [1, 3, 7], [1, 7, 5],
    ]
    return TriangleMesh(positions: corners, triangles: triangles, material: Material(color))
  }

  /// A table with boxes, a tall one among them, seen from the front.
  private static func table(_ count: Int = 6) -> Scene {
    var scene = Scene()
    let top = SupportSurface(from: [-0.6, -0.5], to: [0.6, 0.5], height: 0.03)
    let board = SceneObject(.table, box([1.2, 1, 0.03], [0.7, 0.6, 0.5]), surfaces: [top])
    let table = scene.add(board, at: RigidTransform(at: [0, 0, -0.03]))
    for number in 0..<count {
      let height: Float = number == 0 ? 0.3 : 0.08
      let place = SIMD3(Float(number % 3) * 0.3 - 0.3, Float(number / 3) * 0.35 - 0.2, 0)
      scene.add(
        SceneObject(.box, box([number == 0 ? 0.25 : 0.1, 0.08, height], [0.2, 0.4, 0.8])),
        at: RigidTransform(at: place), on: table.surfaces[0])
    }
    scene.vantage.cameras = [.camera(at: [0, -1.3, 0.55], lookingAt: [0, 0, 0.05])]
    scene.vantage.walk = (0..<8).map {
      .camera(at: [Float($0) * 0.1 - 0.4, -1.2, 0.6], lookingAt: [0, 0, 0])
    }
    return scene
  }

  private static func moving(seed: UInt64, duration: Float = 12) -> Scene {
    var random = SceneRandom(seed: seed)
    return table().withMotions(duration: duration, random: &random)
  }

  private static func sequence(_ scene: Scene, frames: Int, every interval: Float) -> SceneSequence
  {
    var random = SceneRandom(seed: 9)
    let camera = DepthCamera.ideal(width: 80, height: 60)
    return SceneSequence(
      scene, seenBy: .camera(camera, isHeld: false),
      along: SensorPath([scene.vantage.cameras[0]], speed: 1), every: interval,
      frameCount: frames, random: &random)
  }

  @Test(arguments: 0..<6)
  func `boxes never meet on their ways`(seed: Int) {
    let scene = Self.moving(seed: UInt64(seed))
    let moved = scene.bodies.count { $0.motion != nil }
    #expect(moved >= 2)
    var meetings = 0
    for moment in stride(from: Float(0), through: 14, by: 0.05) {
      let boxes = scene.bodies.filter { $0.label != 0 }.map { body in
        let pose = body.motion?.pose(at: moment) ?? body.pose
        return Box(bounding: body.object.mesh.positions.map { pose.applied(to: $0) })
      }
      for (index, one) in boxes.enumerated() {
        for other in boxes[..<index]
        where all(one.min + 0.001 .< other.max) && all(one.max - 0.001 .> other.min) {
          meetings += 1
        }
      }
    }
    #expect(meetings == 0)
  }

  @Test func `things stand on their surface before and after a move`() {
    for seed in 0..<6 {
      for body in Self.moving(seed: UInt64(seed)).bodies {
        guard let motion = body.motion else { continue }
        let (first, last) = (motion.pose(at: 0), motion.pose(at: 100))
        #expect((first.position - body.pose.position).length < 1e-6)
        // On the table, or taken out of view, high above it.
        #expect(abs(last.position.z) < 1e-4 || last.position.z > 0.05)
        #expect(zip(motion.times, motion.times.dropFirst()).allSatisfy { $0 < $1 })
      }
    }
  }

  @Test func `what lies on a thing goes along with it`() {
    var moves = 0
    for seed in 0..<12 {
      var scene = Self.table(3)
      let tray = scene.add(
        SceneObject(.tray, Self.box([0.2, 0.15, 0.02], [0.5, 0.5, 0.5])),
        at: RigidTransform(at: [0.35, 0.3, 0]), on: 1)
      let cup = scene.add(
        SceneObject(.cup, Self.box([0.05, 0.05, 0.06], [0.9, 0.9, 0.9])),
        at: RigidTransform(at: [0.38, 0.3, 0.02]), carriedBy: tray.label)
      var random = SceneRandom(seed: UInt64(seed))
      let moving = scene.withMotions(duration: 8, random: &random)
      let bodies = [tray.label, cup.label].map { moving.body(labeled: $0) }
      guard let motion = bodies[0].motion, let carried = bodies[1].motion else {
        #expect(bodies[0].motion == nil && bodies[1].motion == nil)
        continue
      }
      moves += 1
      // At the keys; in between, straight ways of a turning pile differ by a hair.
      let errors = motion.times.map { time -> Float in
        let relative = motion.pose(at: time).inverse.applied(to: carried.pose(at: time).position)
        return (relative - SIMD3(0.03, 0, 0.02)).length
      }
      #expect((errors.max() ?? 1) < 1e-3)
    }
    #expect(moves >= 3)
  }

  @Test func `something is out of sight for a while and comes back with its label`() {
    var returns = 0
    for seed in 0..<6 {
      let sequence = Self.sequence(Self.moving(seed: UInt64(seed)), frames: 30, every: 0.45)
      let counts = (0..<30).map { frame -> [Int] in
        var counts = [Int](repeating: 0, count: 8)
        for labels in sequence.measurements(ofFrame: frame).labels {
          counts[Int(labels.label)] += 1
        }
        return counts
      }
      for label in 2..<8 {
        let seen = counts.map { $0[label] > 0 }
        guard let lost = seen.firstIndex(of: false) else { continue }
        if seen[..<lost].contains(true), seen[lost...].contains(true) { returns += 1 }
      }
    }
    #expect(returns >= 2)
  }

  @Test func `frames may be asked for in any order`() {
    let scene = Self.moving(seed: 2)
    var random = SceneRandom(seed: 4)
    guard
      let sequence = SceneSequence.random(
        of: scene, kind: .depthCamera, frameCount: 6, pointCount: 3000, random: &random)
    else {
      Issue.record("no sequence")
      return
    }
    let late = sequence.measurements(ofFrame: 5)
    _ = sequence.measurements(ofFrame: 0)
    let again = sequence.measurements(ofFrame: 5)
    #expect(late.positions.map(\.bits) == again.positions.map(\.bits))
    #expect(late.colors == again.colors && late.labels == again.labels)
    #expect(late.frame == sequence.pose(ofFrame: 5))
    #expect(late.labels != sequence.measurements(ofFrame: 0).labels)
  }

  @Test func `a car that drives by is where its motion says when the beam meets it`() {
    var scene = SensorScenes.street
    let side = SensorScenes.wall(from: [-2, 0, 0], to: [2, 0, 1.5], Material([0.5, 0.5, 0.5]))
    let motion = Motion(
      times: [0, 2],
      poses: [RigidTransform(at: [-10, 5, 0]), RigidTransform(at: [30, 5, 0])])
    let car = scene.add(SceneObject(.car, side), at: motion.poses[0], motion: motion)
    var random = SceneRandom(seed: 1)
    let sequence = SceneSequence(
      scene, seenBy: .lidar(.ideal(rings: 32, azimuthStep: 0.01)),
      along: SensorPath(scene.vantage.drive, speed: 1), every: 0.1, frameCount: 12,
      random: &random)
    for frame in [2, 6, 10] {
      let sweep = sequence.measurements(ofFrame: frame)
      let errors = sweep.positions.indices.filter { sweep.labels[$0].label == car.label }.map {
        index -> Float in
        let place = sweep.frame.applied(to: sweep.positions[index])
        let middle = motion.pose(at: sequence.time(ofFrame: frame) + sweep.times[index])
        return abs(place.x - middle.position.x)
      }
      // At 20 m/s the car goes 0.3 m in a sixth of a turn.
      #expect(errors.count > 20 && (errors.max() ?? 9) < 2.4)
    }
  }

  @Test func `a path passes its poses and keeps its speed`() {
    let poses = SensorScenes.street.vantage.drive
    let path = SensorPath(poses, speed: 2)
    #expect(abs(path.duration - 7.5) < 1e-4)
    #expect((path.pose(at: 3).position - poses[2].position).length < 1e-4)
    #expect(path.pose(at: 99) == poses[5] && path.pose(at: -1) == poses[0])
    let steps = (0..<70).map {
      (path.pose(at: Float($0 + 3) * 0.1).position - path.pose(at: Float($0 + 2) * 0.1).position)
        .length
    }
    #expect((steps.max() ?? 9) < 0.26)
  }
}
