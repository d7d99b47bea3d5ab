// muster export: a slice of the ledger as CSV, SDMX-CSV, JSON or an Excel workbook.

#include <fmt/format.h>

#include <cstdio>

#include "base/text.h"
#include "cli/command.h"
#include "cli/open_ledger.h"
#include "cli/write_file.h"
#include "exports/slice.h"
#include "exports/tables.h"
#include "exports/workbook.h"

namespace muster::cli {
namespace {

struct ExportOptions {
  std::vector<std::string> areas;
  std::vector<std::string> measures;
  std::vector<std::string> vintages;
  std::vector<std::string> publishers;
  std::string ledger;
  std::string as_of;
  std::string from;
  std::string to;
  std::string format = "csv";
  std::string out;
};

// Each of the names looked up; a group stands for itself.
template <typename Value, typename Find>
std::optional<Error> look_up(const std::vector<std::string>& names, Find find,
                             std::vector<Value>& found) {
  for (const std::string& name : names) {
    auto value = find(name);
    if (!value) return value.error();
    found.emplace_back(*value);
  }
  return std::nullopt;
}

std::optional<Error> read_year(const std::string& text, const char* option,
                               std::optional<Year>& year) {
  if (text.empty()) return std::nullopt;
  const auto period = parse_period(text);
  if (!period) return Error{period.error().what, option, "a year is as 2024"};
  year = year_of(period->from);
  return std::nullopt;
}

Result<SliceOptions> asked(const Ledger& ledger, const ExportOptions& options) {
  SliceOptions wanted;
  const auto area = [&](const std::string& name) { return find_area(ledger, name); };
  const auto vintage = [&](const std::string& name) { return find_vintage(ledger, name); };
  const auto publisher = [&](const std::string& name) -> Result<std::string_view> {
    const auto found = find_publisher(ledger, name);
    if (!found) return found.error();
    return (*found)->id;
  };
  if (auto error = look_up(options.areas, area, wanted.areas)) return *error;
  if (auto error = look_up(options.measures, find_measure, wanted.measures)) return *error;
  if (auto error = look_up(options.vintages, vintage, wanted.vintages)) return *error;
  if (auto error = look_up(options.publishers, publisher, wanted.publishers)) return *error;
  if (auto error = read_year(options.from, "--from", wanted.from)) return *error;
  if (auto error = read_year(options.to, "--to", wanted.to)) return *error;
  if (!options.as_of.empty()) {
    const auto day = as_of_date(options.as_of);
    if (!day) return day.error();
    wanted.as_of = *day;
  }
  return wanted;
}

Result<std::string> written(const Ledger& ledger, const std::vector<Observation>& slice,
                            const std::string& format) {
  if (format == "sdmx-csv") return to_sdmx_csv(ledger, slice);
  if (format == "json") return to_json(ledger, slice);
  if (format == "xlsx") return to_workbook(ledger, slice, today());
  return to_csv(ledger, slice);
}

int run_export(const ExportOptions& options) {
  if (options.format == "xlsx" && options.out.empty())
    return fail(
        {"a workbook is no text for a terminal", "--format xlsx", "name its file by --out"});
  const auto opened = open_ledger(options.ledger);
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  const auto wanted = asked(ledger, options);
  if (!wanted) return fail(wanted.error());
  const auto observations = slice(ledger, *wanted);
  if (observations.empty())
    return fail({"the ledger has no such figures", "", "see muster vintages for what there is"});
  const auto bytes = written(ledger, observations, options.format);
  if (!bytes) return fail(bytes.error());
  if (options.out.empty()) {
    std::fwrite(bytes->data(), 1, bytes->size(), stdout);
    return kOk;
  }
  if (auto error = write_file(options.out, *bytes)) return fail(*error);
  fmt::print("{}: {} observations\n", options.out, observations.size());
  return kOk;
}

}  // namespace

Command export_command() {
  return command<ExportOptions>(
      "export", "figures as CSV, SDMX-CSV, JSON or a workbook",
      [](ExportOptions& o) -> std::vector<Option> {
        const auto list = [](std::string name, std::vector<std::string>& names, std::string help) {
          Option option{std::move(name), &names, std::move(help)};
          option.by_comma = true;
          return option;
        };
        return {list("--area", o.areas, "of these areas only: POL,DEU"),
                list("--measure", o.measures, "of these measures only"),
                list("--vintage", o.vintages, "of these publications only"),
                list("--publisher", o.publishers, "of these publishers only; default: all"),
                {"--from", &o.from, "from this year on"},
                {"--to", &o.to, "up to this year"},
                {"--as-of", &o.as_of, "of publications up to that day; default: all"},
                format_option(o.format, {"csv", "sdmx-csv", "json", "xlsx"}),
                {"--out", &o.out, "into this file; default: standard output"},
                ledger_option(o.ledger)};
      },
      run_export);
}

}  // namespace muster::cli
