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
  // What x86-64-v3 and v4 ask for and was not there before; what else they ask for came with it.
  const bool wide = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0 &&
                    __builtin_cpu_supports("fma") != 0;
  const bool wider =
      wide && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
      __builtin_cpu_supports("avx512cd") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
      __builtin_cpu_supports("avx512vl") != 0;
  if (wide) here.all[here.count++] = &kAvx2Kernel;
  if (wider) here.all[here.count++] = &kAvx512Kernel;
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
