// swift-format-ignore-file: AlwaysUseLowerCamelCase
import CCairn
import CairnNN
import CairnSegmentation

/// Makes a predictor.
@c @implementation
public func cairn_predictor_create(
  _ options: UnsafePointer<cairn_predictor_options>?,
  _ predictor: UnsafeMutablePointer<OpaquePointer?>?
) -> cairn_status {
  unsafe performMaking(predictor, "predictor") { () throws(Failure) in
    let held = unsafe try HeldPredictor(
      try checkedOptions(options, "options")
        ?? cairn_predictor_options(
          struct_size: 0, method: nil, weights: nil, weights_byte_count: 0, voxel_limit: 0,
          thread_limit: 0))
    return unsafe (Handles.predictors.insert(held), "")
  }
}

/// Gives a predictor back.
@c @implementation
public func cairn_predictor_close(_ predictor: OpaquePointer?) -> cairn_status {
  perform { () throws(Failure) in unsafe try Handles.predictors.close(predictor) }
}

extension HeldPredictor {
  fileprivate init(_ options: cairn_predictor_options) throws(Failure) {
    let method =
      unsafe options.method == nil
      ? NetworkPredictor.method : unsafe try checkedText(options.method, "method", limit: 255)
    guard unsafe options.voxel_limit <= 1_000_000 else {
      throw Failure(
        CAIRN_BAD_ARGUMENT, "voxel_limit: \(unsafe options.voxel_limit) is more than 1000000")
    }
    let voxelLimit = unsafe options.voxel_limit == 0 ? 24_000 : Int(options.voxel_limit)
    var weights: [UInt8]?
    if unsafe options.weights != nil || options.weights_byte_count != 0 {
      guard method == NetworkPredictor.method else {
        throw Failure(CAIRN_BAD_ARGUMENT, "weights: the method \(method) has none")
      }
      weights = unsafe try checkedBytes(options.weights, options.weights_byte_count, "weights")
    }
    switch method {
    case NetworkPredictor.method:
      do throws(WeightFileError) {
        predictor =
          if let weights { try NetworkPredictor(weights: weights, voxelLimit: voxelLimit) } else {
            NetworkPredictor(voxelLimit: voxelLimit)
          }
      } catch {
        throw Failure(error)
      }
    case GraphPredictor.method: predictor = GraphPredictor(voxelLimit: voxelLimit)
    case ClustersPredictor.method: predictor = ClustersPredictor()
    default:
      throw Failure(
        CAIRN_NOT_FOUND,
        "method: there is no '\(method)'; there are \(NetworkPredictor.method), "
          + "\(GraphPredictor.method), \(ClustersPredictor.method)")
    }
    threads = unsafe ThreadLimit(count: options.thread_limit)
  }
}
