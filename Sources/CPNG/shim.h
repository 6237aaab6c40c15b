// libpng as the system has it; the simplified API of 1.6 needs no setjmp.
#include <png.h>
