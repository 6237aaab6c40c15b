import CairnJSON

/// Why a file of weights cannot be used, and where it is wrong.
///
/// Offsets within the data count from the end of the header, as the file itself counts them.
public enum WeightFileError: Error, Sendable, Hashable {
  /// The file is shorter than the 8 bytes that say how long the header is.
  case endsBeforeHeader(byteCount: Int)
  /// The header is longer than any real one.
  case headerTooLong(byteCount: UInt64, limit: Int)
  /// The file ends inside the header.
  case truncatedHeader(byteCount: Int, found: Int)
  /// The header is not JSON.
  case headerNotJSON(JSONError)
  /// The header is JSON but not an object.
  case headerNotObject(kind: String)
  /// Two tensors have the same name, or one has a member twice.
  case duplicateName(String, byteOffset: Int)
  /// `__metadata__` is not an object of strings.
  case badMetadata(name: String?)
  /// What is said of a tensor lacks a member, or has one that is not what it must be.
  case badMember(tensor: String, member: String, expected: String)
  /// The numbers are of a type that is not read.
  case unknownType(tensor: String, type: String)
  /// A tensor has more numbers than can be counted.
  case tooLarge(tensor: String, shape: [Int])
  /// A tensor's bytes end before they begin, or are not those that its shape takes.
  case wrongByteCount(tensor: String, shape: [Int], type: String, begin: Int, end: Int)
  /// The file ends before the tensor does.
  case truncatedData(tensor: String, end: Int, found: Int)
  /// Two tensors share bytes.
  case overlap(tensor: String, other: String, byteOffset: Int)
  /// There are bytes that belong to no tensor.
  case unusedBytes(byteOffset: Int, byteCount: Int)
  /// There is no tensor of that name.
  case missingTensor(String)
  /// A tensor has another shape than the network needs.
  case wrongShape(tensor: String, expected: [Int], found: [Int])
}

extension WeightFileError: CustomStringConvertible {
  /// What is wrong, and where, in one line.
  public var description: String {
    switch self {
    case .endsBeforeHeader(let count):
      "a weight file begins with 8 bytes that say how long its header is; this one has \(count)"
    case .headerTooLong(let count, let limit):
      "the header is said to be \(count) bytes long, over the limit of \(limit): not safetensors"
    case .truncatedHeader(let count, let found):
      "the file ends inside the header: \(found) of \(count) bytes are there"
    case .headerNotJSON(let error): "the header is damaged: \(error)"
    case .headerNotObject(let kind): "the header must be a JSON object, but is \(kind)"
    case .duplicateName(let name, let offset):
      "header byte \(offset): \"\(name)\" appears twice"
    case .badMetadata(let name):
      name.map { "__metadata__: \"\($0)\" is not a string" }
        ?? "__metadata__ is not an object of strings"
    case .badMember(let tensor, let member, let expected):
      "tensor \"\(tensor)\": \(member) must be \(expected)"
    case .unknownType(let tensor, let type):
      "tensor \"\(tensor)\": numbers of type \"\(type)\" are not read; write F32 or BF16"
    case .tooLarge(let tensor, let shape):
      "tensor \"\(tensor)\": the shape \(shape) has more numbers than can be counted"
    case .wrongByteCount(let tensor, let shape, let type, let begin, let end):
      "tensor \"\(tensor)\": bytes \(begin) to \(end) do not hold the shape \(shape) of \(type)"
    case .truncatedData(let tensor, let end, let found):
      "tensor \"\(tensor)\" ends at data byte \(end), but the file has \(found)"
    case .overlap(let tensor, let other, let offset):
      "tensors \"\(tensor)\" and \"\(other)\" share data byte \(offset)"
    case .unusedBytes(let offset, let count):
      "\(count) bytes from data byte \(offset) on belong to no tensor"
    case .missingTensor(let name): "there is no tensor \"\(name)\""
    case .wrongShape(let tensor, let expected, let found):
      "tensor \"\(tensor)\" has the shape \(found), but the network needs \(expected)"
    }
  }
}
