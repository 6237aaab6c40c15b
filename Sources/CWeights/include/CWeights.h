#pragma once
#include <stdint.h>

/// The weights of the network, a file in the safetensors format.
const uint8_t *cairnWeights(void);

/// How many bytes they are.
int64_t cairnWeightsSize(void);
