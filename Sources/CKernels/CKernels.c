// The functions are all in the header; a target needs a file to compile.
#include "CKernels.h"
