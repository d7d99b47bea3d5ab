// A few fixed strings looked for in one pass, for questions that nearly every text answers with no.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace muster {

// Each needle is found by three neighbouring bytes of it, ideally rare ones: `anchor` is where in
// the needle they begin. Letters of both cases fit the anchor; the whole needle is then compared as
// it is written.
struct Needle {
  std::string_view text;  // at least anchor + 3 bytes
  std::size_t anchor = 0;
};

class Needles {
 public:
  explicit Needles(std::vector<Needle> needles);

  // Does any stand in `text`? Linear in its size, sixteen bytes at a time.
  bool any_in(std::string_view text) const;

 private:
  // Sixteen bytes at a time, by the compiler's own vectors: the same source for every processor.
  using Bytes = std::uint8_t __attribute__((vector_size(16)));
  struct Anchor {
    Bytes first;
    Bytes second;
    Bytes third;
  };

  bool stands_around(std::string_view text, std::size_t at) const;

  std::vector<Needle> needles_;
  std::vector<Anchor> anchors_;  // of all needles, each once
};

}  // namespace muster
