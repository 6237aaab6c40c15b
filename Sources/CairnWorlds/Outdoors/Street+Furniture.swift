import CairnGeometry
import CairnScenes

extension Street {
  /// Lamps and trees in a row at the kerb, signs, traffic lights.
  mutating func addFixtures(_ random: inout SceneRandom) {
    for junction in ground.junctions where random.chance(0.6) {
      for (x, side, heading) in [
        (junction.lowerBound - 3.4, 0, Float.pi), (junction.upperBound + 3.4, 1, 0),
      ] {
        site.stand(
          StreetFurniture.trafficLight(&random), at: onWalk(x, side, 0.45), heading: heading)
      }
    }
    for side in 0..<2 {
      let spacing = random.number(in: 16...26)
      var x = random.number(in: 2...12)
      while x < ground.length - 2 {
        if !isNearJunction(x, by: 3.5) {
          site.stand(StreetFurniture.lamp(&random), at: onWalk(x, side, 0.4), heading: toRoad(side))
        }
        x += spacing
      }
    }
    addTrees(&random)
    for side in 0..<2 {
      for _ in 0..<random.index(in: 3..<8) {
        let x = random.number(in: 3...ground.length - 3)
        guard !isNearJunction(x, by: 2.5) else { continue }
        let traffic: Float = side == 0 ? .pi : 0
        site.stand(
          StreetFurniture.sign(&random), at: onWalk(x, side, 0.45),
          heading: traffic + random.normal() * 0.08)
      }
      guard random.chance(0.35) else { continue }
      let start = random.number(in: 4...ground.length * 0.6)
      for index in 0..<random.index(in: 4..<12) {
        let x = start + Float(index) * 1.6
        guard !isNearJunction(x, by: 2.5), x < ground.length - 2 else { continue }
        site.stand(StreetFurniture.bollard(&random), at: onWalk(x, side, 0.3), heading: 0)
      }
    }
  }

  private mutating func addTrees(_ random: inout SceneRandom) {
    let habits: [Plants.Habit] = [.broad, .broad, .narrow, .young, .bare]
    for side in 0..<2 where ground.walks[side] > 2.9 || random.chance(0.3) {
      let habit = random.choice(habits)
      let kinds = (0..<2).map { _ in Plants.tree(habit, &random) }
      let spacing = random.number(in: 8...15)
      var x = random.number(in: 3...9)
      while x < ground.length - 3 {
        if !isNearJunction(x, by: 5), random.chance(0.85) {
          site.stand(
            random.choice(kinds), at: onWalk(x + random.normal() * 0.4, side, 0.75),
            heading: random.unit() * 6.28)
        }
        x += spacing
      }
    }
  }

  /// Bicycles, bins, benches, cafes and cabinets on the sidewalks.
  mutating func addFurniture(_ random: inout SceneRandom) {
    for side in 0..<2 {
      for _ in 0..<random.index(in: 9..<17) {
        let x = random.number(in: 4...ground.length - 4)
        guard !isNearJunction(x, by: 4) else { continue }
        addItem(at: x, side, &random)
      }
    }
  }

  private mutating func addItem(at x: Float, _ side: Int, _ random: inout SceneRandom) {
    let (wall, heading) = (ground.walks[side] - 0.45, toRoad(side))
    let isWide = ground.walks[side] > 3
    switch random.index(in: 0..<12) {
    case 0: site.stand(StreetFurniture.hydrant(&random), at: onWalk(x, side, 0.5), heading: heading)
    case 1:
      site.stand(StreetFurniture.mailbox(&random), at: onWalk(x, side, wall), heading: heading)
    case 2:
      site.stand(StreetFurniture.switchBox(&random), at: onWalk(x, side, wall), heading: heading)
    case 3:
      site.stand(StreetFurniture.litterBin(&random), at: onWalk(x, side, 0.5), heading: heading)
    case 4: addBench(at: x, side, &random)
    case 5 where isWide:
      if let shelter = site.stand(
        StreetFurniture.shelter(&random), at: onWalk(x, side, 1.5), heading: heading)
      {
        _ = shelter
        for _ in 0..<random.index(in: 1..<4) {
          site.stand(
            People.person(.standing, &random),
            at: onWalk(x + random.number(in: -1.3...1.3), side, 1.1),
            heading: heading + random.normal() * 0.6)
        }
      }
    case 6, 7: addBicycles(at: x, side, &random)
    case 8 where isWide: addCafe(at: x, side, &random)
    case 9:
      for index in 0..<random.index(in: 2..<5) {
        site.stand(
          StreetFurniture.wheelieBin(&random), at: onWalk(x + Float(index) * 0.8, side, wall),
          heading: heading + random.normal() * 0.12, tilted: true)
      }
    case 10:
      site.stand(
        StreetFurniture.planter(&random), at: onWalk(x, side, wall - 0.1), heading: heading)
    default:
      site.stand(
        TwoWheelers.scooter(&random), at: onWalk(x, side, random.number(in: 0.4...1)),
        heading: heading + random.normal(), tilted: true)
    }
  }

  private mutating func addBench(at x: Float, _ side: Int, _ random: inout SceneRandom) {
    let isAtWall = random.chance(0.5)
    guard
      let (label, pose) = site.stand(
        StreetFurniture.bench(&random),
        at: onWalk(x, side, isAtWall ? ground.walks[side] - 0.55 : 0.65),
        heading: toRoad(side) + (isAtWall ? 0 : .pi), tilted: true)
    else { return }
    for place in [Float(-0.4), 0.35] where random.chance(0.45) {
      site.seat(
        People.person(.sitting, &random), on: label, at: pose, offset: [place, 0.05], &random)
    }
  }

  private mutating func addBicycles(at x: Float, _ side: Int, _ random: inout SceneRandom) {
    if ground.walks[side] > 3.2, random.chance(0.5) {
      let places = random.index(in: 3..<6)
      guard
        let (_, pose) = site.stand(
          GardenFurniture.bicycleRack(places: places), at: onWalk(x, side, 1.3),
          heading: toRoad(side), tilted: true)
      else { return }
      for index in 0..<places where random.chance(0.75) {
        let hoop = (Float(index) - Float(places - 1) / 2) * 0.8
        // The handlebars are half a metre wide: it stands in the middle between two hoops.
        site.leanBicycle(&random, at: pose, offset: hoop + 0.4, turned: random.chance(0.5))
      }
      return
    }
    for index in 0..<random.index(in: 1..<3) {
      let bicycle = TwoWheelers.bicycle(&random)
      let place = onWalk(x + Float(index) * 2.1, side, ground.walks[side] - 0.42)
      site.put(
        bicycle,
        at: site.leaning(
          bicycle.mesh, at: place, heading: random.chance(0.5) ? 0 : .pi,
          by: random.number(in: 0.05...0.1)))
    }
  }

  private mutating func addCafe(at x: Float, _ side: Int, _ random: inout SceneRandom) {
    for index in 0..<random.index(in: 2..<5) {
      let place = onWalk(x + Float(index) * 2.2, side, ground.walks[side] - 1.0)
      guard !isNearJunction(place.x, by: 3), place.x < ground.length - 3,
        site.stand(GardenFurniture.table(&random), at: place, heading: 0, tilted: true) != nil
      else { continue }
      for turn in [Float(0), .pi, 1.7, -1.7] where random.chance(0.6) {
        let isTaken = random.chance(0.4)
        // Knees and hands reach out in front of those who sit.
        let distance = isTaken ? random.number(in: 1.04...1.14) : random.number(in: 0.72...0.85)
        let direction = sineAndCosine(turn + random.normal() * 0.1)
        let seat = place + SIMD2(direction.cosine, direction.sine) * distance
        guard
          let (label, pose) = site.stand(
            GardenFurniture.chair(&random), at: seat, heading: turn + .pi, tilted: true)
        else { continue }
        if isTaken {
          site.seat(
            People.person(.sitting, &random), on: label, at: pose, offset: [0, 0.06], &random)
        }
      }
      if random.chance(0.4) {
        site.stand(GardenFurniture.parasol(&random), at: place + SIMD2(1.1, 0), heading: 0)
      }
    }
  }
}

extension Site {
  /// Seats somebody on what was placed.
  mutating func seat(
    _ person: SceneObject, on label: UInt32, at pose: RigidTransform, offset: SIMD2<Float>,
    _ random: inout SceneRandom
  ) {
    // Soles are at z = 0 of the mesh; the thighs' undersides lie on the seat.
    let low = People.underside(of: person.mesh)
    put(
      person,
      at: pose
        * RigidTransform(
          at: [offset.x, offset.y, People.seatHeight - low + 0.008],
          rotation: .about([0, 0, 1], by: random.normal() * 0.04)), carriedBy: label)
  }

  /// Where a mesh leans to its left or right by an angle.
  func leaning(
    _ mesh: TriangleMesh, at place: SIMD2<Float>, heading: Float, by angle: Float
  ) -> RigidTransform {
    let upright = pose(of: mesh, at: place, heading: heading, tilted: true)
    return rest(mesh, rotation: upright.rotation * .about([0, 1, 0], by: angle), at: place)
  }

  /// A bicycle beside a hoop of a rack.
  mutating func leanBicycle(
    _ random: inout SceneRandom, at rack: RigidTransform, offset: Float, turned: Bool
  ) {
    let bicycle = TwoWheelers.bicycle(&random)
    let place = rack.applied(to: [offset, random.number(in: -0.2...0.2), 0])
    let front = rack.rotation.applied(to: [0, -1, 0])
    let heading = angle(of: [front.x, front.y]) + (turned ? .pi : 0)
    put(
      bicycle,
      at: leaning(
        bicycle.mesh, at: [place.x, place.y], heading: heading, by: random.normal() * 0.04))
  }
}
