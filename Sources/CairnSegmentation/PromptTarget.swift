import CairnClouds
import CairnGeometry

/// The points that prompts refer to, and what prompts mean for them.
package struct PromptTarget: Sendable {
  package let positions: Positions

  /// Takes the positions of a cloud, if there are any that can be selected.
  package init(_ cloud: PointCloud) throws(SegmentationError) {
    guard cloud.count > 0 else { throw .emptyCloud }
    guard let positions = cloud.positions else { throw .noPositions }
    let box = Box(bounding: positions.points)
    guard !box.isEmpty else { throw .noFinitePoint(count: cloud.count) }
    let extent = (box.max - box.min).max()
    // Distances are compared by their squares, which must be Floats too.
    guard extent == 0 || (1e-18...1e18).contains(extent) else { throw .absurdExtent(extent) }
    self.positions = positions
  }

  var count: Int { positions.points.count }

  /// Checks prompts and finds the points they mean.
  package func resolve(_ prompts: [Prompt]) throws(SegmentationError) -> ResolvedPrompts {
    guard !prompts.isEmpty else { throw .noPrompts }
    var result = ResolvedPrompts()
    for (number, prompt) in prompts.enumerated() {
      switch prompt.kind {
      case .click(let position, let isPositive):
        guard position.x.isFinite, position.y.isFinite, position.z.isFinite else {
          throw .notFinite(prompt: number)
        }
        result.clicks.append(ResolvedClick(row: nearestRow(to: position), isPositive: isPositive))
      case .clickOnPoint(let index, let isPositive):
        guard positions.points.indices.contains(index) else {
          throw .indexOutOfRange(prompt: number, index: index, count: count)
        }
        guard positions.points[index].isFinite else {
          throw .pointNotFinite(prompt: number, index: index)
        }
        result.clicks.append(ResolvedClick(row: index, isPositive: isPositive))
      case .box(let box):
        result.boxes.append(try resolve(box, number: number))
      case .mask(let mask):
        guard mask.count == count else {
          throw .maskLength(prompt: number, length: mask.count, count: count)
        }
        result.masks.append(mask)
      case .polygon(let polygon):
        result.lassos.append(try resolve(polygon, number: number))
      }
    }
    return result
  }

  private func resolve(_ box: PromptBox, number: Int) throws(SegmentationError) -> OrientedBox {
    let numbers = [
      box.center.x, box.center.y, box.center.z, box.size.x, box.size.y, box.size.z,
    ]
    guard numbers.allSatisfy(\.isFinite) else { throw .notFinite(prompt: number) }
    guard all(box.size .> 0) else { throw .emptyBox(prompt: number, size: box.size) }
    return OrientedBox(
      center: positions.local(box.center), size: SIMD3<Float>(box.size), rotation: box.rotation)
  }

  private func resolve(
    _ polygon: PromptPolygon, number: Int
  ) throws(SegmentationError) -> ResolvedLasso {
    let vertices = polygon.vertices
    guard vertices.count >= 3 else {
      throw .tooFewVertices(prompt: number, count: vertices.count)
    }
    guard polygon.view.isFinite, vertices.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
      throw .notFinite(prompt: number)
    }
    let view = polygon.view.counted(from: positions.origin)
    guard let inverse = view.inverse else { throw .singularView(prompt: number) }
    let lasso = ResolvedLasso(polygon, view: view, inverse: inverse, points: positions.points)
    guard lasso.isEnclosed.contains(true) else { throw .emptyPolygon(prompt: number) }
    return lasso
  }

  /// The nearest point with finite coordinates; the first of equally near ones.
  private func nearestRow(to position: SIMD3<Double>) -> Int {
    // In Double: the click may be far away, where Floats no longer tell points apart.
    let local = position - positions.origin
    var (best, bestDistance) = (0, Double.infinity)
    for (row, point) in positions.points.enumerated() where point.isFinite {
      let offset = SIMD3<Double>(point) - local
      let squaredDistance = (offset * offset).sum()
      if squaredDistance < bestDistance || bestDistance == .infinity {
        if squaredDistance < bestDistance || !positions.points[best].isFinite {
          (best, bestDistance) = (row, squaredDistance)
        }
      }
    }
    return best
  }
}

/// A click and the point it counts for.
package struct ResolvedClick: Sendable, Hashable {
  package var row: Int
  package var isPositive: Bool
}

/// Prompts that were checked, in the cloud's own coordinates.
package struct ResolvedPrompts: Sendable {
  package var clicks: [ResolvedClick] = []
  package var boxes: [OrientedBox] = []
  package var masks: [Mask] = []
  package var lassos: [ResolvedLasso] = []

  /// The box, where nothing but clicks is beside it.
  var onlyBox: OrientedBox? {
    boxes.count == 1 && masks.isEmpty && lassos.isEmpty ? boxes[0] : nil
  }

  /// Whether there is nothing but clicks.
  var hasClicksOnly: Bool { boxes.isEmpty && masks.isEmpty && lassos.isEmpty }
}
