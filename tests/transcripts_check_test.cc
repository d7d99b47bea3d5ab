// Sentences and what must come out: tests/transcripts/check/*.test.
//
//   date 2025-05-02                       when it was written (leave the line away: to be inferred)
//   | Poland spent 4.07% of its GDP …     the text, a line each
//   holds share_of_gdp POL 4.07%          one line for each claim, in order: verdict, kind,
//   subjects
//                                         joined by '+', and what the answer must contain
//   nothing                               instead, where no claim must be found
//
// Blocks are parted by empty lines; '#' begins a remark.

#include <gtest/gtest.h>

#include <algorithm>

#include "check/check.h"
#include "files.h"

namespace muster {
namespace transcripts_check_test {

struct Block {
  std::string place;  // file and line
  std::string date;
  std::string text;
  std::vector<std::string> expected;
};

void PrintTo(const Block& block, std::ostream* out) { *out << block.place; }

std::vector<Block> read_blocks() {
  std::vector<Block> blocks;
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(tests::source_dir() / "tests/transcripts/check"))
    files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& file : files) {
    std::istringstream lines(tests::read_file(file));
    Block block;
    int number = 0;
    const auto close = [&] {
      if (!block.text.empty()) blocks.push_back(block);
      block = {};
    };
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (line.empty()) close();
      if (line.empty() || line[0] == '#') continue;
      if (block.place.empty()) block.place = file.stem().string() + ":" + std::to_string(number);
      if (line.starts_with("date ")) {
        block.date = line.substr(5);
      } else if (line.starts_with("|")) {
        if (!block.text.empty()) block.text += '\n';
        block.text += line.size() > 2 ? line.substr(2) : "";
      } else {
        block.expected.push_back(line);
      }
    }
    close();
  }
  return blocks;
}

std::string found_line(const Ledger& ledger, const CheckedClaim& checked) {
  std::string line = std::string(to_string(checked.judgement.verdict)) + " " +
                     std::string(to_string(checked.claim.kind)) + " ";
  std::string subjects;
  for (const AreaId area : checked.claim.subject)
    subjects += (subjects.empty() ? "" : "+") + std::string(ledger.area(area).code);
  line += subjects.empty() ? "-" : subjects;
  if (checked.judgement.reading)
    line += " " + checked.assessment.readings[*checked.judgement.reading].answer;
  return line;
}

class CheckTranscript : public testing::TestWithParam<Block> {};

TEST_P(CheckTranscript, finds_just_these_claims) {
  const Block& block = GetParam();
  const Ledger& ledger = embedded_ledger();
  static const Lexicon lexicon(ledger);
  Document document;
  document.text = block.text;
  if (!block.date.empty()) {
    const auto date = parse_period(block.date);
    ASSERT_TRUE(date) << block.place;
    document.date = *date;
  }
  const CheckResult result =
      check(ledger, lexicon, document, {make_date(2026, 11, 24), std::nullopt, "NATO"});
  std::vector<std::string> found;
  for (const CheckedClaim& checked : result.claims) found.push_back(found_line(ledger, checked));

  std::string listing;
  for (const std::string& line : found) listing += "  " + line + "\n";
  const bool nothing = block.expected == std::vector<std::string>{"nothing"};
  ASSERT_EQ(found.size(), nothing ? 0 : block.expected.size()) << block.place << "\n"
                                                               << block.text << "\nfound:\n"
                                                               << listing;
  for (std::size_t i = 0; i < found.size(); ++i) {
    // The expected line is a prefix up to the answer, and the answer contains the rest.
    std::istringstream words(block.expected[i]);
    std::string verdict;
    std::string kind;
    std::string subjects;
    words >> verdict >> kind >> subjects;
    std::string answer;
    std::getline(words >> std::ws, answer);
    const std::string prefix = verdict + " " + kind + " " + subjects;
    EXPECT_TRUE(found[i].starts_with(prefix))
        << block.place << "\n"
        << block.text << "\nexpected: " << block.expected[i] << "\nfound:\n"
        << listing;
    EXPECT_NE(found[i].find(answer, prefix.size()), std::string::npos)
        << block.place << "\n"
        << block.text << "\nexpected: " << block.expected[i] << "\nfound:\n"
        << listing;
    // A contradiction always comes with a sentence to print and, as every figure, with a source.
    if (result.claims[i].judgement.verdict == Verdict::contradicted) {
      EXPECT_FALSE(result.claims[i].judgement.correction.empty()) << block.place;
      EXPECT_FALSE(result.claims[i].assessment.readings.front().cells.empty()) << block.place;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(sentences, CheckTranscript, testing::ValuesIn(read_blocks()),
                         [](const auto& block) {
                           std::string name = block.param.place;
                           for (char& c : name)
                             c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
                           return name;
                         });

}  // namespace transcripts_check_test
}  // namespace muster
