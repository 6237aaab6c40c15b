// Exponential, sigmoid, logarithm and softmax, for one instruction set.
//
// Polynomials of Moshier's Cephes library (expf, logf); each lane by itself.

typedef uint32_t U8 __attribute__((ext_vector_type(8)));
typedef uint32_t U16 __attribute__((ext_vector_type(16)));

/// Defines exp(x) for one width of vectors, to 1e-7 of it where it is a normal number.
///
/// Adding 1.5 · 2²³ leaves the nearest integer in the lowest bits. ln 2 comes in two parts, of which
/// the first times the integer is exact. The power of two comes in two factors, since it may itself
/// be no normal number. NaN passes both comparisons.
#define DEFINE_EXP(name, F, I, U, fma) \
  INLINE F name(F x) { \
    x = x > 89.0f ? (F)89.0f : x; \
    x = x < -104.0f ? (F)-104.0f : x; \
    F shifted = fma(x, (F)1.44269504f, (F)12582912.0f); \
    F whole = shifted - 12582912.0f; \
    F r = fma(whole, (F)-0.693359375f, x); \
    r = fma(whole, (F)2.12194440e-4f, r); \
    F p = 1.9875691500e-4f; \
    p = fma(p, r, (F)1.3981999507e-3f); \
    p = fma(p, r, (F)8.3334519073e-3f); \
    p = fma(p, r, (F)4.1665795894e-2f); \
    p = fma(p, r, (F)1.6666665459e-1f); \
    p = fma(p, r, (F)5.0000001201e-1f); \
    F y = fma(p, r * r, r) + 1.0f; \
    U n = __builtin_bit_cast(U, shifted) - 0x4B400000u; \
    U half = __builtin_bit_cast(U, __builtin_bit_cast(I, n) >> 1); \
    U low = (half + 127u) << 23, high = (n - half + 127u) << 23; \
    return y * __builtin_bit_cast(F, low) * __builtin_bit_cast(F, high); \
  }

DEFINE_EXP(exp8, F8, I8, U8, fma8)
DEFINE_EXP(exp16, F16, I16, U16, fma16)

/// 1 / (1 + exp(-x)).
INLINE F16 sigmoid16(F16 x) { return 1.0f / (1.0f + exp16(-x)); }

/// x / (1 + exp(-x)).
INLINE F16 silu16(F16 x) { return x / (1.0f + exp16(-x)); }

/// log(1 + x).
INLINE F16 log1p16(F16 x) {
  F16 u = 1.0f + x;
  // What the sum has lost.
  F16 lost = x > 1.0f ? 1.0f - (u - x) : x - (u - 1.0f);
  // u = 2^k · m, m from √½ to √2.
  U16 bits = __builtin_bit_cast(U16, u) - 0x3F3504F3u;
  I16 k = __builtin_bit_cast(I16, bits) >> 23;
  F16 m = __builtin_bit_cast(F16, (bits & 0x007FFFFFu) + 0x3F3504F3u);
  // Beyond 2⁶⁴ nothing that is lost matters, and below 2⁻²⁴ nothing is.
  I16 bounded = k > 64 ? (I16)64 : k;
  F16 scale = __builtin_bit_cast(F16, (127 - bounded) << 23);
  F16 f = (m - 1.0f) + lost * scale;
  F16 p = 7.0376836292e-2f;
  p = fma16(p, f, (F16)-1.1514610310e-1f);
  p = fma16(p, f, (F16)1.1676998740e-1f);
  p = fma16(p, f, (F16)-1.2420140846e-1f);
  p = fma16(p, f, (F16)1.4249322787e-1f);
  p = fma16(p, f, (F16)-1.6668057665e-1f);
  p = fma16(p, f, (F16)2.0000714765e-1f);
  p = fma16(p, f, (F16)-2.4999993993e-1f);
  p = fma16(p, f, (F16)3.3333331174e-1f);
  F16 square = f * f, exponent = __builtin_convertvector(k, F16);
  F16 y = p * f * square;
  y = fma16(exponent, (F16)-2.12194440e-4f, y);
  y = fma16(square, (F16)-0.5f, y);
  y = fma16(exponent, (F16)0.693359375f, f + y);
  y = u == 0.0f ? (F16)-INFINITY : y;
  y = x == INFINITY ? x : y;
  // Negative numbers have no logarithm, and NaN is not in order.
  y = u >= 0.0f ? y : (F16)NAN;
  // Zero keeps its sign.
  return x == 0.0f ? x : y;
}

INLINE F16 functionOf16(int32_t function, F16 x) {
  switch (function) {
    case cairnExp: return exp16(x);
    case cairnSigmoid: return sigmoid16(x);
    case cairnSigmoidTimesX: return silu16(x);
    default: return log1p16(x);
  }
}

INLINE void applyFunction(int32_t function, const float *input, int64_t count, float *output) {
  int64_t i = 0;
  for (; i + 16 <= count; i += 16) store16(output + i, functionOf16(function, load16(input + i)));
  if (i < count) {
    Part part = partOf(count - i);
    storePart(output + i, functionOf16(function, loadPart(input + i, part, 0.0f)), part);
  }
}

CAIRN_APPLY(CAIRN_SET(cairnApply)) {
  switch (function) {
    case cairnExp: return applyFunction(cairnExp, input, count, output);
    case cairnSigmoid: return applyFunction(cairnSigmoid, input, count, output);
    case cairnSigmoidTimesX: return applyFunction(cairnSigmoidTimesX, input, count, output);
    default: return applyFunction(cairnLog1p, input, count, output);
  }
}

/// Turns scores into weights that sum to 1; a lane is the position modulo 16.
INLINE void softmaxRow(const float *input, int64_t width, float *output) {
  F16 most = -INFINITY;
  int64_t whole = width & ~15;
  Part rest = partOf(width - whole);
  for (int64_t i = 0; i < whole; i += 16) {
    F16 x = load16(input + i);
    most = x > most ? x : most;
  }
  if (whole < width) {
    F16 x = loadPart(input + whole, rest, -INFINITY);
    most = x > most ? x : most;
  }
  float greatest = greatestOf16(most);
  if (greatest == -INFINITY) greatest = 0.0f;
  F16 sums = 0.0f;
  for (int64_t i = 0; i < whole; i += 16) {
    F16 y = exp16(load16(input + i) - greatest);
    store16(output + i, y);
    sums += y;
  }
  if (whole < width) {
    F16 y = exp16(loadPart(input + whole, rest, -INFINITY) - greatest);
    storePart(output + whole, y, rest);
    sums += y;
  }
  float sum = sumOf16(sums), factor = sum == 0.0f ? 0.0f : 1.0f / sum;
  for (int64_t i = 0; i < whole; i += 16) store16(output + i, load16(output + i) * factor);
  if (whole < width) {
    storePart(output + whole, loadPart(output + whole, rest, 0.0f) * factor, rest);
  }
}

CAIRN_SOFTMAX(CAIRN_SET(cairnSoftmax)) {
  for (int64_t row = 0; row < rowCount; row++) {
    softmaxRow(input + row * width, width, output + row * width);
  }
}
