// Our stream beside the limits and rivals of the same work, in one process, one after the other and
// again: memcpy of the same bytes, Hyperscan finding every phrase of the lexicon and every number,
// RE2::Set finding which of them are there. Prints megabytes a second and the ratio to ours.
//
// usage: bench_peers CORPUS.jsonl

#include <hs/hs.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "check/lexicon.h"
#include "cli/check_line.h"

namespace {

// The lexicon as patterns, and the shapes of numbers, money, percentages and years.
std::vector<std::string> patterns() {
  std::set<std::string> phrases;
  for (const muster::LexiconRow& row : muster::embedded_lexicon()) phrases.emplace(row.phrase);
  std::vector<std::string> patterns = {"[0-9][0-9.,]*", "[0-9]+(\\.[0-9]+)? ?(%|per cent|percent)",
                                       "[$€£] ?[0-9][0-9.,]*( ?(bn|billion|million|trillion))?",
                                       "\\b(19|20)[0-9][0-9]\\b"};
  for (const std::string& phrase : phrases) {
    std::string escaped;
    for (const char c : phrase) {
      if (std::strchr("\\^$.|?*+()[]{}", c) != nullptr) escaped += '\\';
      escaped += c;
    }
    patterns.push_back("\\b" + escaped + "\\b");
  }
  return patterns;
}

std::vector<std::string_view> lines_of(const std::string& text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.emplace_back(text.data() + at, end - at);
    at = end + 1;
  }
  return lines;
}

struct Peer {
  const char* name;
  std::function<std::size_t()> run;  // how much was found, so that the work isn't thrown away
  std::vector<double> rates{};       // megabytes a second
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench_peers CORPUS.jsonl\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::vector<std::string_view> lines = lines_of(text);
  const std::vector<std::string> wanted = patterns();
  std::string copy(text.size() + muster::cli::kReadPast, '\0');

  const muster::Ledger& ledger = muster::embedded_ledger();
  const muster::Lexicon lexicon(ledger);
  const auto ours = [&] {
    std::memcpy(copy.data(), text.data(), text.size());  // it is parsed where it stands
    muster::Remembered remembered;
    const muster::CheckOptions options{muster::make_date(2026, 11, 24), std::nullopt, "NATO"};
    std::size_t bytes = 0;
    for (const std::string_view line : lines) {
      char* at = copy.data() + (line.data() - text.data());
      bytes += muster::cli::check_line(ledger, lexicon, at, line.size(), options, remembered)
                   .json.size();
    }
    return bytes;
  };

  std::vector<const char*> expressions;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;
  for (const std::string& pattern : wanted) {
    expressions.push_back(pattern.c_str());
    flags.push_back(HS_FLAG_CASELESS);
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(expressions.data(), flags.data(), ids.data(),
                       static_cast<unsigned>(ids.size()), HS_MODE_BLOCK, nullptr, &database,
                       &error) != HS_SUCCESS) {
    std::fprintf(stderr, "Hyperscan: %s\n", error->message);
    return 1;
  }
  hs_scratch_t* scratch = nullptr;
  hs_alloc_scratch(database, &scratch);
  const auto hyperscan = [&] {
    std::size_t matches = 0;
    const auto count = [](unsigned, unsigned long long, unsigned long long, unsigned,
                          void* context) {
      ++*static_cast<std::size_t*>(context);
      return 0;
    };
    for (const std::string_view line : lines)
      hs_scan(database, line.data(), static_cast<unsigned>(line.size()), 0, scratch, count,
              &matches);
    return matches;
  };

  RE2::Options re2_options;
  re2_options.set_case_sensitive(false);
  re2_options.set_max_mem(std::int64_t{1} << 30);
  RE2::Set set(re2_options, RE2::UNANCHORED);
  for (const std::string& pattern : wanted) set.Add(pattern, nullptr);
  set.Compile();
  const auto re2 = [&] {
    std::size_t matches = 0;
    std::vector<int> which;
    for (const std::string_view line : lines) {
      set.Match({line.data(), line.size()}, &which);
      matches += which.size();
    }
    return matches;
  };

  std::array<Peer, 4> peers = {{{"muster check --jsonl, one core", ours},
                                {"memcpy",
                                 [&] {
                                   std::memcpy(copy.data(), text.data(), text.size());
                                   return static_cast<std::size_t>(copy[text.size() / 2]);
                                 }},
                                {"Hyperscan, all matches", hyperscan},
                                {"RE2::Set, which match", re2}}};
  constexpr int kRounds = 5;
  std::size_t found = 0;
  for (int round = 0; round < kRounds; ++round) {
    for (Peer& peer : peers) {
      const auto begin = std::chrono::steady_clock::now();
      found += peer.run();
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
      peer.rates.push_back(static_cast<double>(text.size()) / 1e6 / seconds.count());
    }
  }
  for (Peer& peer : peers) std::ranges::sort(peer.rates);
  const double own = peers[0].rates[kRounds / 2];
  std::printf("%.0f MB, %zu patterns, medians of %d rounds in turn (%zu found)\n",
              static_cast<double>(text.size()) / 1e6, wanted.size(), kRounds, found);
  for (const Peer& peer : peers) {
    const double rate = peer.rates[kRounds / 2];
    std::printf("%-32s %9.1f MB/s   %8.3f of ours\n", peer.name, rate, rate / own);
  }
  hs_free_scratch(scratch);
  hs_free_database(database);
  return 0;
}
