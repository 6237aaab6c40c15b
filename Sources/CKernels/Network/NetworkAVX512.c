#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>
#include "CNetwork.h"
#define CAIRN_SET(name) name##AVX512
#define CAIRN_HAS_FMA 1
#define CAIRN_HAS_AVX512 1
#pragma clang attribute push( \
    __attribute__((target( \
        "avx2,fma,bmi,bmi2,lzcnt,popcnt,avx512f,avx512vl,avx512dq,avx512bw"))), \
    apply_to = function)
#include "../Trees/Vectors.inc.h"
#include "Arithmetic.inc.h"
#include "Functions.inc.h"
#include "Products.inc.h"
#include "Linear.inc.h"
#include "Normalization.inc.h"
#include "Convolution.inc.h"
#include "Pooling.inc.h"
#include "NeighborAttention.inc.h"
#include "Attention.inc.h"
#pragma clang attribute pop
#endif
