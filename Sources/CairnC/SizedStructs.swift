import CCairn

/// A struct of the C interface that begins with its own size, so that it can grow.
protocol SizedStruct {
  /// How many bytes the caller's version of it has.
  var struct_size: UInt64 { get }
}

extension cairn_field: SizedStruct {}
extension cairn_cloud_view: SizedStruct {}
extension cairn_write_options: SizedStruct {}
extension cairn_predictor_options: SizedStruct {}
extension cairn_prompt: SizedStruct {}
extension cairn_candidate: SizedStruct {}
extension cairn_everything_options: SizedStruct {}
extension cairn_object: SizedStruct {}

/// An array of structs that may be longer than this version knows.
@safe struct SizedStructs<Element: SizedStruct> {
  private let bytes: UnsafeRawBufferPointer
  private let stride: Int
  let count: Int

  /// Checks the address, the number and the size of every struct.
  ///
  /// - Parameters:
  ///   - pointer: The first one; may be null where there are none.
  ///   - count: How many there are.
  ///   - limit: How many there may be.
  ///   - name: What messages call them.
  /// - Throws: Which one is wrong.
  init(
    _ pointer: UnsafePointer<Element>?, count: UInt64, limit: UInt64, _ name: String
  ) throws(Failure) {
    guard count <= limit else {
      throw Failure(CAIRN_BAD_ARGUMENT, "\(name): \(count) are more than \(limit)")
    }
    self.count = Int(count)
    guard count > 0 else {
      (unsafe bytes, stride) = unsafe (UnsafeRawBufferPointer(start: nil, count: 0), 0)
      return
    }
    let base = unsafe UnsafeRawPointer(try checked(pointer, name))
    let size = unsafe base.load(as: UInt64.self)
    stride = Int(min(size, 4096))
    unsafe bytes = UnsafeRawBufferPointer(start: base, count: stride * self.count)
    for index in 0..<Int(count) {
      let place = count == 1 ? name : "\(name)[\(index)]"
      // Only the first size is trusted for where the next one is.
      let own = unsafe base.load(fromByteOffset: index * stride, as: UInt64.self)
      guard own == size, size >= UInt64(MemoryLayout<Element>.size), size <= 4096, size % 8 == 0
      else {
        throw Failure(
          CAIRN_BAD_ARGUMENT,
          "\(place): struct_size is \(own); set it to sizeof, which is \(MemoryLayout<Element>.size)"
        )
      }
      for byte in MemoryLayout<Element>.size..<stride {
        guard unsafe base.load(fromByteOffset: index * stride + byte, as: UInt8.self) == 0 else {
          throw Failure(
            CAIRN_BAD_ARGUMENT,
            "\(place): has members that version \(CAIRN_ABI_VERSION) of the interface does not know"
          )
        }
      }
    }
  }

  /// Reads one.
  subscript(index: Int) -> Element {
    unsafe bytes.load(fromByteOffset: index * stride, as: Element.self)
  }

  /// Writes one; what is beyond this version's members stays.
  func write(_ element: Element, at index: Int) {
    unsafe UnsafeMutableRawBufferPointer(mutating: bytes)
      .storeBytes(of: element, toByteOffset: index * stride, as: Element.self)
  }
}

/// Reads a struct that the caller need not give.
func checkedOptions<Options: SizedStruct>(
  _ pointer: UnsafePointer<Options>?, _ name: String
) throws(Failure) -> Options? {
  guard unsafe pointer != nil else { return nil }
  return unsafe try SizedStructs(pointer, count: 1, limit: 1, name)[0]
}
