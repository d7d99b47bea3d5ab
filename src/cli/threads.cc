#include "cli/threads.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace muster::cli {

Executor threaded(unsigned threads) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  if (threads == 1) return serial();
  const std::size_t workers = threads;
  return {workers,
          [workers](std::size_t count, const std::function<void(std::size_t, std::size_t)>& work) {
            if (count <= 1) {
              for (std::size_t item = 0; item < count; ++item) work(item, 0);
              return;
            }
            std::atomic<std::size_t> next{0};
            const auto go = [&](std::size_t worker) {
              for (std::size_t item = next++; item < count; item = next++) work(item, worker);
            };
            std::vector<std::jthread> others;
            for (std::size_t worker = 1; worker < std::min(workers, count); ++worker)
              others.emplace_back(go, worker);
            go(0);
          }};
}

}  // namespace muster::cli
