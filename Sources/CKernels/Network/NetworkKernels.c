#include "CNetwork.h"

#define KERNELS(set) \
  { \
    cairnLinear##set, cairnApply##set, cairnSoftmax##set, cairnLayerNorm##set, \
        cairnConvolve##set, cairnPool##set, cairnGather##set, cairnNeighborWeights##set, \
        cairnNeighborAttention##set, cairnDiffuse##set, cairnAttend##set \
  }

CairnNetworkKernels cairnNetworkKernels(int32_t instructionSet) {
#if defined(__x86_64__)
  if (instructionSet == 2) return (CairnNetworkKernels)KERNELS(AVX512);
  if (instructionSet == 1) return (CairnNetworkKernels)KERNELS(AVX2);
#else
  (void)instructionSet;
#endif
  return (CairnNetworkKernels)KERNELS(Baseline);
}

int64_t cairnAttentionScratch(int64_t keyCount, int64_t headWidth) {
  // Keys and values in panels, and the scores of a block of queries, of which none has more than 12.
  int64_t keys = (keyCount + cairnPanelWidth - 1) / cairnPanelWidth * cairnPanelWidth;
  int64_t channels = (headWidth + cairnPanelWidth - 1) / cairnPanelWidth * cairnPanelWidth;
  return keys * (headWidth + channels + 12);
}
