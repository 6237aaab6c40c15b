#include "CPointTree.h"

#define KERNELS(set) \
  { \
    cairnHalve##set, cairnSortPoints##set, cairnNearest##set, cairnNearestOfLeaves##set, \
        cairnWithin##set, cairnWithinOfLeaf##set, cairnFitPlanes##set, \
        cairnPlanesOfLeaves##set \
  }

CairnTreeKernels cairnTreeKernels(int32_t instructionSet) {
#if defined(__x86_64__)
  if (instructionSet == 2) return (CairnTreeKernels)KERNELS(AVX512);
  if (instructionSet == 1) return (CairnTreeKernels)KERNELS(AVX2);
#else
  (void)instructionSet;
#endif
  return (CairnTreeKernels)KERNELS(Baseline);
}
