import CairnKernels

/// Tensors by name, read from a file in the safetensors format.
///
/// Eight bytes give the length of a header, little-endian; the header is a JSON object that gives for
/// each tensor its type, its shape, and where in the bytes after the header it lies. Types are F32
/// and BF16, which becomes single precision without loss. Nothing is decoded before it is asked for.
///
/// ```swift
/// let file = try WeightFile(bytes)
/// let weight = try file.tensor("encoder.0.weight", shape: [64, 32])
/// ```
public struct WeightFile: Sendable {
  /// What the file says of itself, by name.
  public let metadata: [String: String]
  /// The names of all tensors, in the order in which they lie in the file.
  public let names: [String]

  private let entries: [String: Entry]
  private let bytes: [UInt8]
  /// Where the data begin in `bytes`.
  private let dataStart: Int

  /// No header is longer.
  static let headerLimit = 100_000_000

  /// Reads the header, and checks that each tensor has its bytes and that each byte has its tensor.
  ///
  /// - Parameter bytes: A whole file.
  /// - Throws: ``WeightFileError``.
  public init(_ bytes: [UInt8]) throws(WeightFileError) {
    guard bytes.count >= 8 else { throw .endsBeforeHeader(byteCount: bytes.count) }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(Self.headerLimit) else {
      throw .headerTooLong(byteCount: length, limit: Self.headerLimit)
    }
    dataStart = 8 + Int(length)
    guard bytes.count >= dataStart else {
      throw .truncatedHeader(byteCount: Int(length), found: bytes.count - 8)
    }
    let header = try WeightFileHeader(parsing: Array(bytes[8..<dataStart]))
    try header.check(dataCount: bytes.count - dataStart)
    metadata = header.metadata
    names = header.entries.map(\.name)
    entries = Dictionary(header.entries.map { ($0.name, $0) }) { first, _ in first }
    self.bytes = bytes
  }

  /// What tells this file from others: the ``xxh64(_:)`` of its bytes.
  ///
  /// - Complexity: O(*n*), where *n* is the size of the file.
  public var digest: UInt64 { xxh64(bytes.span) }

  /// The shape of a tensor; `nil` where there is none of that name.
  public func shape(of name: String) -> [Int]? { entries[name]?.shape }

  /// Reads a tensor that must have a given shape.
  ///
  /// - Parameters:
  ///   - name: What the file calls it.
  ///   - shape: What the network needs.
  /// - Returns: The tensor.
  /// - Throws: ``WeightFileError`` where there is no such tensor, or it has another shape.
  /// - Complexity: O(*n*), where *n* is the product of the shape.
  public func tensor(_ name: String, shape: [Int]) throws(WeightFileError) -> Tensor {
    guard let entry = entries[name] else { throw .missingTensor(name) }
    guard entry.shape == shape else {
      throw .wrongShape(tensor: name, expected: shape, found: entry.shape)
    }
    return Tensor(values(of: entry), shape: shape)
  }

  /// Reads a tensor in the shape that it has.
  ///
  /// - Parameter name: What the file calls it.
  /// - Returns: The tensor.
  /// - Throws: ``WeightFileError`` where there is no such tensor.
  public func tensor(_ name: String) throws(WeightFileError) -> Tensor {
    guard let entry = entries[name] else { throw .missingTensor(name) }
    return Tensor(values(of: entry), shape: entry.shape)
  }

  private func values(of entry: Entry) -> [Float] {
    let data = bytes.span.extracting(dataStart + entry.begin..<dataStart + entry.end)
    func pair(_ index: Int) -> UInt32 { UInt32(data[index]) | UInt32(data[index + 1]) << 8 }
    switch entry.type {
    case .single:
      return (0..<data.count / 4).map {
        Float(bitPattern: pair(4 * $0) | pair(4 * $0 + 2) << 16)
      }
    case .brain:
      // The upper half of a Float is a BF16.
      return (0..<data.count / 2).map { Float(bitPattern: pair(2 * $0) << 16) }
    }
  }
}

extension WeightFile {
  /// What the numbers of a tensor are.
  enum NumberType: String, Sendable {
    case single = "F32"
    case brain = "BF16"

    var byteCount: Int { self == .single ? 4 : 2 }
  }

  /// Where a tensor is and what it is.
  struct Entry: Sendable {
    var name: String
    var type: NumberType
    var shape: [Int]
    /// Bytes of the data.
    var begin, end: Int
  }
}
