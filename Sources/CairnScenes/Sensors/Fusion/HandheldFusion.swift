import CairnGeometry
import CairnKernels

/// A depth camera carried through a room, its views fused to one surface, as in ScanNet: the points
/// are the vertices of the mesh that such a program delivers.
///
/// Every view has a depth camera's noise and holes and a pose that drifts. A truncated signed
/// distance averages the views (Curless and Levoy 1996, Newcombe et al. 2011); its zero crossings
/// are the points. Contacts round off, thin things swell or vanish, and what no view saw is missing.
public struct HandheldFusion: Sensor {
  /// Which axes the points have.
  public enum Frame: Sendable, Hashable {
    /// The scene's: z up.
    case scene
    /// The first view's, as the program tracked it: x right, y down, z ahead.
    case firstView
  }

  /// How many views are fused.
  public var viewCount: ClosedRange<Int> = 24...45
  /// The share of the walk that is seen, somewhere on it, above 0 and at most 1.
  public var section: Float = 1
  /// Pixels in a row of a view.
  public var width = 160
  /// The number of rows of a view.
  public var height = 120
  /// How wide a view is from left to right, radians.
  public var fieldOfView: ClosedRange<Float> = 1.0...1.25
  /// What is farther away, in metres, has no depth; nor what is much farther than what the views
  /// look at.
  public var reach: Float = 4.5
  /// How many points there are to be; fewer where that would take smaller voxels than allowed.
  public var pointCount = 100_000
  /// Edges of voxels that may be chosen, metres.
  public var voxelSize: ClosedRange<Float> = 0.005...0.05
  /// How many vertices the mesh has for every point that is kept, at least 1: the more, the sparser
  /// flat areas are beside edges and details.
  public var thinning: ClosedRange<Float> = 1...2.6
  /// The largest error of a tracked position, metres.
  public var largestShift: Float = 0.02
  /// The largest error of a tracked orientation, radians.
  public var largestTurn: Float = 0.017
  /// Noise and bias of depth, 1 for a common structured-light camera, 0 for a perfect one, which
  /// loses no depth either.
  public var noise: Float = 1
  /// The axes of the points.
  public var frame = Frame.scene

  /// Creates a sensor as most are.
  public init() {}

  /// Fuses views along the walk of the scene.
  ///
  /// - Parameters:
  ///   - geometry: The scene.
  ///   - random: Views, noise, drift.
  /// - Returns: Points with colours and labels; none where the scene has neither a walk nor cameras.
  ///   The poses are the tracked ones, which fit the points.
  /// - Complexity: O(views × pixels × log triangles + views × voxels near surfaces).
  public func measurements(
    of geometry: SceneGeometry, random: inout SceneRandom
  ) -> Measurements {
    let views = depthViews(of: geometry, random: &random)
    guard let first = views.first else { return Measurements() }
    let thinning = max(random.number(in: self.thinning), 1)
    let edge = voxelSize(for: views, vertexCount: Float(pointCount) * thinning)
    // The program's axes are the first view's, so that walls lie askew to the voxels.
    let volume = SparseVolume(around: views, axes: first.pose, voxelSize: edge)
    let vertices = volume.vertices(of: volume.fused(views))
    let kept = vertices.thinned(to: pointCount, voxelSize: edge, seed: random.next())
    var result = FusedLook.measurements(
      of: kept.map(first.pose.applied(to:)), seenBy: views, voxelSize: edge)
    result.poses = views.map(\.pose)
    if frame == .firstView {
      let inverse = first.pose.inverse
      result.positions = result.positions.map(inverse.applied(to:))
      result.frame = first.pose
    }
    return result
  }

  /// The depth images with tracked poses.
  package func depthViews(of geometry: SceneGeometry, random: inout SceneRandom) -> [DepthView] {
    let walk = HandheldWalk(
      through: geometry.scene.vantage,
      viewCount: random.index(in: viewCount.lowerBound..<viewCount.upperBound + 1),
      section: section, largestShift: largestShift, largestTurn: largestTurn, random: &random)
    guard !walk.poses.isEmpty else { return [] }
    let lens = DepthLens(
      width: width, height: height, fieldOfView: random.number(in: fieldOfView))
    let middle = walk.poses[walk.poses.count / 2]
    let range = usualRange(of: walk, in: geometry)
    let ahead = middle.applied(to: [0, 0, range])
    // Who scans a table has the program leave out the room behind it.
    let camera = HandheldCamera(
      lens: lens, reach: min(reach, max(1.8 * range, 1)), noise: noise,
      lighting: Lighting(for: geometry, eye: middle.position, center: ahead, random: &random),
      random: &random)
    let seeds = walk.poses.map { _ in random.next() }
    return concurrentMap(walk.poses.count, grain: 1) { index in
      // Views are the pieces of work; the rays of one stay on its thread.
      Threads.$limit.withValue(1) {
        camera.view(
          of: geometry, from: walk.poses[index], tracked: walk.tracked[index], seed: seeds[index])
      }
    }
  }

  /// How far ahead of the camera things usually are, metres.
  private func usualRange(of walk: HandheldWalk, in geometry: SceneGeometry) -> Float {
    let hits = geometry.hits(
      from: walk.poses.map(\.position),
      along: walk.poses.map { $0.rotation.applied(to: [0, 0, 1]) }, within: reach)
    return hits.map { $0?.distance ?? reach }.sorted()[hits.count / 2]
  }

  /// The edge at which the surface has so many vertices.
  package func voxelSize(for views: [DepthView], vertexCount: Float) -> Float {
    // A plane crosses as many edges of a lattice as cells, whichever way it lies; depth that
    // differs from view to view fills more cells.
    let cell: Float = 0.08
    var table = CellTable()
    let points = views.flatMap(\.points)
    let count = table.countCells(of: points.span, edge: cell, limit: .max)
    // Rather too many vertices: thinning brings them down to the number, and cannot add any.
    let edge = cell * (0.7 * Float(count) / max(vertexCount, 1)).squareRoot()
    return min(max(edge, voxelSize.lowerBound), voxelSize.upperBound)
  }
}
