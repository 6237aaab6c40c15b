#define CAIRN_SET(name) name##Baseline
#include "Vectors.inc.h"
#include "Building.inc.h"
#include "Distances.inc.h"
#include "Candidates.inc.h"
#include "Nearest.inc.h"
#include "NearestOfLeaves.inc.h"
#include "Within.inc.h"
#include "Fitting.inc.h"
