#include "sources/kiel.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/text.h"
#include "sources/areas.h"
#include "sources/delimited.h"
#include "sources/figures.h"

namespace muster {
namespace {

using Fields = std::vector<std::string_view>;

enum class Role : std::uint8_t { donor, iso, year, month, category, figure, text };

// What one column of a table is; for figures the component and unit under which they are kept.
struct Column {
  std::string_view header;
  Role role;
  std::string_view component;
  std::string_view unit;
};

constexpr std::string_view kBillions = "EUR bn";
constexpr std::string_view kShare = "% of donor GDP";

constexpr std::array kMonths = {
    Column{"country", Role::donor, "", ""},
    Column{"iso", Role::iso, "", ""},
    Column{"year", Role::year, "", ""},
    Column{"month", Role::month, "", ""},
    Column{"total", Role::figure, "allocations_total", kBillions},
    Column{"financial", Role::figure, "allocations_financial", kBillions},
    Column{"humanitarian", Role::figure, "allocations_humanitarian", kBillions},
    Column{"military", Role::figure, "allocations_military", kBillions},
    Column{"commitments", Role::figure, "commitments_total", kBillions},
    Column{"to_be_allocated", Role::figure, "commitments_not_yet_allocated", kBillions},
    Column{"gdp", Role::figure, "donor_gdp", kBillions},
    Column{"pct_gdp", Role::figure, "allocations_total_pct_gdp", kShare},
};
constexpr std::array kEuShares = {
    Column{"country", Role::donor, "", ""},
    Column{"iso", Role::iso, "", ""},
    Column{"bilateral_pct_gdp", Role::figure, "allocations_total_pct_gdp", kShare},
    Column{"eu_share_pct_gdp", Role::figure, "share_of_EU_level_aid_pct_gdp", kShare},
    Column{"total_pct_gdp", Role::figure, "bilateral_plus_EU_share_pct_gdp", kShare},
    Column{"eu_share_bn", Role::figure, "share_of_EU_level_aid", kBillions},
};
constexpr std::array kTotals = {
    Column{"year", Role::year, "", ""},
    Column{"month", Role::month, "", ""},
    Column{"total_allocations", Role::figure, "allocations_total", kBillions},
    Column{"military", Role::figure, "allocations_military", kBillions},
    Column{"financial", Role::figure, "allocations_financial", kBillions},
    Column{"humanitarian", Role::figure, "allocations_humanitarian", kBillions},
};
constexpr std::array kProcurement = {
    Column{"year", Role::year, "", ""},
    Column{"month", Role::month, "", ""},
    Column{"stockpile", Role::figure, "allocations_military_from_stockpiles", kBillions},
    Column{"procurement", Role::figure, "allocations_military_procured", kBillions},
    Column{"unspecified", Role::figure, "allocations_military_unspecified", kBillions},
    Column{"nato_purl", Role::figure, "allocations_military_nato_purl", kBillions},
};
constexpr std::array kWeapons = {
    Column{"donor", Role::donor, "", ""},
    Column{"category", Role::category, "", ""},
    Column{"number_of_weapons", Role::figure, "weapons_number", "pieces"},
    Column{"monetary_value_eur", Role::figure, "weapons_value", "EUR"},
    Column{"weapons_list", Role::text, "", ""},
};
constexpr std::array<std::string_view, 4> kReleaseInfo = {"release", "period", "date", "label"};

struct Layout {
  std::span<const Column> columns;
  std::string_view what;
};
const std::array<Layout, 5> kLayouts = {{
    {kMonths, "aid by donor and month"},
    {kEuShares, "aid by member of the EU, with its share of EU aid"},
    {kTotals, "aid of all donors by month"},
    {kProcurement, "military aid of all donors by month and way of procurement"},
    {kWeapons, "weapons by donor and category"},
}};

// From when the tracker counts; a table without months covers all up to its release.
constexpr std::string_view kWholePeriod = "2022-01..";
constexpr std::string_view kAllDonors = "all donors";

const Layout* layout_of(const Fields& header) {
  const auto is = [&](const Layout& layout) {
    return std::ranges::equal(header, layout.columns, {}, {}, &Column::header);
  };
  const auto found = std::ranges::find_if(kLayouts, is);
  return found == kLayouts.end() ? nullptr : &*found;
}

class TrackerReader {
 public:
  TrackerReader(std::string_view text, const Ledger& ledger) : reader_(text, ','), ledger_(ledger) {
    file_.kind = "Ukraine Support Tracker";
    file_.publication().publisher = "KIEL";
    file_.publication().title = "Ukraine Support Tracker";
    file_.publication().measure_name = "support to Ukraine";
  }

  Result<SourceFile> read() {
    Fields fields;
    if (!reader_.next(fields)) return Error{"it is empty", "", ""};
    if (std::ranges::equal(fields, kReleaseInfo)) return read_release();
    const Layout* layout = layout_of(fields);
    if (layout == nullptr)
      return at("not the columns of a table of the tracker",
                "expected those of the files behind its page, in their order");
    while (reader_.next(fields)) {
      if (fields.size() == 1 && fields[0].empty()) continue;
      if (auto error = take_row(*layout, fields)) return *error;
    }
    if (reader_.error()) return *reader_.error();
    Publication& p = file_.publication();
    if (p.support.empty()) return Error{"it holds no figures", "", "is this the tracker's file?"};
    p.what_is_here = layout->what;
    p.first_year = first_year_;
    p.last_year = last_year_;
    return std::move(file_);
  }

 private:
  Error at(std::string what, std::string hint) const {
    return {std::move(what), "line " + std::to_string(reader_.line()), std::move(hint)};
  }

  // "29","04/2026","2026-08-04","Ukraine Support Tracker, Release 29 (04/2026)"
  Result<SourceFile> read_release() {
    Fields fields;
    if (!reader_.next(fields) || fields.size() != kReleaseInfo.size())
      return at("no release is named", "expected its number, period, day and name");
    const auto day = parse_date(fields[2]);
    if (!day) return at("'" + std::string(fields[2]) + "' is no day", day.error().hint);
    Publication& p = file_.publication();
    p.published = *day;
    p.title = fields[3];
    p.what_is_here = "which release it is";
    p.first_year = first_year_;
    p.last_year = year_of(*day);
    file_.tells_release = true;
    file_.left_out.push_back(
        {"line 2, release", std::string(fields[0]), "the number of the release, told in its name"});
    return std::move(file_);
  }

  std::optional<Error> take_row(const Layout& layout, const Fields& fields) {
    if (fields.size() != layout.columns.size()) {
      return at("a row of " + std::to_string(fields.size()) + " fields",
                "the header has " + std::to_string(layout.columns.size()));
    }
    PublishedSupport row;
    row.donor = kAllDonors;
    std::string category;
    std::string year;
    std::string month;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string text(fields[i]);
      switch (layout.columns[i].role) {
        case Role::donor:
          row.donor = text;
          break;
        case Role::iso:
          if (auto error = take_donor(row, text)) return error;
          break;
        case Role::year:
          year = text;
          break;
        case Role::month:
          month = text.size() == 1 ? "0" + text : text;
          break;
        case Role::category:
          category = text;
          break;
        case Role::figure:
        case Role::text:
          break;
      }
    }
    if (auto error = take_period(row, year, month)) return error;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (layout.columns[i].role != Role::figure) continue;
      row.component = layout.columns[i].component;
      if (!category.empty()) row.component += ": " + category;
      row.unit = layout.columns[i].unit;
      if (auto error = take_figure(row, layout.columns[i], fields[i])) return error;
    }
    return std::nullopt;
  }

  // The Commission and the Council are a donor and no area.
  std::optional<Error> take_donor(PublishedSupport& row, const std::string& code) {
    if (code == "EU") return std::nullopt;
    const auto area = country_named(ledger_, row.donor, code, file_);
    if (!area) return at(area.error().what, area.error().hint);
    row.area = ledger_.area(*area).code;
    return std::nullopt;
  }

  std::optional<Error> take_period(PublishedSupport& row, const std::string& year,
                                   const std::string& month) {
    if (year.empty() && month.empty()) {
      row.period = kWholePeriod;
      return std::nullopt;
    }
    row.period = year + "-" + month;
    const auto day = parse_date(row.period + "-01");
    if (!day) return at("'" + row.period + "' is no month", "expected a year and a month");
    last_year_ = std::max(last_year_, year_of(*day));
    return std::nullopt;
  }

  std::optional<Error> take_figure(PublishedSupport row, const Column& column,
                                   std::string_view text) {
    row.cell = "line " + std::to_string(reader_.line()) + ", " + std::string(column.header);
    if (text.empty() || text == "NA") {
      file_.left_out.push_back({row.cell, std::string(text), "the publisher gives no figure"});
      return std::nullopt;
    }
    const auto value = parse_written_figure(text);
    if (!value) {
      return at("'" + std::string(text) + "' where a figure of " + std::string(column.header) +
                    " should be",
                "figures are plain numbers, without separators");
    }
    if (value->rounded) tell_rounded(file_, row.cell, text, value->value);
    row.value = value->value;
    if (!seen_.emplace(row.donor, row.component, row.period).second) {
      return at(row.component + " of " + row.donor + " stands twice for " + row.period,
                "is this the tracker's file?");
    }
    file_.publication().support.push_back(std::move(row));
    return std::nullopt;
  }

  DelimitedReader reader_;
  const Ledger& ledger_;
  SourceFile file_;
  std::set<std::tuple<std::string, std::string, std::string>> seen_;
  Year first_year_{2022};
  Year last_year_{2022};
};

}  // namespace

bool is_kiel_table(std::string_view text) {
  DelimitedReader reader(text.substr(0, 512), ',');
  Fields header;
  if (!reader.next(header)) return false;
  return std::ranges::equal(header, kReleaseInfo) || layout_of(header) != nullptr;
}

Result<SourceFile> read_kiel_table(std::string_view text, const Ledger& ledger) {
  return TrackerReader(text, ledger).read();
}

}  // namespace muster
