import CairnGeometry
import CairnScenes

extension Surface {
  /// A piece of a surface that hangs together, or several that count as one part.
  private struct Piece {
    var name: String?
    var area: Float
    var bounds: Box
  }

  /// The most parts a model has.
  private static let mostParts = 12
  /// Pieces beyond this number are merged with their neighbours before anything is compared.
  private static let mostPieces = 48

  /// Cuts the surface into parts, and fills ``partOfTriangle``.
  ///
  /// What hangs together within a group of the file is a piece; small pieces join the nearest one, a
  /// handful at most of one name stay apart. Where nothing else tells parts apart, materials do.
  ///
  /// - Parameters:
  ///   - groups: The names of the groups that ``partOfTriangle`` counts until now.
  ///   - materials: The names of the materials.
  ///   - kind: What the body is: places and extents name parts of furniture that no name tells.
  /// - Returns: The names of the parts.
  package mutating func cutIntoParts(
    groups: [String], materials: [String], of kind: SemanticClass = .object
  ) -> [String] {
    var pieceOfTriangle = connectedPieces()
    var pieces = describe(pieceOfTriangle, groups, materials)
    if pieces.count == 1 {
      pieceOfTriangle = Self.dense(materialOfTriangle)
      pieces = describe(pieceOfTriangle, [], materials)
    }
    let total = pieces.reduce(0) { $0 + $1.area }
    let diagonal = bounds.size.length
    var target = Array(pieces.indices)
    joinNamesakes(&pieces, &target, total: total)
    joinSmallOnes(&pieces, &target, total: total, diagonal: diagonal)
    joinToLimit(&pieces, &target)
    func root(_ piece: Int) -> Int {
      var piece = piece
      while target[piece] != piece { piece = target[piece] }
      return piece
    }
    let roots = Self.dense(pieceOfTriangle.map { UInt32(root(Int($0))) })
    let whole = bounds
    var nameOfPart: [String?] = []
    for (triangle, part) in roots.enumerated() where Int(part) == nameOfPart.count {
      let piece = pieces[root(Int(pieceOfTriangle[triangle]))]
      nameOfPart.append(piece.name ?? PartShapes.part(of: piece.bounds, in: whole, of: kind))
    }
    partOfTriangle = roots
    return Self.distinct(nameOfPart)
  }

  /// For every triangle, the number of its piece: what shares vertices within a group.
  package func connectedPieces() -> [UInt32] {
    var parent = Array(positions.indices.map { UInt32($0) })
    var owner = [UInt32](repeating: .max, count: positions.count)
    var nodeOfOther: [SIMD2<UInt32>: UInt32] = [:]
    func root(_ node: UInt32) -> UInt32 {
      var node = node
      while parent[Int(node)] != node {
        parent[Int(node)] = parent[Int(parent[Int(node)])]
        node = parent[Int(node)]
      }
      return node
    }
    var nodeOfTriangle: [UInt32] = []
    nodeOfTriangle.reserveCapacity(triangles.count)
    for (index, corners) in triangles.enumerated() {
      let group = partOfTriangle[index]
      var first: UInt32?
      for corner in 0..<3 {
        let vertex = corners[corner]
        var node = vertex
        if owner[Int(vertex)] == .max { owner[Int(vertex)] = group }
        if owner[Int(vertex)] != group {
          // A vertex of two groups is two nodes, or the groups would grow together.
          let key = SIMD2(vertex, group)
          if let known = nodeOfOther[key] {
            node = known
          } else {
            node = UInt32(parent.count)
            parent.append(node)
            nodeOfOther[key] = node
          }
        }
        if let first {
          let (low, high) = (root(first), root(node))
          parent[Int(max(low, high))] = min(low, high)
        } else {
          first = node
        }
      }
      nodeOfTriangle.append(first ?? 0)
    }
    return Self.dense(nodeOfTriangle.map(root))
  }

  /// Numbers from 0 in the order in which they first appear.
  private static func dense(_ numbers: [UInt32]) -> [UInt32] {
    var known: [UInt32: UInt32] = [:]
    return numbers.map { number in
      if let new = known[number] { return new }
      let new = UInt32(known.count)
      known[number] = new
      return new
    }
  }

  private func describe(
    _ pieceOfTriangle: [UInt32], _ groups: [String], _ materials: [String]
  ) -> [Piece] {
    var pieces: [Piece] = []
    let groupParts = groups.map(PartWords.part)
    let materialParts = materials.map(PartWords.part)
    for (index, piece) in pieceOfTriangle.enumerated() {
      if Int(piece) == pieces.count {
        let group = Int(partOfTriangle[index])
        let name = groupParts.indices.contains(group) ? groupParts[group] : nil
        pieces.append(
          Piece(
            name: name ?? materialParts[Int(materialOfTriangle[index])], area: 0, bounds: .empty))
      }
      pieces[Int(piece)].area += areaVector(index).length
      for corner in 0..<3 {
        pieces[Int(piece)].bounds.formUnion(positions[Int(triangles[index][corner])])
      }
    }
    return pieces
  }

  /// Many leaves, keys, spokes are one part; four legs are four.
  private func joinNamesakes(_ pieces: inout [Piece], _ target: inout [Int], total: Float) {
    var places: [String: [Int]] = [:]
    for (index, piece) in pieces.enumerated() {
      if let name = piece.name { places[name, default: []].append(index) }
    }
    for index in pieces.indices {
      guard let name = pieces[index].name, let all = places[name], all.first == index,
        all.count > 6
      else { continue }
      for other in all.dropFirst() { Self.join(other, to: index, &pieces, &target) }
    }
  }

  private func joinSmallOnes(
    _ pieces: inout [Piece], _ target: inout [Int], total: Float, diagonal: Float
  ) {
    func isLarge(_ piece: Piece) -> Bool {
      piece.area >= 0.02 * total || piece.bounds.size.length >= 0.3 * diagonal
        || (piece.name != nil && piece.area >= 0.003 * total)
    }
    var large = pieces.indices.filter { target[$0] == $0 && isLarge(pieces[$0]) }
    if large.isEmpty {
      large = [pieces.indices.max { pieces[$0].area < pieces[$1].area } ?? 0]
    }
    large.sort { (pieces[$0].area, $1) > (pieces[$1].area, $0) }
    large = Array(large.prefix(Self.mostPieces))
    var isKept = [Bool](repeating: false, count: pieces.count)
    for piece in large { isKept[piece] = true }
    for index in pieces.indices where target[index] == index && !isKept[index] {
      let nearest = Self.nearest(to: pieces[index], in: pieces, among: large)
      // The box of the larger one stays as it is, or one screw after the other would make it grow.
      target[index] = nearest
      pieces[nearest].area += pieces[index].area
    }
  }

  private func joinToLimit(_ pieces: inout [Piece], _ target: inout [Int]) {
    var left = pieces.indices.filter { target[$0] == $0 }
    while left.count > Self.mostParts {
      let smallest = left.min { (pieces[$0].area, $0) < (pieces[$1].area, $1) } ?? left[0]
      left.removeAll { $0 == smallest }
      let namesakes = left.filter { pieces[$0].name == pieces[smallest].name }
      let nearest = Self.nearest(
        to: pieces[smallest], in: pieces, among: namesakes.isEmpty ? left : namesakes)
      Self.join(smallest, to: nearest, &pieces, &target)
    }
  }

  private static func join(
    _ piece: Int, to other: Int, _ pieces: inout [Piece], _ target: inout [Int]
  ) {
    target[piece] = other
    pieces[other].area += pieces[piece].area
    pieces[other].bounds.formUnion(pieces[piece].bounds.min)
    pieces[other].bounds.formUnion(pieces[piece].bounds.max)
  }

  /// The piece whose box is nearest; of several that touch, the one with the smallest box.
  private static func nearest(to piece: Piece, in pieces: [Piece], among places: [Int]) -> Int {
    var best = places[0]
    var bestValue = (Float.infinity, Float.infinity)
    for place in places {
      let other = pieces[place].bounds
      let gap = pointwiseMax(
        pointwiseMax(other.min - piece.bounds.max, piece.bounds.min - other.max), .zero)
      let value = (gap.length, other.size.length)
      if value < bestValue { (best, bestValue) = (place, value) }
    }
    return best
  }

  /// Names of which none is there twice: four legs are "leg 1" to "leg 4".
  private static func distinct(_ names: [String?]) -> [String] {
    if names.count == 1 { return [names[0] ?? "body"] }
    var total: [String: Int] = [:]
    for name in names { total[name ?? "part", default: 0] += 1 }
    var used: [String: Int] = [:]
    return names.map { name in
      let name = name ?? (total["part"] == 1 ? "body" : "part")
      used[name, default: 0] += 1
      return total[name, default: 1] > 1 ? "\(name) \(used[name] ?? 1)" : name
    }
  }
}
