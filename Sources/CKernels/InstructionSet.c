#include "CInstructionSet.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static int32_t detected(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") ||
      !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("popcnt")) {
    return 0;
  }
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512vl") ||
      !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512bw")) {
    return 1;
  }
  return 2;
#else
  return 0;
#endif
}

int32_t cairnInstructionSet(void) {
  static _Atomic int32_t known = -1;
  int32_t set = atomic_load_explicit(&known, memory_order_relaxed);
  if (set >= 0) return set;
  set = detected();
  const char *wanted = getenv("CAIRN_SIMD");
  if (wanted && strcmp(wanted, "baseline") == 0) set = 0;
  if (wanted && strcmp(wanted, "avx2") == 0 && set > 1) set = 1;
  atomic_store_explicit(&known, set, memory_order_relaxed);
  return set;
}
