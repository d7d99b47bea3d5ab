// Files of the source tree, for tests.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace muster::tests {

// Where the source tree and the program under test are (files.cc, which alone is told by the build:
// all else compiles to the same object wherever the tree lies).
std::filesystem::path source_dir();
std::filesystem::path program();

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return std::move(content).str();
}

}  // namespace muster::tests
