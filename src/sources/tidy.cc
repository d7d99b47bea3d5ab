#include "sources/tidy.h"

#include <algorithm>

#include "base/text.h"
#include "ledger/figure_rules.h"
#include "sources/delimited.h"

namespace muster {
namespace {

using Fields = std::vector<std::string_view>;

// The columns that describe the publication, and must be the same in all of its rows.
constexpr bool describes_publication(std::size_t column) {
  return column >= static_cast<std::size_t>(TidyColumn::title) ||
         column <= static_cast<std::size_t>(TidyColumn::published);
}

Error wrong(TidyColumn column, std::string_view text, std::string hint) {
  return {"'" + std::string(text) + "' where the " +
              std::string(kTidyNames[static_cast<std::size_t>(column)].csv) + " should be",
          "", std::move(hint)};
}

// Absent or empty: not known.
Result<Date> day_of(TidyColumn column, std::string_view text) {
  if (text.empty()) return kDistantPast;
  const auto day = parse_date(text);
  if (!day) return wrong(column, text, "a day is as 2024-06-17");
  return *day;
}

Result<Publication> publication_of(const TidyRowView& row, const Ledger& ledger) {
  using C = TidyColumn;
  Publication p;
  const auto publisher = find_publisher(ledger, row[C::publisher]);
  if (!publisher) return publisher.error();
  p.publisher = (*publisher)->id;
  const auto published = day_of(C::published, row[C::published]);
  if (!published) return published.error();
  if (*published == kDistantPast)
    return wrong(C::published, "", "a publication has a day, as 2024-06-17");
  p.published = *published;
  p.id = p.publisher + "-" + to_string(p.published);
  if (row[C::vintage] != p.id)
    return wrong(C::vintage, row[C::vintage], "it is of publisher and day: " + p.id);
  p.title = row[C::title].empty() ? std::string_view(p.id) : row[C::title];
  const auto cut_off = day_of(C::cut_off, row[C::cut_off]);
  if (!cut_off) return cut_off.error();
  p.cut_off = *cut_off;
  for (const auto& [column, year] :
       {std::pair(C::first_year, &p.first_year), std::pair(C::last_year, &p.last_year)}) {
    if (row[column].empty()) continue;
    const auto given = parse_figure_year(row[column]);
    if (!given) return wrong(column, row[column], "a year is as 2024");
    *year = *given;
  }
  const auto base = parse_price_basis(row[C::price_base]);
  if (!base) return wrong(C::price_base, row[C::price_base], base.error().hint);
  p.base = *base;
  p.estimate_years = row[C::estimate_years];
  p.measure_name = row[C::measure_name];
  p.what_is_here = row[C::what_is_here];
  p.url = row[C::url];
  p.archive_url = row[C::archive_url];
  return p;
}

// Left away it is printed. Tables of Muster 1 said of a publication whether it was "complete".
std::optional<Extent> extent_of(std::string_view text) {
  if (text.empty() || text == "yes") return Extent::printed;
  return text == "no" ? Extent::quoted : extent_named(text);
}

Result<PublishedFigure> figure_of(const TidyRowView& row, const Ledger& ledger) {
  using C = TidyColumn;
  PublishedFigure figure;
  const auto id = find_measure(row[C::measure]);
  if (!id) return id.error();
  figure.measure = *id;
  const auto area = find_area(ledger, row[C::ref_area]);
  if (!area) return area.error();
  figure.area = ledger.area(*area).code;
  const auto year = parse_figure_year(row[C::time_period]);
  if (!year) return wrong(C::time_period, row[C::time_period], "a year is as 2024");
  figure.year = *year;
  const auto value = parse_written_figure(row[C::obs_value]);
  if (!value)
    return wrong(C::obs_value, row[C::obs_value], "figures are plain numbers, without separators");
  if (value->rounded)
    return wrong(C::obs_value, row[C::obs_value], "a figure has at most 18 digits here");
  figure.value = value->value;
  const auto unit = parse_unit(row[C::unit]);
  if (!unit) return wrong(C::unit, row[C::unit], unit.error().hint);
  figure.unit = *unit;
  const auto basis = parse_price_basis(row[C::price_basis]);
  if (!basis) return wrong(C::price_basis, row[C::price_basis], basis.error().hint);
  figure.basis = *basis;
  const std::string_view status = row[C::obs_status];
  if (!one_of(status, {"A", "E", "P"}))
    return wrong(C::obs_status, status, "it is A (actual), E (estimate) or P (provisional)");
  figure.status = static_cast<ObsStatus>(status[0]);
  if (row[C::source_cell].empty())
    return wrong(C::source_cell, "", "a figure without its cell is worth nothing");
  figure.cell = row[C::source_cell];
  const auto extent = extent_of(row[C::extent]);
  if (!extent) return wrong(C::extent, row[C::extent], "it is printed, transcribed or quoted");
  figure.extent = *extent;
  return figure;
}

// Where each of the table's columns stands; its error names what is wrong with the header.
Result<std::vector<TidyColumn>> columns_of(const Fields& header) {
  std::vector<std::string> known;
  known.reserve(kTidyColumns);
  for (const TidyName& name : kTidyNames) known.emplace_back(name.csv);
  std::vector<TidyColumn> columns;
  for (const std::string_view name : header) {
    const auto at = std::ranges::find(known, name == "complete" ? "extent" : name);
    if (at == known.end()) {
      return Error{"unknown column '" + std::string(name) + "'", "line 1", suggestion(name, known)};
    }
    const auto column = static_cast<TidyColumn>(at - known.begin());
    if (std::ranges::find(columns, column) != columns.end())
      return Error{"two columns '" + std::string(name) + "'", "line 1", ""};
    columns.push_back(column);
  }
  for (std::size_t i = 0; i < kTidyRequired; ++i) {
    if (std::ranges::find(columns, static_cast<TidyColumn>(i)) == columns.end())
      return Error{"no column '" + known[i] + "'", "line 1", "see muster export for the columns"};
  }
  return columns;
}

}  // namespace

Result<TidyFigures::Part*> TidyFigures::part_of(const TidyRowView& row) {
  const std::string_view id = row[TidyColumn::vintage];
  if (last_ == nullptr || last_->described[0] != id) {
    auto at = parts_.find(id);
    if (at == parts_.end()) {
      auto publication = publication_of(row, ledger_);
      if (!publication) return publication.error();
      if (auto fault = fault_of_publication_day(publication->published, today_)) return *fault;
      Part part{file_.publications.size(), {}};
      for (std::size_t i = 0; i < kTidyColumns; ++i) part.described[i] = row.fields[i];
      file_.publications.push_back(std::move(publication).value());
      at = parts_.emplace(id, std::move(part)).first;
    }
    last_ = &at->second;
  }
  for (std::size_t i = 0; i < kTidyColumns; ++i) {
    if (!describes_publication(i) || last_->described[i] == row.fields[i]) continue;
    return Error{"the " + std::string(kTidyNames[i].csv) + " of " + std::string(id) + " is '" +
                     std::string(row.fields[i]) + "' here and '" + last_->described[i] +
                     "' further up",
                 "", "a publication is described in one way"};
  }
  return last_;
}

std::optional<Error> TidyFigures::add(const TidyRowView& row) {
  const auto part = part_of(row);
  if (!part) return part.error();
  auto figure = figure_of(row, ledger_);
  if (!figure) return figure.error();
  if (auto fault = fault_of_currency(ledger_.currencies, figure->unit)) return fault;
  const Date published = file_.publications[(*part)->publication].published;
  if (auto fault = fault_of_year(figure->year, figure->status, published)) return fault;
  return figures_.add(std::move(figure).value(), row[TidyColumn::obs_value], false,
                      (*part)->publication);
}

Result<SourceFile> TidyFigures::finish(std::string kind) {
  if (file_.publications.empty()) return Error{"it holds no figures", "", ""};
  file_.kind = std::move(kind);
  for (Publication& p : file_.publications) {
    const Publication described = p;
    set_years(p);
    if (described.first_year.value != 0) p.first_year = described.first_year;
    if (described.last_year.value != 0) p.last_year = described.last_year;
  }
  return std::move(file_);
}

bool is_tidy_csv(std::string_view text) {
  DelimitedReader reader(text.substr(0, 1024), ',');
  Fields header;
  if (!reader.next(header)) return false;
  const auto has = [&](std::string_view name) {
    return std::ranges::find(header, name) != header.end();
  };
  return has("vintage") && has("measure") && has("obs_value");
}

Result<SourceFile> read_tidy_csv(std::string_view text, const Ledger& ledger,
                                 const SourceHints& hints) {
  DelimitedReader reader(text, ',');
  Fields fields;
  reader.next(fields);
  const auto columns = columns_of(fields);
  if (!columns) return columns.error();
  TidyFigures figures(ledger, hints.today);
  TidyRowView row;
  while (reader.next(fields)) {
    if (fields.size() == 1 && fields[0].empty()) continue;
    const std::string line = "line " + std::to_string(reader.line());
    if (fields.size() != columns->size()) {
      return Error{"a row of " + std::to_string(fields.size()) + " fields", line,
                   "the header has " + std::to_string(columns->size())};
    }
    for (std::size_t i = 0; i < fields.size(); ++i) row[(*columns)[i]] = fields[i];
    if (auto error = figures.add(row)) return within(line, *std::move(error));
  }
  if (reader.error()) return *reader.error();
  return figures.finish("Muster's own table");
}

}  // namespace muster
