/// The largest flow from a source to a sink through a network, and the cheapest cut between them.
///
/// Two trees grow from the source and the sink until they touch, flow is sent along the way found,
/// and what was cut off is adopted by other branches: Boykov and Kolmogorov, "An experimental
/// comparison of min-cut/max-flow algorithms for energy minimization in vision", 2004.
package struct MaximumFlow {
  /// A node; its links to source and sink are one residual capacity.
  struct Node {
    var firstArc: Int32 = -1
    /// The arc to the node it was reached from in its tree; or ``root``, ``orphan``, ``free``.
    var parent: Int32 = MaximumFlow.free
    var nextActive: Int32 = -1
    var time: Int32 = 0
    /// How far it is from the root of its tree, if `time` says that this still holds.
    var distance: Int32 = 0
    var isOfSink = false
    /// What can still come from the source if positive, still go to the sink if negative.
    var terminal = 0.0
  }

  /// One direction of a connection; the other one's number differs in the lowest bit.
  struct Arc {
    var head: Int32
    var next: Int32
    var residual: Double
  }

  static let root: Int32 = -1
  static let orphan: Int32 = -2
  static let free: Int32 = -3

  var nodes: [Node]
  var arcs: [Arc] = []
  var (firstActive, lastActive): (Int32, Int32) = (-1, -1)
  var orphans: [Int32] = []
  var time: Int32 = 0
  /// How much flows from the source to the sink.
  package internal(set) var flow = 0.0

  /// Creates a network without connections.
  package init(nodeCount: Int, arcCount: Int = 0) {
    nodes = Array(repeating: Node(), count: nodeCount)
    arcs.reserveCapacity(arcCount)
  }

  /// Adds capacity from the source to a node, and from it to the sink.
  package mutating func addTerminals(of node: Int, source: Double, sink: Double) {
    let before = nodes[node].terminal
    let (source, sink) = (source + max(before, 0), sink + max(-before, 0))
    flow += min(source, sink)
    nodes[node].terminal = source - sink
  }

  /// Connects two nodes.
  package mutating func connect(_ a: Int, _ b: Int, forward: Double, backward: Double) {
    let number = Int32(arcs.count)
    arcs.append(Arc(head: Int32(b), next: nodes[a].firstArc, residual: forward))
    arcs.append(Arc(head: Int32(a), next: nodes[b].firstArc, residual: backward))
    nodes[a].firstArc = number
    nodes[b].firstArc = number + 1
  }

  /// Whether a node is on the side of the source; of all cheapest cuts, that with the fewest such.
  package func isOnSourceSide(_ node: Int) -> Bool {
    nodes[node].parent != Self.free && !nodes[node].isOfSink
  }

  /// Sends all the flow that fits.
  package mutating func run() {
    for node in nodes.indices where nodes[node].terminal != 0 {
      nodes[node].isOfSink = nodes[node].terminal < 0
      nodes[node].parent = Self.root
      nodes[node].distance = 1
      activate(Int32(node))
    }
    var current: Int32 = -1
    while true {
      if current < 0 || nodes[Int(current)].parent == Self.free { current = popActive() }
      guard current >= 0 else { return }
      let bridge = grow(current)
      time += 1
      if bridge >= 0 {
        augment(bridge)
        adopt()
      } else {
        current = -1
      }
    }
  }

  mutating func activate(_ node: Int32) {
    guard nodes[Int(node)].nextActive < 0 else { return }
    // The last one is its own successor, so that it shows as active too.
    nodes[Int(node)].nextActive = node
    if lastActive >= 0 { nodes[Int(lastActive)].nextActive = node } else { firstActive = node }
    lastActive = node
  }

  private mutating func popActive() -> Int32 {
    while firstActive >= 0 {
      let node = firstActive
      let next = nodes[Int(node)].nextActive
      nodes[Int(node)].nextActive = -1
      (firstActive, lastActive) = next == node ? (-1, -1) : (next, lastActive)
      if nodes[Int(node)].parent != Self.free { return node }
    }
    return -1
  }
}
