// The core for a browser: check and outlook as functions from JSON to JSON, and nothing of a
// system beneath (no files, no clock, no threads). Built as a WebAssembly module (CMakeLists.txt
// beside this file); web/src/core.ts is its other side.
//
// The ledger is the embedded one; muster_extend lays publications above it, as imported ones are.
//
// The caller puts a request into memory from muster_reserve, calls a function with it, and reads
// muster_answer_size() bytes at muster_answer(). An answer is the document that the command prints
// with --format json, byte for byte, or {"error": {"what", "where", "hint"}}.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "ledger/ledger_data.h"
#include "outlook/result.h"
#include "sources/tidy.h"

namespace {

using Json = nlohmann::ordered_json;
using muster::Error;
using muster::Result;

// A module has one memory and one caller.
std::string request_memory;                        // NOLINT
std::string answer_memory;                         // NOLINT
std::unique_ptr<muster::LedgerData> ledger_above;  // NOLINT: none: the embedded one alone
std::optional<muster::Ledger> ledger_extended;     // NOLINT
std::optional<muster::Lexicon> lexicon_of_ledger;  // NOLINT

const muster::Ledger& ledger_asked() {
  return ledger_extended ? *ledger_extended : muster::embedded_ledger();
}

const muster::Lexicon& lexicon_asked() {
  if (!lexicon_of_ledger) lexicon_of_ledger.emplace(ledger_asked());
  return *lexicon_of_ledger;
}

std::string text_of(const Json& request, const char* name) {
  const auto found = request.find(name);
  return found != request.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A whole number; `otherwise` where it is missing or something else.
std::uint64_t number_of(const Json& request, const char* name, std::uint64_t otherwise) {
  const auto found = request.find(name);
  return found != request.end() && found->is_number_unsigned() ? found->get<std::uint64_t>()
                                                               : otherwise;
}

std::string error_json(const Error& error) {
  return Json{{"error", {{"what", error.what}, {"where", error.where}, {"hint", error.hint}}}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

// {"id", "title", "text", "date" (a day, month or year; may be missing), "today", "as_of" (a day;
// may be missing), "publisher", "include_text"}
Result<std::string> check_answer(const Json& request) {
  const muster::Ledger& ledger = ledger_asked();
  const std::string id = text_of(request, "id");
  const std::string title = text_of(request, "title");
  const std::string text = text_of(request, "text");
  muster::Document document{id, title, text, std::nullopt};
  if (const std::string date = text_of(request, "date"); !date.empty()) {
    const auto period = muster::parse_period(date);
    if (!period) return period.error();
    document.date = *period;
  }
  muster::CheckOptions how;
  const auto today = muster::parse_date(text_of(request, "today"));
  if (!today) return today.error();
  how.today = *today;
  how.in_full = true;
  if (const std::string as_of = text_of(request, "as_of"); !as_of.empty()) {
    const auto period = muster::parse_period(as_of);
    if (!period) return period.error();
    how.as_of = period->to;
  }
  std::string publisher = "NATO";
  if (const std::string asked = text_of(request, "publisher"); !asked.empty()) {
    auto found = muster::find_publisher(ledger, asked);
    if (!found) return found.error();
    publisher = *found;
  }
  how.publisher = publisher;
  return muster::to_json(ledger, muster::check(ledger, lexicon_asked(), document, how),
                         request.contains("include_text") && request["include_text"] == true);
}

// {"area", "guideline", "path", "deadline" (a year), "as_of" (a day), "paths", "seed", "quantities"
// (names; all where it is missing)}
Result<std::string> outlook_answer(const Json& request) {
  const muster::Ledger& ledger = ledger_asked();
  muster::OutlookAsk ask;
  const auto area = muster::find_area(ledger, text_of(request, "area"));
  if (!area) return area.error();
  ask.area = *area;
  const auto guideline = muster::find_guideline(ledger, text_of(request, "guideline"));
  if (!guideline) return guideline.error();
  ask.guideline = *guideline;
  const auto path = muster::path_named(text_of(request, "path"));
  if (!path) return Error{"unknown path '" + text_of(request, "path") + "'", "path", ""};
  if (*path == muster::PathKind::announced)
    return Error{"the ledger holds no announcements", "path", "choose another path"};
  ask.path = *path;
  const auto deadline = number_of(request, "deadline", 0);
  if (deadline < 1949 || deadline > 2199) return Error{"this is no year", "deadline", ""};
  ask.deadline = muster::Year{static_cast<std::int16_t>(deadline)};
  ask.horizon = ask.deadline;
  ask.paths = static_cast<std::size_t>(number_of(request, "paths", ask.paths));
  // A browser's memory and patience are smaller than a server's.
  if (ask.paths > 100'000) return Error{"more than 100,000 paths", "paths", "ask for fewer"};
  ask.seed = number_of(request, "seed", ask.seed);
  if (const auto wanted = request.find("quantities");
      wanted != request.end() && wanted->is_array()) {
    ask.quantities = 0;
    for (std::size_t q = 0; q < muster::kQuantityCount; ++q) {
      const auto quantity = static_cast<muster::Quantity>(q);
      if (std::ranges::find(*wanted, Json(muster::name_of(quantity))) != wanted->end())
        ask.quantities |= muster::bit(quantity);
    }
  }
  const auto as_of = muster::parse_period(text_of(request, "as_of"));
  if (!as_of) return as_of.error();
  ask.scope.as_of = as_of->to;
  auto outlook = muster::project(ledger, ask);
  if (!outlook) return outlook.error();
  std::vector<muster::Outlook> outlooks;
  outlooks.push_back(*std::move(outlook));
  return muster::outlook_json(ledger, outlooks);
}

using Answer = Result<std::string> (*)(const Json&);

void answer(Answer function) {
  const Json request = Json::parse(request_memory, nullptr, false);
  if (!request.is_object()) {
    answer_memory = error_json({"the request is no JSON object", "", ""});
    return;
  }
  auto found = function(request);
  answer_memory = found ? *std::move(found) : error_json(found.error());
}

// Muster's own CSV, as `muster export` writes it.
std::string extend_answer(std::string_view csv) {
  auto read = muster::read_tidy_csv(csv, muster::embedded_ledger());
  if (!read) return error_json(read.error());
  ledger_above = muster::extended(muster::embedded_ledger(), read->publications);
  ledger_extended = ledger_above->view();
  lexicon_of_ledger.reset();
  return "{}";
}

}  // namespace

extern "C" {

// Memory for a request of so many bytes.
char* muster_reserve(std::size_t size) {
  request_memory.assign(size, ' ');
  return request_memory.data();
}

void muster_check() { answer(check_answer); }
void muster_extend() { answer_memory = extend_answer(request_memory); }
void muster_outlook() { answer(outlook_answer); }

const char* muster_answer() { return answer_memory.data(); }
std::size_t muster_answer_size() { return answer_memory.size(); }
}
