// The kernel as compiled for each instruction set.
#pragma once

#include "outlook/kernel.h"

namespace muster {

extern const Kernel kPlainKernel;
extern const Kernel kAvx2Kernel;
extern const Kernel kAvx512Kernel;

}  // namespace muster
