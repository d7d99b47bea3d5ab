// Where work is done: the library starts no threads of its own.
#pragma once

#include <cstddef>
#include <functional>

namespace muster {

// Work that can be done in any order, on threads that the caller has: run(count, work) calls
// work(item, worker) once for each item, worker < workers, and returns when all are done.
struct Executor {
  std::size_t workers = 1;
  std::function<void(std::size_t, const std::function<void(std::size_t, std::size_t)>&)> run;
};
// One item after the other, here.
Executor serial();

}  // namespace muster
