#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>
#define CAIRN_SET(name) name##AVX2
#pragma clang attribute push( \
    __attribute__((target("avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#include "Vectors.inc.h"
#include "Building.inc.h"
#include "Distances.inc.h"
#include "Candidates.inc.h"
#include "Nearest.inc.h"
#include "NearestOfLeaves.inc.h"
#include "Within.inc.h"
#include "Fitting.inc.h"
#pragma clang attribute pop
#endif
