#include "outlook/executor.h"

namespace muster {

Executor serial() {
  return {1, [](std::size_t count, const std::function<void(std::size_t, std::size_t)>& work) {
            for (std::size_t item = 0; item < count; ++item) work(item, 0);
          }};
}

}  // namespace muster
