#define CAIRN_SET(name) name##Baseline
#include "../Trees/Vectors.inc.h"
#include "Records.inc.h"
#include "Splitting.inc.h"
#include "Subtrees.inc.h"
#include "Casting.inc.h"
#include "Packets.inc.h"
#include "Batches.inc.h"
