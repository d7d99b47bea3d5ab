#include "cli/large_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "cli/input.h"

namespace muster::cli {
namespace {

constexpr std::size_t kWorthIt = 4U << 20U;
constexpr std::size_t kHugePage = 2U << 20U;

}  // namespace

LargeFile::LargeFile(LargeFile&& other) noexcept
    : text_(std::move(other.text_)),
      mapped_(std::exchange(other.mapped_, nullptr)),
      room_(other.room_),
      size_(other.size_) {}

LargeFile::~LargeFile() {
  if (mapped_ != nullptr) munmap(mapped_, room_);
}

Result<LargeFile> LargeFile::read(const std::string& file, std::size_t most) {
  LargeFile result;
  struct stat status {};
  const bool large = file != "-" && stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
                     static_cast<std::size_t>(status.st_size) >= kWorthIt &&
                     static_cast<std::size_t>(status.st_size) <= most;
  if (large) {
    // Private memory and not the file itself: a mapped file that another program cuts off ends this
    // one.
    const std::size_t room = (static_cast<std::size_t>(status.st_size) / kHugePage + 1) * kHugePage;
    void* memory = mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const int in = memory == MAP_FAILED ? -1 : open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (memory != MAP_FAILED) {
      result.mapped_ = memory;
      result.room_ = room;
      madvise(memory, room, MADV_HUGEPAGE);  // a wish: it may be refused
    }
    while (in >= 0 && result.size_ < room) {
      const ssize_t got =
          ::read(in, static_cast<char*>(memory) + result.size_, room - result.size_);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) {
        result.size_ = room;  // as if it were unreadable: the plain way says why
        break;
      }
      if (got == 0) break;
      result.size_ += static_cast<std::size_t>(got);
    }
    if (in >= 0) close(in);
    if (in >= 0 && result.size_ < room) return result;
    if (result.mapped_ != nullptr) munmap(std::exchange(result.mapped_, nullptr), room);
  }
  auto text = read_bytes(file, most);
  if (!text) return text.error();
  result.text_ = std::move(text).value();
  return result;
}

}  // namespace muster::cli
