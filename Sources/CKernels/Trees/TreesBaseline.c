#define CAIRN_SET(name) name##Baseline
#include "Vectors.inc.h"
#include "Building.inc.h"
#include "Searching.inc.h"
#include "Fitting.inc.h"
