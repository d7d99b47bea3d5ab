// What the documents show is what the program prints. In a ```console block a line "$ command" is
// run from the source folder, and the lines behind it must stand in its output, in order; "…"
// stands for any number of lines.

#include <gtest/gtest.h>

#include <algorithm>

#include "files.h"
#include "shell.h"

namespace muster {
namespace docs_test {

struct Example {
  std::string place;
  std::string command;
  std::vector<std::string> shown;
};

void PrintTo(const Example& example, std::ostream* out) { *out << example.place; }

std::vector<Example> read_examples() {
  std::vector<std::filesystem::path> files = {tests::source_dir() / "README.md",
                                              tests::source_dir() / "CONTRIBUTING.md"};
  for (const auto& entry : std::filesystem::directory_iterator(tests::source_dir() / "docs")) {
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<Example> examples;
  for (const auto& file : files) {
    std::istringstream lines(tests::read_file(file));
    bool console = false;
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (line.starts_with("```")) {
        console = line == "```console";
      } else if (console && line.starts_with("$ ")) {
        examples.push_back(
            {file.stem().string() + ":" + std::to_string(number), line.substr(2), {}});
      } else if (console && !examples.empty() && line != "…" && !line.empty()) {
        examples.back().shown.push_back(line);
      }
    }
  }
  return examples;
}

class Documents : public testing::TestWithParam<Example> {};

TEST_P(Documents, show_what_is_printed) {
  const Example& example = GetParam();
  const auto ran = tests::run_in_shell(example.command, "");
  EXPECT_TRUE(ran.status == 0 || ran.status == 1)
      << example.place << ": " << example.command << "\n"
      << ran.printed;
  std::size_t at = 0;
  for (const std::string& line : example.shown) {
    const std::size_t found = ran.printed.find(line, at);
    ASSERT_NE(found, std::string::npos)
        << example.place << ": " << example.command << "\nlacks: " << line << "\n"
        << ran.printed;
    at = found + line.size();
  }
}

INSTANTIATE_TEST_SUITE_P(examples, Documents, testing::ValuesIn(read_examples()),
                         [](const auto& example) {
                           std::string name = example.param.place;
                           for (char& c : name)
                             c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
                           return name;
                         });

}  // namespace docs_test
}  // namespace muster
