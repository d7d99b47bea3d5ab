// SHA-256, by which files are known again and rows are sealed.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace muster {

// Bytes that come in pieces; the pieces' bounds do not matter.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();
  void add(std::string_view bytes);
  // In lower-case hexadecimal digits; nothing can be added afterwards.
  std::string digest();

 private:
  struct State;  // the library's
  std::unique_ptr<State> state_;
};

// Of all bytes at once.
std::string sha256(std::string_view bytes);

}  // namespace muster
