import CairnClouds

/// A number as a binary file stores it: the bits of an unsigned integer of the same size.
protocol StoredScalar: FieldScalar {
  associatedtype Stored: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable
  init(stored: Stored)
  var stored: Stored { get }
}

extension StoredScalar where Self: FixedWidthInteger, Stored.Magnitude == Magnitude {
  init(stored: Stored) { self.init(truncatingIfNeeded: stored) }
  var stored: Stored { Stored(truncatingIfNeeded: self) }
}

extension Int8: StoredScalar { typealias Stored = UInt8 }
extension UInt8: StoredScalar { typealias Stored = UInt8 }
extension Int16: StoredScalar { typealias Stored = UInt16 }
extension UInt16: StoredScalar { typealias Stored = UInt16 }
extension Int32: StoredScalar { typealias Stored = UInt32 }
extension UInt32: StoredScalar { typealias Stored = UInt32 }
extension Int64: StoredScalar { typealias Stored = UInt64 }
extension UInt64: StoredScalar { typealias Stored = UInt64 }

extension Float: StoredScalar {
  init(stored: UInt32) { self.init(bitPattern: stored) }
  var stored: UInt32 { bitPattern }
}

extension Double: StoredScalar {
  init(stored: UInt64) { self.init(bitPattern: stored) }
  var stored: UInt64 { bitPattern }
}
