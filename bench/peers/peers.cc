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
#include <memory>
#include <optional>
#include <set>
#include <span>
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

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), {});
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

// The limit: every byte is read and written once.
std::size_t copy_all(const std::string& text, std::string& copy) {
  std::memcpy(copy.data(), text.data(), text.size());
  return static_cast<std::size_t>(copy[text.size() / 2]);
}

// Our stream. The text is copied in its time, since a line is parsed where it stands.
std::size_t check_all(const std::string& text, const std::vector<std::string_view>& lines,
                      const muster::Lexicon& lexicon, std::string& copy) {
  const muster::Ledger& ledger = muster::embedded_ledger();
  std::memcpy(copy.data(), text.data(), text.size());
  muster::Remembered remembered;
  const muster::CheckOptions options{muster::make_date(2026, 11, 24), std::nullopt, "NATO"};
  std::size_t bytes = 0;
  for (const std::string_view line : lines) {
    char* at = copy.data() + (line.data() - text.data());
    bytes +=
        muster::cli::check_line(ledger, lexicon, at, line.size(), options, remembered).json.size();
  }
  return bytes;
}

// Every match of every pattern.
class Hyperscan {
 public:
  // Nothing where a pattern can't be compiled; why is printed.
  static std::optional<Hyperscan> compiled(const std::vector<std::string>& patterns) {
    std::vector<const char*> expressions;
    std::vector<unsigned> ids;
    for (const std::string& pattern : patterns) {
      expressions.push_back(pattern.c_str());
      ids.push_back(static_cast<unsigned>(ids.size()));
    }
    const std::vector<unsigned> flags(patterns.size(), HS_FLAG_CASELESS);
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(expressions.data(), flags.data(), ids.data(),
                         static_cast<unsigned>(ids.size()), HS_MODE_BLOCK, nullptr, &database,
                         &error) != HS_SUCCESS) {
      std::fprintf(stderr, "Hyperscan: %s\n", error->message);
      hs_free_compile_error(error);
      return std::nullopt;
    }
    return Hyperscan(database);
  }

  std::size_t matches(const std::vector<std::string_view>& lines) const {
    std::size_t matches = 0;
    const auto count = [](unsigned, unsigned long long, unsigned long long, unsigned,
                          void* context) {
      ++*static_cast<std::size_t*>(context);
      return 0;
    };
    for (const std::string_view line : lines)
      hs_scan(database_.get(), line.data(), static_cast<unsigned>(line.size()), 0, scratch_.get(),
              count, &matches);
    return matches;
  }

 private:
  struct Free {
    void operator()(hs_database_t* database) const { hs_free_database(database); }
    void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
  };

  explicit Hyperscan(hs_database_t* database) : database_(database) {
    hs_scratch_t* scratch = nullptr;
    hs_alloc_scratch(database, &scratch);
    scratch_.reset(scratch);
  }

  std::unique_ptr<hs_database_t, Free> database_;
  std::unique_ptr<hs_scratch_t, Free> scratch_;
};

// Of each line which patterns match, not where nor how often.
class Re2Set {
 public:
  explicit Re2Set(const std::vector<std::string>& patterns) : set_(options(), RE2::UNANCHORED) {
    for (const std::string& pattern : patterns) set_.Add(pattern, nullptr);
    set_.Compile();
  }

  std::size_t matches(const std::vector<std::string_view>& lines) const {
    std::size_t matches = 0;
    std::vector<int> which;
    for (const std::string_view line : lines) {
      set_.Match({line.data(), line.size()}, &which);
      matches += which.size();
    }
    return matches;
  }

 private:
  static RE2::Options options() {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_max_mem(std::int64_t{1} << 30);
    return options;
  }

  RE2::Set set_;
};

struct Peer {
  const char* name;
  std::function<std::size_t()> run;  // how much was found, so that the work isn't thrown away
  std::vector<double> rates{};       // megabytes a second, sorted once all rounds are run
};

constexpr int kRounds = 5;

double median(const Peer& peer) { return peer.rates[kRounds / 2]; }

// Runs the peers in turn, so that a slow minute is everybody's. Returns how much all have found.
std::size_t run_rounds(std::span<Peer> peers, double megabytes) {
  std::size_t found = 0;
  for (int round = 0; round < kRounds; ++round) {
    for (Peer& peer : peers) {
      const auto begin = std::chrono::steady_clock::now();
      found += peer.run();
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
      peer.rates.push_back(megabytes / seconds.count());
    }
  }
  for (Peer& peer : peers) std::ranges::sort(peer.rates);
  return found;
}

// The first of the peers is ours.
void print_rates(std::span<const Peer> peers) {
  const double ours = median(peers.front());
  for (const Peer& peer : peers) {
    std::printf("%-32s %9.1f MB/s   %8.3f of ours\n", peer.name, median(peer), median(peer) / ours);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench_peers CORPUS.jsonl\n", stderr);
    return 2;
  }
  const std::string text = content_of(argv[1]);
  const std::vector<std::string_view> lines = lines_of(text);
  const std::vector<std::string> wanted = patterns();
  std::string copy(text.size() + muster::cli::kReadPast, '\0');

  const muster::Lexicon lexicon(muster::embedded_ledger());
  const std::optional<Hyperscan> hyperscan = Hyperscan::compiled(wanted);
  if (!hyperscan) return 1;
  const Re2Set re2(wanted);
  std::array<Peer, 4> peers = {
      {{"muster check --jsonl, one core", [&] { return check_all(text, lines, lexicon, copy); }},
       {"memcpy", [&] { return copy_all(text, copy); }},
       {"Hyperscan, all matches", [&] { return hyperscan->matches(lines); }},
       {"RE2::Set, which match", [&] { return re2.matches(lines); }}}};

  const double megabytes = static_cast<double>(text.size()) / 1e6;
  const std::size_t found = run_rounds(peers, megabytes);
  std::printf("%.0f MB, %zu patterns, medians of %d rounds in turn (%zu found)\n", megabytes,
              wanted.size(), kRounds, found);
  print_rates(peers);
  return 0;
}
