import CCairn

/// Checks that an address may be read as values of a type.
func checked<Value>(
  _ pointer: UnsafePointer<Value>?, _ name: String
) throws(Failure) -> UnsafePointer<Value> {
  guard let pointer = unsafe pointer else { throw .isNull(name) }
  guard UInt(bitPattern: pointer) % UInt(MemoryLayout<Value>.alignment) == 0 else {
    throw .isMisaligned(name, MemoryLayout<Value>.alignment)
  }
  return unsafe pointer
}

/// Checks that values of a type may be written to an address.
func checked<Value>(
  _ pointer: UnsafeMutablePointer<Value>?, _ name: String
) throws(Failure) -> UnsafeMutablePointer<Value> {
  _ = unsafe try checked(UnsafePointer(pointer), name)
  // Not null: the line above has thrown then.
  guard let pointer = unsafe pointer else { throw .isNull(name) }
  return unsafe pointer
}

/// Checks that memory for results has room for some points.
func checkRoom(_ capacity: UInt64, for count: Int, _ name: String) throws(Failure) {
  guard capacity >= UInt64(count) else {
    throw Failure(
      CAIRN_BUFFER_TOO_SMALL, "\(name): there is room for \(capacity) of \(count) points")
  }
}

/// Reads 0 or 1.
func checkedFlag(_ value: Int32, _ name: String) throws(Failure) -> Bool {
  guard value == 0 || value == 1 else {
    throw Failure(CAIRN_BAD_ARGUMENT, "\(name): is \(value); 0 and 1 are allowed")
  }
  return value == 1
}

/// Reads text that ends with 0.
///
/// - Parameters:
///   - pointer: The text.
///   - name: What messages call it.
///   - limit: How many bytes it may have.
/// - Returns: The text, not empty.
/// - Throws: Where it is null, empty, too long or not UTF-8.
func checkedText(
  _ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int
) throws(Failure) -> String {
  let pointer = unsafe try checked(pointer, name)
  var bytes: [UInt8] = []
  while unsafe pointer[bytes.count] != 0 {
    guard bytes.count < limit else {
      throw Failure(CAIRN_BAD_ARGUMENT, "\(name): has more than \(limit) bytes")
    }
    unsafe bytes.append(UInt8(bitPattern: pointer[bytes.count]))
  }
  guard !bytes.isEmpty else { throw Failure(CAIRN_BAD_ARGUMENT, "\(name): is empty") }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw Failure(CAIRN_BAD_ARGUMENT, "\(name): is not UTF-8")
  }
  return text
}

/// Copies bytes.
func checkedBytes(
  _ pointer: UnsafeRawPointer?, _ count: UInt64, _ name: String
) throws(Failure) -> [UInt8] {
  guard let pointer = unsafe pointer else { throw .isNull(name) }
  guard let count = Int(exactly: count), count > 0, count < 1 << 40 else {
    throw Failure(CAIRN_BAD_ARGUMENT, "\(name): \(count) bytes make no sense")
  }
  return unsafe Array(UnsafeRawBufferPointer(start: pointer, count: count))
}

/// Reads the path of a file.
func checkedPath(_ pointer: UnsafePointer<CChar>?) throws(Failure) -> String {
  let path = unsafe try checkedText(pointer, "path", limit: 4095)
  guard path != "-" else {
    throw Failure(CAIRN_BAD_ARGUMENT, "path: standard input and output are not used; give a file")
  }
  return path
}

/// Writes a number where a caller wants it.
func store<Value>(_ value: Value, at pointer: UnsafeMutablePointer<Value>?) {
  if let pointer = unsafe pointer { unsafe pointer.pointee = value }
}

/// Checks an address for a result that the caller need not want.
func checkOptional<Value>(
  _ pointer: UnsafeMutablePointer<Value>?, _ name: String
) throws(Failure) {
  if unsafe pointer != nil { _ = unsafe try checked(pointer, name) }
}

extension Failure {
  static func isNull(_ name: String) -> Failure {
    Failure(CAIRN_BAD_ARGUMENT, "\(name): is null")
  }

  static func isMisaligned(_ name: String, _ alignment: Int) -> Failure {
    Failure(
      CAIRN_BAD_ARGUMENT, "\(name): the address is not a multiple of \(alignment)")
  }
}
