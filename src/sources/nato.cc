#include "sources/nato.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "sources/figures.h"
#include "sources/stored_double.h"

namespace muster {
namespace {

// "Table 3 : Defence expenditure as a share of GDP …" to what follows the colon.
std::optional<std::string_view> title_in(std::string_view text) {
  if (!ascii_lower(text.substr(0, 6)).starts_with("table ")) return std::nullopt;
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon > 12) return std::nullopt;
  return trimmed(text.substr(colon + 1));
}

// Since July 2026 NATO counts "core defence expenditure", a definition of its own; the tables are
// headed as before but for that word.
constexpr std::string_view kCore = "core ";

std::string without_core(const std::string& lower) {
  return lower.starts_with(kCore) ? lower.substr(kCore.size()) : lower;
}

// What the figures below a heading are. Titles, unit lines and sections each say a part of it.
struct Topic {
  std::optional<MeasureId> measure;
  std::optional<Unit> unit;
  bool national_currency = false;  // in millions
  PriceBasis basis;

  bool says_all() const { return measure && (unit || national_currency); }
};

bool is_share_or_change(std::string_view lower) {
  return lower.starts_with("share of") || lower.starts_with("annual real change");
}

// Adds what `text` says; false where it says nothing that is understood.
bool add_to(Topic& topic, std::string_view text) {
  const std::string lower = without_core(ascii_lower(text));
  const auto has = [&](std::string_view words) { return lower.find(words) != std::string::npos; };
  bool understood = false;
  const auto is = [&](MeasureId measure, std::optional<Unit> unit) {
    topic.measure = measure;
    if (unit) topic.unit = *unit, topic.national_currency = false;
    understood = true;
  };
  using M = MeasureId;
  const Unit percent{UnitKind::percent, 0, {}};
  if (lower.starts_with("share of") && has("gdp")) is(M::defence_share_of_gdp, percent);
  if (lower.starts_with("annual real change")) is(M::real_change, percent);
  if (lower.starts_with("gdp per capita")) is(M::gdp_per_capita, std::nullopt);
  if (lower.starts_with("defence expenditure per capita")) is(M::defence_per_capita, std::nullopt);
  if (lower.starts_with("equipment")) is(M::equipment_share, percent);
  if (lower.starts_with("personnel")) is(M::personnel_share, percent);
  if (lower.starts_with("infrastructure")) is(M::infrastructure_share, percent);
  if (lower.starts_with("other")) is(M::other_share, percent);

  if (has("million national currency")) topic.national_currency = understood = true;
  if (has("billion us dollars")) topic.unit = Unit{UnitKind::money, 9, kUsd}, understood = true;
  if (has("million us dollars")) topic.unit = Unit{UnitKind::money, 6, kUsd}, understood = true;
  if (has("(thousand us dollars)")) topic.unit = Unit{UnitKind::money, 3, kUsd}, understood = true;
  if (has("(us dollars)")) topic.unit = Unit{UnitKind::money, 0, kUsd}, understood = true;
  if (lower == "thousands") topic.unit = Unit{UnitKind::persons, 3, {}}, understood = true;
  if (lower.starts_with("percentage of total defence")) understood = true;

  if (has("current prices")) topic.basis = PriceBasis::current(), understood = true;
  const auto prices = lower.find(" prices");
  if (prices != std::string::npos && prices >= 4) {
    if (const auto year = parse_figure_year(std::string_view(lower).substr(prices - 4, 4)))
      topic.basis = PriceBasis::constant(year->value), understood = true;
  }
  return understood;
}

Topic topic_of_title(std::string_view title) {
  Topic topic;
  const std::string lower = without_core(ascii_lower(title));
  if (lower == "gdp" || lower == "real gdp") topic.measure = MeasureId::gdp;
  if (lower == "military personnel") topic.measure = MeasureId::military_personnel;
  if (lower == "defence expenditure" || lower.starts_with("defence expenditure real change"))
    topic.measure = MeasureId::defence_expenditure;
  return topic;
}

bool is_percent(const Topic& topic) { return topic.unit && topic.unit->kind == UnitKind::percent; }

struct YearHeading {
  Year year;
  bool estimate;
};

std::optional<YearHeading> year_in(std::string_view text) {
  text = trimmed(text);
  const bool estimate = text.ends_with('e');
  if (estimate) text.remove_suffix(1);
  const auto year = parse_figure_year(text);
  return year ? std::optional(YearHeading{*year, estimate}) : std::nullopt;
}

// "Czechia*   (Koruny)" to its name and what stands in brackets.
struct Label {
  std::string_view name;
  std::string_view currency;
};

Label read_label(std::string_view text) {
  Label label{text, {}};
  const auto bracket = text.find('(');
  if (bracket != std::string_view::npos) {
    const auto end = text.find(')', bracket);
    label.currency =
        text.substr(bracket + 1, end == std::string_view::npos ? end : end - bracket - 1);
    label.name = text.substr(0, bracket);
  }
  label.name = trimmed(label.name);
  // Footnote marks.
  while (label.name.ends_with('*'))
    label.name = trimmed(label.name.substr(0, label.name.size() - 1));
  return label;
}

class NatoReader {
 public:
  NatoReader(const Workbook& workbook, const Ledger& ledger)
      : workbook_(workbook), ledger_(ledger), figures_(file_, Reprints::some) {}

  Result<SourceFile> read() {
    file_.kind = "NATO defence expenditure workbook";
    for (const Sheet& sheet : workbook_.sheets()) {
      sheet_ = &sheet;
      begin_table({});
      if (auto error = workbook_.read(sheet, [&](const SheetRow& row) { return take(row); }))
        return *error;
    }
    if (file_.publication().figures.empty())
      return Error{"it holds no figures", "", "is this the publisher's file?"};
    describe();
    return std::move(file_);
  }

 private:
  std::string place(const Cell& cell) const { return cell_name(sheet_->name, cell); }

  void begin_table(std::string_view title) {
    topic_ = topic_of_title(title);
    const std::string lower = ascii_lower(title);
    core_ = core_ || lower.starts_with(kCore);
    // Repeats figures of other tables beside each other.
    repetition_ = without_core(lower).starts_with("defence expenditure real change");
    years_.clear();
    other_columns_.clear();
    in_notes_ = false;
  }

  std::optional<Error> take(const SheetRow& row) {
    const Cell* text = nullptr;  // the first
    std::size_t texts = 0;
    std::size_t years = 0;
    for (const Cell& cell : row.cells) {
      if (year_in(cell.text)) ++years;
      if (cell.kind != CellKind::text) continue;
      if (text == nullptr) text = &cell;
      ++texts;
    }
    if (text != nullptr) {
      if (const auto title = title_in(trimmed(text->text))) {
        begin_table(*title);
        return leave_out_rest(row, text, "beside a title");
      }
    }
    // Years, and perhaps headings of other columns; figures have a country before them.
    if (years >= 2 &&
        (text == nullptr || year_in(text->text) || text->column > row.cells.front().column))
      return take_years(row);
    if (text != nullptr && ascii_lower(trimmed(text->text)).starts_with("note")) in_notes_ = true;
    if (texts == row.cells.size() && texts == 1) return take_heading(trimmed(text->text), *text);
    if (text != nullptr && take_heading_of(row, *text))
      return leave_out_rest(row, text, "beside a heading");
    return take_figures(row);
  }

  std::optional<Error> take_years(const SheetRow& row) {
    years_.clear();
    other_columns_.clear();
    for (const Cell& cell : row.cells) {
      const auto year = year_in(cell.text);
      if (!year) {
        other_columns_[cell.column] = std::string(trimmed(cell.text));
        continue;
      }
      years_[cell.column] = *year;
      if (year->estimate) estimate_years_.insert(year->year);
      if (cell.kind == CellKind::number)
        figures_.leave_out(place(cell), cell.text, "a year in a heading");
    }
    return std::nullopt;
  }

  std::optional<Error> take_heading(std::string_view text, const Cell& cell) {
    const bool page_number = text.starts_with('-') && text.ends_with('-');
    if (in_notes_ || page_number || text.starts_with('*') || text.starts_with('('))
      return std::nullopt;
    if (add_to(topic_, text) || years_.empty()) return std::nullopt;
    return Error{"unknown heading '" + std::string(text) + "'", place(cell),
                 "this layout is not known: the figures below it cannot be told"};
  }

  // A heading that is understood, with nothing below the table's years: what else is in its row
  // stands outside of the table. False where it is none.
  bool take_heading_of(const SheetRow& row, const Cell& text) {
    const bool in_table = std::ranges::any_of(row.cells, [&](const Cell& cell) {
      return &cell != &text && years_.contains(cell.column);
    });
    return !in_notes_ && !in_table && add_to(topic_, trimmed(text.text));
  }

  // Nothing but the title or heading is expected in its row.
  std::optional<Error> leave_out_rest(const SheetRow& row, const Cell* expected,
                                      const char* reason) {
    for (const Cell& cell : row.cells) {
      if (&cell != expected && cell.kind == CellKind::number)
        figures_.leave_out(place(cell), cell.text, reason);
    }
    return std::nullopt;
  }

  std::optional<Error> take_figures(const SheetRow& row) {
    const Cell* label = nullptr;
    for (const Cell& cell : row.cells) {
      if (cell.kind == CellKind::text && !years_.contains(cell.column) &&
          !other_columns_.contains(cell.column)) {
        label = &cell;
        break;
      }
    }
    if (label == nullptr || in_notes_ || years_.empty()) {
      for (const Cell& cell : row.cells) {
        if (cell.kind == CellKind::text) continue;
        // An error's row has lost its country; a number without one is a fault of the file.
        if (cell.kind == CellKind::number && label == nullptr && !in_notes_ &&
            years_.contains(cell.column) && !row.is_hidden(cell)) {
          return Error{"a figure without a country in its row", place(cell),
                       "is this the publisher's file?"};
        }
        figures_.leave_out(place(cell), cell.text,
                           cell.kind == CellKind::error ? "an error of the workbook"
                           : in_notes_                  ? "among the notes"
                                                        : "outside of any table");
      }
      return std::nullopt;
    }
    const Label named = read_label(label->text);
    const auto area = find_area(ledger_, named.name);
    if (!area) {
      return Error{"unknown country '" + std::string(named.name) + "'", place(*label),
                   area.error().hint};
    }
    for (const Cell& cell : row.cells) {
      if (&cell == label) continue;
      if (auto error = take_figure(row, cell, *area, named)) return error;
    }
    return std::nullopt;
  }

  std::optional<Error> take_figure(const SheetRow& row, const Cell& cell, AreaId area,
                                   const Label& label) {
    const std::string_view text = trimmed(cell.text);
    const auto leave_out = [&](std::string reason) {
      figures_.leave_out(place(cell), cell.text, std::move(reason));
      return std::nullopt;
    };
    if (cell.kind == CellKind::error) return leave_out("an error of the workbook");
    if (row.is_hidden(cell)) return leave_out("hidden by the publisher");
    const auto other = other_columns_.find(cell.column);
    if (other != other_columns_.end()) return take_other(cell, area, other->second);
    const auto year = years_.find(cell.column);
    if (year == years_.end())
      return cell.kind == CellKind::text ? std::nullopt : leave_out("no year above it");
    if (cell.kind == CellKind::text) {
      if (text == ".." || text == "-" || text == "–" || text == "n/a" || text == "NA")
        return leave_out("the publisher gives no figure");
      return Error{"'" + std::string(text) + "' where a figure of " +
                       std::to_string(year->second.year.value) + " should be",
                   place(cell), "figures are numbers, or .. where there is none"};
    }
    if (!topic_.says_all()) {
      return Error{"a figure below no heading that says what it is", place(cell),
                   "this layout is not known"};
    }
    const auto value = parse_figure(text);
    if (!value) return Error{"'" + std::string(text) + "' is no number", place(cell), ""};
    auto unit = unit_of(area, label, year->second.year);
    if (!unit) return Error{unit.error().what, place(cell), unit.error().hint};
    return figures_.add(
        {*topic_.measure, std::string(ledger_.area(area).code), year->second.year, *value, *unit,
         topic_.basis, year->second.estimate ? ObsStatus::estimate : ObsStatus::actual,
         place(cell)},
        text, repetition_);
  }

  // A column that is headed by words: it repeats or follows from other tables.
  std::optional<Error> take_other(const Cell& cell, AreaId area, const std::string& heading) {
    if (cell.kind != CellKind::number) return std::nullopt;
    const std::string lower = ascii_lower(heading);
    const auto value = parse_figure(cell.text);
    if (!value) return Error{"'" + std::string(cell.text) + "' is no number", place(cell), ""};
    Topic topic = topic_;
    const bool known = is_share_or_change(lower) && add_to(topic, heading);
    if (known && is_percent(topic)) {
      // "Share of real GDP 2024e (%)": the figure of another table.
      for (std::size_t at = 0; at + 4 <= lower.size(); ++at) {
        const auto year = year_in(std::string_view(heading).substr(at, 5));
        const auto plain = year ? year : year_in(std::string_view(heading).substr(at, 4));
        if (!plain) continue;
        return figures_.add(
            {*topic.measure, std::string(ledger_.area(area).code), plain->year, *value, *topic.unit,
             topic.basis, plain->estimate ? ObsStatus::estimate : ObsStatus::actual, place(cell)},
            cell.text, true);
      }
    }
    figures_.leave_out(place(cell), cell.text,
                       lower.starts_with("real change")
                           ? "a change over several years, which follows from the years"
                           : "below the heading “" + heading + "”");
    return std::nullopt;
  }

  // National currency is named behind the country: "(Euros)", else the country's own. Tables are in
  // the currency of their last year throughout.
  Result<Unit> unit_of(AreaId area, const Label& label, Year year) const {
    if (!topic_.national_currency) return *topic_.unit;
    Year first = year;
    Year last = year;
    for (const auto& [column, heading] : years_) {
      first = std::min(first, heading.year);
      last = std::max(last, heading.year);
    }
    const bool euros = ascii_lower(label.currency).starts_with("euro");
    Currency own = euros ? kEur : currency_of(ledger_, area, last);
    if (!euros && !label.currency.empty() && own == kEur) own = currency_of(ledger_, area, first);
    if (own.none() || (own == kEur && !euros && !label.currency.empty())) {
      return Error{"in what currency is '" + std::string(label.name) + " (" +
                       std::string(label.currency) + ")'?",
                   "", "the ledger knows no such currency of this country"};
    }
    return Unit{UnitKind::money, 6, own};
  }

  void describe() {
    Publication& p = file_.publication();
    p.publisher = "NATO";
    set_years(p);
    p.base = constant_base_of(p);
    for (const Year year : estimate_years_)
      p.estimate_years += (p.estimate_years.empty() ? "" : " ") + std::to_string(year.value);
    p.title = "Defence Expenditure of NATO Countries (" + std::to_string(p.first_year.value) + "-" +
              std::to_string(p.last_year.value) + ")";
    p.measure_name = core_ ? "core defence expenditure" : "defence expenditure";
    p.what_is_here = "the whole workbook";
  }

  const Workbook& workbook_;
  const Ledger& ledger_;
  SourceFile file_;
  FigureList figures_;

  const Sheet* sheet_ = nullptr;
  Topic topic_;
  bool core_ = false;  // a title says so
  bool repetition_ = false;
  bool in_notes_ = false;
  std::map<int, YearHeading> years_;          // by column
  std::map<int, std::string> other_columns_;  // columns headed by words
  std::set<Year> estimate_years_;
};

}  // namespace

bool is_nato_workbook(const Workbook& workbook) {
  bool found = false;
  for (const Sheet& sheet : workbook.sheets()) {
    int rows = 0;
    // The error only ends the reading: read_nato_workbook() tells what is wrong.
    (void)workbook.read(sheet, [&](const SheetRow& row) -> std::optional<Error> {
      for (const Cell& cell : row.cells) {
        const auto title =
            cell.kind == CellKind::text ? title_in(trimmed(cell.text)) : std::nullopt;
        if (title) {
          const std::string lower = without_core(ascii_lower(*title));
          found = found || lower.starts_with("defence expenditure") || lower.starts_with("gdp") ||
                  lower.starts_with("real gdp") || lower.starts_with("military personnel");
        }
      }
      return found || ++rows > 30 ? std::optional(Error{}) : std::nullopt;
    });
    if (found) return true;
  }
  return false;
}

Result<SourceFile> read_nato_workbook(const Workbook& workbook, const Ledger& ledger) {
  return NatoReader(workbook, ledger).read();
}

}  // namespace muster
