// Parts of vectors, sums of lanes and fused products, for one instruction set.

#if defined(__aarch64__)
#define CAIRN_HAS_FMA 1
#endif

/// a · b + c, with one rounding where the processor can.
INLINE F16 fma16(F16 a, F16 b, F16 c) {
#ifdef CAIRN_HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

INLINE F8 fma8(F8 a, F8 b, F8 c) {
#ifdef CAIRN_HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

INLINE void store8(float *to, F8 value) { memcpy(to, &value, sizeof value); }

INLINE void store16(float *to, F16 value) { memcpy(to, &value, sizeof value); }

#define JOIN(low, high) \
  __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)

/// The first lanes of a vector, at least one of them.
typedef struct {
  int64_t count;
#if defined(CAIRN_HAS_AVX512)
  __mmask16 mask;
#elif defined(CAIRN_HAS_AVX2)
  __m256i low, high;
#endif
} Part;

/// As many lanes as there are values, but no more than 16.
INLINE Part partOf(int64_t count) {
  Part part;
  part.count = count < 16 ? count : 16;
#if defined(CAIRN_HAS_AVX512)
  part.mask = (__mmask16)((1u << part.count) - 1);
#elif defined(CAIRN_HAS_AVX2)
  part.low = __builtin_bit_cast(__m256i, lanes8 < (int32_t)part.count);
  part.high = __builtin_bit_cast(__m256i, lanes8 + 8 < (int32_t)part.count);
#endif
  return part;
}

#if !defined(CAIRN_HAS_AVX512) && !defined(CAIRN_HAS_AVX2)
/// Copies fewer than 16 values without a call, around which vectors would have to be saved.
INLINE void copyPart(float *to, const float *from, int64_t count) {
  int64_t i = 0;
  if (count & 8) {
    memcpy(to, from, 8 * sizeof(float));
    i = 8;
  }
  if (count & 4) {
    memcpy(to + i, from + i, 4 * sizeof(float));
    i += 4;
  }
  if (count & 2) {
    memcpy(to + i, from + i, 2 * sizeof(float));
    i += 2;
  }
  if (count & 1) to[i] = from[i];
}
#endif

/// Values, and in the lanes beyond them something else.
INLINE F16 loadPart(const float *from, Part part, float beyond) {
#if defined(CAIRN_HAS_AVX512)
  return __builtin_bit_cast(
      F16, _mm512_mask_loadu_ps(_mm512_set1_ps(beyond), part.mask, from));
#else
  if (part.count == 16) return load16(from);
  if (part.count == 8) return JOIN(load8(from), (F8)beyond);
#if defined(CAIRN_HAS_AVX2)
  F8 low = __builtin_bit_cast(F8, _mm256_maskload_ps(from, part.low));
  F8 high = __builtin_bit_cast(F8, _mm256_maskload_ps(from + 8, part.high));
  return JOIN(
      __builtin_bit_cast(I8, part.low) ? low : (F8)beyond,
      __builtin_bit_cast(I8, part.high) ? high : (F8)beyond);
#else
  float values[16];
  store16(values, beyond);
  copyPart(values, from, part.count);
  return load16(values);
#endif
#endif
}

INLINE void storePart(float *to, F16 value, Part part) {
#if defined(CAIRN_HAS_AVX512)
  _mm512_mask_storeu_ps(to, part.mask, __builtin_bit_cast(__m512, value));
#else
  if (part.count == 16) return store16(to, value);
  if (part.count == 8) return store8(to, value.lo);
#if defined(CAIRN_HAS_AVX2)
  // A bit cast of `value.hi` itself takes the lower half.
  F8 low = value.lo, high = value.hi;
  _mm256_maskstore_ps(to, part.low, __builtin_bit_cast(__m256, low));
  _mm256_maskstore_ps(to + 8, part.high, __builtin_bit_cast(__m256, high));
#else
  float values[16];
  store16(values, value);
  copyPart(to, values, part.count);
#endif
#endif
}

/// The sum of all lanes, in the same order everywhere.
INLINE float sumOf8(F8 v) {
  F4 four = v.lo + v.hi;
  return (four.x + four.z) + (four.y + four.w);
}

INLINE float sumOf16(F16 v) { return sumOf8(v.lo + v.hi); }

INLINE float greatestOf8(F8 v) {
  F4 four = v.lo > v.hi ? v.lo : v.hi;
  float a = four.x > four.z ? four.x : four.z, b = four.y > four.w ? four.y : four.w;
  return a > b ? a : b;
}

INLINE float greatestOf16(F16 v) { return greatestOf8(v.lo > v.hi ? v.lo : v.hi); }

/// max(x, 0); NaN stays NaN.
INLINE F16 relu16(F16 x) { return 0.0f > x ? (F16)0.0f : x; }
