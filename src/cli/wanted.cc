#include "cli/wanted.h"

#include <fmt/format.h>

#include "base/csv.h"
#include "base/json_writer.h"
#include "cli/terminal.h"
#include "ledger/wanted.h"

namespace muster::cli {
namespace {

// "2024-06-17", or "2026-03" where only the month is known.
std::string published_text(const KnownPublication& known) {
  const std::string day = to_string(known.published.from);
  return known.published.from == known.published.to ? day : day.substr(0, 7);
}

std::string held_text(const Wanted& wanted) {
  return wanted.quoted == nullptr ? "nothing" : "as quoted";
}

void print_wanted_json(const std::vector<Wanted>& all) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.wanted/1");
  json.begin_array("wanted");
  for (const Wanted& one : all) {
    const KnownPublication& known = *one.publication;
    json.begin_object();
    json.member("publisher", known.publisher);
    json.member("title", known.title);
    json.member("published", published_text(known));
    json.member("url", known.url);
    json.member("holds", known.holds);
    json.member("held", held_text(one));
    json.member_or_null("vintage", one.quoted == nullptr ? std::string_view() : one.quoted->id);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

void print_wanted_csv(const std::vector<Wanted>& all) {
  fmt::print("publisher,title,published,url,holds,held,vintage\n");
  for (const Wanted& one : all) {
    const KnownPublication& known = *one.publication;
    fmt::print("{},{},{},{},{},{},{}\n", known.publisher, csv_field(known.title),
               published_text(known), csv_field(known.url), csv_field(known.holds), held_text(one),
               one.quoted == nullptr ? std::string_view() : one.quoted->id);
  }
}

void print_wanted_text(const std::vector<Wanted>& all) {
  const Palette colour = palette();
  const int width = terminal_width() - 11;
  std::size_t quoted = 0;
  for (const Wanted& one : all) {
    const KnownPublication& known = *one.publication;
    fmt::print("{}{} {}{}  {}\n", colour.bold, known.publisher, published_text(known), colour.off,
               wrapped(known.title, width, 11));
    fmt::print("  brings   {}\n", wrapped(known.holds, width, 11));
    if (one.quoted != nullptr) {
      ++quoted;
      fmt::print("  quoted   {}\n", wrapped(one.quoted->what_is_here, width, 11));
    }
    fmt::print("  address  {}\n", known.url);
  }
  fmt::print(
      "{} publications are known of and not here as whole tables, of {} others quoted "
      "figures; muster import FILE brings one\n",
      all.size(), quoted);
}

}  // namespace

void print_wanted(const Ledger& ledger, Date as_of, const std::string& publisher,
                  const std::string& format) {
  std::vector<Wanted> wanted = wanted_publications(ledger, as_of);
  std::erase_if(wanted, [&](const Wanted& one) {
    return !publisher.empty() && one.publication->publisher != publisher;
  });
  if (format == "json") {
    print_wanted_json(wanted);
  } else if (format == "csv") {
    print_wanted_csv(wanted);
  } else {
    print_wanted_text(wanted);
  }
}

}  // namespace muster::cli
