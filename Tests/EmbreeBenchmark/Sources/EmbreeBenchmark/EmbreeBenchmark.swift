import CEmbreeRays
import CairnKernels
import Glibc

/// Compares our rays with Embree's on one core: medians of CPU time, the two in turn.
@main
enum EmbreeBenchmark {
  private static let forms: [(name: String, form: EmbreeForm)] = [
    ("single", embreeSingle), ("packets of 8", embreePacketsOf8),
    ("packets of 16", embreePacketsOf16), ("stream", embreeStream),
  ]
  private static let rounds = 7

  static func main() {
    Threads.$limit.withValue(1) {
      for count in [50_000, 500_000] { compare(Room(triangleCount: count)) }
    }
  }

  private static func compare(_ room: Room) {
    var (ours, theirs): ([Double], [Double]) = ([], [])
    var tree = TriangleTree(positions: [], triangles: [])
    var scene: UnsafeMutableRawPointer?
    for _ in 0..<rounds {
      ours.append(
        seconds { tree = TriangleTree(positions: room.positions, triangles: room.triangles) })
      if let scene { embreeRelease(scene) }
      theirs.append(seconds { scene = embree(room) })
    }
    print("\(room.triangles.count) triangles; \(InstructionSet.current), one thread")
    print("  \(column("", 24))\(column("ours", 12))\(column("Embree", 12))ratio")
    let (own, other) = (median(ours) * 1e3, median(theirs) * 1e3)
    print(
      "  \(column("build, ms", 24))\(column(rounded(own), 12))\(column(rounded(other), 12))"
        + rounded(other / own))
    let sets = [
      RaySet.camera, .rings, .columns, .scattered,
      .shadows(of: .camera, in: tree, isFromLamp: false),
      .shadows(of: .camera, in: tree, isFromLamp: true),
    ]
    for set in sets { compare(set, tree, scene) }
    if let scene { embreeRelease(scene) }
  }

  /// Prints millions of rays a second, and on how many rays the two disagree.
  private static func compare(
    _ set: RaySet, _ tree: TriangleTree, _ scene: UnsafeMutableRawPointer?
  ) {
    var ours: [Double] = []
    var theirs = [[Double]](repeating: [], count: forms.count)
    var (own, other): ([Float], [Float]) = ([], [])
    for _ in 0..<rounds {
      ours.append(cast(set, tree, &own))
      for (index, form) in forms.enumerated() {
        theirs[index].append(cast(set, scene, form.form, &other))
      }
    }
    let medians = theirs.map(median)
    let best = medians.indices.min { medians[$0] < medians[$1] } ?? 0
    let rate = Double(set.directions.count) * 1e-6
    let (ownRate, otherRate) = (rate / median(ours), rate / medians[best])
    // Both round like the size of the triangles, however near they are.
    let different = zip(own, other).count {
      $0 != $1 && !(abs($0 - $1) < 1e-5 + 1e-4 * min(abs($0), abs($1)))
    }
    print(
      "  \(column(set.name, 24))\(column(rounded(ownRate), 12))\(column(rounded(otherRate), 12))"
        + "\(column(rounded(ownRate / otherRate), 8))\(forms[best].name); single "
        + "\(rounded(rate / medians[0])); \(different) of \(own.count) rays differ")
  }

  /// Casts with our tree; seconds.
  private static func cast(
    _ set: RaySet, _ tree: TriangleTree, _ distances: inout [Float]
  ) -> Double {
    var (hits, areHidden): (RayHits?, [Bool]) = (nil, [])
    let origin = set.origins[0]
    let taken = seconds {
      switch (set.isAnyEnough, set.isFromOnePlace) {
      case (false, false):
        hits = tree.nearestHits(from: set.origins, along: set.directions)
      case (false, true):
        hits = tree.nearestHits(from: origin, along: set.directions)
      case (true, false):
        areHidden = tree.areHidden(
          from: set.origins, along: set.directions, after: set.after, within: set.within)
      case (true, true):
        areHidden = tree.areHidden(
          from: origin, along: set.directions, after: set.after, within: set.within)
      }
    }
    distances = set.directions.indices.map { ray in
      hits?.distance(ofRay: ray) ?? (areHidden[ray] ? -.infinity : set.within)
    }
    return taken
  }

  /// Casts with Embree; seconds.
  private static func cast(
    _ set: RaySet, _ scene: UnsafeMutableRawPointer?, _ form: EmbreeForm,
    _ distances: inout [Float]
  ) -> Double {
    var found = [Float](repeating: 0, count: set.directions.count)
    let taken = set.origins.withUnsafeBytes { origins in
      set.directions.withUnsafeBytes { directions in
        seconds {
          embreeCast(
            scene, form, set.isAnyEnough, set.isCoherent,
            origins.assumingMemoryBound(to: Float.self).baseAddress,
            directions.assumingMemoryBound(to: Float.self).baseAddress,
            Int64(set.directions.count), set.after, set.within, &found)
        }
      }
    }
    distances = found
    return taken
  }

  private static func embree(_ room: Room) -> UnsafeMutableRawPointer? {
    room.positions.withUnsafeBytes { positions in
      room.triangles.withUnsafeBytes { triangles in
        embreeScene(
          positions.assumingMemoryBound(to: Float.self).baseAddress, Int64(room.positions.count),
          triangles.assumingMemoryBound(to: UInt32.self).baseAddress, Int64(room.triangles.count))
      }
    }
  }

  /// CPU time of this process.
  private static func seconds(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    body()
    return now() - start
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = String(hundredths % 100)
    return "\(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction)"
  }

  private static func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 1))
  }
}
