// A publisher's file in memory, as a whole, read at once into large pages: mapping small ones one
// by one costs for fifty megabytes a third of what parsing them does.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"

namespace muster::cli {

class LargeFile {
 public:
  LargeFile(LargeFile&& other) noexcept;
  LargeFile& operator=(LargeFile&&) = delete;
  LargeFile(const LargeFile&) = delete;
  LargeFile& operator=(const LargeFile&) = delete;
  ~LargeFile();

  // The bytes of a file, or of standard input for "-"; at most `most` of them.
  static Result<LargeFile> read(const std::string& file, std::size_t most);

  std::string_view bytes() const {
    return mapped_ == nullptr ? std::string_view(text_)
                              : std::string_view(static_cast<const char*>(mapped_), size_);
  }

 private:
  LargeFile() = default;

  std::string text_;        // of a small file, or of what is no regular file
  void* mapped_ = nullptr;  // of a large one; `room_` bytes of address space
  std::size_t room_ = 0;
  std::size_t size_ = 0;
};

}  // namespace muster::cli
