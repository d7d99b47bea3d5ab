// The core for a browser: check and outlook as functions from JSON to JSON, and nothing of a
// system beneath (no files, no clock, no threads). Built as a WebAssembly module (CMakeLists.txt
// beside this file); web/src/core.ts is its other side.
//
// The ledger is the embedded one; muster_extend lays publications above it, as imported ones are.
//
// The caller puts a request into memory from muster_reserve, calls a function with it, and reads
// muster_answer_size() bytes at muster_answer(). An answer is the document that the command prints
// with --format json, byte for byte, or {"error": {"what", "where", "hint"}}.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "check/check.h"
#include "ledger/ledger_data.h"
#include "outlook/result.h"
#include "sources/tidy.h"

namespace {

using muster::Error;
using muster::JsonValue;
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

std::string error_json(const Error& error) {
  muster::JsonWriter out(0);
  out.begin_object();
  out.begin_object("error");
  out.member("what", error.what);
  out.member("where", error.where);
  out.member("hint", error.hint);
  out.end_object();
  out.end_object();
  return out.text();
}

// {"id", "title", "text", "date" (a day, month or year; may be missing), "today", "as_of" (a day;
// may be missing), "publisher", "include_text"}
Result<std::string> check_answer(JsonValue request) {
  const muster::Ledger& ledger = ledger_asked();
  muster::Document document{request["id"].text(), request["title"].text(), request["text"].text(),
                            std::nullopt};
  if (const auto date = request["date"].text(); !date.empty()) {
    const auto period = muster::parse_period(date);
    if (!period) return period.error();
    document.date = *period;
  }
  muster::CheckOptions how;
  const auto today = muster::parse_date(request["today"].text());
  if (!today) return today.error();
  how.today = *today;
  how.in_full = true;
  if (const auto as_of = request["as_of"].text(); !as_of.empty()) {
    const auto period = muster::parse_period(as_of);
    if (!period) return period.error();
    how.as_of = period->to;
  }
  std::string publisher = "NATO";
  if (const auto asked = request["publisher"].text(); !asked.empty()) {
    auto found = muster::find_publisher(ledger, asked);
    if (!found) return found.error();
    publisher = (*found)->id;
  }
  how.publisher = publisher;
  return muster::to_json(ledger, muster::check(ledger, lexicon_asked(), document, how),
                         request["include_text"].boolean().value_or(false));
}

// {"area", "guideline", "path", "deadline" (a year), "as_of" (a day), "paths", "seed", "quantities"
// (names; all where it is missing)}
Result<std::string> outlook_answer(JsonValue request) {
  const muster::Ledger& ledger = ledger_asked();
  muster::OutlookAsk ask;
  const auto area = muster::find_area(ledger, request["area"].text());
  if (!area) return area.error();
  ask.area = *area;
  const auto guideline = muster::find_guideline(ledger, request["guideline"].text());
  if (!guideline) return guideline.error();
  ask.guideline = *guideline;
  const auto path = muster::path_named(request["path"].text());
  if (!path) return Error{"unknown path '" + std::string(request["path"].text()) + "'", "path", ""};
  if (*path == muster::PathKind::announced)
    return Error{"the ledger holds no announcements", "path", "choose another path"};
  ask.path = *path;
  const auto deadline = request["deadline"].whole_number().value_or(0);
  if (deadline < 1949 || deadline > 2199) return Error{"this is no year", "deadline", ""};
  ask.deadline = muster::Year{static_cast<std::int16_t>(deadline)};
  ask.horizon = ask.deadline;
  const std::uint64_t paths = request["paths"].whole_number().value_or(ask.paths);
  // A browser's memory and patience are smaller than a server's.
  if (paths > 100'000) return Error{"more than 100,000 paths", "paths", "ask for fewer"};
  ask.paths = static_cast<std::size_t>(paths);
  ask.seed = request["seed"].whole_number().value_or(ask.seed);
  if (request["quantities"].is_array()) {
    ask.quantities = 0;
    for (const JsonValue wanted : request["quantities"].elements()) {
      for (std::size_t q = 0; q < muster::kQuantityCount; ++q) {
        const auto quantity = static_cast<muster::Quantity>(q);
        if (wanted.text() == muster::name_of(quantity)) ask.quantities |= muster::bit(quantity);
      }
    }
  }
  const auto as_of = muster::parse_period(request["as_of"].text());
  if (!as_of) return as_of.error();
  ask.scope.as_of = as_of->to;
  auto outlook = muster::project(ledger, ask);
  if (!outlook) return outlook.error();
  std::vector<muster::Outlook> outlooks;
  outlooks.push_back(*std::move(outlook));
  return muster::outlook_json(ledger, outlooks);
}

using Answer = Result<std::string> (*)(JsonValue);

void answer(Answer function) {
  const muster::JsonDocument request(request_memory);
  if (!request.root().is_object()) {
    answer_memory = error_json({"the request is no JSON object", "", ""});
    return;
  }
  auto found = function(request.root());
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
