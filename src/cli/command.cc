#include "cli/command.h"

#include <cstdio>
#include <ctime>

#include "base/text.h"

namespace muster::cli {

int fail(const Error& error) {
  std::fprintf(stderr, "muster: %s\n", error.line().c_str());
  return kUnusable;
}

void CommonOptions::declare_scope(CLI::App& app) {
  app.add_option("--as-of", as_of,
                 "what was known on that day (2025-05-01, 2025-05 or 2025); default: today");
  app.add_option("--publisher", publisher, "whose figures: see muster sources")
      ->capture_default_str();
  app.add_option("--ledger", ledger_file,
                 "the ledger file with what was imported; default: " + default_ledger_file());
}

void CommonOptions::declare(CLI::App& app, const std::vector<std::string>& formats) {
  declare_scope(app);
  format = formats.front();
  app.add_option("--format", format, "how to print: " + join_prose(formats, "or"))
      ->capture_default_str()
      ->check([formats](const std::string& given) {
        for (const std::string& known : formats) {
          if (known == given) return std::string();
        }
        return "unknown format '" + given + "'; " + suggestion(given, formats);
      });
}

void CommonOptions::declare_vintage(CLI::App& app) {
  app.add_option("--vintage", vintage, "figures of this publication only: see muster vintages");
}

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  return make_date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

Result<Date> CommonOptions::as_of_date() const {
  if (as_of.empty()) return today();
  auto period = parse_period(as_of);
  if (!period) return Error{period.error().what, "--as-of", period.error().hint};
  return period->to;
}

Result<Scope> CommonOptions::scope(const Ledger& ledger) const {
  auto date = as_of_date();
  if (!date) return date.error();
  auto known = find_publisher(ledger, publisher);
  if (!known) return known.error();
  for (const Publisher& row : ledger.publishers) {
    if (row.id != *known) continue;
    if (vintage.empty()) return Scope{*date, row.id, std::nullopt};
    auto pinned = find_vintage(ledger, vintage);
    if (!pinned) return pinned.error();
    if (ledger.vintage(*pinned).published > *date) {
      return Error{"vintage " + vintage + " was not yet published on " + to_prose(*date),
                   "--vintage", "leave --as-of away, or give a later day"};
    }
    return Scope{*date, ledger.vintage(*pinned).publisher, *pinned};
  }
  return Error{"unknown publisher '" + publisher + "'", "", ""};
}

}  // namespace muster::cli
