#include "ledger/support.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"

namespace muster {
namespace {

constexpr std::uint8_t kSumPlaces = 12;

// The months of one donor's component in one publication, by year.
using MonthsByYear = std::map<std::string_view, std::vector<const SupportFigure*>>;
struct Series {
  Unit unit;
  MonthsByYear months;
};
using SeriesKey = std::tuple<VintageId, AreaId, MeasureId>;

using YearKey = std::tuple<VintageId, AreaId, MeasureId, Year>;

Year year_of_period(std::string_view period) {
  std::int16_t year = 0;
  for (const char c : period.substr(0, 4)) year = static_cast<std::int16_t>(year * 10 + (c - '0'));
  return {year};
}

// The months that a publication's tables span, over all donors.
struct Span {
  std::string_view first = "9999-12";
  std::string_view last = "0000-01";

  bool covers(std::string_view year) const {
    return first <= std::string(year) + "-01" && std::string(year) + "-12" <= last;
  }
};

class YearsOfSupport {
 public:
  YearsOfSupport(LedgerData& data, std::span<const Observation> there) : data_(data) {
    for (const Observation& o : there) {
      if (is_support(o.measure)) taken_.emplace(o.vintage, o.area, o.measure, o.year);
    }
  }

  std::vector<Observation> read() {
    for (const SupportFigure& figure : data_.support) take(figure);
    for (const auto& [key, series] : series_) sum_up(key, series);
    return std::move(found_);
  }

 private:
  void take(const SupportFigure& figure) {
    const auto measure = support_measure(figure.component);
    const auto unit = support_unit(figure.unit);
    if (!measure || !unit || !figure.area) return;
    if (figure.period.size() == 4) {
      add({figure.vintage, *figure.area, *measure, year_of_period(figure.period)}, figure.value,
          *unit, figure.cell);
    } else if (is_month(figure.period)) {
      Span& span = spans_[figure.vintage];
      span.first = std::min(span.first, figure.period);
      span.last = std::max(span.last, figure.period);
      Series& series = series_[{figure.vintage, *figure.area, *measure}];
      series.unit = *unit;
      series.months[figure.period.substr(0, 4)].push_back(&figure);
    }
  }

  void sum_up(const SeriesKey& key, const Series& series) {
    const auto& [vintage, area, measure] = key;
    const Span& span = spans_[vintage];
    const auto by_month = [](const SupportFigure* a, const SupportFigure* b) {
      return a->period < b->period;
    };
    for (int year = year_of_period(span.first).value; year <= year_of_period(span.last).value;
         ++year) {
      const std::string text = std::to_string(year);
      if (!span.covers(text)) continue;
      const auto months = series.months.find(text);
      const YearKey of{vintage, area, measure, Year{static_cast<std::int16_t>(year)}};
      if (months == series.months.end()) {
        add(of, {}, series.unit, "no month of " + text + " is listed");
      } else {
        auto in_order = months->second;
        std::ranges::sort(in_order, by_month);
        add(of, sum_of(in_order), series.unit, months_cell(in_order));
      }
    }
  }

  void add(const YearKey& key, Decimal value, const Unit& unit, std::string_view cell) {
    if (!taken_.insert(key).second) return;
    const auto& [vintage, area, measure, year] = key;
    const PriceBasis basis = unit.kind == UnitKind::money ? PriceBasis::current() : PriceBasis{};
    found_.push_back({measure, area, year, value, unit, basis, ObsStatus::actual, vintage,
                      data_.strings.emplace_back(cell)});
  }

  LedgerData& data_;
  std::set<YearKey> taken_;
  std::map<SeriesKey, Series> series_;
  std::map<VintageId, Span> spans_;
  std::vector<Observation> found_;
};

}  // namespace

std::optional<MeasureId> support_measure(std::string_view component) {
  for (const SupportMeasure& one : kSupportMeasures) {
    if (one.component == component) return one.measure;
  }
  return std::nullopt;
}

std::optional<Unit> support_unit(std::string_view unit) {
  if (unit == "EUR bn") return Unit{UnitKind::money, 9, kEur};
  if (unit.starts_with("% of donor GDP")) return Unit{UnitKind::percent, 0, {}};
  return std::nullopt;
}

bool is_support(MeasureId measure) {
  return std::ranges::find(kSupportMeasures, measure, &SupportMeasure::measure) !=
         kSupportMeasures.end();
}

bool is_month(std::string_view period) { return period.size() == 7 && period[4] == '-'; }

Decimal sum_of(std::span<const SupportFigure* const> figures) {
  std::uint8_t places = 0;
  for (const SupportFigure* one : figures) places = std::max(places, one->value.places);
  places = std::min(places, kSumPlaces);
  Decimal sum{0, places};
  for (const SupportFigure* one : figures) {
    Decimal value = one->value.places > places ? one->value.rounded(places) : one->value;
    for (; value.places < places; ++value.places) value.units *= 10;
    sum.units += value.units;
  }
  return sum;
}

std::string months_cell(std::span<const SupportFigure* const> months) {
  if (months.size() == 1) return std::string(months.front()->cell) + ", the only month";
  return "sum of " + std::to_string(months.size()) + " months, " +
         std::string(months.front()->cell) + " to " + std::string(months.back()->cell);
}

std::optional<AreaId> donor_area(std::span<const Area> areas, std::string_view donor,
                                 std::string_view code) {
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const Area& area = areas[i];
    const bool is = code.empty() ? area.name == donor ||
                                       std::ranges::count(split(area.variants, '|'), donor) > 0
                                 : area.code == code;
    if (is) return static_cast<AreaId>(i);
  }
  return std::nullopt;
}

std::vector<Observation> yearly_support(LedgerData& data, std::span<const Observation> there) {
  return YearsOfSupport(data, there).read();
}

}  // namespace muster
