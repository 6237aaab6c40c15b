import CCairn
import CairnClouds
import CairnGeometry
import CairnSegmentation

/// How many prompts one object may have.
private let promptLimit: UInt64 = 65_536
/// How many corners a polygon may have.
private let vertexLimit: UInt64 = 10_000

/// Copies the prompts of one object.
///
/// - Parameters:
///   - pointer: The first one; may be null where there are none.
///   - count: How many there are.
///   - pointCount: How many points the cloud has.
/// - Returns: The prompts, in order.
/// - Throws: Which one is wrong; what only the cloud can tell is left to it.
func checkedPrompts(
  _ pointer: UnsafePointer<cairn_prompt>?, count: UInt64, pointCount: Int
) throws(Failure) -> [Prompt] {
  let structs = unsafe try SizedStructs(pointer, count: count, limit: promptLimit, "prompts")
  var prompts: [Prompt] = []
  for number in unsafe 0..<structs.count {
    unsafe try prompts.append(Prompt(structs[number], number: number, pointCount: pointCount))
  }
  return prompts
}

extension Prompt {
  fileprivate init(_ prompt: cairn_prompt, number: Int, pointCount: Int) throws(Failure) {
    let place = "prompt \(number)"
    func bad(_ text: String) -> Failure { Failure(CAIRN_BAD_PROMPT, "\(place): \(text)") }
    guard unsafe prompt.reserved == 0 else { throw bad("reserved must be 0") }
    let kind = unsafe prompt.kind
    switch Int(kind) {
    case CAIRN_CLICK:
      self.init(
        .click(
          at: vector(unsafe prompt.position),
          isPositive: try checkedFlag(unsafe prompt.is_positive, "\(place), is_positive")))
    case CAIRN_CLICK_ON_POINT:
      let row = unsafe prompt.index
      guard let index = Int(exactly: row), index < pointCount else {
        throw bad("there is no point \(row); the cloud has \(pointCount) points")
      }
      self.init(
        .clickOnPoint(
          index: index,
          isPositive: try checkedFlag(unsafe prompt.is_positive, "\(place), is_positive")))
    case CAIRN_BOX:
      let turn = unsafe prompt.rotation
      let quaternion = SIMD4<Float>(SIMD4(turn.0, turn.1, turn.2, turn.3))
      guard let rotation = quaternion == .zero ? .identity : Rotation(quaternion: quaternion)
      else { throw bad("the rotation is no quaternion") }
      self.init(
        .box(
          PromptBox(
            center: vector(unsafe prompt.position), size: vector(unsafe prompt.size),
            rotation: rotation)))
    case CAIRN_MASK:
      let mask = unsafe try checked(prompt.mask, "\(place), mask")
      let maskCount = unsafe prompt.mask_count
      guard maskCount == UInt64(pointCount) else {
        throw bad("the mask is for \(maskCount) points, the cloud has \(pointCount)")
      }
      self.init(.mask(Mask((0..<pointCount).map { unsafe mask[$0] != 0 })))
    case CAIRN_POLYGON:
      unsafe try self.init(.polygon(PromptPolygon(prompt, place)))
    default:
      throw bad("kind \(kind) is unknown")
    }
  }
}

extension PromptPolygon {
  fileprivate init(_ prompt: cairn_prompt, _ place: String) throws(Failure) {
    let count = unsafe prompt.vertex_count
    guard count <= vertexLimit else {
      throw Failure(
        CAIRN_BAD_PROMPT, "\(place): \(count) corners are more than \(vertexLimit)")
    }
    let numbers = unsafe try checked(prompt.vertices, "\(place), vertices")
    let matrix = unsafe try checked(prompt.view, "\(place), view")
    guard let view = ViewProjection((0..<16).map { unsafe matrix[$0] }) else {
      throw .isNull("\(place), view")
    }
    self.init(
      vertices: (0..<Int(count)).map { unsafe SIMD2(numbers[2 * $0], numbers[2 * $0 + 1]) },
      view: view,
      includesHidden: try checkedFlag(unsafe prompt.includes_hidden, "\(place), includes_hidden"))
  }
}

private func vector(_ numbers: (Double, Double, Double)) -> SIMD3<Double> {
  SIMD3(numbers.0, numbers.1, numbers.2)
}
