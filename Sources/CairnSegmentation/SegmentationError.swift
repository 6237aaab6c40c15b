/// Why a cloud cannot be encoded or a prompt not be answered.
public enum SegmentationError: Error, Equatable, Sendable {
  /// The cloud has no points.
  case emptyCloud
  /// The cloud has no columns x, y and z with one number per point.
  case noPositions
  /// No point of the cloud has finite coordinates.
  case noFinitePoint(count: Int)
  /// The points spread so far, or so little, that squares of their distances are no Floats.
  case absurdExtent(Float)
  /// There is nothing to answer.
  case noPrompts
  /// A click names a row that the cloud does not have.
  case indexOutOfRange(prompt: Int, index: Int, count: Int)
  /// A click names a row whose coordinates are NaN or infinite.
  case pointNotFinite(prompt: Int, index: Int)
  /// A position, a box or a polygon has a NaN or infinite number.
  case notFinite(prompt: Int)
  /// A box has an edge that is not above zero.
  case emptyBox(prompt: Int, size: SIMD3<Double>)
  /// An object cannot have the label 0, which means no object.
  case reservedLabel
  /// A mask is for a cloud of another size.
  case maskLength(prompt: Int, length: Int, count: Int)
  /// A polygon has fewer than three corners.
  case tooFewVertices(prompt: Int, count: Int)
  /// The matrix of a polygon's view is singular, so that nothing is before or behind anything.
  case singularView(prompt: Int)
  /// A polygon has no point inside.
  case emptyPolygon(prompt: Int)
  /// The cloud has no colours, by which the method segments.
  case noColors(method: String)
  /// The method is not in this build of Cairn, but in one with a trait of the package.
  case notBuilt(method: String, trait: String)
  /// A library of others that the method calls has failed.
  case libraryFailed(library: String, reason: String)
  /// A ``WorkProgress`` stopped the work.
  case cancelled
}

extension SegmentationError: CustomStringConvertible {
  /// A sentence that names the place and what to do.
  public var description: String {
    switch self {
    case .emptyCloud: "the cloud has no points to select"
    case .noPositions: "the cloud has no columns x, y and z with one number per point"
    case .noFinitePoint(let count):
      "none of the \(count) points has finite coordinates, so there is nothing to select"
    case .absurdExtent(let extent):
      "the points spread over \(extent); leave out stray ones or use another unit, so that it is "
        + "between 1e-18 and 1e18"
    case .noPrompts: "give at least one click, box, mask or polygon"
    case .indexOutOfRange(let prompt, let index, let count):
      "prompt \(prompt): there is no point \(index); the cloud has points 0 to \(count - 1)"
    case .pointNotFinite(let prompt, let index):
      "prompt \(prompt): point \(index) has no finite coordinates; click another one"
    case .notFinite(let prompt): "prompt \(prompt): a number is NaN or infinite"
    case .emptyBox(let prompt, let size):
      "prompt \(prompt): a box of \(size.x) × \(size.y) × \(size.z) is empty; sizes must be above 0"
    case .reservedLabel: "0 means no object; give objects labels from 1 on"
    case .maskLength(let prompt, let length, let count):
      "prompt \(prompt): the mask is for \(length) points, the cloud has \(count)"
    case .tooFewVertices(let prompt, let count):
      "prompt \(prompt): a polygon of \(count) corners has no inside; give 3 or more"
    case .singularView(let prompt):
      "prompt \(prompt): the matrix of the view is singular; it must keep the depth, in its third row"
    case .emptyPolygon(let prompt):
      "prompt \(prompt): no point is inside the polygon in this view"
    case .noColors(let method):
      "the cloud has no colours, by which \(method) segments; choose another method"
    case .notBuilt(let method, let trait):
      "\(method) is not in this build; swift build -c release --traits \(trait) makes one that has it"
    case .libraryFailed(let library, let reason): "\(library) has failed: \(reason)"
    case .cancelled: "the work was stopped before its end"
    }
  }
}
