// What the static runtime of Swift is linked with other functions for.
#include <math.h>
#include <stdint.h>

// The overlay of the C library wants glibc 2.35 for this function alone, which systems with 2.34 do not
// have under that version. Squares of floats are exact in double.
float hypotf(float x, float y) {
  if (isinf(x) || isinf(y)) return INFINITY;
  return (float)sqrt((double)x * x + (double)y * y);
}

// The names of all characters are half a megabyte, and nothing here asks for one: none has a name.
intptr_t __wrap__swift_stdlib_getScalarName(uint32_t scalar, uint8_t *name, intptr_t capacity) {
  (void)scalar, (void)name, (void)capacity;
  return 0;
}
