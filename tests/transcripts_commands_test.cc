// Commands and what they print: tests/transcripts/commands/*.test.
//
//   $ muster allies --year 2024 --as-of 2024-07-01     run by a shell, from the source folder
//   < text                                             standard input, a line each
//   exit 0
//   > 23 of 31 allies                                  must stand in what is printed (both
//   streams), in order ! stack                                            must not
//
// Blocks are parted by empty lines; '#' begins a remark.

#include <gtest/gtest.h>

#include <algorithm>

#include "files.h"
#include "shell.h"

namespace muster {
namespace transcripts_commands_test {

struct Block {
  std::string place;
  std::string command;
  std::string input;
  int exit = 0;
  std::vector<std::string> wanted;
  std::vector<std::string> unwanted;
};

void PrintTo(const Block& block, std::ostream* out) { *out << block.place; }

std::vector<Block> read_blocks() {
  std::vector<Block> blocks;
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(tests::source_dir() / "tests/transcripts/commands"))
    files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& file : files) {
    std::istringstream lines(tests::read_file(file));
    Block block;
    int number = 0;
    const auto close = [&] {
      if (!block.command.empty()) blocks.push_back(block);
      block = {};
    };
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (line.empty()) close();
      if (line.empty() || line[0] == '#') continue;
      if (line.starts_with("$ ")) {
        block.place = file.stem().string() + ":" + std::to_string(number);
        block.command = line.substr(2);
      }
      if (line.starts_with("< ")) block.input += line.substr(2) + "\n";
      if (line.starts_with("exit ")) block.exit = std::stoi(line.substr(5));
      if (line.starts_with("> ")) block.wanted.push_back(line.substr(2));
      if (line.starts_with("! ")) block.unwanted.push_back(line.substr(2));
    }
    close();
  }
  return blocks;
}

class CommandTranscript : public testing::TestWithParam<Block> {};

TEST_P(CommandTranscript, prints_this) {
  const Block& block = GetParam();
  const auto [status, printed] = tests::run_in_shell(block.command, block.input);
  EXPECT_EQ(status, block.exit) << block.place << ": " << block.command << "\n" << printed;
  std::size_t at = 0;
  for (const std::string& wanted : block.wanted) {
    const std::size_t found = printed.find(wanted, at);
    EXPECT_NE(found, std::string::npos)
        << block.place << ": " << block.command << "\nlacks: " << wanted << "\n"
        << printed;
    if (found != std::string::npos) at = found + wanted.size();
  }
  for (const std::string& unwanted : block.unwanted) {
    EXPECT_EQ(printed.find(unwanted), std::string::npos)
        << block.place << ": " << block.command << "\nhas: " << unwanted << "\n"
        << printed;
  }
}

INSTANTIATE_TEST_SUITE_P(commands, CommandTranscript, testing::ValuesIn(read_blocks()),
                         [](const auto& block) {
                           std::string name = block.param.place;
                           for (char& c : name)
                             c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
                           return name;
                         });

}  // namespace transcripts_commands_test
}  // namespace muster
