#include "ledger/ledger_data.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

#include "ledger/quotation.h"
#include "ledger/support.h"

namespace muster {

Ledger LedgerData::view() const {
  return {areas,
          memberships,
          currencies,
          publishers,
          vintages,
          publisher_vintages,
          published,
          {year, units, places, unit, basis, status, extent, vintage, cell, first, years,
           year_first, cell_start, cell_pool, unit_table},
          censored,
          annual_rates,
          daily_rates,
          guidelines,
          agreements,
          offices,
          events,
          support,
          facts_checked,
          known_publications,
          withdrawn,
          publisher_counts};
}

RowOrder row_order(const Observation& o, const LedgerData& data) {
  return {o.measure, o.area,  o.year, data.vintages[index_of(o.vintage)].published,
          o.vintage, o.basis, o.unit};
}

namespace {

// row_order() as far as the vintage in one number, so that most comparisons are one: where each
// vintage stands by day of publication takes the place of the day.
std::vector<std::uint16_t> ranks_by_day(const LedgerData& data) {
  std::vector<std::uint16_t> order(data.vintages.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint16_t>(i);
  std::ranges::stable_sort(order, {},
                           [&](std::uint16_t at) { return data.vintages[at].published; });
  std::vector<std::uint16_t> ranks(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) ranks[order[i]] = static_cast<std::uint16_t>(i);
  return ranks;
}

struct Keyed {
  std::uint64_t key;
  std::uint32_t at;
};

std::vector<Keyed> in_order(const std::vector<Observation>& observations, const LedgerData& data) {
  const auto ranks = ranks_by_day(data);
  std::vector<Keyed> keyed;
  keyed.reserve(observations.size());
  for (std::size_t i = 0; i < observations.size(); ++i) {
    const Observation& o = observations[i];
    const auto year = static_cast<std::uint64_t>(o.year.value + 0x8000);
    keyed.push_back({static_cast<std::uint64_t>(o.measure) << 56U |
                         static_cast<std::uint64_t>(o.area) << 40U | year << 24U |
                         ranks[index_of(o.vintage)],
                     static_cast<std::uint32_t>(i)});
  }
  std::ranges::sort(keyed, [&](const Keyed& a, const Keyed& b) {
    if (a.key != b.key) return a.key < b.key;
    const Observation& first = observations[a.at];
    const Observation& second = observations[b.at];
    return std::tie(first.basis, first.unit, first.value.places, a.at) <
           std::tie(second.basis, second.unit, second.value.places, b.at);
  });
  return keyed;
}

}  // namespace

void lay_out(std::vector<Observation> observations, LedgerData& data) {
  std::unordered_map<std::string_view, std::uint32_t> cells;
  cells.reserve(observations.size());
  std::map<Unit, std::uint16_t> units;
  for (std::size_t i = 0; i < data.unit_table.size(); ++i)
    units.emplace(data.unit_table[i], static_cast<std::uint16_t>(i));
  data.cell_start = {0};
  data.first.assign(kMeasureCount * data.areas.size() + 1, 0);
  for (const Keyed& keyed : in_order(observations, data)) {
    const Observation& o = observations[keyed.at];
    data.year.push_back(o.year.value);
    data.units.push_back(o.value.units);
    data.places.push_back(o.value.places);
    const auto [unit, new_unit] =
        units.emplace(o.unit, static_cast<std::uint16_t>(data.unit_table.size()));
    if (new_unit) data.unit_table.push_back(o.unit);
    data.unit.push_back(unit->second);
    data.basis.push_back(o.basis.year);
    data.status.push_back(static_cast<char>(o.status));
    data.extent.push_back(static_cast<char>(o.extent));
    data.vintage.push_back(static_cast<std::uint16_t>(o.vintage));
    const auto [cell, fresh] = cells.emplace(o.cell, static_cast<std::uint32_t>(cells.size()));
    if (fresh) {
      data.cell_pool += o.cell;
      data.cell_start.push_back(static_cast<std::uint32_t>(data.cell_pool.size()));
    }
    data.cell.push_back(cell->second);
    ++data.first[static_cast<std::size_t>(o.measure) * data.areas.size() + index_of(o.area) + 1];
  }
  for (std::size_t i = 1; i < data.first.size(); ++i) data.first[i] += data.first[i - 1];
  index_vintages(data);
  index_years(data);
}

void index_vintages(LedgerData& data) {
  data.publisher_vintages.clear();
  data.published.clear();
  for (std::size_t i = 0; i < data.vintages.size(); ++i) {
    const Vintage& vintage = data.vintages[i];
    const auto at = static_cast<std::uint16_t>(i);
    if (data.publisher_vintages.empty() ||
        data.publisher_vintages.back().publisher != vintage.publisher)
      data.publisher_vintages.push_back({vintage.publisher, at, at});
    data.publisher_vintages.back().end = static_cast<std::uint16_t>(i + 1);
    data.published.push_back(vintage.published);
  }
}

void index_years(LedgerData& data) {
  data.years.assign(data.first.size() - 1, {});
  data.year_first.clear();
  for (std::size_t pair = 0; pair + 1 < data.first.size(); ++pair) {
    const std::uint32_t begin = data.first[pair];
    const std::uint32_t end = data.first[pair + 1];
    if (begin == end) continue;
    const std::int16_t first = data.year[begin];
    const auto count = static_cast<std::uint16_t>(data.year[end - 1] - first + 1);
    data.years[pair] = {first, count, static_cast<std::uint32_t>(data.year_first.size())};
    std::uint32_t row = begin;
    for (int year = first; year < first + count; ++year) {
      while (data.year[row] < year) ++row;
      data.year_first.push_back(row);
    }
    data.year_first.push_back(end);
  }
}

namespace {

// The vintages of both, in the ledger's order, and where those of `beneath` went.
std::vector<VintageId> merge_vintages(const Ledger& beneath,
                                      std::span<const Publication> publications, LedgerData& data) {
  data.vintages.assign(beneath.vintages.begin(), beneath.vintages.end());
  const auto keep = [&](const std::string& text) -> std::string_view {
    return data.strings.emplace_back(text);
  };
  for (const Publication& p : publications) {
    if (std::ranges::find(data.vintages, p.id, &Vintage::id) != data.vintages.end()) continue;
    data.vintages.push_back({keep(p.id), keep(p.publisher), keep(p.title), p.published, p.cut_off,
                             p.first_year, p.last_year, p.base, keep(p.estimate_years),
                             keep(p.measure_name), keep(p.what_is_here), keep(p.url),
                             keep(p.archive_url)});
  }
  std::ranges::stable_sort(data.vintages, {},
                           [](const Vintage& v) { return std::tuple(v.publisher, v.published); });
  std::vector<VintageId> moved;
  for (const Vintage& vintage : beneath.vintages) {
    const auto at = std::ranges::find(data.vintages, vintage.id, &Vintage::id);
    moved.push_back(static_cast<VintageId>(at - data.vintages.begin()));
  }
  return moved;
}

// The first full year's rate is taken (measures/convert.h), so their order is that of preference:
// the newest means of daily rates, those beneath, and last what the World Bank states.
void add_annual_rates(const Ledger& beneath, std::span<const Publication> publications,
                      LedgerData& data) {
  std::vector<const Publication*> newest_first;
  for (const Publication& p : publications) newest_first.push_back(&p);
  std::ranges::stable_sort(newest_first, std::greater(), &Publication::published);
  const auto keep = [&](std::string text) -> std::string_view {
    return data.strings.emplace_back(std::move(text));
  };
  for (const Publication* p : newest_first) {
    for (const PublishedAnnualRate& rate : p->annual_rates) {
      data.annual_rates.push_back({rate.currency, rate.year, rate.per, rate.rate,
                                   keep(rate.method + ", " + p->id), rate.partial_year});
    }
  }
  data.annual_rates.insert(data.annual_rates.end(), beneath.annual_rates.begin(),
                           beneath.annual_rates.end());
  for (const Publication* p : newest_first) {
    std::string_view method;
    for (const PublishedFigure& figure : p->figures) {
      if (figure.measure != MeasureId::exchange_rate || figure.unit.currency == kUsd ||
          figure.value.units <= 0)
        continue;
      if (method.empty()) method = keep("period average, " + p->id);
      data.annual_rates.push_back(
          {figure.unit.currency, figure.year, kUsd, figure.value, method, false});
    }
  }
}

void add_daily_rates(const Ledger& beneath, std::span<const Publication> publications,
                     LedgerData& data) {
  data.daily_rates.assign(beneath.daily_rates.begin(), beneath.daily_rates.end());
  for (const Publication& p : publications) {
    for (const PublishedDailyRate& rate : p.daily_rates) {
      if (rate.currency == kUsd && rate.per == kEur)
        data.daily_rates.push_back({rate.day, rate.rate});
    }
  }
  // A day's rate is never revised: of several that state it any will do.
  std::ranges::stable_sort(data.daily_rates, {}, &DailyRate::date);
  const auto rest = std::ranges::unique(data.daily_rates, {}, &DailyRate::date);
  data.daily_rates.erase(rest.begin(), rest.end());
}

void add_support(std::span<const Publication> publications, LedgerData& data) {
  for (const Publication& p : publications) {
    const auto at = std::ranges::find(data.vintages, p.id, &Vintage::id);
    const auto vintage = static_cast<VintageId>(at - data.vintages.begin());
    for (const PublishedSupport& figure : p.support) {
      const auto keep = [&](const std::string& text) -> std::string_view {
        return data.strings.emplace_back(text);
      };
      data.support.push_back({keep(figure.donor), donor_area(data.areas, figure.donor, figure.area),
                              keep(figure.component), keep(figure.period), figure.value,
                              keep(figure.unit), vintage, keep(figure.cell)});
    }
  }
}

}  // namespace

std::unique_ptr<LedgerData> extended(const Ledger& beneath,
                                     std::span<const Publication> publications) {
  auto owner = std::make_unique<LedgerData>();
  LedgerData& data = *owner;
  const auto copy = [](const auto& from, auto& to) { to.assign(from.begin(), from.end()); };
  copy(beneath.areas, data.areas);
  copy(beneath.memberships, data.memberships);
  copy(beneath.currencies, data.currencies);
  copy(beneath.publishers, data.publishers);
  copy(beneath.guidelines, data.guidelines);
  copy(beneath.agreements, data.agreements);
  copy(beneath.offices, data.offices);
  copy(beneath.events, data.events);
  data.facts_checked = beneath.facts_checked;
  copy(beneath.known_publications, data.known_publications);
  copy(beneath.withdrawn, data.withdrawn);
  copy(beneath.publisher_counts, data.publisher_counts);
  copy(beneath.promises, data.promises);
  const std::vector<VintageId> moved = merge_vintages(beneath, publications, data);
  copy(beneath.censored, data.censored);
  for (CensoredBelow& row : data.censored) row.vintage = moved[index_of(row.vintage)];
  copy(beneath.support, data.support);
  for (SupportFigure& row : data.support) row.vintage = moved[index_of(row.vintage)];
  add_annual_rates(beneath, publications, data);
  add_daily_rates(beneath, publications, data);
  add_support(publications, data);

  std::vector<Observation> observations;
  std::vector<Observation> told_twice;  // of vintages that take more figures: perhaps
  std::set<std::pair<RowOrder, std::string_view>> there;  // of vintages that take more figures
  std::set<std::string_view> taking;
  for (const Publication& p : publications) taking.insert(p.id);
  for (std::size_t row = 0; row < beneath.observations.size(); ++row) {
    Observation o = beneath.observation(row);
    o.vintage = moved[index_of(o.vintage)];
    const bool takes_more = taking.contains(data.vintages[index_of(o.vintage)].id);
    if (takes_more) there.emplace(row_order(o, data), o.cell);
    (takes_more ? told_twice : observations).push_back(o);
  }
  std::unordered_map<std::string_view, AreaId> areas;
  for (std::size_t i = 0; i < beneath.areas.size(); ++i)
    areas.emplace(beneath.areas[i].code, static_cast<AreaId>(i));
  for (const Publication& p : publications) {
    const auto at = std::ranges::find(data.vintages, p.id, &Vintage::id);
    const auto vintage = static_cast<VintageId>(at - data.vintages.begin());
    const bool known = std::ranges::find(moved, vintage) != moved.end();
    for (const PublishedFigure& figure : p.figures) {
      const auto area = areas.find(figure.area);
      if (area == areas.end()) continue;
      const Observation o{figure.measure, area->second,  figure.year, figure.value, figure.unit,
                          figure.basis,   figure.status, vintage,     figure.cell,  figure.extent};
      if (known && !there.emplace(row_order(o, data), o.cell).second) continue;
      told_twice.push_back(o);
    }
  }
  drop_roundings(told_twice);
  observations.insert(observations.end(), told_twice.begin(), told_twice.end());
  const auto of_support = yearly_support(data, observations);
  observations.insert(observations.end(), of_support.begin(), of_support.end());
  lay_out(std::move(observations), data);
  return owner;
}

}  // namespace muster
