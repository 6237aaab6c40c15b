import ArgumentParser
import CairnFiles
import CairnNN
import CairnSegmentation

/// Which method a verb uses, and with which weights; shared by the verbs that segment.
struct MethodOptions: ParsableArguments {
  @Option(help: "How to segment; see `cairn methods`.")
  var method = Method.standard

  @Option(
    help: ArgumentHelp(
      "A safetensors file for the method model, in place of the weights in the tool.",
      valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var weights: String?

  func validate() throws {
    guard !Method.unbuilt.contains(where: { $0.name == method.name }) else {
      throw ValidationError("\(SegmentationError.notBuilt(method: method.name, trait: "PCL"))")
    }
    guard weights == nil || method.name == NetworkPredictor.method else {
      throw ValidationError(
        "--weights is for --method \(NetworkPredictor.method); \(method.name) has no weights")
    }
  }

  /// The method, with other weights where they were asked for.
  ///
  /// - Throws: ``WeightsError`` where these cannot be used.
  func loaded() throws(WeightsError) -> Method {
    guard let weights else { return method }
    let bytes: [UInt8]
    do {
      bytes = try Self.bytes(of: weights)
    } catch let error as CloudFileError {
      throw WeightsError("\(error)")
    } catch {
      throw WeightsError("\(weights): \(error)")
    }
    do throws(WeightFileError) {
      return Method(
        try NetworkPredictor(weights: bytes), summary: method.summary, weights: weights)
    } catch {
      throw WeightsError("\(weights): \(error)")
    }
  }

  /// Larger than any network that would run here.
  private static let sizeLimit = 1 << 30

  private static func bytes(of path: String) throws -> [UInt8] {
    guard let bytes = try ByteReader.bytes(of: path, atMost: sizeLimit) else {
      throw ToolError("is larger than \(sizeLimit) bytes, too large for weights")
    }
    return bytes
  }
}

/// Weights are missing or cannot be used; the exit status is 4.
struct WeightsError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
