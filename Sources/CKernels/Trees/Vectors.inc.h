// Vectors for the kernels of one instruction set, which is what the including file compiles for;
// CAIRN_SET(name) gives each name the set's ending.
#include "CPointTree.h"

#include <math.h>
#include <string.h>

// Vectors stay inside this file, where all functions that pass them are inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

typedef float F4 __attribute__((ext_vector_type(4)));
typedef float F8 __attribute__((ext_vector_type(8)));
typedef float F16 __attribute__((ext_vector_type(16)));
typedef double D8 __attribute__((ext_vector_type(8)));
typedef int32_t I8 __attribute__((ext_vector_type(8)));
typedef int32_t I16 __attribute__((ext_vector_type(16)));
typedef int64_t L8 __attribute__((ext_vector_type(8)));
typedef bool B8 __attribute__((ext_vector_type(8)));
typedef bool B16 __attribute__((ext_vector_type(16)));

static const I8 lanes8 = {0, 1, 2, 3, 4, 5, 6, 7};
static const I16 lanes16 = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

INLINE F8 load8(const float *from) {
  F8 value;
  memcpy(&value, from, sizeof value);
  return value;
}

INLINE F16 load16(const float *from) {
  F16 value;
  memcpy(&value, from, sizeof value);
  return value;
}

INLINE uint32_t bits8(I8 mask) {
  return __builtin_bit_cast(uint8_t, __builtin_convertvector(mask, B8));
}

INLINE uint32_t bits16(I16 mask) {
  return __builtin_bit_cast(uint16_t, __builtin_convertvector(mask, B16));
}
