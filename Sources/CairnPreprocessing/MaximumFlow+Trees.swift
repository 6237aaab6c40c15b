extension MaximumFlow {
  /// Reaches out from a node of a tree.
  ///
  /// - Returns: An arc from the tree of the source to that of the sink; -1 where there is none.
  mutating func grow(_ node: Int32) -> Int32 {
    let current = nodes[Int(node)]
    var arc = current.firstArc
    while arc >= 0 {
      let (head, next) = (Int(arcs[Int(arc)].head), arcs[Int(arc)].next)
      // Flow goes away from the source and towards the sink.
      if arcs[Int(current.isOfSink ? arc ^ 1 : arc)].residual > 0 {
        let other = nodes[head]
        if other.parent == Self.free {
          nodes[head].isOfSink = current.isOfSink
          attach(head, by: arc ^ 1, to: current)
          activate(Int32(head))
        } else if other.isOfSink != current.isOfSink {
          return current.isOfSink ? arc ^ 1 : arc
        } else if other.time <= current.time, other.distance > current.distance {
          // A shorter way to the root.
          attach(head, by: arc ^ 1, to: current)
        }
      }
      arc = next
    }
    return -1
  }

  @inline(__always)
  private mutating func attach(_ node: Int, by arc: Int32, to parent: Node) {
    nodes[node].parent = arc
    nodes[node].time = parent.time
    nodes[node].distance = parent.distance + 1
  }

  /// Sends what fits along an arc between the trees; nodes that are cut off become orphans.
  mutating func augment(_ bridge: Int32) {
    let ends = [arcs[Int(bridge ^ 1)].head, arcs[Int(bridge)].head]
    var amount = arcs[Int(bridge)].residual
    for (side, end) in ends.enumerated() {
      var node = Int(end)
      while nodes[node].parent != Self.root {
        let arc = nodes[node].parent
        amount = min(amount, arcs[Int(side == 0 ? arc ^ 1 : arc)].residual)
        node = Int(arcs[Int(arc)].head)
      }
      amount = min(amount, abs(nodes[node].terminal))
    }
    arcs[Int(bridge)].residual -= amount
    arcs[Int(bridge ^ 1)].residual += amount
    for (side, end) in ends.enumerated() {
      var node = Int(end)
      while nodes[node].parent != Self.root {
        let arc = nodes[node].parent
        let used = side == 0 ? arc ^ 1 : arc
        arcs[Int(used)].residual -= amount
        arcs[Int(used ^ 1)].residual += amount
        if arcs[Int(used)].residual == 0 { orphans.append(Int32(node)) }
        node = Int(arcs[Int(arc)].head)
      }
      nodes[node].terminal += side == 0 ? -amount : amount
      if nodes[node].terminal == 0 { orphans.append(Int32(node)) }
    }
    for node in orphans { nodes[Int(node)].parent = Self.orphan }
    // Those nearest to the roots first, so that what hangs on them is settled.
    orphans.reverse()
    flow += amount
  }

  /// Finds new parents for orphans, or sets them free and their children with them.
  mutating func adopt() {
    var next = 0
    while next < orphans.count {
      adopt(Int(orphans[next]))
      next += 1
    }
    orphans.removeAll(keepingCapacity: true)
  }

  private mutating func adopt(_ node: Int) {
    let isOfSink = nodes[node].isOfSink
    var (best, bestDistance): (Int32, Int32) = (-1, .max)
    var arc = nodes[node].firstArc
    while arc >= 0 {
      if arcs[Int(isOfSink ? arc : arc ^ 1)].residual > 0 {
        let head = Int(arcs[Int(arc)].head)
        if nodes[head].isOfSink == isOfSink, nodes[head].parent != Self.free {
          let distance = rootDistance(of: head)
          if distance < bestDistance { (best, bestDistance) = (arc, distance) }
        }
      }
      arc = arcs[Int(arc)].next
    }
    if best >= 0 {
      nodes[node].parent = best
      nodes[node].time = time
      nodes[node].distance = bestDistance + 1
      return
    }
    nodes[node].parent = Self.free
    arc = nodes[node].firstArc
    while arc >= 0 {
      let head = Int(arcs[Int(arc)].head)
      if nodes[head].isOfSink == isOfSink, nodes[head].parent != Self.free {
        if arcs[Int(isOfSink ? arc : arc ^ 1)].residual > 0 { activate(Int32(head)) }
        let parent = nodes[head].parent
        if parent >= 0, Int(arcs[Int(parent)].head) == node {
          nodes[head].parent = Self.orphan
          orphans.append(Int32(head))
        }
      }
      arc = arcs[Int(arc)].next
    }
  }

  /// How far a node is from the root of its tree, which its ancestors then know too; the largest
  /// number where the way ends at an orphan.
  private mutating func rootDistance(of start: Int) -> Int32 {
    var node = start
    var distance: Int32 = 0
    // What bears the current time is known to have a way to its root, through no orphan.
    while nodes[node].time != time {
      let parent = nodes[node].parent
      if parent == Self.orphan { return .max }
      if parent == Self.root {
        nodes[node].time = time
        nodes[node].distance = 1
        break
      }
      distance += 1
      node = Int(arcs[Int(parent)].head)
    }
    let total = distance + nodes[node].distance
    var remaining = total
    node = start
    while nodes[node].time != time {
      nodes[node].time = time
      nodes[node].distance = remaining
      remaining -= 1
      node = Int(arcs[Int(nodes[node].parent)].head)
    }
    return total
  }
}
