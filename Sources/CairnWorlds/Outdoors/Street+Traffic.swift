import CairnGeometry
import CairnScenes

extension Street {
  /// Vehicles that drive: towards us, ahead of us; and the way of the sensor is kept free.
  mutating func addTraffic(_ random: inout SceneRandom) {
    site.reserve(
      from: [drive.lowerBound - 4, -lane - 1.35], to: [drive.upperBound + 5, -lane + 1.35],
      heights: 0.12...2.6)
    let speed = random.number(in: 4...11)
    let run = min(speed * 8, ground.length * 0.5)
    var front = ground.length - 7
    for _ in 0..<random.index(in: 0..<5) {
      let vehicle =
        random.chance(0.12)
        ? Vehicles.bus(&random)
        : random.chance(0.12) ? Vehicles.lorry(&random) : Vehicles.parked(&random)
      let half = vehicle.bounds.size.y / 2
      front -= half
      guard front - run > 7 else { break }
      drive(vehicle, from: [front, lane], to: [front - run, lane], speed: speed)
      front -= half + random.number(in: 4...16)
    }
    if drive.upperBound + 26 < ground.length {
      let vehicle = Vehicles.parked(&random)
      let start = drive.upperBound + 9 + vehicle.bounds.size.y / 2
      let end = ground.length - 6
      if end > start + 2 { drive(vehicle, from: [start, -lane], to: [end, -lane], speed: 6) }
    }
    for junction in ground.junctions where random.chance(0.6) {
      // One waits in the side street.
      let side = random.index(in: 0..<2)
      let vehicle = Vehicles.parked(&random)
      let y = ground.halves[side] + 0.6 + vehicle.bounds.size.y / 2
      let half = (junction.upperBound - junction.lowerBound) / 4
      let x = (junction.lowerBound + junction.upperBound) / 2 + (side == 0 ? half : -half)
      site.stand(
        vehicle, at: [x, side == 0 ? -y : y], heading: toRoad(side), tilted: true)
    }
  }

  private mutating func drive(
    _ vehicle: SceneObject, from start: SIMD2<Float>, to end: SIMD2<Float>, speed: Float
  ) {
    site.follow(vehicle, from: start, to: end, speed: speed)
  }

  /// Cars, motorcycles and now and then something larger at the kerb.
  mutating func addParkedCars(_ random: inout SceneRandom) {
    for side in 0..<2 where hasParking[side] {
      let sign: Float = side == 0 ? -1 : 1
      let y = sign * (ground.halves[side] - 1.12)
      let ahead: Float = side == 0 ? 0 : .pi
      var x: Float = random.number(in: 1...4)
      while x < ground.length - 6 {
        if isNearJunction(x + 2.5, by: 8) {
          x += 2
          continue
        }
        if random.chance(0.2) {
          x += random.number(in: 2...7)
          continue
        }
        if random.chance(0.08) {
          x += addOther(at: x, y, side, &random)
          continue
        }
        let vehicle = random.chance(0.05) ? Vehicles.lorry(&random) : model(&random)
        let length = vehicle.bounds.size.y
        guard x + length < ground.length - 2 else { break }
        let heading = (random.chance(0.85) ? ahead : ahead + .pi) + random.normal() * 0.012
        // Wide ones stand farther from the kerb, so that no wheel is on it.
        let fromKerb = max(1.12, vehicle.bounds.size.x / 2 + 0.06) + 0.05 * random.unit()
        site.stand(
          vehicle, at: [x + length / 2, sign * (ground.halves[side] - fromKerb)],
          heading: heading, tilted: true)
        x += length + random.number(in: 0.45...1.6)
      }
    }
  }

  private func model(_ random: inout SceneRandom) -> SceneObject {
    let car = assets.model(of: .car, random: &random, share: 0.3) {
      $0.size.y > 3.2 && $0.size.y < 5.6 && $0.size.x < 2.1
    }
    return car ?? Vehicles.parked(&random)
  }

  private mutating func addOther(
    at x: Float, _ y: Float, _ side: Int, _ random: inout SceneRandom
  ) -> Float {
    switch random.index(in: 0..<3) {
    case 0:
      for index in 0..<random.index(in: 2..<5) {
        site.stand(
          TwoWheelers.motorcycle(&random), at: [x + 0.6 + Float(index) * 1.1, y],
          heading: toRoad(side) + random.normal() * 0.1 + 0.15, tilted: true)
      }
      return 5
    case 1:
      site.stand(
        StreetFurniture.container(&random), at: [x + 2, y], heading: toRoad(side), tilted: true)
      return 4.5
    default:
      // A building site behind barriers.
      for index in 0..<2 {
        site.stand(
          StreetFurniture.barrier(&random),
          at: [x + 1.4 + Float(index) * 2.6, y + (side == 0 ? 0.8 : -0.8)],
          heading: toRoad(side) + random.normal() * 0.05, tilted: true)
      }
      for index in 0..<4 {
        site.stand(
          StreetFurniture.cone(&random),
          at: [x + 0.5 + Float(index) * 1.4, y + (side == 0 ? 0.2 : -0.2)],
          heading: random.unit() * 6, tilted: true)
      }
      site.stand(
        People.person(.working, &random), at: [x + 2.4, y + (side == 0 ? -0.5 : 0.5)],
        heading: random.unit() * 6)
      return 6.5
    }
  }
}

extension Site {
  /// Puts a vehicle on a lane that is free by construction, in a column of others.
  mutating func follow(
    _ vehicle: SceneObject, from start: SIMD2<Float>, to end: SIMD2<Float>, speed: Float
  ) {
    let (offset, heading) = (end - start, angle(of: end - start))
    let length = (offset * offset).sum().squareRoot()
    let steps = max(Int(length), 1)
    var (times, poses): ([Float], [RigidTransform]) = ([], [])
    for step in 0...steps {
      let share = Float(step) / Float(steps)
      times.append(length / speed * share)
      poses.append(
        pose(of: vehicle.mesh, at: start + offset * share, heading: heading, tilted: true))
    }
    let half = vehicle.bounds.size * [0.5, 0.5, 1]
    let low = pointwiseMin(start, end)
    let high = pointwiseMax(start, end)
    let margin = SIMD2(half.y + 0.2, half.x + 0.3)
    reserve(from: low - margin, to: high + margin, heights: 0.12...half.z + 0.3)
    scene.add(vehicle, at: poses[0], motion: Motion(times: times, poses: poses))
  }
}
