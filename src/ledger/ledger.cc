#include "ledger/ledger.h"

#include <algorithm>

#include "base/text.h"
#include "ledger/as_of.h"
#include "ledger/support.h"

namespace muster {

Observation Ledger::observation(std::size_t row) const {
  const ObservationColumns& columns = observations;
  // The measure and area of a row are those of the range that it lies in.
  const auto after = std::ranges::upper_bound(columns.first, static_cast<std::uint32_t>(row));
  const std::size_t pair = static_cast<std::size_t>(after - columns.first.begin()) - 1;
  return observation(static_cast<MeasureId>(pair / areas.size()),
                     static_cast<AreaId>(pair % areas.size()), row);
}

Observation Ledger::observation(MeasureId measure, AreaId area, std::size_t row) const {
  const ObservationColumns& columns = observations;
  const std::uint32_t cell = columns.cell[row];
  const std::uint32_t from = columns.cell_start[cell];
  return {measure,
          area,
          Year{columns.year[row]},
          Decimal{columns.units[row], columns.places[row]},
          columns.unit_table[columns.unit[row]],
          PriceBasis{columns.basis[row]},
          static_cast<ObsStatus>(columns.status[row]),
          static_cast<VintageId>(columns.vintage[row]),
          columns.cell_pool.substr(from, columns.cell_start[cell + 1] - from),
          static_cast<Extent>(columns.extent[row])};
}

std::optional<AreaId> area_coded(const Ledger& ledger, std::string_view code) {
  for (std::size_t i = 0; i < ledger.areas.size(); ++i) {
    if (ledger.areas[i].code == code) return static_cast<AreaId>(i);
  }
  return std::nullopt;
}

std::optional<AreaId> area_named(const Ledger& ledger, std::string_view text) {
  for (std::size_t i = 0; i < ledger.areas.size(); ++i) {
    const Area& area = ledger.areas[i];
    bool same = same_ignoring_case(area.code, text) || same_ignoring_case(area.name, text) ||
                (!area.iso2.empty() && same_ignoring_case(area.iso2, text));
    if (!same && !area.variants.empty()) {
      same = std::ranges::any_of(split(area.variants, '|'), [&](std::string_view name) {
        return same_ignoring_case(name, text);
      });
    }
    if (same) return static_cast<AreaId>(i);
  }
  return std::nullopt;
}

Result<AreaId> find_area(const Ledger& ledger, std::string_view text) {
  if (const auto area = area_named(ledger, text)) return *area;
  std::vector<std::string> names;
  for (const Area& area : ledger.areas) {
    names.emplace_back(area.code);
    names.emplace_back(area.name);
  }
  return Error{"unknown area '" + std::string(text) + "'", "", suggestion(text, names)};
}

Result<VintageId> find_vintage(const Ledger& ledger, std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
    if (ledger.vintages[i].id == text) return static_cast<VintageId>(i);
    names.emplace_back(ledger.vintages[i].id);
  }
  const auto withdrawn = std::ranges::find(ledger.withdrawn, text, &WithdrawnVintage::id);
  if (withdrawn != ledger.withdrawn.end()) {
    return Error{"vintage " + std::string(text) + " is withdrawn since " +
                     std::string(withdrawn->since) + ": " + std::string(withdrawn->why),
                 "", "muster ledger restore lets it answer again"};
  }
  return Error{"unknown vintage '" + std::string(text) + "'", "", suggestion(text, names)};
}

Result<MeasureId> find_measure(std::string_view text) {
  if (const auto id = measure_named(text)) return *id;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kMeasureCount; ++i)
    names.emplace_back(measure(static_cast<MeasureId>(i)).name);
  // They are few enough to be named where none is near.
  std::string hint = suggestion(text, names);
  if (hint.empty()) hint = "it is one of " + join_prose(names, "or");
  return Error{"unknown measure '" + std::string(text) + "'", "", std::move(hint)};
}

Result<const Guideline*> find_guideline(const Ledger& ledger, std::string_view text) {
  std::vector<std::string> names;
  for (const Guideline& guideline : ledger.guidelines) {
    if (guideline.id == text) return &guideline;
    names.emplace_back(guideline.id);
  }
  return Error{"unknown guideline '" + std::string(text) + "'", "", suggestion(text, names)};
}

Result<const Publisher*> find_publisher(const Ledger& ledger, std::string_view text) {
  std::vector<std::string> names;
  for (const Publisher& publisher : ledger.publishers) {
    if (publisher.id == text) return &publisher;
    names.emplace_back(publisher.id);
  }
  return Error{"unknown publisher '" + std::string(text) + "'", "", suggestion(text, names)};
}

std::vector<FigureCount> figures_by_vintage(const Ledger& ledger) {
  std::vector<FigureCount> counts(ledger.vintages.size());
  for (std::size_t row = 0; row < ledger.observations.size(); ++row) {
    FigureCount& count = counts[ledger.observations.vintage[row]];
    switch (static_cast<Extent>(ledger.observations.extent[row])) {
      case Extent::printed:
        ++count.printed;
        break;
      case Extent::transcribed:
        ++count.transcribed;
        break;
      case Extent::quoted:
        ++count.quoted;
        break;
    }
  }
  // A day's rate is of the first publication of the ECB after it.
  const VintageRange banks = vintages_known(ledger, "ECB", kDistantFuture);
  for (const DailyRate& rate : ledger.daily_rates) {
    std::uint16_t at = banks.begin;
    while (at < banks.end && ledger.published[at] < rate.date) ++at;
    if (at < banks.end) ++counts[at].printed;
  }
  // Aid over periods that are no year, which are no observations.
  for (const SupportFigure& figure : ledger.support) {
    const bool observed =
        figure.period.size() == 4 && figure.area && support_measure(figure.component);
    if (!observed) ++counts[index_of(figure.vintage)].printed;
  }
  return counts;
}

FigureCount figures_of(const Ledger& ledger, VintageId vintage) {
  return figures_by_vintage(ledger)[index_of(vintage)];
}

std::string with_article(const Area& area) {
  return area.takes_article ? "the " + std::string(area.name) : std::string(area.name);
}

std::vector<AreaId> members_on(const Ledger& ledger, AreaId group, Date day) {
  std::vector<AreaId> found;
  for (const Membership& membership : ledger.memberships) {
    if (membership.group == group && membership.period.contains(day))
      found.push_back(membership.area);
  }
  return found;
}

std::vector<AreaId> members(const Ledger& ledger, AreaId group, Year year) {
  return members_on(ledger, group, make_date(year.value, 12, 31));
}

RowRange rows_of(const Ledger& ledger, MeasureId measure, AreaId area) {
  const std::size_t pair = static_cast<std::size_t>(measure) * ledger.areas.size() + index_of(area);
  return {ledger.observations.first[pair], ledger.observations.first[pair + 1]};
}

Currency currency_of(const Ledger& ledger, AreaId area, Year year) {
  for (const CurrencyPeriod& row : ledger.currencies) {
    if (row.area == area && row.period.contains(make_date(year.value, 12, 31))) return row.currency;
  }
  return {};
}

}  // namespace muster
