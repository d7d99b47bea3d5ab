#include "sources/nato.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "sources/figures.h"
#include "sources/nato_layout.h"
#include "sources/stored_double.h"

namespace muster {
namespace {

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
    describe_nato(file_.publication(), estimate_years_, core_);
    file_.publication().what_is_here = "the whole workbook";
    return std::move(file_);
  }

 private:
  std::string place(const Cell& cell) const { return cell_name(sheet_->name, cell); }

  void begin_table(std::string_view title) {
    topic_ = topic_of_nato_title(title);
    core_ = core_ || is_core_nato_title(title);
    repetition_ = is_nato_repetition(title);
    years_.clear();
    other_columns_.clear();
    in_notes_ = false;
  }

  std::optional<Error> take(const SheetRow& row) {
    const Cell* text = nullptr;  // the first
    std::size_t texts = 0;
    std::size_t years = 0;
    for (const Cell& cell : row.cells) {
      if (nato_year(cell.text)) ++years;
      if (cell.kind != CellKind::text) continue;
      if (text == nullptr) text = &cell;
      ++texts;
    }
    if (text != nullptr) {
      if (const auto title = nato_title(text->text)) {
        begin_table(title->text);
        return leave_out_rest(row, text, "beside a title");
      }
    }
    // Years, and perhaps headings of other columns; figures have a country before them.
    if (years >= 2 &&
        (text == nullptr || nato_year(text->text) || text->column > row.cells.front().column))
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
      const auto year = nato_year(cell.text);
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
    if (add_to_nato_topic(topic_, text) || years_.empty()) return std::nullopt;
    return Error{"unknown heading '" + std::string(text) + "'", place(cell),
                 "this layout is not known: the figures below it cannot be told"};
  }

  // A heading that is understood, with nothing below the table's years: what else is in its row
  // stands outside of the table. False where it is none.
  bool take_heading_of(const SheetRow& row, const Cell& text) {
    const bool in_table = std::ranges::any_of(row.cells, [&](const Cell& cell) {
      return &cell != &text && years_.contains(cell.column);
    });
    return !in_notes_ && !in_table && add_to_nato_topic(topic_, trimmed(text.text));
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
    const NatoLabel named = read_nato_label(label->text);
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
                                   const NatoLabel& label) {
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
      if (is_nato_gap(text)) return leave_out("the publisher gives no figure");
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
    auto unit = nato_unit(ledger_, topic_, area, label, years_above());
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
    const auto value = parse_figure(cell.text);
    if (!value) return Error{"'" + std::string(cell.text) + "' is no number", place(cell), ""};
    if (const auto column = nato_column(topic_, heading)) {
      const auto& [topic, year] = *column;
      return figures_.add(
          {*topic.measure, std::string(ledger_.area(area).code), year.year, *value, *topic.unit,
           topic.basis, year.estimate ? ObsStatus::estimate : ObsStatus::actual, place(cell)},
          cell.text, true);
    }
    figures_.leave_out(place(cell), cell.text, nato_column_left_out(heading));
    return std::nullopt;
  }

  NatoSpan years_above() const {
    const auto [first, last] = std::ranges::minmax_element(
        years_, {}, [](const auto& column) { return column.second.year; });
    return {first->second.year, last->second.year};
  }

  const Workbook& workbook_;
  const Ledger& ledger_;
  SourceFile file_;
  FigureList figures_;

  const Sheet* sheet_ = nullptr;
  NatoTopic topic_;
  bool core_ = false;  // a title says so
  bool repetition_ = false;
  bool in_notes_ = false;
  std::map<int, NatoYear> years_;             // by column
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
        const auto title = cell.kind == CellKind::text ? nato_title(cell.text) : std::nullopt;
        found = found || (title && is_nato_defence_title(title->text));
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
