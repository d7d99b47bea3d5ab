// Four lanes.
#include "outlook/kernel-inl.h"
#include "outlook/kernels.h"

namespace muster {
const Kernel kAvx2Kernel = HWY_NAMESPACE::kernel_named("AVX2");
}
