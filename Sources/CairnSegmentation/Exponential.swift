import Glibc

/// The one place where this module needs the C library's functions on Floats.
@inline(__always)
func exponential(_ x: Float) -> Float { expf(x) }

/// The natural logarithm.
@inline(__always)
func logarithm(_ x: Float) -> Float { logf(x) }

/// x to the power of y.
@inline(__always)
func power(_ x: Float, _ y: Float) -> Float { powf(x, y) }

/// The hyperbolic tangent.
@inline(__always)
func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }
