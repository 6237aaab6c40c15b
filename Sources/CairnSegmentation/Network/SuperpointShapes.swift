import CairnGeometry
import CairnKernels

/// Where superpoints are, how they extend, what their surface is like.
struct SuperpointShapes: Sendable {
  /// How many voxels each has.
  let counts: [Float]
  /// The means of the centers of their voxels, in voxel edges, as all lengths.
  let centers: [SIMD3<Float>]
  /// Unit vectors along which they extend least; to the outside where the graph knows it.
  let normals: [SIMD3<Float>]
  /// Standard deviations along their principal axes, the largest first.
  let deviations: [SIMD3<Float>]
  /// Half the edges of their bounding boxes.
  let extents: [SIMD3<Float>]
  /// Means of the voxels' colors; zero without colors.
  let colors: [SIMD3<Float>]
  /// Root mean square distances of the voxels' colors from the mean.
  let colorDeviations: [Float]
  /// The large plane that the first voxel on one lies on; -1 for none.
  let planes: [Int32]
  /// Which share of the voxels lies on a large plane.
  let planeShares: [Float]
  /// Means of the voxels' spacings.
  let spacings: [Float]

  init(_ superpoints: Superpoints, of graph: VoxelGraph) {
    let measures = concurrentMap(superpoints.count, grain: 256) {
      Measures(superpoints.voxels(of: $0), of: graph)
    }
    let fits = fittedPlanes(superpoints.count) { measures[$0].sums }
    counts = measures.map(\.count)
    centers = measures.map(\.center)
    colors = measures.map(\.color)
    colorDeviations = measures.map(\.colorDeviation)
    extents = measures.map(\.extent)
    planes = measures.map(\.plane)
    planeShares = measures.map(\.planeShare)
    spacings = measures.map(\.spacing)
    deviations = zip(measures, fits.curvatures).map { $0.deviations(curvature: $1) }
    normals =
      superpoints.ofVoxel.isEmpty
      ? []
      : measures.indices.map { number in
        // Two voxels span no plane, and a voxel's own normal was fitted to what is around.
        let fit = fits.normals[number]
        let mean = measures[number].normalSum
        guard fit != .zero, measures[number].count >= 4 else { return mean.normalized }
        return fit.dot(mean) < 0 ? -fit : fit
      }
  }

  /// Sums over the voxels of a superpoint.
  private struct Measures: Sendable {
    var count: Float
    var center = SIMD3<Float>.zero
    var color = SIMD3<Float>.zero
    var colorDeviation: Float = 0
    var extent = SIMD3<Float>.zero
    var plane: Int32 = -1
    var planeShare: Float = 0
    var spacing: Float = 0
    var sums = PlaneSums()
    var trace: Float = 0
    var squaredNorm: Float = 0
    private var firstNormal = SIMD3<Float>.zero
    var normalSum = SIMD3<Float>.zero

    init(_ voxels: ArraySlice<Int32>, of graph: VoxelGraph) {
      count = Float(voxels.count)
      var (low, high) = (SIMD3<Float>(repeating: .infinity), SIMD3<Float>(repeating: -.infinity))
      let start = graph.centers[Int(voxels[voxels.startIndex])]
      firstNormal = graph.normals[Int(voxels[voxels.startIndex])]
      var colorSquares: Float = 0
      for voxel in voxels {
        let offset = graph.centers[Int(voxel)] - start
        center += offset
        low = pointwiseMin(low, offset)
        high = pointwiseMax(high, offset)
        if let colors = graph.colors {
          color += colors[Int(voxel)]
          colorSquares += colors[Int(voxel)].squaredLength
        }
        if graph.planes[Int(voxel)] >= 0 {
          planeShare += 1
          if plane < 0 { plane = graph.planes[Int(voxel)] }
        }
        spacing += graph.spacing[Int(voxel)]
        let normal = graph.normals[Int(voxel)]
        normalSum += !graph.isOriented && normal.dot(firstNormal) < 0 ? -normal : normal
      }
      center /= count
      color /= count
      colorDeviation = max(colorSquares / count - color.squaredLength, 0).squareRoot()
      extent = (high - low) / 2
      planeShare /= count
      spacing /= count
      var (squares, products) = (SIMD3<Float>.zero, SIMD3<Float>.zero)
      for voxel in voxels {
        let offset = graph.centers[Int(voxel)] - start - center
        sums.add(offset)
        squares += offset * offset
        products += offset * SIMD3(offset.y, offset.z, offset.x)
      }
      squares /= count
      products /= count
      trace = squares.sum()
      squaredNorm = (squares * squares).sum() + 2 * (products * products).sum()
      center += start
    }

    /// Square roots of the covariance's eigenvalues, of which the smallest one's share is known.
    func deviations(curvature: Float) -> SIMD3<Float> {
      // The other two from their sum and the sum of their squares.
      let smallest = max(curvature, 0) * trace
      let sum = trace - smallest
      let squares = squaredNorm - smallest * smallest
      let difference = max(2 * squares - sum * sum, 0).squareRoot()
      let pair = SIMD3((sum + difference) / 2, max((sum - difference) / 2, 0), smallest)
      return pair.squareRoot()
    }
  }
}
