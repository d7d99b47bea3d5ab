// One lane: what every processor can do, and the browser.
#include "outlook/kernel-inl.h"
#include "outlook/kernels.h"

namespace muster {
const Kernel kPlainKernel = HWY_NAMESPACE::kernel_named("plain");
}
