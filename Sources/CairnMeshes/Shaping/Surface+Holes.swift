import CairnGeometry

extension Surface {
  /// Places in a triangle where its picture is asked for opacity: weights of the three corners.
  private static let samples: [SIMD3<Float>] = {
    let (near, far, half): (Float, Float, Float) = (0.84, 0.08, 0.46)
    return [
      [near, far, far], [far, near, far], [far, far, near], [far, half, half],
      [half, far, half], [half, half, far], [1 / 3, 1 / 3, 1 / 3],
    ]
  }()
  /// A piece this opaque is left whole: opacity at the rim of a picture leaks into it.
  private static let solid: Float = 0.85
  /// A piece shorter than this on the picture, in pixels, is not cut further.
  private static let finest: Float = 5
  private static let mostCuts = 3

  /// Cuts away what the pictures of its materials let see through: leaves on cards, nets, printed letters
  /// on foil.
  ///
  /// - Parameter pictures: For every material its picture where that has holes.
  /// - Complexity: O(triangles), each cut into 64 at most.
  package mutating func cutHoles(_ pictures: [TexturePicture?]) {
    guard !coordinates.isEmpty, pictures.contains(where: { $0 != nil }) else { return }
    let old = self
    var middles: [SIMD2<UInt32>: UInt32] = [:]
    triangles = []
    materialOfTriangle = []
    partOfTriangle = []
    coordinates = []
    for index in old.triangles.indices {
      let places = (0..<3).map { old.coordinates[3 * index + $0] }
      let material = Int(old.materialOfTriangle[index])
      let piece = Piece(
        corners: old.triangles[index], places: places, material: old.materialOfTriangle[index],
        part: old.partOfTriangle[index])
      if let picture = pictures[material] {
        add(piece, picture, cuts: Self.mostCuts, &middles)
      } else {
        add(piece)
      }
    }
    if !triangles.isEmpty { compact() } else { self = old }
  }

  private struct Piece {
    var corners: SIMD3<UInt32>
    var places: [SIMD2<Float>]
    var material: UInt32
    var part: UInt32
  }

  private mutating func add(_ piece: Piece) {
    triangles.append(piece.corners)
    coordinates.append(contentsOf: piece.places)
    materialOfTriangle.append(piece.material)
    partOfTriangle.append(piece.part)
  }

  private mutating func add(
    _ piece: Piece, _ picture: TexturePicture, cuts: Int, _ middles: inout [SIMD2<UInt32>: UInt32]
  ) {
    let places = piece.places
    let first = (places[1] - places[0]) * SIMD2(Float(picture.width), Float(picture.height))
    let second = (places[2] - places[0]) * SIMD2(Float(picture.width), Float(picture.height))
    let isFine = abs(first.x * second.y - first.y * second.x).squareRoot() < 2 * Self.finest
    let opaque = opacity(of: piece, picture)
    if opaque >= Self.solid { return add(piece) }
    if cuts == 0 || isFine {
      if opaque >= 0.5 { add(piece) }
      return
    }
    // Nothing to be seen in seven places of a large piece may still be a thin stem.
    if opaque == 0 && cuts < Self.mostCuts { return }
    let corners = piece.corners
    let middle = (0..<3).map { corner in
      self.middle(of: corners[corner], corners[(corner + 1) % 3], &middles)
    }
    let between = (0..<3).map { (places[$0] + places[($0 + 1) % 3]) / 2 }
    for corner in 0..<3 {
      let before = (corner + 2) % 3
      var child = piece
      child.corners = SIMD3(corners[corner], middle[corner], middle[before])
      child.places = [places[corner], between[corner], between[before]]
      add(child, picture, cuts: cuts - 1, &middles)
    }
    var center = piece
    center.corners = SIMD3(middle[0], middle[1], middle[2])
    center.places = between
    add(center, picture, cuts: cuts - 1, &middles)
  }

  private func opacity(of piece: Piece, _ picture: TexturePicture) -> Float {
    var count: Float = 0
    for weights in Self.samples {
      let place =
        piece.places[0] * weights.x + piece.places[1] * weights.y + piece.places[2] * weights.z
      if picture.isOpaque(at: place) { count += 1 }
    }
    return count / Float(Self.samples.count)
  }

  private mutating func middle(
    of first: UInt32, _ second: UInt32, _ known: inout [SIMD2<UInt32>: UInt32]
  ) -> UInt32 {
    let key = SIMD2(min(first, second), max(first, second))
    if let middle = known[key] { return middle }
    let middle = UInt32(positions.count)
    positions.append((positions[Int(first)] + positions[Int(second)]) / 2)
    known[key] = middle
    return middle
  }
}

extension TexturePicture {
  /// Whether the pixel at texture coordinates, which repeat, is opaque.
  package func isOpaque(at place: SIMD2<Float>) -> Bool {
    guard place.x.isFinite, place.y.isFinite else { return true }
    let part = place - place.rounded(.down)
    let column = min(Int(part.x * Float(width)), width - 1)
    let row = min(Int((1 - part.y) * Float(height)), height - 1)
    return pixels[row * width + column].w >= 128
  }
}
