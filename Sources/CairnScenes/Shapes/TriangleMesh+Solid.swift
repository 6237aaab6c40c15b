import CairnGeometry

extension TriangleMesh {
  /// The surface of a solid.
  ///
  /// Dual contouring (T. Ju et al., Dual contouring of Hermite data, 2002): one vertex in each cell
  /// that the surface passes, where the tangent planes meet, so that edges stay sharp and faces flat
  /// whatever the cell.
  ///
  /// - Parameters:
  ///   - solid: Must be bounded.
  ///   - cell: The edge of a cell, metres; what is thinner than one may be lost.
  ///   - material: What it looks like.
  ///   - part: What it is called.
  /// - Returns: A closed mesh where the solid is; not moved to z = 0.
  /// - Complexity: O(cells that the solid's box has), most of them without work.
  public static func solid(
    _ solid: Solid, cell: Float, _ material: Material, part: String = "body"
  ) -> TriangleMesh {
    precondition(cell > 0 && solid.bounds.size.isFinite, "cells of \(cell), \(solid.bounds)")
    var contour = Contour(solid, cell: cell)
    contour.removeCheckers()
    let (positions, triangles) = contour.surface()
    return TriangleMesh(
      positions: positions, triangles: triangles, material: material, part: part)
  }
}

/// Signed distances at the corners of cells, and the surface between them.
private struct Contour {
  let solid: Solid
  let cell: Float
  let origin: SIMD3<Float>
  /// How many corners there are along each axis.
  let count: SIMD3<Int>
  /// A distance for each corner, x fastest.
  var distances: [Float]

  init(_ solid: Solid, cell: Float) {
    (self.solid, self.cell) = (solid, cell)
    let size = solid.bounds.size
    // One cell of air all around, and corners off the faces of the box: a distance of exactly 0
    // would leave empty triangles.
    origin = solid.bounds.min - cell * SIMD3(1.13, 1.17, 1.11)
    let cells = (size / cell).rounded(.up)
    count = SIMD3(Int(cells.x), Int(cells.y), Int(cells.z)) &+ 4
    distances = Array(repeating: .infinity, count: count.x * count.y * count.z)
    // Blocks of 4 corners to a side that the surface cannot touch get one distance for all.
    let block = 4
    let reach = cell * 0.5 * Float(block) * 1.7321
    for z in stride(from: 0, to: count.z, by: block) {
      for y in stride(from: 0, to: count.y, by: block) {
        for x in stride(from: 0, to: count.x, by: block) {
          let low = SIMD3(x, y, z)
          let middle = place(low) + cell * Float(block - 1) / 2
          let inside = solid.distance(to: middle)
          for k in z..<Swift.min(z + block, count.z) {
            for j in y..<Swift.min(y + block, count.y) {
              for i in x..<Swift.min(x + block, count.x) {
                let corner = SIMD3(i, j, k)
                distances[slot(corner)] =
                  abs(inside) > reach ? inside : solid.distance(to: place(corner))
              }
            }
          }
        }
      }
    }
  }

  private func slot(_ corner: SIMD3<Int>) -> Int {
    (corner.z * count.y + corner.y) * count.x + corner.x
  }

  private func place(_ corner: SIMD3<Int>) -> SIMD3<Float> {
    origin + SIMD3<Float>(Float(corner.x), Float(corner.y), Float(corner.z)) * cell
  }

  /// Fills faces whose corners are in and out in turn: there four sheets would meet in one edge.
  mutating func removeCheckers() {
    let steps = [1, count.x, count.x * count.y]
    var isChanged = true
    while isChanged {
      isChanged = false
      for axis in 0..<3 {
        let (right, up) = ((axis + 1) % 3, (axis + 2) % 3)
        var limit = count
        limit[right] -= 1
        limit[up] -= 1
        for z in 0..<limit.z {
          for y in 0..<limit.y {
            for x in 0..<limit.x {
              let a = slot([x, y, z])
              let (b, d) = (a + steps[right], a + steps[up])
              let c = b + steps[up]
              guard (distances[a] < 0) == (distances[c] < 0),
                (distances[b] < 0) == (distances[d] < 0),
                (distances[a] < 0) != (distances[b] < 0)
              else { continue }
              let (one, other) = distances[a] < 0 ? (b, d) : (a, c)
              distances[distances[one] < distances[other] ? one : other] = -cell * 0.01
              isChanged = true
            }
          }
        }
      }
    }
  }

  func surface() -> (positions: [SIMD3<Float>], triangles: [SIMD3<UInt32>]) {
    var positions: [SIMD3<Float>] = []
    var vertices = [UInt32](repeating: .max, count: distances.count)
    for z in 0..<count.z - 1 {
      for y in 0..<count.y - 1 {
        for x in 0..<count.x - 1 {
          if let position = vertex(in: [x, y, z]) {
            vertices[slot([x, y, z])] = UInt32(positions.count)
            positions.append(position)
          }
        }
      }
    }
    var triangles: [SIMD3<UInt32>] = []
    let steps = [1, count.x, count.x * count.y]
    for z in 1..<count.z - 1 {
      for y in 1..<count.y - 1 {
        for x in 1..<count.x - 1 {
          let low = slot([x, y, z])
          for axis in 0..<3 {
            let (isIn, isNextIn) = (distances[low] < 0, distances[low + steps[axis]] < 0)
            guard isIn != isNextIn else { continue }
            let (right, up) = (steps[(axis + 1) % 3], steps[(axis + 2) % 3])
            let quad = [low - right - up, low - up, low, low - right].map { vertices[$0] }
            append(isIn ? quad : quad.reversed(), to: &triangles, positions)
          }
        }
      }
    }
    return (positions, triangles)
  }

  /// Cuts a quad along its shorter diagonal, which keeps edges straight.
  private func append(
    _ quad: [UInt32], to triangles: inout [SIMD3<UInt32>], _ positions: [SIMD3<Float>]
  ) {
    let corners = quad.map { positions[Int($0)] }
    let isFirst =
      (corners[2] - corners[0]).squaredLength <= (corners[3] - corners[1]).squaredLength
    triangles +=
      isFirst
      ? [[quad[0], quad[1], quad[2]], [quad[0], quad[2], quad[3]]]
      : [[quad[0], quad[1], quad[3]], [quad[1], quad[2], quad[3]]]
  }

  /// Where the tangent planes at the surface's passages through the edges of a cell meet.
  private func vertex(in low: SIMD3<Int>) -> SIMD3<Float>? {
    let steps = [1, count.x, count.x * count.y]
    let first = slot(low)
    var crossings: [SIMD3<Float>] = []
    for axis in 0..<3 {
      let (right, up) = ((axis + 1) % 3, (axis + 2) % 3)
      for side in 0..<4 {
        var corner = low
        corner[right] += side & 1
        corner[up] += side >> 1
        let start = first + (side & 1) * steps[right] + (side >> 1) * steps[up]
        var (a, b) = (distances[start], distances[start + steps[axis]])
        guard (a < 0) != (b < 0) else { continue }
        let base = place(corner)
        var position = base
        var (low, high): (Float, Float) = (0, 1)
        // Beside edges distances are not linear: the passage is closed in from both sides.
        for _ in 0..<4 {
          let share = Swift.min(Swift.max(a / (a - b), 0.02), 0.98)
          let next = low + (high - low) * share
          position[axis] = base[axis] + cell * next
          let distance = solid.distance(to: position)
          if (distance < 0) == (a < 0) {
            (low, a) = (next, distance)
          } else {
            (high, b) = (next, distance)
          }
        }
        crossings.append(position)
      }
    }
    guard !crossings.isEmpty else { return nil }
    let middle = crossings.reduce(.zero, +) / Float(crossings.count)
    // Least squares of distances from all tangent planes, held to the middle where they leave the
    // place open: (Σ n nᵀ + λ I) x = Σ n (n · (p − middle)).
    var (diagonal, side) = (SIMD3<Double>(repeating: 0.003), SIMD3<Double>.zero)
    var target = SIMD3<Double>.zero
    for crossing in crossings {
      let normal = SIMD3<Double>(gradient(at: crossing))
      diagonal += normal * normal
      side += SIMD3(normal.y * normal.z, normal.z * normal.x, normal.x * normal.y)
      target += normal * (normal * SIMD3<Double>(crossing - middle)).sum()
    }
    let (a, b, c) = (diagonal.x, diagonal.y, diagonal.z)
    let (d, e, f) = (side.x, side.y, side.z)
    let rows: [SIMD3<Double>] = [
      [b * c - d * d, e * d - f * c, f * d - b * e],
      [e * d - f * c, a * c - e * e, f * e - a * d],
      [f * d - b * e, f * e - a * d, a * b - f * f],
    ]
    let determinant = a * rows[0].x + f * rows[0].y + e * rows[0].z
    let offset =
      SIMD3<Double>(
        (rows[0] * target).sum(), (rows[1] * target).sum(), (rows[2] * target).sum()) / determinant
    let (floor, roof) = (place(low), place(low) + cell)
    // Off the walls of the cell, or neighbours could fall together.
    return (middle + SIMD3<Float>(offset)).clamped(
      lowerBound: floor + cell * 0.02, upperBound: roof - cell * 0.02)
  }

  private func gradient(at position: SIMD3<Float>) -> SIMD3<Float> {
    let step = cell * 0.01
    var result = SIMD3<Float>.zero
    for axis in 0..<3 {
      var offset = SIMD3<Float>.zero
      offset[axis] = step
      result[axis] = solid.distance(to: position + offset) - solid.distance(to: position - offset)
    }
    return result.normalized
  }
}
