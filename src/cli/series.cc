// muster series AREA MEASURE: one measure of one area over the years, or every vintage of it.

#include <fmt/format.h>

#include <algorithm>

#include "base/csv.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "ledger/support.h"
#include "measures/definition.h"
#include "measures/real_terms.h"
#include "measures/support.h"

namespace muster::cli {
namespace {

struct SeriesOptions {
  CommonOptions common;
  std::string area;
  std::string measure;
  std::string price_basis;
  std::string currency;
  bool vintages = false;
};

struct Point {
  Year year;
  Figure figure;
};

struct SeriesAnswer {
  const Ledger& ledger;
  AreaId area;
  MeasureId measure;
  ValueOptions options;
  std::string note;  // who answers in NATO's place
  std::vector<Point> points;
  std::vector<SpanFigure> spans;  // of aid: over months that are no year
};

std::string status_word(ObsStatus status) {
  switch (status) {
    case ObsStatus::actual:
      return "";
    case ObsStatus::estimate:
      return "estimate";
    case ObsStatus::provisional:
      return "provisional";
  }
  return "";
}

std::string title_of(const SeriesAnswer& answer) {
  return capitalised(with_article(answer.ledger.area(answer.area)) + ": " +
                     std::string(measure(answer.measure).title));
}

// May both be drawn as one line? Not where they count by two definitions, nor where money is at two
// price bases.
bool on_one_line(const SeriesAnswer& answer, const Figure& a, const Figure& b) {
  return same_definition(answer.ledger, answer.measure, a.vintage, b.vintage) &&
         (!is_money(answer.measure) || a.basis == b.basis);
}

// What changes from the point before: the definition, the price basis, or both.
std::vector<std::string> break_at(const SeriesAnswer& answer, std::size_t i) {
  const Point& point = answer.points[i];
  const Figure& before = answer.points[i - 1].figure;
  std::vector<std::string> remarks;
  if (!same_definition(answer.ledger, answer.measure, point.figure.vintage, before.vintage))
    remarks.push_back(fmt::format("break in {}: {} counts “{}”, the years before it “{}”",
                                  point.year.value, answer.ledger.vintage(point.figure.vintage).id,
                                  answer.ledger.vintage(point.figure.vintage).measure_name,
                                  answer.ledger.vintage(before.vintage).measure_name));
  if (is_money(answer.measure) && point.figure.basis != before.basis)
    remarks.push_back(
        fmt::format("break in {}: at {}, the years before it at {}; --price-basis {} "
                    "makes them one",
                    point.year.value, to_prose(point.figure.basis), to_prose(before.basis),
                    to_string(point.figure.basis)));
  return remarks;
}

std::string first_cell(const Figure& figure) {
  if (figure.cells.empty()) return "";
  const std::size_t more = figure.cells.size() - 1;
  return figure.cells.front() + (more > 0 ? fmt::format(" and {} more", more) : "");
}

// Below the years: what is told of longer and shorter spans.
void print_spans(const SeriesAnswer& answer) {
  Table table({Align::left, Align::right, Align::left, Align::left});
  for (const SpanFigure& span : answer.spans) {
    const bool whole = &span == &answer.spans.front();
    table.row({(whole ? "whole period " : "the year under way ") + to_prose(span),
               to_prose(answer.measure, span.figure), to_string(span.figure.basis),
               first_cell(span.figure)});
  }
  if (!answer.spans.empty()) fmt::print("{}{}", answer.points.empty() ? "" : "\n", table.print());
}

std::string joined_cells(const Figure& figure) {
  std::string cells;
  for (const std::string& cell : figure.cells) cells += (cells.empty() ? "" : "; ") + cell;
  return cells;
}

std::string came_as(const Figure& figure) {
  std::string words = status_word(figure.status);
  if (figure.extent != Extent::printed)
    words += (words.empty() ? "" : ", ") + std::string(to_string(figure.extent));
  return words;
}

// The points from `begin` to before `end`, which are one line, their bars of one scale; its
// sparkline.
std::string print_run(const SeriesAnswer& answer, std::size_t begin, std::size_t end,
                      Table& table) {
  std::vector<double> values;
  for (std::size_t i = begin; i < end; ++i) values.push_back(answer.points[i].figure.value);
  const double largest = std::ranges::max(values);
  for (std::size_t i = begin; i < end; ++i) {
    const auto& [year, figure] = answer.points[i];
    table.row({std::to_string(year.value), to_prose(answer.measure, figure), came_as(figure),
               largest > 0 ? bar(figure.value, largest, 20) : "", to_string(figure.basis),
               first_cell(figure)});
  }
  return sparkline(values);
}

void print_series_text(const SeriesAnswer& answer) {
  const Palette colour = palette();
  fmt::print("{}{}{}\n", colour.bold, title_of(answer), colour.off);
  fmt::print("{} as of {}\n", answer.options.scope.publisher, to_prose(answer.options.scope.as_of));
  if (!answer.note.empty()) fmt::print("{}\n", answer.note);
  fmt::print("\n");
  Table table({Align::right, Align::right, Align::left, Align::left, Align::left, Align::left});
  std::vector<std::string> sparklines;
  std::vector<std::string> remarks;
  for (std::size_t begin = 0; begin < answer.points.size();) {
    std::size_t end = begin + 1;
    while (end < answer.points.size() &&
           on_one_line(answer, answer.points[end - 1].figure, answer.points[end].figure))
      ++end;
    if (begin > 0) {
      const auto here = break_at(answer, begin);
      remarks.insert(remarks.end(), here.begin(), here.end());
      table.row({"", "", "", "─── break", "", ""});
    }
    sparklines.push_back(print_run(answer, begin, end, table));
    begin = end;
  }
  if (!answer.points.empty()) fmt::print("{}\n  {}\n", table.print(), fmt::join(sparklines, " │ "));
  print_spans(answer);
  for (const std::string& remark : remarks)
    fmt::print("  {}{}{}\n", colour.warn, remark, colour.off);
  for (const Point& point : answer.points) {
    for (const std::string& step : point.figure.working)
      fmt::print("  {}: {}\n", point.year.value, step);
  }
}

void print_series_csv(const SeriesAnswer& answer) {
  fmt::print("area,measure,year,value,unit,price_basis,status,extent,vintage,cells\n");
  const auto row = [&](const std::string& when, const Figure& figure) {
    fmt::print("{},{},{},{},{},{},{},{},{},{}\n", answer.ledger.area(answer.area).code,
               measure(answer.measure).name, when, figure.value, to_string(figure.unit),
               to_string(figure.basis), static_cast<char>(figure.status), to_string(figure.extent),
               answer.ledger.vintage(figure.vintage).id, csv_field(joined_cells(figure)));
  };
  for (const Point& point : answer.points) row(std::to_string(point.year.value), point.figure);
  for (const SpanFigure& span : answer.spans) row(span.from + ".." + span.to, span.figure);
}

void write_series_figure(JsonWriter& json, const Ledger& ledger, const Figure& figure) {
  const Vintage& vintage = ledger.vintage(figure.vintage);
  json.member("value", figure.value);
  json.member("unit", to_string(figure.unit));
  json.member("price_basis", to_string(figure.basis));
  json.member("status", to_string(figure.status));
  json.member("extent", to_string(figure.extent));
  json.member("vintage", vintage.id);
  json.member("definition", vintage.measure_name);
  json.member("working", figure.working);
  json.member("cells", figure.cells);
}

void print_series_json(const SeriesAnswer& answer) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.series/1");
  json.member("area", answer.ledger.area(answer.area).code);
  json.member("measure", measure(answer.measure).name);
  json.member("publisher", answer.options.scope.publisher);
  json.member("as_of", to_string(answer.options.scope.as_of));
  json.begin_array("points");
  for (const auto& [year, figure] : answer.points) {
    json.begin_object();
    json.member("year", year.value);
    write_series_figure(json, answer.ledger, figure);
    json.end_object();
  }
  json.end_array();
  if (is_support(answer.measure)) {
    json.begin_array("spans");
    for (const SpanFigure& span : answer.spans) {
      json.begin_object();
      json.member("from", span.from);
      json.member_or_null("to", span.to);
      write_series_figure(json, answer.ledger, span.figure);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  fmt::print("{}\n", json.text());
}

// Years down, vintages across: how each year's figure was told over time.
void print_triangle(const SeriesAnswer& answer, const std::vector<Year>& years) {
  std::vector<VintageId> vintages;
  for (const Year year : years) {
    for (const VintageId vintage :
         vintages_with(answer.ledger, answer.measure, answer.area, year, answer.options.scope)) {
      if (std::ranges::find(vintages, vintage) == vintages.end()) vintages.push_back(vintage);
    }
  }
  std::ranges::sort(vintages);
  std::vector<Align> columns(vintages.size() + 1, Align::right);
  Table table(columns);
  std::vector<std::string> head{""};
  for (const VintageId vintage : vintages)
    head.push_back(to_string(answer.ledger.vintage(vintage).published));
  table.row(head);
  for (const Year year : years) {
    std::vector<std::string> cells{std::to_string(year.value)};
    for (const VintageId vintage : vintages) {
      ValueOptions pinned = answer.options;
      pinned.scope.vintage = vintage;
      const auto figure = value_at_prices(answer.ledger, answer.measure, answer.area, year, pinned);
      cells.push_back(figure ? to_prose(answer.measure, *figure) : "");
    }
    table.row(cells);
  }
  fmt::print("{}, by day of publication\n\n{}", title_of(answer), table.print());
}

int run_series(const Ledger& ledger, const Scope& asked_of, const SeriesOptions& options) {
  const auto area = find_area(ledger, options.area);
  if (!area) return fail(area.error());
  const auto measure_id = find_measure(options.measure);
  if (!measure_id) return fail(measure_id.error());
  const auto [scope, note] = answerer(ledger, asked_of, options.common, *measure_id, *area);
  SeriesAnswer answer{ledger, *area, *measure_id, {scope, std::nullopt, {}}, note, {}, {}};
  if (auto error =
          read_basis_and_currency(ledger, options.price_basis, options.currency, answer.options))
    return fail(*error);
  std::vector<Year> years;
  std::optional<Error> reason;
  for (std::int16_t year = 1949; year <= 2060; ++year) {
    if (options.vintages && !vintages_with(ledger, *measure_id, *area, Year{year}, scope).empty())
      years.push_back(Year{year});
    auto figure = value_at_prices(ledger, *measure_id, *area, Year{year}, answer.options);
    if (figure) {
      answer.points.push_back({Year{year}, *figure});
    } else if (!vintages_with(ledger, *measure_id, *area, Year{year}, scope).empty()) {
      reason = figure.error();  // there are figures, but not as asked
    }
  }
  // A span has no year's rate of exchange and no year's prices.
  const bool as_printed = (answer.options.currency.none() || answer.options.currency == kEur) &&
                          (!answer.options.basis || answer.options.basis->is_current());
  if (as_printed) answer.spans = support_spans(ledger, *measure_id, *area, scope);
  if (answer.points.empty() && answer.spans.empty()) {
    if (reason) return fail(*reason);
    return fail({"no " + std::string(measure(*measure_id).title) + " of " +
                     with_article(ledger.area(*area)) + " from " + std::string(scope.publisher) +
                     " as of " + to_prose(scope.as_of),
                 "", "see muster vintages for what there is"});
  }
  if (options.vintages) {
    if (options.common.format != "text")
      return fail(
          {"the revision triangle is printed as text only", "--vintages", "leave --format away"});
    print_triangle(answer, years);
  } else if (options.common.format == "json") {
    print_series_json(answer);
  } else if (options.common.format == "csv") {
    print_series_csv(answer);
  } else {
    print_series_text(answer);
  }
  return kOk;
}

}  // namespace

Command series_command() {
  return question<SeriesOptions>(
      "series", "one measure of one area over the years",
      [](SeriesOptions& o) {
        return joined({{area_argument(o.area),
                        {"MEASURE", &o.measure, "defence_share_of_gdp, defence_expenditure, …",
                         Need::required}},
                       basis_and_currency_options(o.price_basis, o.currency),
                       {{"--vintages", &o.vintages, "every vintage: the revision triangle"}},
                       o.common.scope(),
                       o.common.formats({"text", "csv", "json"}),
                       o.common.pinned()});
      },
      run_series);
}

}  // namespace muster::cli
