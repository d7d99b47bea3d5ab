// Runs a command as a user would: by a shell, from the source folder, with `muster` the program
// under test. No ledger of whoever runs the tests is read.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "files.h"

namespace muster::tests {

struct Ran {
  int status = -1;      // -1: it did not exit by itself
  std::string printed;  // both streams
};

inline Ran run_in_shell(const std::string& command, const std::string& input) {
  const auto input_file =
      std::filesystem::temp_directory_path() / ("muster_input_" + std::to_string(getpid()));
  {
    std::ofstream out(input_file, std::ios::binary);
    out << input;
  }
  const std::string shell = "cd '" + source_dir().string() +
                            "' && export XDG_DATA_HOME=/proc/none && muster() { '" +
                            program().string() + "' \"$@\"; } && { " + command + " ; } < '" +
                            input_file.string() + "' 2>&1";
  Ran ran;
  FILE* pipe = popen(shell.c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    ran.printed.append(buffer.data(), got);
  const int status = pclose(pipe);
  std::filesystem::remove(input_file);
  if (WIFEXITED(status)) ran.status = WEXITSTATUS(status);
  return ran;
}

}  // namespace muster::tests
