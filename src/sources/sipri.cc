#include "sources/sipri.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/text.h"
#include "sources/figures.h"
#include "sources/stored_double.h"

namespace muster {
namespace {

// What a sheet holds, by how its name begins.
struct SheetKind {
  std::string_view name;
  std::optional<MeasureId> measure;  // none: left out
  std::string_view reason;           // why
};

constexpr std::array<SheetKind, 10> kSheets = {{
    {"Front page", std::nullopt, "the front page"},
    {"Footnotes", std::nullopt, "footnotes"},
    {"Regional totals", std::nullopt, "totals of regions, which the ledger does not have"},
    {"Local currency financial years", std::nullopt,
     "financial years; the sheet of calendar years has the figure"},
    {"Local currency calendar years", MeasureId::defence_expenditure, ""},
    {"Constant", MeasureId::defence_expenditure, ""},
    {"Current US", MeasureId::defence_expenditure, ""},
    {"Share of GDP", MeasureId::defence_share_of_gdp, ""},
    {"Per capita", MeasureId::defence_per_capita, ""},
    {"Share of Govt", std::nullopt,
     "a share of government spending, for which the ledger has no measure"},
}};

const SheetKind* kind_of(const Sheet& sheet) {
  const auto kind = std::ranges::find_if(
      kSheets, [&](const SheetKind& known) { return trimmed(sheet.name).starts_with(known.name); });
  return kind == kSheets.end() ? nullptr : &*kind;
}

// States that are no more and have no code of their own today.
constexpr std::array<std::string_view, 1> kFormerStates = {"Yemen, North"};

// The edition of 2017 has one row for both in some sheets, and a row each in the others.
constexpr std::string_view kUnionAndRussia = "USSR/Russia";
constexpr int kLastYearOfUnion = 1991;

bool is_gap(std::string_view text) {
  return text == "..." || text == ". ." || text == ".." || text == "xxx" || text == "…";
}

// "FFFF0000": any blue or red, since a cell here and there has a shade of its own (2738E1).
bool is_estimate(std::string_view colour) {
  unsigned value = 0;
  if (colour.size() < 6) return false;
  const std::string_view digits = colour.substr(colour.size() - 6);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return false;
  const unsigned red = value >> 16U;
  const unsigned green = value >> 8U & 0xFFU;
  const unsigned blue = value & 0xFFU;
  constexpr unsigned kStrong = 0xC0;
  constexpr unsigned kWeak = 0x80;
  return green < kWeak && ((blue >= kStrong && red < kWeak) || (red >= kStrong && blue < kWeak));
}

// Years are numbers or text: "1949", "1949.0".
std::optional<Year> year_in_heading(std::string_view text) {
  const auto figure = parse_stored_double(trimmed(text));
  return figure ? parse_figure_year(figure->value.to_string()) : std::nullopt;
}

bool is_blank(const Cell& cell) { return trimmed(cell.text).empty(); }

class SipriReader {
 public:
  SipriReader(const Workbook& workbook, const Ledger& ledger)
      : workbook_(workbook), ledger_(ledger), figures_(file_) {}

  Result<SourceFile> read() {
    file_.kind = "SIPRI military expenditure workbook";
    auto colours = workbook_.font_colours();
    if (!colours) return colours.error();
    colours_ = std::move(colours).value();
    for (const Sheet& sheet : workbook_.sheets()) {
      if (auto error = read_sheet(sheet)) return *error;
    }
    if (file_.publication().figures.empty())
      return Error{"it holds no figures", "", "is this the publisher's file?"};
    describe();
    return std::move(file_);
  }

 private:
  std::string place(const Cell& cell) const { return cell_name(sheet_->name, cell); }

  std::optional<Error> read_sheet(const Sheet& sheet) {
    kind_ = kind_of(sheet);
    if (kind_ == nullptr)
      return Error{"unknown sheet '" + sheet.name + "'", "", "this layout is not known"};
    sheet_ = &sheet;
    years_.clear();
    other_columns_.clear();
    basis_ = PriceBasis::current();
    bool empty = true;
    auto error = workbook_.read(sheet, [&](const SheetRow& row) {
      empty = empty && row.cells.empty();
      return take(row);
    });
    if (!error && kind_->measure && years_.empty() && !empty)
      return Error{"the sheet has no row of years", sheet.name, "this layout is not known"};
    return error;
  }

  std::optional<Error> take(const SheetRow& row) {
    if (row.cells.empty()) return std::nullopt;
    const Cell& first = row.cells.front();
    if (!kind_->measure) {
      for (const Cell& cell : row.cells) {
        if (cell.kind == CellKind::number) leave_out(cell, std::string(kind_->reason));
      }
      return std::nullopt;
    }
    if (first.column == 1 && trimmed(first.text) == "Country") return take_years(row);
    if (years_.empty()) {
      read_basis(first.text);
      return std::nullopt;
    }
    const bool figures = std::ranges::any_of(row.cells, [&](const Cell& cell) {
      return years_.contains(cell.column) && !is_blank(cell) && !is_gap(trimmed(cell.text));
    });
    const bool known = first.column == 1 && (figures || names_country(trimmed(first.text)));
    if (figures || known) return take_country(row);
    // A region's heading, perhaps with gaps beside it; a note.
    for (const Cell& cell : row.cells) {
      const bool gap = years_.contains(cell.column) && !is_blank(cell);
      if (gap || cell.kind == CellKind::number) leave_out(cell, "beside a heading or a note");
    }
    return std::nullopt;
  }

  bool names_country(std::string_view name) const {
    return name == kUnionAndRussia ||
           std::ranges::find(kFormerStates, name) != kFormerStates.end() ||
           find_area(ledger_, name).ok();
  }

  // "Figures are in US $m., at constant 2023 prices and exchange rates".
  void read_basis(std::string_view text) {
    constexpr std::string_view kWords = "constant ";
    const auto at = text.find(kWords);
    if (at == std::string_view::npos) return;
    std::string_view rest = text.substr(at + kWords.size());
    if (rest.starts_with('(')) rest.remove_prefix(1);
    if (const auto year = parse_figure_year(rest.substr(0, 4)))
      basis_ = PriceBasis::constant(year->value);
  }

  std::optional<Error> take_years(const SheetRow& row) {
    for (const Cell& cell : row.cells) {
      const auto year = year_in_heading(cell.text);
      if (!year) {
        other_columns_[cell.column] = std::string(trimmed(cell.text));
        continue;
      }
      if (!years_.empty() && years_.rbegin()->second >= *year)
        return Error{"the year " + std::string(cell.text) + " is out of order", place(cell),
                     "columns go year by year"};
      years_[cell.column] = *year;
      if (cell.kind == CellKind::number) leave_out(cell, "a year in a heading");
    }
    return std::nullopt;
  }

  std::optional<Error> take_country(const SheetRow& row) {
    const Cell& first = row.cells.front();
    if (first.column != 1)
      return Error{"figures without a country", place(first), "is this the publisher's file?"};
    const std::string_view name = trimmed(first.text);
    const bool both = name == kUnionAndRussia;
    const bool former = std::ranges::find(kFormerStates, name) != kFormerStates.end();
    const auto found = find_area(ledger_, both ? "Russia" : name);
    if (!found && !former)
      return Error{"unknown country '" + std::string(name) + "'", place(first), found.error().hint};
    std::optional<AreaId> area;
    if (found) area = *found;
    std::optional<AreaId> earlier = area;
    if (both) earlier = *find_area(ledger_, "USSR");
    for (const Cell& cell : row.cells) {
      const auto year = years_.find(cell.column);
      if (year == years_.end()) {
        if (cell.kind == CellKind::number) leave_out(cell, reason_beside_years(cell.column));
        continue;
      }
      const auto& of = year->second.value <= kLastYearOfUnion ? earlier : area;
      if (auto error = take_cell(row, cell, of, year->second)) return error;
    }
    return std::nullopt;
  }

  // The number of a note; "2016 Current", which the sheet of current dollars has too.
  std::string reason_beside_years(int column) const {
    const auto heading = other_columns_.find(column);
    if (heading == other_columns_.end()) return "no year above it";
    return "below the heading “" + heading->second + "”";
  }

  // A cell of a country's row, below a year; `area` is none for a state without a code.
  std::optional<Error> take_cell(const SheetRow& row, const Cell& cell, std::optional<AreaId> area,
                                 Year year) {
    const std::string_view text = trimmed(cell.text);
    if (text.empty()) return std::nullopt;
    if (cell.kind == CellKind::error) {
      leave_out(cell, "an error of the workbook");
    } else if (row.is_hidden(cell)) {
      leave_out(cell, "hidden by the publisher");
    } else if (cell.kind == CellKind::text) {
      if (!is_gap(text)) {
        return Error{"'" + std::string(text) + "' where the figure of " +
                         std::to_string(year.value) + " should be",
                     place(cell), "figures are numbers, or ... where there is none"};
      }
      leave_out(cell,
                text == "xxx" ? "no country of its own then" : "the publisher gives no figure");
    } else if (!area) {
      leave_out(cell, "a state that is no more");
    } else if (ledger_.area(*area).is_group) {
      leave_out(cell, "a group, whose members SIPRI does not say");
    } else {
      return take_figure(cell, *area, year);
    }
    return std::nullopt;
  }

  std::optional<Error> take_figure(const Cell& cell, AreaId area, Year year) {
    Unit unit{UnitKind::money, 6, kUsd};
    if (*kind_->measure == MeasureId::defence_share_of_gdp) unit = {UnitKind::percent, 0, {}};
    if (*kind_->measure == MeasureId::defence_per_capita) unit = {UnitKind::money, 0, kUsd};
    if (kind_->name.starts_with("Local")) {
      // All years are told in today's currency.
      unit = {UnitKind::money, 0, currency_of(ledger_, area, years_.rbegin()->second)};
      if (unit.currency.none()) {
        leave_out(cell, "the ledger does not know the currency of " +
                            std::string(ledger_.area(area).name));
        return std::nullopt;
      }
    }
    const bool share = *kind_->measure == MeasureId::defence_share_of_gdp;
    const auto stored = parse_stored_double(cell.text);
    // A share is stored as a fraction and shown in per cent: the point is moved two places.
    const auto value = stored ? stored->value.shifted(share ? 2 : 0) : std::nullopt;
    if (!value) {
      leave_out(cell, "more digits than a figure may have");
      return std::nullopt;
    }
    if (stored->rounded) tell_rounded(file_, place(cell), cell.text, *value);
    const bool estimate = is_estimate(colours_.of(cell.style));
    return figures_.add({*kind_->measure, std::string(ledger_.area(area).code), year, *value, unit,
                         basis_, estimate ? ObsStatus::estimate : ObsStatus::actual, place(cell)},
                        cell.text);
  }

  void leave_out(const Cell& cell, std::string reason) {
    figures_.leave_out(place(cell), cell.text, std::move(reason));
  }

  void describe() {
    Publication& p = file_.publication();
    p.publisher = "SIPRI";
    set_years(p);
    p.base = constant_base_of(p);
    p.title = "SIPRI Military Expenditure Database, " + std::to_string(p.first_year.value) + "-" +
              std::to_string(p.last_year.value);
    p.measure_name = "military expenditure";
    p.what_is_here =
        "the whole workbook but regions, financial years and shares of government spending";
  }

  const Workbook& workbook_;
  FontColours colours_;
  const Ledger& ledger_;
  SourceFile file_;
  FigureList figures_;

  const Sheet* sheet_ = nullptr;
  const SheetKind* kind_ = nullptr;
  PriceBasis basis_;
  std::map<int, Year> years_;                 // by column
  std::map<int, std::string> other_columns_;  // columns headed by words
};

}  // namespace

// Someone may have kept a part of its sheets. Names that any workbook may have need the publisher's
// title above the table.
bool is_sipri_workbook(const Workbook& workbook) {
  constexpr std::string_view kLocal = "Local currency ";
  constexpr int kTitleRows = 5;
  return std::ranges::any_of(workbook.sheets(), [&](const Sheet& sheet) {
    const SheetKind* kind = kind_of(sheet);
    if (kind == nullptr) return false;
    if (kind->name.starts_with(kLocal)) return true;
    if (!kind->measure && !kind->name.starts_with("Share of Govt")) return false;
    bool titled = false;
    int rows = 0;
    // The error only ends the reading: read_sipri_workbook() tells what is wrong.
    (void)workbook.read(sheet, [&](const SheetRow& row) -> std::optional<Error> {
      titled = titled || std::ranges::any_of(row.cells, [](const Cell& cell) {
                 return trimmed(cell.text).starts_with("Military expenditure ");
               });
      return titled || ++rows >= kTitleRows ? std::optional(Error{}) : std::nullopt;
    });
    return titled;
  });
}

Result<SourceFile> read_sipri_workbook(const Workbook& workbook, const Ledger& ledger) {
  return SipriReader(workbook, ledger).read();
}

}  // namespace muster
