import CairnKernels
import CairnNN

/// Estimates the IoU of each mask with what is meant, and with any thing.
struct MaskScores: Sendable {
  private let score, out, thing, thingOut: Linear
  private let masks: Tensor

  /// What it expects of each mask, 0…1.
  struct Expected: Sendable {
    /// The IoU with what the prompts mean.
    let ious: [Float]
    /// The IoU with the thing most like the mask, whatever the prompts mean; a wall is no thing.
    let thingIoUs: [Float]
  }

  init(_ file: WeightFile) throws(WeightFileError) {
    let width = NetworkSize.decoder
    let described = 2 * width + 10
    score = try Linear(
      "decoder.score", in: file, inputWidth: described, outputWidth: width, activation: .relu)
    masks = try file.tensor("decoder.score_mask", shape: [NetworkSize.masks, width])
    out = try Linear("decoder.score_out", in: file, inputWidth: width, outputWidth: 1)
    thing = try Linear(
      "things.hidden", in: file, inputWidth: described, outputWidth: width, activation: .relu)
    thingOut = try Linear("things.out", in: file, inputWidth: width, outputWidth: 1)
  }

  /// Judges each mask.
  func callAsFunction(_ vectors: Tensor, _ logits: Tensor, _ input: DecoderInput) -> Expected {
    let inside = logits.applying(.sigmoid)
    let clicked = vectors.mean(ofRows: input.positive)
    let borders = borders(of: logits, in: input)
    var rows: [Float] = []
    for mask in 0..<NetworkSize.masks {
      var (count, sure, spill, sum): (Float, Float, Float, Float) = (0, 0, 0, 0)
      var weights = [Float](repeating: 0, count: input.sizes.count)
      // Of how near superpoints are to the first click: the most outside, the least inside.
      var (outside, inmost): (Float, Float) = (1e-12, 1)
      for (row, size) in input.sizes.enumerated() {
        let place = row * NetworkSize.masks + mask
        let value = inside.values[place]
        weights[row] = value * size
        sum += weights[row]
        let near = max(input.nearness(of: row), 1e-12)
        if logits.values[place] > 0 {
          count += size
          sure += weights[row]
          inmost = min(inmost, near)
        } else {
          spill += weights[row]
          outside = max(outside, near)
        }
      }
      let share = max(count / input.voxelCount, 1e-6)
      let border = borders[mask]
      let (depth, reach) = (
        -PromptFeatures.nearReach * logarithm(outside),
        -PromptFeatures.nearReach * logarithm(inmost)
      )
      rows += vectors.sum(weights: weights, dividedBy: sum + 1)
      rows += clicked
      rows += [
        0.2 * logarithm(share), share, 0.2 * logarithm(count + 1), sure / (count + 1),
        hyperbolicTangent(spill / (count + 1)), border.cut / (border.length + 1),
        hyperbolicTangent(0.1 * border.length / (count + 1).squareRoot()),
        0.3 * logarithm(1 + Float(input.clickCount)), outside, min(depth / (reach + 0.5), 1),
      ]
    }
    let described = Tensor(rows, shape: [NetworkSize.masks, rows.count / NetworkSize.masks])
    return Expected(
      ious: out(score(described, adding: masks)).applying(.sigmoid).values,
      thingIoUs: thingOut(thing(described)).applying(.sigmoid).values)
  }

  /// How many contacts each mask cuts, and the sum of their affinities.
  private func borders(
    of logits: Tensor, in input: DecoderInput
  ) -> [(length: Float, cut: Float)] {
    let neighbors = input.neighbors
    var result = [(length: Float, cut: Float)](
      repeating: (0, 0), count: NetworkSize.masks)
    // The masks that a superpoint is in, as bits.
    let members = (0..<logits.rowCount).map { row in
      (0..<NetworkSize.masks).reduce(UInt8(0)) {
        logits.values[row * NetworkSize.masks + $1] > 0 ? $0 | 1 << $1 : $0
      }
    }
    for row in members.indices {
      for place in row * neighbors.k..<(row + 1) * neighbors.k where input.isContact[place] {
        let different = members[row] ^ members[Int(neighbors.indices[place])]
        guard different != 0 else { continue }
        for mask in 0..<NetworkSize.masks where different & 1 << mask != 0 {
          result[mask].length += 1
          result[mask].cut += input.affinities[place]
        }
      }
    }
    return result
  }
}
