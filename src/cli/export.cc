// muster export: a slice of the ledger as CSV, SDMX-CSV, JSON or an Excel workbook.

#include <fmt/format.h>

#include <cstdio>

#include "base/text.h"
#include "cli/command.h"
#include "cli/write_file.h"
#include "exports/slice.h"
#include "exports/tables.h"
#include "exports/workbook.h"

namespace muster::cli {
namespace {

const std::vector<std::string> kFormats = {"csv", "sdmx-csv", "json", "xlsx"};

struct Options {
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
    found.push_back(*value);
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

Result<SliceOptions> asked(const Ledger& ledger, const Options& options) {
  SliceOptions wanted;
  const auto area = [&](const std::string& name) { return find_area(ledger, name); };
  const auto vintage = [&](const std::string& name) { return find_vintage(ledger, name); };
  const auto publisher = [&](const std::string& name) { return find_publisher(ledger, name); };
  if (auto error = look_up(options.areas, area, wanted.areas)) return *error;
  if (auto error = look_up(options.measures, find_measure, wanted.measures)) return *error;
  if (auto error = look_up(options.vintages, vintage, wanted.vintages)) return *error;
  if (auto error = look_up(options.publishers, publisher, wanted.publishers)) return *error;
  if (auto error = read_year(options.from, "--from", wanted.from)) return *error;
  if (auto error = read_year(options.to, "--to", wanted.to)) return *error;
  if (!options.as_of.empty()) {
    const auto period = parse_period(options.as_of);
    if (!period) return Error{period.error().what, "--as-of", period.error().hint};
    wanted.as_of = period->to;
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

int run(const Options& options) {
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

void declare_export(CLI::App& app, Run& run_chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand("export", "figures as CSV, SDMX-CSV, JSON or a workbook");
  sub->add_option("--area", options->areas, "of these areas only: POL,DEU")->delimiter(',');
  sub->add_option("--measure", options->measures, "of these measures only")->delimiter(',');
  sub->add_option("--vintage", options->vintages, "of these publications only")->delimiter(',');
  sub->add_option("--publisher", options->publishers, "of these publishers only; default: all")
      ->delimiter(',');
  sub->add_option("--from", options->from, "from this year on");
  sub->add_option("--to", options->to, "up to this year");
  sub->add_option("--as-of", options->as_of, "of publications up to that day; default: all");
  sub->add_option("--format", options->format, "how to write: " + join_prose(kFormats, "or"))
      ->capture_default_str()
      ->check([](const std::string& given) {
        for (const std::string& known : kFormats) {
          if (known == given) return std::string();
        }
        return "unknown format '" + given + "'; " + suggestion(given, kFormats);
      });
  sub->add_option("--out", options->out, "into this file; default: standard output");
  sub->add_option("--ledger", options->ledger,
                  "the ledger file; default: " + default_ledger_file());
  sub->callback([options, &run_chosen] { run_chosen = [options] { return run(*options); }; });
}

}  // namespace muster::cli
