import CairnGeometry
import CairnKernels

/// What a ray met, with all that light asks for; plain numbers, so that many of them cost no
/// counting of references.
struct SeenSurface: Sendable {
  var hit: SceneHit
  /// The unit normal towards the side from which the ray came.
  var normal: SIMD3<Float>
  /// The cosine of the angle between the normal and the way back.
  var cosine: Float
  var reflectivity: Float
  var gloss: Float
  var transparency: Float
  var fuzz: Float

  init(_ hit: SceneHit, of set: SceneGeometry.BodySet, along direction: SIMD3<Float>) {
    self.hit = hit
    let outer = set.normal(of: hit.entry)
    let cosine = outer.dot(direction)
    normal = cosine > 0 ? -outer : outer
    self.cosine = abs(cosine)
    let material = Int(set.tables.materialOfTriangle[hit.entry])
    reflectivity = set.tables.materials[material].reflectivity
    gloss = set.tables.materials[material].gloss
    transparency = set.tables.materials[material].transparency
    fuzz = set.tables.materials[material].fuzz
  }
}

extension SceneGeometry {
  /// What rays meet first, or behind what lets light through.
  ///
  /// - Parameters:
  ///   - origins: Where each ray starts; one for all, or one for each.
  ///   - directions: Unit vectors.
  ///   - reach: What is farther away, in metres, is not seen.
  ///   - gaps: The share of rays that find a gap between leaves, where surfaces are fuzzy.
  ///   - seed: Decides which rays go through panes and gaps.
  /// - Returns: For each ray the surface, its distance from the origin of the ray; `nil` where it
  ///   meets nothing.
  func surfaces(
    from origins: [SIMD3<Float>], along directions: [SIMD3<Float>], within reach: Float,
    gaps: Float = 0, seed: UInt64
  ) -> [SeenSurface?] {
    let hits =
      origins.count == 1
      ? hits(from: origins[0], along: directions, within: reach)
      : hits(from: origins, along: directions, within: reach)
    var seen = concurrentValues(hits.count) { ray in
      hits[ray].map { surface(at: $0, along: directions[ray]) }
    }
    // A cabinet with glass doors has two panes, a window four at most.
    for layer in 0..<4 {
      let through = seen.indices.filter { ray in
        guard let surface = seen[ray] else { return false }
        // Fur and grass are fuzzy by millimetres, leaves by centimetres.
        let share = max(surface.transparency, surface.fuzz > 0.02 ? gaps : 0)
        return share > 0 && NoiseField(seed: seed &+ UInt64(layer)).unit(ray, 0) < share
      }
      guard !through.isEmpty else { break }
      // The next surface lies behind this one: a step that no pane's other side is nearer than.
      let steps = through.map { (seen[$0]?.hit.distance ?? 0) + 1e-4 }
      let starts = zip(through, steps).map { ray, step in
        (origins.count == 1 ? origins[0] : origins[ray]) + directions[ray] * step
      }
      let behind = self.hits(from: starts, along: through.map { directions[$0] }, within: reach)
      for (index, ray) in through.enumerated() {
        guard var hit = behind[index], hit.distance + steps[index] <= reach else {
          seen[ray] = nil
          continue
        }
        hit.distance += steps[index]
        seen[ray] = surface(at: hit, along: directions[ray])
      }
    }
    return seen
  }
}
