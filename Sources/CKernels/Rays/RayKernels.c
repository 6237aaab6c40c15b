#include "CTriangleTree.h"

#define KERNELS(set) \
  { \
    cairnRecordTriangles##set, cairnSplitTriangles##set, cairnBuildSubtree##set, \
        cairnFillPacks##set, cairnNearestHits##set, cairnHidden##set \
  }

CairnRayKernels cairnRayKernels(int32_t instructionSet) {
#if defined(__x86_64__)
  if (instructionSet == 2) return (CairnRayKernels)KERNELS(AVX512);
  if (instructionSet == 1) return (CairnRayKernels)KERNELS(AVX2);
#else
  (void)instructionSet;
#endif
  return (CairnRayKernels)KERNELS(Baseline);
}
