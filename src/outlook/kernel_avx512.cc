// Eight lanes.
#include "outlook/kernel-inl.h"
#include "outlook/kernels.h"

namespace muster {
const Kernel kAvx512Kernel = HWY_NAMESPACE::kernel_named("AVX-512");
}
