#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The sine and cosine of an angle in radians.
func sineAndCosine(_ angle: Float) -> (sine: Float, cosine: Float) {
  (Float(sin(Double(angle))), Float(cos(Double(angle))))
}
