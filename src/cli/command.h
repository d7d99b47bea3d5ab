// What all commands of `muster` share: the context that main() sets up, and how a command ends.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/error.h"
#include "cli/open_ledger.h"
#include "ledger/ledger.h"
#include "measures/figure.h"

namespace muster::cli {

// Exit statuses: all is well; the answer is bad news; wrong usage or unreadable input.
inline constexpr int kOk = 0;
inline constexpr int kBadNews = 1;
inline constexpr int kUnusable = 2;

// Prints "muster: what; hint" on standard error and returns kUnusable.
int fail(const Error& error);

// The options that mean the same everywhere, as typed.
struct CommonOptions {
  std::string ledger_file;
  std::string as_of;
  std::string publisher = "NATO";
  std::string vintage;
  std::string format = "text";

  // Declares --ledger, --as-of and --publisher.
  void declare_scope(CLI::App& app);
  // The same and --format (one of `formats`, the first is the default).
  void declare(CLI::App& app, const std::vector<std::string>& formats);
  // Declares --vintage, for commands that print figures.
  void declare_vintage(CLI::App& app);
  Result<OpenLedger> ledger() const { return open_ledger(ledger_file); }
  // The day up to which publications are known; today when not given. The core has no clock: this
  // is where today comes from.
  Result<Date> as_of_date() const;
  Result<Scope> scope(const Ledger& ledger) const;
};

Date today();

// Each declares its subcommand and sets `run` to what it does.
using Run = std::function<int()>;
void declare_check(CLI::App& app, Run& run);
void declare_eval(CLI::App& app, Run& run);
void declare_allies(CLI::App& app, Run& run);
void declare_series(CLI::App& app, Run& run);
void declare_vintages(CLI::App& app, Run& run);
void declare_sources(CLI::App& app, Run& run);
void declare_import(CLI::App& app, Run& run);
void declare_change(CLI::App& app, Run& run);
void declare_export(CLI::App& app, Run& run);
void declare_ledger(CLI::App& app, Run& run);
void declare_explain(CLI::App& app, Run& run);
void declare_reconcile(CLI::App& app, Run& run);
void declare_revisions(CLI::App& app, Run& run);
void declare_outlook(CLI::App& app, Run& run);
void declare_report(CLI::App& app, Run& run);
void declare_publish(CLI::App& app, Run& run);

}  // namespace muster::cli
