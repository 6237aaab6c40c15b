import CairnGeometry
import CairnScenes

extension Street {
  /// Houses wall to wall in a town, with gardens between and before them in a suburb.
  mutating func addBuildings(_ random: inout SceneRandom) {
    for side in 0..<2 {
      var x = random.number(in: 0...1)
      while x < ground.length - 6 {
        if let junction = ground.junctions.first(where: {
          x > $0.lowerBound - 8 && x < $0.upperBound + 2
        }) {
          x = max(x, junction.upperBound + 2)
        }
        let end =
          ground.junctions.map(\.lowerBound).filter { $0 > x }.min().map { $0 - 2 }
          ?? ground.length
        guard end - x > 5 else {
          x = end + 0.01
          if end >= ground.length { break }
          continue
        }
        let width = min(random.number(in: isUrban ? 7...14 : 8...12), end - x)
        let rest = end - x - width
        let fitted = rest < 6 && isUrban ? end - x : width
        addLot(from: x, to: x + min(fitted, 16), side, &random)
        x += min(fitted, 16)
        let isGap = isUrban ? random.chance(0.25) : true
        guard isGap, end - x > 9 else { continue }
        let gap = random.number(in: 2.5...4.5)
        closeGap(from: x, to: x + gap, side, &random)
        x += gap
      }
    }
  }

  /// The pose of something along the sidewalk that looks to the road.
  private func facing(_ x: Float, _ side: Int, _ distance: Float, height: Float) -> RigidTransform {
    let place = onWalk(x, side, distance)
    return .turned(side == 0 ? .pi : 0, at: [place.x, place.y, height])
  }

  private mutating func addLot(
    from left: Float, to right: Float, _ side: Int, _ random: inout SceneRandom
  ) {
    let setback = isUrban ? 0 : random.number(in: 3.5...5.5)
    let far = ground.walks[side]
    let style = Houses.Style(
      width: right - left - (isUrban ? 0.02 : 0.5),
      storeys: isUrban ? random.index(in: 2..<6) : random.index(in: 1..<3), &random)
    var house = style
    if !isUrban { house.hasShop = false }
    let middle = (left + right) / 2
    let heights = [left, middle, right].map { ground.walk(at: $0, 99, side: side) }
    let object = Houses.house(house, &random)
    site.addStuff(
      object, at: facing(middle, side, far + setback, height: (heights.max() ?? 0) + 0.02),
      isObstacle: false)
    // Boxes instead of all the surface: the body, and above the heads what protrudes.
    let out = -object.bounds.min.y
    for (front, heights) in [(Float(-0.12), Float(0)...9), (-out, 1.9...9)] {
      let (a, b) = (
        onWalk(left, side, far + setback + front),
        onWalk(right, side, far + setback + house.depth)
      )
      site.reserve(
        from: pointwiseMin(a, b), to: pointwiseMax(a, b), heights: heights)
    }
    guard !isUrban else { return }
    addFrontGarden(from: left, to: right, side, setback, &random)
  }

  private mutating func addFrontGarden(
    from left: Float, to right: Float, _ side: Int, _ setback: Float, _ random: inout SceneRandom
  ) {
    let far = ground.walks[side] + 0.3
    let gate = random.number(in: left + 2...right - 3)
    let kind = random.choice(Fences.Kind.allCases)
    let isHedge = random.chance(0.4)
    for (from, to) in [(left + 0.1, gate - 0.2), (gate + 1.3, right - 0.1)] where to - from > 1.2 {
      var start = from
      while to - start > 1 {
        let length = min(to - start, 6)
        let object =
          isHedge
          ? Plants.hedge(length: length, &random) : Fences.fence(kind, length: length, &random)
        site.stand(
          object, at: onWalk(start + length / 2, side, far + (isHedge ? 0.25 : 0)),
          heading: toRoad(side), tilted: true)
        start += length + 0.25
      }
    }
    for _ in 0..<random.index(in: 1..<5) {
      let x = random.number(in: left + 1...right - 1)
      let place = onWalk(x, side, far + random.number(in: 0.9...max(setback - 0.8, 1)))
      site.stand(Plants.bush(&random), at: place, heading: random.unit() * 6)
    }
    if random.chance(0.4) {
      let place = onWalk(random.number(in: left + 1...right - 1), side, far + setback * 0.5)
      site.stand(
        Plants.tree(random.choice([.young, .conifer, .broad]), &random), at: place, heading: 0)
    }
    if random.chance(0.5) {
      for index in 0..<random.index(in: 1..<4) {
        site.stand(
          StreetFurniture.wheelieBin(&random),
          at: onWalk(gate + 2 + Float(index) * 0.8, side, far + 0.75),
          heading: toRoad(side) + random.normal() * 0.1)
      }
    }
  }

  private mutating func closeGap(
    from left: Float, to right: Float, _ side: Int, _ random: inout SceneRandom
  ) {
    let (middle, length) = ((left + right) / 2, right - left - 0.3)
    let far = ground.walks[side] + 0.2
    if isUrban {
      let height = ground.walk(at: middle, 99, side: side)
      if random.chance(0.5) {
        site.addStuff(
          Houses.wall(length: length, height: random.number(in: 1.4...2.2), &random),
          at: facing(middle, side, far, height: height))
      } else {
        site.stand(
          Fences.fence(.bars, length: length, &random), at: onWalk(middle, side, far),
          heading: toRoad(side), tilted: true)
      }
      site.stand(
        Plants.tree(random.choice([.conifer, .young]), &random),
        at: onWalk(middle, side, far + 2.5),
        heading: 0)
    } else if random.chance(0.6) {
      // A drive with a car on it.
      site.stand(
        Vehicles.parked(&random), at: onWalk(middle, side, far + 3.2),
        heading: toRoad(side) + (random.chance(0.5) ? .pi : 0), tilted: true)
    }
  }
}
