// A command of `muster` as data: its name, its options and what it does. Only parse_arguments.cc
// knows the library that reads a command line.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "ledger/ledger.h"
#include "measures/figure.h"

namespace muster::cli {

// Exit statuses: all is well; the answer is bad news; wrong usage or unreadable input.
inline constexpr int kOk = 0;
inline constexpr int kBadNews = 1;
inline constexpr int kUnusable = 2;

// Prints "muster: what; hint" on standard error and returns kUnusable.
int fail(const Error& error);

enum class Need { optional, required };

// "--year" or, by its place on the line, "AREA". What `into` points at is the default until the
// line is read: a text or number that is not empty is shown as such in the help. A list takes an
// option each time that it is given, or all arguments of its place; a bool is a flag.
struct Option {
  std::string name;
  std::variant<std::string*, std::vector<std::string>*, unsigned*, bool*> into;
  std::string help;
  Need need = Need::optional;
  std::vector<std::string> choices = {};                    // where it can be one of these only
  std::optional<std::pair<unsigned, unsigned>> range = {};  // of a number: lowest, highest
  bool by_comma = false;                                    // a list may also be written "POL,DEU"
};

struct Command {
  std::string name;
  std::string help;  // one line
  std::vector<Option> options = {};
  std::function<int()> run = {};          // what is done with what was read; none with subcommands
  std::vector<Command> subcommands = {};  // one of which must be named
};

// The options of several lists, in their order.
std::vector<Option> joined(std::initializer_list<std::vector<Option>> lists);

// The options that mean the same everywhere, as typed.
struct CommonOptions {
  std::string ledger_file;
  std::string as_of;
  std::string publisher;  // as typed; empty: NATO, or who has the measure (asked_figure.h)
  std::string vintage;
  std::string format = "text";

  // --ledger, --as-of and --publisher.
  std::vector<Option> scope();
  // --format, one of `formats`; the first is the default.
  std::vector<Option> formats(const std::vector<std::string>& formats);
  // --vintage, for commands that print figures.
  std::vector<Option> pinned();
};

Option as_of_option(std::string& as_of);
Option ledger_option(std::string& file);
Option threads_option(unsigned& threads, std::string help);
Option format_option(std::string& format, const std::vector<std::string>& formats);

Date today();
// The day up to which publications are known: today where `as_of` is empty. The core has no clock:
// this is where today comes from.
Result<Date> as_of_date(const std::string& as_of);
// "2024" to a year; `where` is the option or argument that says it, `example` a year to write
// there.
Result<Year> year_given(const std::string& text, std::string_view where,
                        std::string_view example = "2024");

// Opens the ledger and reads the scope that the options name, and answers from them.
using AnswerFrom = std::function<int(const Ledger&, const Scope&)>;
int answer_from_ledger(const CommonOptions& common, const AnswerFrom& answer);

// A command with its own Options, default-made; `options_of(Options&)` tells where each option
// goes, `run(const Options&)` does it.
template <class Options, class OptionsOf, class Run>
Command command(std::string name, std::string help, OptionsOf options_of, Run run) {
  auto options = std::make_shared<Options>();
  auto list = options_of(*options);
  return {std::move(name), std::move(help), std::move(list),
          [options, run] { return run(*options); }};
}

// The same for a command that answers from the ledger: `run(ledger, scope, options)`. Its Options
// have CommonOptions `common`.
template <class Options, class OptionsOf, class Run>
Command question(std::string name, std::string help, OptionsOf options_of, Run run) {
  return command<Options>(
      std::move(name), std::move(help), options_of, [run](const Options& options) {
        return answer_from_ledger(options.common, [&](const Ledger& ledger, const Scope& scope) {
          return run(ledger, scope, options);
        });
      });
}

Command check_command();
Command eval_command();
Command allies_command();
Command donors_command();
Command promises_command();
Command series_command();
Command vintages_command();
Command sources_command();
Command import_command();
Command change_command();
Command export_command();
Command ledger_command();
Command explain_command();
Command reconcile_command();
Command revisions_command();
Command outlook_command();
Command report_command();
Command publish_command();

}  // namespace muster::cli
