// Files with one thing wrong, and what is said of them.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "sources/read_source.h"

namespace muster::tests {

// The text with the first `old` replaced.
inline std::string with(std::string text, const std::string& old, const std::string& fresh) {
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), fresh);
}

// The line in which the file is refused.
inline std::string refusal(const std::string& text, const SourceHints& hints = {}) {
  const auto file = read_source(text, embedded_ledger(), hints);
  EXPECT_FALSE(file) << text;
  return file ? "" : file.error().line();
}

}  // namespace muster::tests
