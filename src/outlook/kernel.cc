#include "outlook/kernel.h"

#include <array>

#include "outlook/kernels.h"

namespace muster {
namespace {

struct Kernels {
  std::array<const Kernel*, 3> all{&kPlainKernel};
  std::size_t count = 1;
};

Kernels kernels_here() {
  Kernels here;
#ifdef MUSTER_WIDE_KERNELS
  if (__builtin_cpu_supports("x86-64-v3")) here.all[here.count++] = &kAvx2Kernel;
  if (__builtin_cpu_supports("x86-64-v4")) here.all[here.count++] = &kAvx512Kernel;
#endif
  return here;
}

}  // namespace

std::span<const Kernel* const> all_kernels() {
  static const Kernels here = kernels_here();
  return {here.all.data(), here.count};
}

const Kernel& best_kernel() { return *all_kernels().back(); }

}  // namespace muster
