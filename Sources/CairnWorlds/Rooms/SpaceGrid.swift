import CairnGeometry
import CairnScenes

/// Which cells of a room are taken: furniture is placed only where its surface meets no taken cell.
struct SpaceGrid: Sendable {
  /// Edge of a cell, metres.
  static let cell: Float = 0.04
  /// Samples of a surface are at most this far apart: less than a cell and its margin.
  static let spacing: Float = 0.026
  /// What is placed keeps at least this distance, in every axis.
  static let margin: Float = 0.014

  private let origin: SIMD3<Float>
  private let width: Int
  private let depth: Int
  private let layers: Int
  private var cells: [UInt8]

  /// An empty room: outside its walls, in its columns and above its ceiling all is taken.
  init(_ plan: RoomPlan) {
    origin = SIMD3(plan.min.x, plan.min.y, 0)
    let size = plan.max - plan.min
    width = Int((size.x / Self.cell).rounded())
    depth = Int((size.y / Self.cell).rounded())
    layers = Int(plan.height / Self.cell)
    cells = Array(repeating: 0, count: width * depth * layers)
    close(outside: plan)
  }

  /// Takes what is outside the walls, in columns and above the ceiling.
  mutating func close(outside plan: RoomPlan) {
    for row in 0..<depth {
      for column in 0..<width {
        let place = plan.min + (SIMD2(Float(column), Float(row)) + 0.5) * Self.cell
        let free = plan.contains(place) ? Int(plan.ceiling(over: place) / Self.cell) : 0
        for layer in min(free, layers)..<layers {
          cells[(layer * depth + row) * width + column] = 1
        }
      }
    }
  }

  private func index(of point: SIMD3<Float>) -> Int? {
    let place = (point - origin) / Self.cell
    guard place.min() >= 0 else { return nil }
    let (x, y, z) = (Int(place.x), Int(place.y), Int(place.z))
    guard x < width, y < depth, z < layers else { return nil }
    return (z * depth + y) * width + x
  }

  /// Whether a point lies in a taken cell or outside.
  func isTaken(_ point: SIMD3<Float>) -> Bool { index(of: point).map { cells[$0] != 0 } ?? true }

  /// Whether a body at a pose meets nothing.
  func isFree(_ samples: [SIMD3<Float>], at pose: RigidTransform) -> Bool {
    let axes = Axes(pose)
    for sample in samples {
      var point = axes.applied(to: sample)
      point.z = max(point.z, 0.001)
      if isTaken(point) { return false }
    }
    return true
  }

  /// Takes the cells of a body.
  mutating func take(_ samples: [SIMD3<Float>], at pose: RigidTransform) {
    let axes = Axes(pose)
    for sample in samples {
      let point = axes.applied(to: sample) - origin
      let low = (point - Self.margin) / Self.cell
      let high = (point + Self.margin) / Self.cell
      guard high.min() >= 0 else { continue }
      let (left, right) = (Int(max(low.x, 0)), min(Int(high.x), width - 1))
      let (near, far) = (Int(max(low.y, 0)), min(Int(high.y), depth - 1))
      let (bottom, top) = (Int(max(low.z, 0)), min(Int(high.z), layers - 1))
      guard left <= right, near <= far, bottom <= top else { continue }
      for layer in bottom...top {
        for row in near...far {
          let first = (layer &* depth &+ row) &* width
          for column in left...right { cells[first &+ column] = 1 }
        }
      }
    }
  }

  /// A pose as a matrix: applied to tens of thousands of samples, it is cheaper than a quaternion.
  private struct Axes {
    let x: SIMD3<Float>
    let y: SIMD3<Float>
    let z: SIMD3<Float>
    let position: SIMD3<Float>

    init(_ pose: RigidTransform) {
      x = pose.rotation.applied(to: [1, 0, 0])
      y = pose.rotation.applied(to: [0, 1, 0])
      z = pose.rotation.applied(to: [0, 0, 1])
      position = pose.position
    }

    func applied(to point: SIMD3<Float>) -> SIMD3<Float> {
      position + x * point.x + y * point.y + z * point.z
    }
  }

  /// How far one gets from a point before a taken cell.
  func freeDistance(
    from start: SIMD3<Float>, along direction: SIMD3<Float>, within reach: Float
  ) -> Float {
    var distance: Float = 0
    while distance < reach, !isTaken(start + direction * distance) { distance += Self.cell }
    return min(distance, reach)
  }

  /// Over every column of cells, whether something is taken between two heights.
  func shadows(from low: Float, to high: Float) -> [Bool] {
    var result = Array(repeating: false, count: width * depth)
    for layer in Int(low / Self.cell)..<min(Int(high / Self.cell), layers) {
      let first = layer * depth * width
      for index in result.indices where cells[first &+ index] != 0 { result[index] = true }
    }
    return result
  }

  /// Whether all columns of cells about a place are outside the shadows.
  func isOpen(_ place: SIMD2<Float>, radius: Float, in shadows: [Bool]) -> Bool {
    let center = (place - SIMD2(origin.x, origin.y)) / Self.cell
    let reach = radius / Self.cell
    let steps = Int(reach.rounded(.up))
    let (column, row) = (Int(center.x), Int(center.y))
    guard column >= steps, row >= steps, column + steps < width, row + steps < depth else {
      return false
    }
    for y in -steps...steps {
      for x in -steps...steps where Float(x * x + y * y) <= reach * reach {
        if shadows[(row + y) * width + column + x] { return false }
      }
    }
    return true
  }

  /// Takes or frees all cells in a box.
  mutating func fill(from low: SIMD3<Float>, to high: SIMD3<Float>, taken: Bool = true) {
    var point = low + Self.cell / 2
    while point.z < high.z {
      point.y = low.y + Self.cell / 2
      while point.y < high.y {
        point.x = low.x + Self.cell / 2
        while point.x < high.x {
          if let index = index(of: point) { cells[index] = taken ? 1 : 0 }
          point.x += Self.cell
        }
        point.y += Self.cell
      }
      point.z += Self.cell
    }
  }

  /// Whether no taken cell lies within a radius of a place between two heights.
  func isOpen(_ place: SIMD2<Float>, radius: Float, from low: Float, to high: Float) -> Bool {
    let steps = Int((radius / Self.cell).rounded(.up))
    for row in -steps...steps {
      for column in -steps...steps {
        let offset = SIMD2(Float(column), Float(row)) * Self.cell
        guard (offset * offset).sum() <= radius * radius else { continue }
        var height = low
        while height < high {
          if isTaken(SIMD3(place.x + offset.x, place.y + offset.y, height)) { return false }
          height += Self.cell
        }
      }
    }
    return true
  }

  /// Points all over a surface, at most ``spacing`` apart.
  static func samples(of mesh: TriangleMesh) -> [SIMD3<Float>] {
    var samples: [SIMD3<Float>] = []
    // One sample a small cell is enough: fine meshes would give many.
    var last = SIMD3<Int32>(repeating: .max)
    for corners in mesh.triangles {
      let a = mesh.positions[Int(corners.x)]
      let (u, v) = (mesh.positions[Int(corners.y)] - a, mesh.positions[Int(corners.z)] - a)
      let longest = max(max(u.length, v.length), (u - v).length)
      // Of a small triangle one corner is enough: its neighbours have the others.
      let steps = longest < spacing / 2 ? 0 : Int((longest / spacing).rounded(.up))
      for row in 0...steps {
        for column in 0...(steps - row) {
          let share = SIMD2(Float(column), Float(row)) / Float(max(steps, 1))
          let point = a + u * share.x + v * share.y
          let place = point * (2 / spacing)
          let key = SIMD3(Int32(place.x), Int32(place.y), Int32(place.z))
          if key != last { samples.append(point) }
          last = key
        }
      }
    }
    return samples
  }
}
