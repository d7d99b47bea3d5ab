#include "sources/sipri.h"

#include <algorithm>
#include <array>
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
    {"Current US$", MeasureId::defence_expenditure, ""},
    {"Share of GDP", MeasureId::defence_share_of_gdp, ""},
    {"Per capita", MeasureId::defence_per_capita, ""},
    {"Share of Govt", std::nullopt,
     "a share of government spending, for which the ledger has no measure"},
}};

// States that are no more and have no code of their own today.
constexpr std::array<std::string_view, 1> kFormerStates = {"Yemen, North"};

// Headings of regions stand where countries do.
bool is_gap(std::string_view text) {
  return text == "..." || text == ". ." || text == ".." || text == "xxx" || text == "…";
}

bool is_estimate(std::string_view colour) {
  return colour.ends_with("0000FF") || colour.ends_with("FF0000");
}

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
      const auto kind = std::ranges::find_if(
          kSheets, [&](const SheetKind& known) { return sheet.name.starts_with(known.name); });
      if (kind == kSheets.end())
        return Error{"unknown sheet '" + sheet.name + "'", "", "this layout is not known"};
      sheet_ = &sheet;
      kind_ = kind;
      years_.clear();
      basis_ = PriceBasis::current();
      if (auto error = workbook_.read(sheet, [&](const SheetRow& row) { return take(row); }))
        return *error;
      if (kind->measure && years_.empty())
        return Error{"the sheet has no row of years", sheet.name, "this layout is not known"};
    }
    if (file_.publication().figures.empty())
      return Error{"it holds no figures", "", "is this the publisher's file?"};
    describe();
    return std::move(file_);
  }

 private:
  std::string place(const Cell& cell) const { return cell_name(sheet_->name, cell); }

  std::optional<Error> take(const SheetRow& row) {
    if (row.cells.empty()) return std::nullopt;
    const Cell& first = row.cells.front();
    if (!kind_->measure) {
      for (const Cell& cell : row.cells) {
        if (cell.kind == CellKind::number) leave_out(cell, std::string(kind_->reason));
      }
      return std::nullopt;
    }
    if (first.column == 1 && first.text == "Country") return take_years(row);
    if (years_.empty()) {
      read_basis(first.text);
      return std::nullopt;
    }
    const bool figures = std::ranges::any_of(
        row.cells, [&](const Cell& cell) { return years_.contains(cell.column); });
    if (!figures) return std::nullopt;  // a region's heading, a note
    return take_country(row);
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
      const auto year = parse_figure_year(cell.text);
      if (!year) continue;
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
    const bool former = std::ranges::find(kFormerStates, first.text) != kFormerStates.end();
    const auto area = find_area(ledger_, first.text);
    const bool group = area && ledger_.area(*area).is_group;
    if (!area && !former)
      return Error{"unknown country '" + std::string(first.text) + "'", place(first),
                   area.error().hint};
    for (const Cell& cell : row.cells) {
      const auto year = years_.find(cell.column);
      if (year == years_.end()) {
        if (cell.kind == CellKind::number) leave_out(cell, "no year above it");
        continue;
      }
      if (cell.kind == CellKind::error) {
        leave_out(cell, "an error of the workbook");
      } else if (cell.kind == CellKind::text) {
        if (!is_gap(cell.text)) {
          return Error{"'" + std::string(cell.text) + "' where the figure of " +
                           std::to_string(year->second.value) + " should be",
                       place(cell), "figures are numbers, or ... where there is none"};
        }
        leave_out(cell, cell.text == "xxx" ? "no country of its own then"
                                           : "the publisher gives no figure");
      } else if (former || group) {
        leave_out(cell,
                  former ? "a state that is no more" : "a group, whose members SIPRI does not say");
      } else if (auto error = take_figure(cell, *area, year->second)) {
        return error;
      }
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
    // A share is stored as a fraction and shown in per cent: the figure is moved two places.
    const bool share = *kind_->measure == MeasureId::defence_share_of_gdp;
    const auto stored = parse_stored_double(cell.text);
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
  std::map<int, Year> years_;  // by column
};

}  // namespace

bool is_sipri_workbook(const Workbook& workbook) {
  return std::ranges::any_of(workbook.sheets(), [](const Sheet& sheet) {
    return sheet.name == "Local currency calendar years";
  });
}

Result<SourceFile> read_sipri_workbook(const Workbook& workbook, const Ledger& ledger) {
  return SipriReader(workbook, ledger).read();
}

}  // namespace muster
