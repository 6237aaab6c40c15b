import CKernels

extension CairnTriangleRange {
  /// The box of the triangles: lows negated in lanes 0 to 2, highs in lanes 4 to 6.
  var bounds: SIMD8<Float> {
    get { unsafe unsafeBitCast(box, to: SIMD8<Float>.self) }
    set { unsafe box = unsafeBitCast(newValue, to: type(of: box)) }
  }

  /// The box of the boxes' centers, times two, in the same way.
  var centerBounds: SIMD8<Float> {
    get { unsafe unsafeBitCast(centers, to: SIMD8<Float>.self) }
    set { unsafe centers = unsafeBitCast(newValue, to: type(of: centers)) }
  }

  /// How many triangles there are.
  var count: Int { Int(end - start) }

  /// Half the surface of the box.
  var halfArea: Float {
    let size = bounds.highHalf + bounds.lowHalf
    return size.x * size.y + size.y * size.z + size.z * size.x
  }
}

extension TriangleTreeBuilder {
  /// Where a subtree comes to lie.
  struct Place {
    /// Where its nodes and its list of packs have been written to.
    var start: Int
    /// Its first node and pack in the whole tree.
    var node: Int
    var pack: Int
    var made: CairnSubtree

    /// The last row of a node of the subtree, its references counted from the tree's beginning.
    func moved(_ row: SIMD16<Float>) -> SIMD16<Float> {
      var references = unsafe unsafeBitCast(row, to: SIMD16<UInt32>.self)
      let nodes = SIMD16(repeating: UInt32(node))
      references &+= nodes.replacing(with: UInt32(pack), where: references .>= cairnPackFlag)
      return unsafe unsafeBitCast(references, to: SIMD16<Float>.self)
    }

    /// What the subtree begins with.
    var root: UInt32 {
      made.root &+ UInt32(made.root & cairnPackFlag == 0 ? node : pack)
    }
  }

  /// The nodes above the subtrees.
  struct TopNodes {
    let parts: [Part]
    let places: [Int: Place]
    let firstNode: Int
    /// Four rows a node.
    private(set) var nodes: [SIMD16<Float>] = []

    init(parts: [Part], places: [Int: Place], firstNode: Int) {
      (self.parts, self.places, self.firstNode) = (parts, places, firstNode)
    }

    /// Adds the nodes above a part's subtrees.
    ///
    /// - Parameter part: Which part.
    /// - Returns: What refers to it.
    mutating func add(_ part: Int) -> UInt32 {
      if let place = places[part] { return place.root }
      var children = [part]
      while children.count < 8 {
        let cut = children.indices.filter { parts[children[$0]].children != nil }
        // The largest, as in subtrees; the first of equally large ones.
        let largest = cut.max {
          (parts[children[$0]].range.halfArea, $1) < (parts[children[$1]].range.halfArea, $0)
        }
        guard let largest, let halves = parts[children[largest]].children else { break }
        children[largest] = halves.left
        children.append(halves.right)
      }
      let number = nodes.count
      nodes += Array(repeating: .zero, count: 4)
      var rows = [Float](repeating: 0, count: 64)
      for child in 0..<8 {
        let box =
          child < children.count
          ? parts[children[child]].range.bounds : SIMD8(repeating: -.infinity)
        for axis in 0..<3 {
          rows[8 * axis + child] = -box[axis]
          rows[24 + 8 * axis + child] = box[4 + axis]
        }
        if child < children.count { rows[48 + child] = Float(bitPattern: add(children[child])) }
      }
      for row in 0..<4 { nodes[number + row] = SIMD16(rows[16 * row..<16 * row + 16]) }
      return UInt32(firstNode + number / 4)
    }
  }
}
