// muster allies: all allies in one year, ranked, with the guideline drawn through the ranking.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "base/csv.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "measures/compliance.h"

namespace muster::cli {
namespace {

struct AlliesOptions {
  CommonOptions common;
  std::string year;
  std::string guideline = "share-2";
};

// One line of the table: an ally's standing and, from the same vintage, what it spent.
struct Line {
  const Standing* standing;
  std::optional<std::size_t> rank;
  std::optional<Figure> spending;
  std::optional<Margin> margin;
};

struct AlliesAnswer {
  const Ledger& ledger;
  Compliance compliance;
  Scope scope;
  std::vector<Line> lines;  // ranked; those without a figure at the end

  const Vintage& vintage() const { return ledger.vintage(compliance.section.vintage); }
};

// The latest year for which one vintage covers every member; else the latest with any figure.
Result<Year> default_year(const Ledger& ledger, const Guideline& guideline, AreaId nato,
                          const Scope& scope) {
  std::optional<Year> partly;
  for (int year = year_of(scope.as_of).value; year >= 1990; --year) {
    auto found = compliance(ledger, guideline, nato, Year{static_cast<std::int16_t>(year)}, scope);
    if (!found) continue;
    if (found->section.complete()) return found->section.year;
    if (!partly) partly = found->section.year;
  }
  if (partly) return *partly;
  return Error{"no vintage of " + std::string(scope.publisher) + " as of " + to_prose(scope.as_of) +
                   " has figures for guideline " + std::string(guideline.id),
               "", "see muster vintages"};
}

// What each spent in dollars, all of one publication and at one price basis: that of the shares
// where it has amounts, else the newest of the day that has most of them.
std::vector<std::optional<Figure>> spending_of(const Ledger& ledger, const Compliance& compliance,
                                               const Scope& scope) {
  const AreaId nato = *area_coded(ledger, "NATO");
  const auto in = [&](const Scope& of) {
    return cross_section(ledger, MeasureId::defence_expenditure, nato, compliance.section.year,
                         {of, std::nullopt, kUsd});
  };
  const auto own = in({kDistantFuture, "", compliance.section.vintage});
  const auto newest = in(scope);
  const bool own_is_best = own && (!newest || own->covered >= newest->covered);
  const auto& best = own_is_best ? own : newest;
  std::vector<std::optional<Figure>> found(compliance.standings.size());
  if (!best) return found;
  std::map<PriceBasis, std::size_t> bases;
  for (const CrossSectionEntry& entry : best->entries)
    if (entry.figure) ++bases[entry.figure->basis];
  const PriceBasis usual =
      std::ranges::max_element(bases, {}, [](const auto& one) { return one.second; })->first;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& figure = best->entries[i].figure;
    if (figure && figure->basis == usual) found[i] = figure;
  }
  return found;
}

std::vector<Line> lines_of(const Ledger& ledger, const Compliance& compliance, const Scope& scope) {
  std::vector<Line> lines;
  const auto margin = margins(ledger, compliance, scope);
  const auto spending = spending_of(ledger, compliance, scope);
  for (const Standing& standing : compliance.standings) {
    Line line{&standing, std::nullopt, std::nullopt, margin[lines.size()]};
    if (const auto rank = place_of(compliance, lines.size())) line.rank = rank->place;
    line.spending = spending[lines.size()];
    lines.push_back(std::move(line));
  }
  const auto size = [&](const Line& line) {
    const auto index = static_cast<std::size_t>(line.standing - compliance.standings.data());
    const auto& figure = compliance.section.entries[index].figure;
    return figure ? figure->value : -1.0;
  };
  std::ranges::stable_sort(lines, std::greater<>{}, size);
  return lines;
}

std::string verdict_sentence(const AlliesAnswer& answer) {
  const Compliance& c = answer.compliance;
  const auto met = c.met();
  const auto missed = c.missed();
  const auto unknown = c.unknown();
  std::string text = fmt::format("{} of {} met {} ({}) in {}.", met.size(), out_of(c),
                                 c.guideline->id, c.guideline->text, c.section.year.value);
  if (!missed.empty()) text += " Below it: " + names_of(answer.ledger, missed) + ".";
  if (!unknown.empty())
    text += " No figure in this vintage: " + names_of(answer.ledger, unknown) + ".";
  for (const AreaId area : c.section.without_forces) {
    text += fmt::format(" {} has no armed forces and is left out.", answer.ledger.area(area).name);
  }
  return text;
}

// "23 on 17 June 2024 (Secretary General), 22 on 24 April 2025 (…)" of those rows that are asked
// for.
template <typename Asked>
std::string said_words(const std::vector<const PublisherCount*>& said, const Asked& asked) {
  std::string text;
  for (const PublisherCount* row : said) {
    if (!row->is_sure() || !asked(*row)) continue;
    std::string by(row->said_by);
    if (by.ends_with(')')) {
      by.pop_back();
      const std::size_t bracket = by.find(" (");
      if (bracket != std::string::npos) by.replace(bracket, 2, ", ");
    }
    text += fmt::format("{}{} on {} ({})", text.empty() ? "" : ", ", row->count,
                        to_prose(row->stated), by);
  }
  return text;
}

// What the alliance itself said of that year: beside our count, not in its place. A doubtful row
// is told in JSON alone. What was said before the year began was a forecast.
std::string said_sentence(const AlliesAnswer& answer) {
  const Compliance& c = answer.compliance;
  const auto said = counts_said(answer.ledger, *c.guideline, c.section.year, answer.scope.as_of);
  const auto ahead = [&](const PublisherCount& row) {
    return year_of(row.stated.from) < c.section.year;
  };
  const std::string stated = said_words(
      said, [&](const PublisherCount& row) { return row.kind == "stated" && !ahead(row); });
  const std::string expected = said_words(said, ahead);
  const std::string reported = said_words(
      said, [&](const PublisherCount& row) { return row.kind == "reported" && !ahead(row); });
  std::string text;
  const auto add = [&](const char* head, const std::string& words) {
    if (!words.empty()) text += (text.empty() ? "" : " ") + std::string(head) + words + ".";
  };
  add("NATO itself said: ", stated);
  add("Before the year it expected: ", expected);
  add("As reported of its table: ", reported);
  return text;
}

std::string signed_money(double amount) {
  return (amount < 0 ? "-" : "+") + money_prose(std::fabs(amount), kUsd);
}

// "4%": how often a figure of that age has later been revised across a line that close.
std::string flips(const std::optional<Margin>& margin) {
  if (!margin || margin->cases == 0) return "";
  const double share =
      static_cast<double>(margin->crossed) / static_cast<double>(margin->cases) * 100;
  if (margin->crossed > 0 && share < 1) return "<1%";
  return fmt::format("{:.0f}%", share);
}

// Where the amounts are another publication's than the shares.
std::string spending_sentence(const AlliesAnswer& answer) {
  for (const Line& line : answer.lines) {
    if (!line.spending) continue;
    if (line.spending->vintage == answer.compliance.section.vintage) return "";
    return fmt::format("The amounts are of {}, at {}.",
                       answer.ledger.vintage(line.spending->vintage).id,
                       to_prose(line.spending->basis));
  }
  return "";
}

// What the last three columns say.
std::string margin_sentence(const AlliesAnswer& answer) {
  const Line* line = nullptr;
  const Line* with_money = nullptr;
  for (const Line& candidate : answer.lines) {
    if (candidate.margin && line == nullptr) line = &candidate;
    if (candidate.margin && candidate.margin->amount) with_money = &candidate;
  }
  if (line == nullptr) return "";
  std::string text = "margin: points above the line";
  if (with_money != nullptr)
    text += ", and the same in dollars (" + to_prose(with_money->margin->basis) + ")";
  if (line->margin->cases == 0)
    return text + "; no figure of this age has been revised yet in the ledger.";
  return text + fmt::format(
                    "; flips: how many of the {} figures of this age in the vintages so far were "
                    "later revised across a line that close.",
                    line->margin->cases);
}

void print_allies_text(const AlliesAnswer& answer) {
  const Compliance& c = answer.compliance;
  const Vintage& vintage = answer.vintage();
  const Palette colour = palette();
  const auto metric = *measure_named(c.guideline->metric);
  const std::string title = capitalised(std::string(measure(metric).title));
  fmt::print("{}{}, {}{}\n", colour.bold, title, c.section.year.value, colour.off);
  fmt::print("{}, {}, published {}; as of {}\n", vintage.id, vintage.title,
             to_prose(vintage.published), to_prose(answer.scope.as_of));
  if (const auto words = definition_words(answer.ledger, c); !words.empty())
    fmt::print("{}\n", words);
  if (c.section.newer_partial) {
    fmt::print("{}{} is newer but has only some of these figures{}\n", colour.warn,
               answer.ledger.vintage(*c.section.newer_partial).id, colour.off);
  }
  fmt::print("\n");

  double largest = c.guideline->threshold.to_double();
  for (const CrossSectionEntry& entry : c.section.entries) {
    if (entry.figure) largest = std::max(largest, entry.figure->value);
  }
  PriceBasis basis;
  for (const Line& line : answer.lines) {
    if (line.spending) basis = line.spending->basis;
  }
  Table table({Align::right, Align::left, Align::right, Align::left, Align::right, Align::right,
               Align::right, Align::right});
  table.row(
      {"", "", "%", "", basis.is_none() ? "" : to_prose(basis), "margin", "in money", "flips"});
  const std::string rule =
      fmt::format("{}──── {}{} {} ────{}", colour.warn, c.guideline->threshold.to_string(),
                  "%:", c.guideline->text, colour.off);
  bool drawn = false;
  for (const Line& line : answer.lines) {
    const Standing& standing = *line.standing;
    if (!drawn && standing.met != true) {
      table.row({rule});
      drawn = true;
    }
    const auto& figure =
        c.section.entries[static_cast<std::size_t>(&standing - c.standings.data())].figure;
    table.row({line.rank ? std::to_string(*line.rank) : "–",
               std::string(answer.ledger.area(standing.area).name),
               standing.figure ? standing.figure->to_string()
                               : (standing.met == false ? "below" : "no figure"),
               figure ? bar(figure->value, largest, 20) : "",
               line.spending ? to_prose(line.spending->value, line.spending->unit) : "",
               line.margin ? fmt::format("{:+.2f}", line.margin->points) : "",
               line.margin && line.margin->amount ? signed_money(*line.margin->amount) : "",
               flips(line.margin)});
  }
  if (!drawn) table.row({rule});
  fmt::print("{}\n", table.print());
  fmt::print("{}\n", wrapped(verdict_sentence(answer), terminal_width(), 0));
  if (const std::string amounts = spending_sentence(answer); !amounts.empty())
    fmt::print("{}\n", wrapped(amounts, terminal_width(), 0));
  const std::string said = said_sentence(answer);
  if (!said.empty()) fmt::print("{}\n", wrapped(said, terminal_width(), 0));
  const std::string explained = margin_sentence(answer);
  if (!explained.empty()) fmt::print("{}\n", wrapped(explained, terminal_width(), 0));
}

void print_allies_csv(const AlliesAnswer& answer) {
  fmt::print(
      "area,name,year,share,met,rank,spending_usd,price_basis,vintage,cell,"
      "margin_points,margin_usd,flips,flip_cases\n");
  for (const Line& line : answer.lines) {
    const Area& area = answer.ledger.area(line.standing->area);
    const auto& margin = line.margin;
    fmt::print("{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", area.code, csv_field(area.name),
               answer.compliance.section.year.value,
               line.standing->figure ? line.standing->figure->to_string() : "",
               line.standing->met ? (*line.standing->met ? "yes" : "no") : "",
               line.rank ? std::to_string(*line.rank) : "",
               line.spending ? fmt::format("{:.0f}", line.spending->value) : "",
               line.spending ? to_string(line.spending->basis) : "", answer.vintage().id,
               csv_field(line.standing->cell), margin ? fmt::format("{:.6f}", margin->points) : "",
               margin && margin->amount ? fmt::format("{:.0f}", *margin->amount) : "",
               margin ? std::to_string(margin->crossed) : "",
               margin ? std::to_string(margin->cases) : "");
  }
}

void write_spending(JsonWriter& json, const Figure& spending) {
  json.begin_object("spending");
  json.member("value", spending.value);
  json.member("unit", "USD");
  json.member("price_basis", to_string(spending.basis));
  json.member("cell", spending.cells.front());
  json.end_object();
}

void write_margin(JsonWriter& json, const Margin& margin) {
  json.begin_object("margin");
  json.member("points", margin.points);
  json.member("usd", margin.amount);
  json.member("price_basis", to_string(margin.basis));
  json.end_object();
  json.begin_object("flip_risk");
  json.member("crossed", margin.crossed);
  json.member("cases", margin.cases);
  json.end_object();
}

void write_ally(JsonWriter& json, const AlliesAnswer& answer, const Line& line) {
  const Area& area = answer.ledger.area(line.standing->area);
  json.begin_object();
  json.member("area", area.code);
  json.member("name", area.name);
  json.member("share", line.standing->figure ? std::optional(line.standing->figure->to_double())
                                             : std::nullopt);
  json.member("met", line.standing->met);
  json.member("rank", line.rank);
  if (line.spending) write_spending(json, *line.spending);
  if (line.margin) write_margin(json, *line.margin);
  json.member_or_null("cell", line.standing->cell);
  json.end_object();
}

void write_ally_without_forces(JsonWriter& json, const Area& area) {
  json.begin_object();
  json.member("area", area.code);
  json.member("name", area.name);
  for (const char* nothing : {"share", "met", "rank", "cell"}) json.member(nothing, nullptr);
  json.member("note", "no armed forces");
  json.end_object();
}

void write_said(JsonWriter& json, const PublisherCount& row) {
  json.begin_object();
  json.member("count", row.count);
  json.member("membership", row.membership);
  json.member("stated_on", to_string(row.stated));
  json.member("stated_by", row.said_by);
  json.member("kind", row.kind);
  json.member("confidence", row.confidence);
  json.member("source", row.source);
  json.member_or_null("note", row.note);
  json.end_object();
}

void print_allies_json(const AlliesAnswer& answer) {
  const Compliance& c = answer.compliance;
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.allies/1");
  json.member("year", c.section.year.value);
  json.member("as_of", to_string(answer.scope.as_of));
  json.member("vintage", answer.vintage().id);
  json.member("guideline", c.guideline->id);
  json.member("definition", answer.vintage().measure_name);
  json.member("threshold", c.guideline->threshold.to_double());
  json.member("met", c.met().size());
  json.member("missed", c.missed().size());
  json.member("unknown", c.unknown().size());
  json.member_or_null("newer_partial_vintage",
                      c.section.newer_partial ? answer.ledger.vintage(*c.section.newer_partial).id
                                              : std::string_view());
  json.begin_array("said_by_publisher");
  for (const PublisherCount* row :
       counts_said(answer.ledger, *c.guideline, c.section.year, answer.scope.as_of))
    write_said(json, *row);
  json.end_array();
  json.begin_array("allies");
  for (const Line& line : answer.lines) write_ally(json, answer, line);
  for (const AreaId area : c.section.without_forces)
    write_ally_without_forces(json, answer.ledger.area(area));
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

int run_allies(const Ledger& ledger, const Scope& scope, const AlliesOptions& options) {
  const auto guideline = find_guideline(ledger, options.guideline);
  if (!guideline) return fail(guideline.error());
  const AreaId nato = *area_coded(ledger, "NATO");
  Result<Year> year = Year{};
  if (options.year.empty()) {
    year = default_year(ledger, **guideline, nato, scope);
  } else {
    year = year_given(options.year, "--year");
  }
  if (!year) return fail(year.error());
  auto found = compliance(ledger, **guideline, nato, *year, scope);
  if (!found) return fail(found.error());
  AlliesAnswer answer{ledger, *std::move(found), scope, {}};
  answer.lines = lines_of(ledger, answer.compliance, scope);
  if (options.common.format == "json") {
    print_allies_json(answer);
  } else if (options.common.format == "csv") {
    print_allies_csv(answer);
  } else {
    print_allies_text(answer);
  }
  return kOk;
}

}  // namespace

Command allies_command() {
  return question<AlliesOptions>(
      "allies", "all allies in one year: share, rank, guideline met, spending",
      [](AlliesOptions& o) {
        return joined(
            {{{"--year", &o.year, "which year; default: the latest that one vintage covers whole"},
              {"--guideline", &o.guideline, "share-2, equipment-20, core-3.5, …"}},
             o.common.scope(),
             o.common.formats({"text", "csv", "json"}),
             o.common.pinned()});
      },
      run_allies);
}

}  // namespace muster::cli
