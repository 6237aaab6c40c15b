#ifndef CAIRN_INSTRUCTION_SET_H
#define CAIRN_INSTRUCTION_SET_H

#include <stdint.h>

/// The widest instruction set of this processor that we have code for: 0 baseline, 1 AVX2, 2 AVX-512.
///
/// The environment variable CAIRN_SIMD (baseline, avx2, avx512) lowers it; it is read once.
int32_t cairnInstructionSet(void);

#endif
