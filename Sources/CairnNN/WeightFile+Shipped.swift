import CWeights

extension WeightFile {
  /// The bytes of the weights that are compiled into the library.
  ///
  /// - Complexity: O(*n*): a copy.
  public static var shippedBytes: [UInt8] {
    // The only memory here that is not Swift's: a constant of the program.
    unsafe Array(UnsafeBufferPointer(start: cairnWeights(), count: Int(cairnWeightsSize())))
  }
}
