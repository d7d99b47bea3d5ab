// A zip archive made in memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace muster {

// The same entries give the same bytes: entries carry no time.
class ZipWriter {
 public:
  ZipWriter();
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  void add(const std::string& name, std::string_view content);
  // The archive; nothing can be added after it.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace muster
