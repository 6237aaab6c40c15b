import CairnGeometry

/// A table with a handful of things, some touching, some on top of others.
struct TabletopWorld {
  static let tableHeight: Float = 0.74
  private static let tableSize = SIMD2<Float>(1.3, 0.85)
  private var random: SceneRandom
  private var placed: [(footprint: Footprint, center: SIMD2<Float>, reach: Float)] = []
  private(set) var scene = Scene()

  init(seed: UInt64) {
    random = SceneRandom(seed: seed)
    addTable()
    var makers: [(inout SceneRandom) -> Model] = [
      TabletopModels.carton, TabletopModels.can, TabletopModels.bottle, TabletopModels.bowl,
      TabletopModels.mug, TabletopModels.ball, TabletopModels.banana, TabletopModels.book,
    ]
    // A stack first: it needs the most room.
    let base = random.chance(0.5) ? TabletopModels.parcel(&random) : TabletopModels.book(&random)
    if let (center, angle) = place(base) { stack(on: base, at: center, angle: angle) }
    let count = random.index(in: 5..<8)
    for index in 0..<count {
      if makers.isEmpty { makers = [TabletopModels.can, TabletopModels.ball] }
      let model = makers.remove(at: random.index(in: 0..<makers.count))(&random)
      // Every third touches what stands already.
      place(model, touching: index % 3 == 1)
    }
  }

  private mutating func addTable() {
    let size = SIMD3(Self.tableSize.x, Self.tableSize.y, 0.035)
    let wood = Material(
      random.choice([[0.72, 0.55, 0.38], [0.60, 0.43, 0.29], [0.80, 0.72, 0.60]]),
      pattern: .grain)
    var dark = wood
    dark.accent = wood.color * 0.78
    var parts = [Part(ConvexShape.box(size), dark, at: [0, 0, Self.tableHeight - size.z])]
    for corner in 0..<4 {
      let side = SIMD2<Float>(corner & 1 == 0 ? -1 : 1, corner & 2 == 0 ? -1 : 1)
      let place = side * (Self.tableSize / 2 - 0.06)
      parts.append(
        Part(
          ConvexShape.box([0.06, 0.06, Self.tableHeight - size.z]), dark, at: [place.x, place.y, 0])
      )
    }
    scene.addSurrounding(SceneObject("table", parts))
    let floor = Material(
      [0.56, 0.55, 0.53], accent: [0.47, 0.46, 0.45], pattern: .speckle(edge: 0.05))
    scene.addSurrounding(
      SceneObject("floor", [Part(ConvexShape.box([8, 8, 0.1]), floor, at: [0, 0, -0.1])]))
  }

  /// Puts a model on the table where it is free.
  ///
  /// - Parameters:
  ///   - model: What to put down.
  ///   - touching: Whether to push it against the nearest thing.
  /// - Returns: Where it stands; `nil` where no place was found.
  @discardableResult
  private mutating func place(
    _ model: Model, touching: Bool = false
  ) -> (center: SIMD2<Float>, angle: Float)? {
    let free = SIMD2<Float>(0.72, 0.44) / 2
    for _ in 0..<60 {
      var center = SIMD2(
        random.number(in: -free.x...free.x), random.number(in: -free.y...free.y))
      let angle = random.number(in: 0...(2 * .pi))
      guard gap(model, center, angle) > 0.012 else { continue }
      if touching { center = pushed(model, from: center, angle: angle) }
      let footprint = model.footprint.placed(at: center, turned: angle)
      placed.append((footprint, center, model.reach))
      scene.add(
        model.object.placed(at: [center.x, center.y, Self.tableHeight], turned: angle))
      return (center, angle)
    }
    return nil
  }

  /// Moves a model towards the nearest thing until they almost touch.
  private func pushed(_ model: Model, from start: SIMD2<Float>, angle: Float) -> SIMD2<Float> {
    func distance(_ point: SIMD2<Float>) -> Float { ((point - start) * (point - start)).sum() }
    guard let nearest = placed.min(by: { distance($0.center) < distance($1.center) }) else {
      return start
    }
    var (low, high): (Float, Float) = (0, 1)
    // Bisection between the start, which is free, and the middle of the other, which is not.
    for _ in 0..<24 {
      let share = (low + high) / 2
      let center = start + (nearest.center - start) * share
      if gap(model, center, angle) > 0.0008 { low = share } else { high = share }
    }
    return start + (nearest.center - start) * low
  }

  private func gap(_ model: Model, _ center: SIMD2<Float>, _ angle: Float) -> Float {
    let footprint = model.footprint.placed(at: center, turned: angle)
    return placed.map { footprint.gap(to: $0.footprint) }.min() ?? 1
  }

  /// Puts something smaller on a model's flat top, and sometimes something smaller still on that.
  private mutating func stack(on base: Model, at center: SIMD2<Float>, angle: Float) {
    guard let top = base.top else { return }
    let upper = random.chance(0.5) ? TabletopModels.book(&random) : TabletopModels.can(&random)
    let room = max(min(top.x, top.y) / 2 - upper.reach, 0) * 0.8
    let offset = SIMD2(random.number(in: -room...room), random.number(in: -room...room))
    let place = center + offset
    let height = Self.tableHeight + base.height
    scene.add(
      upper.object.placed(
        at: [place.x, place.y, height], turned: angle + random.number(in: -0.5...0.5)))
    guard upper.top != nil else { return }
    let last = random.chance(0.5) ? TabletopModels.mug(&random) : TabletopModels.can(&random)
    scene.add(
      last.object.placed(
        at: [place.x, place.y, height + upper.height], turned: random.number(in: 0...6)))
  }
}
