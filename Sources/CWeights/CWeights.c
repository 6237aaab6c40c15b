#include "CWeights.h"

static const uint8_t weights[] = {
#embed "model.safetensors"
};

const uint8_t *cairnWeights(void) { return weights; }

int64_t cairnWeightsSize(void) { return sizeof weights; }
