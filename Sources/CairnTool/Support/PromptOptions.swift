import ArgumentParser
import CairnClouds
import CairnGeometry
import CairnSegmentation
import Glibc

/// Prompts on the command line, for one object.
struct PromptOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A click at a position: x,y,z on the object; x,y,z,- off it. Repeatable.",
      discussion: "In the coordinates of the file; the nearest point is taken.",
      valueName: "x,y,z[,-]"))
  var click: [PositionClick] = []

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A click on point number N (the first is 0); N,- off the object. Repeatable.",
      valueName: "n[,-]"))
  var index: [IndexClick] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "A box around the object: two corners, and a turn about the z axis in radians.",
      valueName: "x0,y0,z0,x1,y1,z1[,yaw]"))
  var box: BoxOption?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A rough mask: the points where a column has a value.", valueName: "column=value"))
  var maskFrom: MaskSource?

  /// The prompts, in the order: box, mask, clicks.
  func prompts(for cloud: PointCloud) throws -> [Prompt] {
    var prompts: [Prompt] = []
    if let box { prompts.append(.box(box.box)) }
    if let maskFrom { prompts.append(.mask(try maskFrom.mask(in: cloud))) }
    prompts += index.map(\.prompt)
    prompts += click.map(\.prompt)
    return prompts
  }
}

/// `x,y,z` or `x,y,z,-`.
struct PositionClick: ExpressibleByArgument {
  let prompt: Prompt

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    guard let isPositive = sign(of: parts, after: 3),
      let position = vector(parts.prefix(3))
    else { return nil }
    prompt = isPositive ? .positive(at: position) : .negative(at: position)
  }
}

/// `n` or `n,-`.
struct IndexClick: ExpressibleByArgument {
  let prompt: Prompt

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    guard let isPositive = sign(of: parts, after: 1), let index = Int(parts[0]) else { return nil }
    prompt = isPositive ? .positive(index: index) : .negative(index: index)
  }
}

/// Two corners and a turn about z.
struct BoxOption: ExpressibleByArgument {
  let box: PromptBox

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 6 || parts.count == 7, let first = vector(parts[0..<3]),
      let second = vector(parts[3..<6])
    else { return nil }
    let yaw = parts.count == 7 ? Double(parts[6]) : 0
    guard let yaw, yaw.isFinite else { return nil }
    guard
      let rotation = Rotation(quaternion: [0, 0, Float(sin(yaw / 2)), Float(cos(yaw / 2))])
    else { return nil }
    let (low, high) = (pointwiseMin(first, second), pointwiseMax(first, second))
    box = PromptBox(center: low + (high - low) / 2, size: high - low, rotation: rotation)
  }
}

/// `column=value`.
struct MaskSource: ExpressibleByArgument {
  let column: String
  let value: Double

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "="),
      let value = Double(argument[argument.index(after: equals)...])
    else { return nil }
    column = String(argument[..<equals])
    self.value = value
  }

  func mask(in cloud: PointCloud) throws -> Mask {
    guard let field = cloud.field(column), field.isScalar else {
      let names = cloud.fields.map(\.name).joined(separator: ", ")
      throw ToolError("--mask-from: there is no column '\(column)'; there are \(names)")
    }
    let mask = Mask(field.values.doubles().map { $0 == value })
    guard mask.isSelected.contains(true) else {
      throw ToolError("--mask-from: no point has \(column) = \(value)")
    }
    return mask
  }
}

/// What is wrong with the arguments, for people.
struct ToolError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

private func sign(of parts: [Substring], after count: Int) -> Bool? {
  if parts.count == count { return true }
  guard parts.count == count + 1, let last = parts.last else { return nil }
  return last == "-" ? false : last == "+" ? true : nil
}

private func vector(_ parts: ArraySlice<Substring>) -> SIMD3<Double>? {
  let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
  return numbers.count == 3 ? SIMD3(numbers) : nil
}
