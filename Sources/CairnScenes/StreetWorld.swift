import CairnGeometry

/// A street along x: a road that is not quite flat, pavements, facades, parked and driving cars, trees,
/// lamps and people.
struct StreetWorld {
  private static let length: Float = 110
  private static let roadHalf: Float = 4.4
  private static let kerb: Float = 0.13
  private var random: SceneRandom
  private let ground: GroundShape
  private(set) var scene = Scene()

  /// Where the sensor is: above the roof of a car in the right lane.
  var sensor: SIMD3<Float> { [0, -1.6, ground.height(0, -1.6) + 1.85] }

  init(seed: UInt64) {
    random = SceneRandom(seed: seed)
    let reach = Self.length / 2
    ground = GroundShape(
      slope: [random.number(in: -0.02...0.02), random.number(in: -0.004...0.004)],
      bend: [random.number(in: -0.0002...0.0002), -0.002],
      extent: Box(min: [-reach, -Self.roadHalf, 0], max: [reach, Self.roadHalf, 0]))
    addGround()
    addFacades(side: 1)
    addFacades(side: -1)
    addCars()
    addPavementThings(side: 1)
    addPavementThings(side: -1)
  }

  private mutating func addGround() {
    let asphalt = Material([0.25, 0.25, 0.27], pattern: .speckle(edge: 0.3), reflectivity: 0.22)
    let paving = Material([0.52, 0.51, 0.5], pattern: .speckle(edge: 0.5), reflectivity: 0.38)
    var parts = [Part(ground, asphalt)]
    let reach = Self.length / 2
    for side in [Float(-1), 1] {
      let (inner, outer) = (Self.roadHalf, Self.roadHalf + 4.2)
      let pavement = GroundShape(
        slope: ground.slope, bend: ground.bend,
        extent: Box(
          min: [-reach, side > 0 ? inner : -outer, 0], max: [reach, side > 0 ? outer : -inner, 0]))
      parts.append(Part(pavement, paving, at: [0, 0, Self.kerb]))
      for step in 0..<22 {
        let x = (Float(step) + 0.5) * 5 - reach
        let stone = ConvexShape.box([5.02, 0.12, Self.kerb + 0.05])
        parts.append(
          Part(
            stone, Material([0.6, 0.6, 0.58], reflectivity: 0.45),
            at: [x, side * (inner + 0.03), ground.height(x, inner) - 0.06],
            rotation: .about([0, 1, 0], by: -ground.slope.x - 2 * ground.bend.x * x)))
      }
    }
    scene.addSurrounding(SceneObject("ground", parts))
  }

  private mutating func addFacades(side: Float) {
    var x = -Self.length / 2
    let line = side * (Self.roadHalf + 4.2)
    while x < Self.length / 2 {
      let width = random.number(in: 8...14)
      // A gap between houses now and then.
      if random.chance(0.2) {
        x += random.number(in: 2...4)
        continue
      }
      let height = random.number(in: 6...11)
      let plaster = Material(
        random.choice([[0.78, 0.70, 0.58], [0.66, 0.40, 0.32], [0.75, 0.75, 0.72]]),
        reflectivity: random.number(in: 0.4...0.7))
      let glass = Material([0.15, 0.2, 0.25], reflectivity: 0.06)
      let base = ground.height(x + width / 2, line) - 0.4
      var parts = [
        Part(
          ConvexShape.box([width, 4, height]), plaster,
          at: [x + width / 2, line + side * 2.12, base])
      ]
      // Piers between windows stand out from the wall, as sills and frames do.
      let windows = Int(width / 2.4)
      for floor in 0..<Int(height / 3) {
        for window in 0..<windows {
          let place = x + (Float(window) + 0.5) * width / Float(windows)
          let bottom = base + 1.3 + Float(floor) * 3
          parts.append(
            Part(
              ConvexShape.box([1.1, 0.1, 1.5]), glass, at: [place, line + side * 0.09, bottom]))
          parts.append(
            Part(
              ConvexShape.box([1.35, 0.3, 0.12]), plaster,
              at: [place, line + side * 0.08, bottom - 0.12]))
        }
      }
      scene.addSurrounding(SceneObject("house", parts))
      x += width
    }
  }

  private mutating func addCars() {
    for side in [Float(1), -1] {
      var x = -26 + random.number(in: 0...4)
      while x < 28 {
        // Nothing parks beside the sensor, where it would hide the street.
        if random.chance(0.72), side > 0 || abs(x) > 5 {
          let y = side * (Self.roadHalf - 1.1)
          let car = StreetModels.car(&random)
          put(car, [x, y + random.number(in: -0.1...0.1)], turned: side > 0 ? .pi : 0)
        }
        x += random.number(in: 5.4...7)
      }
    }
    // Oncoming traffic in the middle of the left lane.
    put(StreetModels.car(&random), [random.number(in: 9...15), 1.2], turned: .pi)
  }

  private mutating func addPavementThings(side: Float) {
    let (inner, middle) = (Self.roadHalf + 0.7, Self.roadHalf + 2.4)
    var x = -30 + random.number(in: 0...3)
    while x < 32 {
      let face = side > 0 ? Float(0) : .pi
      switch random.index(in: 0..<7) {
      case 0, 1: put(StreetModels.tree(&random), [x, side * (inner + 0.3)], lift: Self.kerb)
      case 2: put(StreetModels.lamp(), [x, side * inner], turned: face, lift: Self.kerb)
      case 3: put(StreetModels.sign(&random), [x, side * inner], turned: face, lift: Self.kerb)
      case 4: put(StreetModels.bin(), [x, side * inner], lift: Self.kerb)
      case 5: put(StreetModels.bench(), [x, side * (middle + 1)], turned: face, lift: Self.kerb)
      default: break
      }
      if random.chance(0.5) {
        let walker = StreetModels.person(&random)
        let place = SIMD2(x + random.number(in: 1.2...2.2), side * (middle - 0.5))
        put(walker, place, turned: random.number(in: 0...6), lift: Self.kerb)
        if random.chance(0.4) {
          put(
            StreetModels.person(&random), place + SIMD2(random.number(in: -0.2...0.2), side * 0.7),
            turned: random.number(in: 0...6), lift: Self.kerb)
        }
      }
      x += random.number(in: 3.6...5.5)
    }
  }

  private mutating func put(
    _ object: SceneObject, _ place: SIMD2<Float>, turned angle: Float = 0, lift: Float = 0
  ) {
    let z = ground.height(place.x, place.y) + lift
    scene.add(object.placed(at: [place.x, place.y, z], turned: angle))
  }
}
