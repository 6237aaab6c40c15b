#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>
#define CAIRN_SET(name) name##AVX512
#define CAIRN_HAS_AVX512 1
#pragma clang attribute push( \
    __attribute__((target( \
        "avx2,fma,bmi,bmi2,lzcnt,popcnt,avx512f,avx512vl,avx512dq,avx512bw"))), \
    apply_to = function)
#include "../Trees/Vectors.inc.h"
#include "Records.inc.h"
#include "Splitting.inc.h"
#include "Subtrees.inc.h"
#include "Casting.inc.h"
#include "Packets.inc.h"
#include "Batches.inc.h"
#pragma clang attribute pop
#endif
