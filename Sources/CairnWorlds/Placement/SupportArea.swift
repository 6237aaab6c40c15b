import CairnGeometry
import CairnScenes

/// The heights of all that stands on a support surface, to put more things there: upright, dropped
/// in a heap, or at a given place.
///
/// Places are metres in the frame of the surface's body; heights count from the surface. Bodies that
/// the scene got in other ways are taken in before the next thing is put down.
package struct SupportArea: Sendable {
  /// The number of the surface.
  let number: UInt32
  /// In its body's frame.
  let surface: SupportSurface
  /// Where that body is.
  let frame: RigidTransform
  /// Edge of a cell, metres.
  let cell: Float

  let firstColumn: Int
  let firstRow: Int
  let columns: Int
  let rows: Int
  /// The greatest height over each cell; ``HeightRaster/empty`` where nothing can be put.
  private(set) var heights: [Float]
  /// The label of what is highest there.
  private(set) var owners: [UInt32]
  private var bodyCount = 0

  /// What is farther below the surface does not belong to it.
  private static let depth: Float = 0.02

  /// Surveys a surface.
  ///
  /// - Parameters:
  ///   - number: Of a support surface of the scene.
  ///   - scene: The bodies.
  ///   - cell: Edge of a cell, metres: 2 to 5 mm for tables, more for floors. Things come to rest up
  ///     to such a distance apart.
  ///   - clearance: How high above the surface anything is of interest; under a ceiling or a lamp
  ///     there is no end of it otherwise.
  /// - Complexity: O(cells and triangles).
  package init(
    of number: UInt32, in scene: Scene, cell: Float, clearance: Float = .infinity
  ) {
    var (surface, body) = scene.surface(number)
    surface.clearance = min(surface.clearance, clearance)
    (self.number, self.surface, self.cell, frame) = (number, surface, cell, body.pose)
    // Walls around the surface belong to the area: things may lean on a bin's walls.
    let bounds = body.object.bounds
    let low = SIMD2(max(surface.min.x - 0.2, bounds.min.x), max(surface.min.y - 0.2, bounds.min.y))
    let high = SIMD2(min(surface.max.x + 0.2, bounds.max.x), min(surface.max.y + 0.2, bounds.max.y))
    firstColumn = Int((low.x / cell).rounded(.down))
    firstRow = Int((low.y / cell).rounded(.down))
    columns = max(Int((high.x / cell).rounded(.up)) - firstColumn, 1)
    rows = max(Int((high.y / cell).rounded(.up)) - firstRow, 1)
    heights = Array(repeating: -HeightRaster.empty, count: columns * rows)
    owners = Array(repeating: body.label, count: columns * rows)
    merge(body.object.mesh, at: .identity, label: body.label)
    for index in heights.indices where heights[index] == -HeightRaster.empty {
      heights[index] = HeightRaster.empty
    }
    update(from: scene)
  }

  /// Takes in bodies that were added since.
  mutating func update(from scene: Scene) {
    let back = frame.inverse
    while bodyCount < scene.bodies.count {
      let body = scene.bodies[bodyCount]
      merge(body.object.mesh, at: back * body.pose, label: body.label)
      bodyCount += 1
    }
  }

  private mutating func merge(_ mesh: TriangleMesh, at pose: RigidTransform, label: UInt32) {
    let down = SIMD3(0, 0, surface.height)
    // Most bodies of a room are far off: a ball about each tells so before its vertices are moved.
    let ball = mesh.bounds
    let (center, radius) = (pose.applied(to: ball.center) - down, ball.size.length / 2)
    let low = SIMD2(Float(firstColumn), Float(firstRow)) * cell
    let high = low + SIMD2(Float(columns), Float(rows)) * cell
    guard center.z + radius >= -Self.depth, center.z - radius <= surface.clearance,
      center.x + radius >= low.x, center.y + radius >= low.y, center.x - radius <= high.x,
      center.y - radius <= high.y
    else { return }
    let positions = mesh.positions.map { pose.applied(to: $0) - down }
    let limits = HeightRaster.Limits(
      columns: firstColumn..<firstColumn + columns, rows: firstRow..<firstRow + rows,
      heights: -Self.depth...max(surface.clearance - 0.01, 0))
    let bounds = Box(bounding: positions)
    guard bounds.max.z >= limits.heights.lowerBound, bounds.min.z <= limits.heights.upperBound
    else { return }
    let raster = HeightRaster(positions, mesh.triangles, cell: cell, reach: 0.3, limits: limits)
    for row in 0..<raster.rows {
      var index = (raster.firstRow - firstRow + row) * columns + raster.firstColumn - firstColumn
      var other = row * raster.columns
      for _ in 0..<raster.columns {
        if raster.top[other] > heights[index] {
          heights[index] = raster.top[other]
          owners[index] = label
        }
        index += 1
        other += 1
      }
    }
  }

  /// How high a body comes to lie.
  ///
  /// - Parameters:
  ///   - raster: The body, its heights from its own origin.
  ///   - shift: In cells.
  /// - Returns: The least height of its origin at which it goes through nothing; `nil` where it
  ///   would leave the area.
  /// - Complexity: O(cells of the raster).
  func contactHeight(of raster: HeightRaster, shift: SIMD2<Int>) -> Float? {
    let column = raster.firstColumn - firstColumn + shift.x
    let row = raster.firstRow - firstRow + shift.y
    guard column >= 0, row >= 0, column + raster.columns <= columns, row + raster.rows <= rows
    else { return nil }
    var result = -HeightRaster.empty
    for line in 0..<raster.rows {
      var index = (row + line) &* columns &+ column
      var other = line &* raster.columns
      for _ in 0..<raster.columns {
        result = max(result, heights[index] - raster.bottom[other])
        index &+= 1
        other &+= 1
      }
    }
    return result > 0.5 * HeightRaster.empty ? nil : result
  }

  /// Where a body touches what is below it.
  ///
  /// - Parameters:
  ///   - raster: The body.
  ///   - shift: In cells; such that ``contactHeight(of:shift:)`` gave a height.
  ///   - height: Of its origin.
  ///   - gap: What is no farther apart touches, metres.
  /// - Returns: The middles of the cells, metres, and the label of what is touched there.
  func contacts(
    of raster: HeightRaster, shift: SIMD2<Int>, height: Float, gap: Float
  ) -> [(place: SIMD2<Float>, owner: UInt32)] {
    var result: [(place: SIMD2<Float>, owner: UInt32)] = []
    let column = raster.firstColumn + shift.x
    let row = raster.firstRow + shift.y
    for line in 0..<raster.rows {
      var index = (row - firstRow + line) * columns + column - firstColumn
      let first = line * raster.columns
      for other in first..<first + raster.columns {
        if raster.bottom[other] + height - heights[index] <= gap {
          let place = SIMD2(Float(column + other - first), Float(row + line)) + 0.5
          result.append((place * cell, owners[index]))
        }
        index += 1
      }
    }
    return result
  }

  /// Adds a body to the scene, carried by what it touches most.
  ///
  /// - Parameters:
  ///   - object: The body.
  ///   - pose: In the surface's frame, heights from the surface.
  ///   - contacts: Where it touches.
  ///   - scene: Gets it.
  /// - Returns: Its label.
  mutating func add(
    _ object: SceneObject, at pose: RigidTransform,
    contacts: [(place: SIMD2<Float>, owner: UInt32)], to scene: inout Scene
  ) -> UInt32 {
    let owner = scene.surface(number).body.label
    var counts: [(label: UInt32, count: Int)] = [(owner, 0)]
    for contact in contacts {
      if let known = counts.firstIndex(where: { $0.label == contact.owner }) {
        counts[known].count += 1
      } else {
        counts.append((contact.owner, 1))
      }
    }
    var carrier = counts[0]
    for other in counts.dropFirst() where other.count > carrier.count { carrier = other }
    var raised = pose
    raised.position.z += surface.height
    let place = frame * raised
    let on = carrier.label == owner ? number : surfaceOfCarrier(carrier.label, below: place, scene)
    let label = scene.add(object, at: place, on: on, carriedBy: carrier.label).label
    update(from: scene)
    return label
  }

  /// The carrier's own support surface on which something stands; 0 where it lies elsewhere on it.
  private func surfaceOfCarrier(_ label: UInt32, below place: RigidTransform, _ scene: Scene)
    -> UInt32
  {
    guard label != 0 else { return 0 }
    let body = scene.body(labeled: label)
    let local = body.pose.inverse.applied(to: place.position)
    for (index, surface) in body.object.surfaces.enumerated()
    where local.x > surface.min.x && local.y > surface.min.y && local.x < surface.max.x
      && local.y < surface.max.y && abs(local.z - surface.height) < 0.005
    {
      return body.firstSurface + UInt32(index)
    }
    return 0
  }
}
