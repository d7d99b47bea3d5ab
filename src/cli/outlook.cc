// muster outlook [AREA]: what a guideline costs, who meets it, how likely.

#include "outlook/outlook.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/outlook_text.h"
#include "cli/path_file.h"
#include "cli/threads.h"
#include "outlook/result.h"

namespace muster::cli {
namespace {

struct OutlookOptions {
  CommonOptions common;
  std::string area = "NATO";
  std::vector<std::string> guidelines{"core-3.5"};
  std::string path;
  std::string path_file;
  std::string deadline;
  std::string to;
  std::string paths = "10000";
  std::string seed = "1";
  unsigned threads = 0;
  bool backtest = false;
  bool without_chance = false;
};

Result<std::uint64_t> number_given(const std::string& text, std::string_view flag) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    return Error{"'" + text + "' is no whole number", std::string(flag), "write it as 10000"};
  return value;
}

// What is the same for all guidelines.
Result<OutlookAsk> read_outlook_ask(const Ledger& ledger, const OutlookOptions& options,
                                    const Scope& scope) {
  OutlookAsk ask;
  ask.scope = scope;
  const auto area = find_area(ledger, options.area);
  if (!area) return Error{area.error().what, "AREA", area.error().hint};
  ask.area = *area;
  std::optional<PathKind> kind;
  if (!options.path_file.empty()) {
    const auto text = read_text(options.path_file);
    if (!text) return text.error();
    auto file = parse_path_file(ledger, *text, options.path_file, scope.as_of);
    if (!file) return file.error();
    kind = file->kind;
    ask.overrides = std::move(file->allies);
  }
  if (!options.path.empty()) {
    kind = path_named(options.path);
    const std::vector<std::string> known(std::begin(kPathNames), std::end(kPathNames));
    if (!kind)
      return Error{"unknown path '" + options.path + "'", "--path",
                   suggestion(options.path, known)};
  }
  ask.path = kind.value_or(PathKind::linear);
  if (ask.path == PathKind::announced && ask.overrides.empty())
    return Error{"the ledger holds no announcements", "--path announced",
                 "give them with their sources in --path-file (docs/outlook.md)"};
  const auto paths = number_given(options.paths, "--paths");
  if (!paths) return paths.error();
  ask.paths = *paths;
  const auto seed = number_given(options.seed, "--seed");
  if (!seed) return seed.error();
  ask.seed = *seed;
  ask.without_chance = options.without_chance;
  if (options.common.format == "text") {
    ask.quantities = quantities_in_text();
    ask.few_years_of_allies = true;
  }
  return ask;
}

std::optional<Error> add_guideline(const Ledger& ledger, const OutlookOptions& options,
                                   const std::string& name, OutlookAsk& ask) {
  const auto guideline = find_guideline(ledger, name);
  if (!guideline) return Error{guideline.error().what, "--guideline", guideline.error().hint};
  ask.guideline = *guideline;
  const std::string deadline =
      options.deadline.empty() ? std::string((*guideline)->deadline) : options.deadline;
  if (deadline.empty())
    return Error{name + " has no deadline", "--guideline", "give one, as --deadline 2035"};
  const auto by = year_given(deadline, "--deadline", "2035");
  if (!by) return by.error();
  ask.deadline = *by;
  ask.horizon = *by;
  if (!options.to.empty()) {
    const auto to = year_given(options.to, "--to", "2035");
    if (!to) return to.error();
    ask.horizon = *to;
  }
  return std::nullopt;
}

int run_backtest(const Ledger& ledger, const OutlookOptions& options, const Scope& scope) {
  const auto alliance = find_area(ledger, "NATO");
  if (!alliance) return fail(alliance.error());
  const Backtest found = backtest(ledger, *alliance, scope);
  if (found.horizons.empty())
    return fail({"no publication of " + std::string(scope.publisher) + " up to " +
                     to_prose(scope.as_of) + " can be judged by a later one",
                 "--backtest", "give a later --as-of, or import more of its publications"});
  if (options.common.format == "json") {
    fmt::print("{}", backtest_json(ledger, found));
  } else if (options.common.format == "csv") {
    fmt::print("{}", backtest_csv(found));
  } else if (options.common.format == "html") {
    return fail({"a back-test has no page", "--format", "text, json or csv"});
  } else {
    print_backtest(ledger, found, scope);
  }
  return kOk;
}

int run_outlook(const Ledger& ledger, const Scope& scope, const OutlookOptions& options) {
  if (options.backtest) return run_backtest(ledger, options, scope);
  auto ask = read_outlook_ask(ledger, options, scope);
  if (!ask) return fail(ask.error());
  std::vector<Outlook> outlooks;
  for (const std::string& name : options.guidelines) {
    if (auto error = add_guideline(ledger, options, name, *ask)) return fail(*error);
    auto outlook = project(ledger, *ask, threaded(options.threads));
    if (!outlook) return fail(outlook.error());
    outlooks.push_back(std::move(*outlook));
  }
  if (options.common.format == "json") {
    fmt::print("{}", outlook_json(ledger, outlooks));
  } else if (options.common.format == "csv") {
    fmt::print("{}", outlook_csv(ledger, outlooks));
  } else if (options.common.format == "html") {
    fmt::print("{}", outlook_html(ledger, outlooks));
  } else {
    for (std::size_t i = 0; i < outlooks.size(); ++i) {
      if (i > 0) fmt::print("\n");
      print_outlook(ledger, outlooks[i]);
    }
  }
  return kOk;
}

}  // namespace

Command outlook_command() {
  return question<OutlookOptions>(
      "outlook", "what a guideline costs, who meets it, how likely",
      [](OutlookOptions& o) {
        return joined(
            {{{"AREA", &o.area, "an ally or a group: POL, Poland, NATO_EUR_CAN"},
              {"--guideline", &o.guidelines,
               "core-3.5, related-1.5, share-2; may be given more than once"},
              {"--path", &o.path,
               "how the share is assumed to move: trend (no new policy), hold, linear (the "
               "default), frontloaded, backloaded or announced"},
              {"--path-file", &o.path_file,
               "what single allies are assumed to do (TOML: docs/outlook.md)"},
              {"--deadline", &o.deadline, "by when; default: the guideline's"},
              {"--to", &o.to, "the last year; default: the deadline"},
              {"--paths", &o.paths, "how many are drawn"},
              {"--seed", &o.seed, "of the draws: the same seed, the same answer"},
              threads_option(o.threads, "how many; default: all cores; the answer is the same"),
              {"--without-chance", &o.without_chance, "every spread zero: the arithmetic alone"},
              {"--backtest", &o.backtest, "how good earlier answers would have been"}},
             o.common.scope(),
             o.common.formats({"text", "json", "csv", "html"})});
      },
      run_outlook);
}

}  // namespace muster::cli
