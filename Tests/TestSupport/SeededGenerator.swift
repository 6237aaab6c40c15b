@_exported import CairnGeometry

/// The same numbers for the same seed on every machine.
package typealias SeededGenerator = SplitMix64
