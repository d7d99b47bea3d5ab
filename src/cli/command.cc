#include "cli/command.h"

#include <cstdio>
#include <ctime>

#include "base/text.h"
#include "cli/open_ledger.h"

namespace muster::cli {
namespace {

Result<Scope> scope_of(const Ledger& ledger, const CommonOptions& common) {
  const auto date = as_of_date(common.as_of);
  if (!date) return date.error();
  const auto publisher =
      find_publisher(ledger, common.publisher.empty() ? "NATO" : common.publisher);
  if (!publisher) return publisher.error();
  if (common.vintage.empty()) return Scope{*date, (*publisher)->id, std::nullopt};
  const auto pinned = find_vintage(ledger, common.vintage);
  if (!pinned) return pinned.error();
  const Vintage& vintage = ledger.vintage(*pinned);
  if (vintage.published > *date)
    return Error{"vintage " + common.vintage + " was not yet published on " + to_prose(*date),
                 "--vintage", "leave --as-of away, or give a later day"};
  return Scope{*date, vintage.publisher, *pinned};
}

}  // namespace

int fail(const Error& error) {
  std::fprintf(stderr, "muster: %s\n", error.line().c_str());
  return kUnusable;
}

std::vector<Option> joined(std::initializer_list<std::vector<Option>> lists) {
  std::vector<Option> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

Option as_of_option(std::string& as_of) {
  return {"--as-of", &as_of,
          "what was known on that day (2025-05-01, 2025-05 or 2025); default: today"};
}

Option ledger_option(std::string& file) {
  return {"--ledger", &file,
          "the ledger file with what was imported; default: " + default_ledger_file()};
}

Option threads_option(unsigned& threads, std::string help) {
  return {"--threads", &threads, std::move(help), Need::optional, {}, std::pair(1U, 1024U)};
}

Option format_option(std::string& format, const std::vector<std::string>& formats) {
  format = formats.front();
  return {"--format", &format, "how to print: " + join_prose(formats, "or"), Need::optional,
          formats};
}

std::vector<Option> CommonOptions::scope() {
  return {as_of_option(as_of),
          {"--publisher", &publisher, "whose figures: see muster sources; default: NATO"},
          ledger_option(ledger_file)};
}

std::vector<Option> CommonOptions::formats(const std::vector<std::string>& formats) {
  return {format_option(format, formats)};
}

std::vector<Option> CommonOptions::pinned() {
  return {{"--vintage", &vintage, "figures of this publication only: see muster vintages"}};
}

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  return make_date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

Result<Date> as_of_date(const std::string& as_of) {
  if (as_of.empty()) return today();
  const auto period = parse_period(as_of);
  if (!period) return Error{period.error().what, "--as-of", period.error().hint};
  return period->to;
}

Result<Year> year_given(const std::string& text, std::string_view where, std::string_view example) {
  const auto period = parse_period(text);
  if (!period || text.size() != 4)
    return Error{"'" + text + "' is no year", std::string(where),
                 "write it as " + std::string(example)};
  return year_of(period->from);
}

int answer_from_ledger(const CommonOptions& common, const AnswerFrom& answer) {
  const auto opened = open_ledger(common.ledger_file);
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  const auto scope = scope_of(ledger, common);
  if (!scope) return fail(scope.error());
  return answer(ledger, *scope);
}

}  // namespace muster::cli
