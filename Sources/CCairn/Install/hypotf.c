// The overlay of the C library in Swift's static runtime wants glibc 2.35 for this function alone,
// which systems with 2.34 do not have under that version. Squares of floats are exact in double.
#include <math.h>

float hypotf(float x, float y) {
  if (isinf(x) || isinf(y)) return INFINITY;
  return (float)sqrt((double)x * x + (double)y * y);
}
