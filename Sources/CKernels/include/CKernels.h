// Small pieces of work that need instructions which Swift has no words for.
//
// Each has a scalar twin, which is what other processors use and what the tests compare with.
#ifndef CAIRN_KERNELS_H
#define CAIRN_KERNELS_H

#include <stdbool.h>
#include <stdint.h>

#include "CInstructionSet.h"
#include "CNetwork.h"
#include "CPointTree.h"
#include "CTriangleTree.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#define CAIRN_SSE2 1
#else
#define CAIRN_SSE2 0
#endif

/// Sixteen bytes of text.
typedef uint8_t CairnBytes16 __attribute__((ext_vector_type(16)));

/// Which bytes of a text separate values.
typedef struct {
  /// How many are a blank or below.
  int64_t count;
  /// How many are below a blank.
  int64_t breakCount;
} CairnSeparators;

/// Lists where in a text the bytes up to the blank are.
///
/// - Parameters:
///   - text: `blockCount` times 64 bytes, fewer than 65 536 in all.
///   - base: What is added to each position.
///   - list: Receives the positions; has room for one for each byte of the text.
static inline CairnSeparators cairnSeparatorsScalar(
    const uint8_t *text, int64_t blockCount, int64_t base, uint16_t *list) {
  CairnSeparators found = {0, 0};
  for (int64_t at = 0; at < blockCount * 64; at++) {
    // Written in any case, and kept by counting: separators come too often to be guessed.
    list[found.count] = (uint16_t)(base + at);
    found.count += text[at] <= 32;
    found.breakCount += text[at] < 32;
  }
  return found;
}

/// Lists where in a text the bytes up to the blank are.
///
/// - Parameters:
///   - text: `blockCount` times 64 bytes, fewer than 65 536 in all.
///   - base: What is added to each position.
///   - list: Receives the positions; has room for one for each byte of the text.
static inline CairnSeparators cairnSeparators(
    const uint8_t *text, int64_t blockCount, int64_t base, uint16_t *list) {
#if CAIRN_SSE2
  const __m128i blank = _mm_set1_epi8(32);
  __m128i breaks = _mm_setzero_si128();
  int64_t count = 0;
  for (int64_t block = 0; block < blockCount; block++) {
    const __m128i *parts = (const __m128i *)(text + block * 64);
    uint64_t mask = 0;
    __m128i separatorSum = _mm_setzero_si128();
    __m128i blankSum = _mm_setzero_si128();
    for (int part = 0; part < 4; part++) {
      __m128i bytes = _mm_loadu_si128(parts + part);
      __m128i isSeparator = _mm_cmpeq_epi8(_mm_min_epu8(bytes, blank), bytes);
      mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(isSeparator) << (16 * part);
      separatorSum = _mm_sub_epi8(separatorSum, isSeparator);
      blankSum = _mm_sub_epi8(blankSum, _mm_cmpeq_epi8(bytes, blank));
    }
    __m128i sums = _mm_sad_epu8(separatorSum, _mm_setzero_si128());
    int64_t blockSum = _mm_cvtsi128_si64(_mm_add_epi64(sums, _mm_unpackhi_epi64(sums, sums)));
    breaks = _mm_add_epi64(
        breaks, _mm_sad_epu8(_mm_sub_epi8(separatorSum, blankSum), _mm_setzero_si128()));
    uint16_t *to = list + count;
    int64_t offset = base + block * 64;
    // Eight at a time whatever their number: a loop's end would be guessed wrongly each time.
    for (int64_t left = blockSum; left > 0; left -= 8) {
      for (int slot = 0; slot < 8; slot++) {
        to[slot] = (uint16_t)(offset + (mask == 0 ? 64 : __builtin_ctzll(mask)));
        mask &= mask - 1;
      }
      to += 8;
    }
    count += blockSum;
  }
  CairnSeparators found = {
      count, _mm_cvtsi128_si64(_mm_add_epi64(breaks, _mm_unpackhi_epi64(breaks, breaks)))};
  return found;
#else
  return cairnSeparatorsScalar(text, blockCount, base, list);
#endif
}

/// A decimal, `significand` / 10^`fractionCount`.
typedef struct {
  uint64_t significand;
  /// The Double nearest to it.
  double nearest;
  /// How many digits follow the point.
  int64_t fractionCount;
  /// Whether the text is a decimal; the rest means nothing where it is not.
  bool isDecimal;
} CairnDecimal;

/// Reads a decimal without a sign: digits, with at most one point.
///
/// - Parameters:
///   - last: The sixteen bytes of text up to its end.
///   - before: The same, one byte earlier.
///   - count: How many bytes it takes, 1 to 16.
static inline CairnDecimal cairnDecimalScalar(
    CairnBytes16 last, CairnBytes16 before, int64_t count) {
  (void)before;
  CairnDecimal result = {0, 0, 0, false};
  int64_t point = -1;
  for (int64_t index = 16 - count; index < 16; index++) {
    uint8_t digit = (uint8_t)(last[index] - 48);
    if (last[index] == 46 && point < 0) {
      point = index;
    } else if (digit < 10) {
      result.significand = result.significand * 10 + digit;
    } else {
      return result;
    }
  }
  if (point >= 0) result.fractionCount = 15 - point;
  result.nearest = (double)result.significand;
  result.isDecimal = count > (point >= 0);
  return result;
}

#if CAIRN_SSE2
/// Sixteen bytes that are clear, then sixteen that are set.
static const uint8_t cairnMasks[32] __attribute__((aligned(32))) = {
    0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

/// Sets the last `count` of sixteen bytes.
static inline __m128i cairnLast(int64_t count) {
  return _mm_loadu_si128((const __m128i *)(cairnMasks + count));
}
#endif

/// Reads a decimal without a sign: digits, with at most one point.
///
/// - Parameters:
///   - last: The sixteen bytes of text up to its end.
///   - before: The same, one byte earlier.
///   - count: How many bytes it takes, 1 to 16.
static inline CairnDecimal cairnDecimal(CairnBytes16 last, CairnBytes16 before, int64_t count) {
#if CAIRN_SSE2
  __m128i isPoint = _mm_cmpeq_epi8((__m128i)last, _mm_set1_epi8(46));
  // How many bytes follow the last point; 16 where there is none.
  uint32_t points = (uint32_t)_mm_movemask_epi8(isPoint);
  int64_t after = 16 - (31 - __builtin_clz(2 * points + 1));
  int64_t hasPoint = after < count;
  // The digits after the point where they are, those before it moved into its place.
  __m128i fraction = cairnLast(after);
  __m128i digits = _mm_or_si128(
      _mm_and_si128((__m128i)last, fraction), _mm_andnot_si128(fraction, (__m128i)before));
  digits = _mm_and_si128(_mm_xor_si128(digits, _mm_set1_epi8(48)), cairnLast(count - hasPoint));
  __m128i large = _mm_subs_epu8(digits, _mm_set1_epi8(9));
  int isNumber = _mm_movemask_epi8(_mm_cmpeq_epi8(large, _mm_setzero_si128())) == 0xFFFF;
  // Pairs, fours, and eights of digits.
  __m128i tens = _mm_and_si128(digits, _mm_set1_epi16(255));
  tens = _mm_add_epi16(_mm_mullo_epi16(tens, _mm_set1_epi16(10)), _mm_srli_epi16(digits, 8));
  __m128i fours = _mm_madd_epi16(tens, _mm_set1_epi32(100 | 1 << 16));
  fours = _mm_packs_epi32(fours, fours);
  __m128i both = _mm_madd_epi16(fours, _mm_set1_epi32(10000 | 1 << 16));
  uint64_t eights = (uint64_t)_mm_cvtsi128_si64(both);
  CairnDecimal result;
  result.significand = (eights & 0xFFFFFFFF) * 100000000 + (eights >> 32);
  // The upper part times 10⁸ fits a Double, having 27 bits and 5⁸ 19, so only the sum is rounded.
  __m128d scaled = _mm_mul_pd(_mm_cvtepi32_pd(both), _mm_set_pd(1, 1e8));
  result.nearest = _mm_cvtsd_f64(_mm_add_sd(scaled, _mm_unpackhi_pd(scaled, scaled)));
  result.fractionCount = hasPoint ? after : 0;
  result.isDecimal = isNumber && count > hasPoint;
  return result;
#else
  return cairnDecimalScalar(last, before, count);
#endif
}

/// How many cores this process may run on.
int64_t cairnCoreCount(void);

#endif
