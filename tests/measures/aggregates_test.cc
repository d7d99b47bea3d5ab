// The aggregates that NATO publishes, recomputed from the members of each year.

#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "measures/value.h"

namespace muster {
namespace aggregates_test {

const Ledger& ledger = embedded_ledger();

// Half a unit of the last digit of each summand and of the total.
double rounding_of(const std::vector<Observation>& parts, const Observation& total) {
  double slack = 0;
  for (const Observation& part : parts) slack += std::pow(10.0, -part.value.places) / 2;
  return slack + std::pow(10.0, -total.value.places) / 2;
}

TEST(Aggregates, published_totals_are_the_sums_of_the_years_members) {
  std::size_t compared = 0;
  std::size_t uncovered = 0;
  for (std::size_t row = 0; row < ledger.observations.size(); ++row) {
    const Observation total = ledger.observation(row);
    if (!ledger.area(total.area).is_group || !measure(total.measure).additive ||
        ledger.vintage(total.vintage).publisher != "NATO")
      continue;
    // The same vintage, basis and unit for every member.
    std::vector<Observation> parts;
    bool complete = true;
    for (const AreaId member : members(ledger, total.area, total.year)) {
      const bool forces = total.measure == MeasureId::defence_expenditure ||
                          total.measure == MeasureId::military_personnel;
      if (forces && !ledger.area(member).has_armed_forces) continue;
      const RowRange rows = rows_of(ledger, total.measure, member, total.year);
      bool found = false;
      for (std::size_t r = rows.begin; r < rows.end && !found; ++r) {
        const Observation part = ledger.observation(r);
        if (part.vintage != total.vintage || part.basis != total.basis || part.unit != total.unit)
          continue;
        parts.push_back(part);
        found = true;
      }
      complete = complete && found;
    }
    if (!complete) {
      ++uncovered;
      continue;
    }
    double sum = 0;
    for (const Observation& part : parts) sum += part.value.to_double();
    ++compared;
    EXPECT_NEAR(sum, total.value.to_double(), rounding_of(parts, total))
        << measure(total.measure).name << " of " << ledger.area(total.area).code << " in "
        << total.year.value << ", " << ledger.vintage(total.vintage).id << ", "
        << to_string(total.basis) << ": " << parts.size() << " members";
  }
  RecordProperty("compared", static_cast<int>(compared));
  RecordProperty("uncovered", static_cast<int>(uncovered));
  EXPECT_GT(compared, 100U);
}

// One figure of a vintage, in plain units, or nothing.
std::optional<double> figure(MeasureId measure, AreaId area, Year year, VintageId vintage,
                             PriceBasis basis) {
  const bool money = measure == MeasureId::defence_expenditure || measure == MeasureId::gdp;
  const auto found = published_value(ledger, measure, area, year,
                                     {{kDistantFuture, "NATO", vintage},
                                      money ? std::optional(basis) : std::nullopt,
                                      money ? kUsd : Currency{}});
  if (!found || found->basis != basis) return std::nullopt;
  return found->value;
}

// The sum over the members of the year; Iceland has no armed forces but a GDP, and NATO counts it
// so.
std::optional<double> sum(MeasureId measure, AreaId group, Year year, VintageId vintage,
                          PriceBasis basis) {
  double total = 0;
  for (const AreaId member : members(ledger, group, year)) {
    if (measure == MeasureId::defence_expenditure && !ledger.area(member).has_armed_forces)
      continue;
    const auto part = figure(measure, member, year, vintage, basis);
    if (!part) return std::nullopt;
    total += *part;
  }
  return total;
}

// Heads of the year's members, as GDP and GDP per head imply them: the tables do not print
// populations.
std::optional<double> heads(AreaId group, Year year, VintageId vintage, PriceBasis basis) {
  double total = 0;
  for (const AreaId member : members(ledger, group, year)) {
    const auto gdp = figure(MeasureId::gdp, member, year, vintage, basis);
    const auto per_head = figure(MeasureId::gdp_per_capita, member, year, vintage, basis);
    if (!gdp || !per_head) return std::nullopt;
    total += *gdp / *per_head;
  }
  return total;
}

// What a published ratio of a group should be; nothing where the ledger lacks a part.
std::optional<double> recomputed(const Observation& o) {
  const auto spending = sum(MeasureId::defence_expenditure, o.area, o.year, o.vintage, o.basis);
  const auto gdp = sum(MeasureId::gdp, o.area, o.year, o.vintage, o.basis);
  if (!spending || !gdp) return std::nullopt;
  switch (o.measure) {
    case MeasureId::defence_share_of_gdp:
      return *spending / *gdp * 100;
    case MeasureId::real_change: {
      const auto before =
          sum(MeasureId::defence_expenditure, o.area,
              Year{static_cast<std::int16_t>(o.year.value - 1)}, o.vintage, o.basis);
      return before ? std::optional((*spending / *before - 1) * 100) : std::nullopt;
    }
    case MeasureId::defence_per_capita:
    case MeasureId::gdp_per_capita: {
      const auto people = heads(o.area, o.year, o.vintage, o.basis);
      if (!people) return std::nullopt;
      return (o.measure == MeasureId::gdp_per_capita ? *gdp : *spending) / *people;
    }
    default:
      return std::nullopt;
  }
}

TEST(Aggregates, published_ratios_follow_from_the_years_members) {
  std::size_t compared = 0;
  for (std::size_t row = 0; row < ledger.observations.size(); ++row) {
    const Observation o = ledger.observation(row);
    if (!ledger.area(o.area).is_group || measure(o.measure).additive ||
        ledger.vintage(o.vintage).publisher != "NATO")
      continue;
    const auto expected = recomputed(o);
    if (!expected) continue;
    ++compared;
    // Half a unit of the last digit printed; the parts are printed as finely as the ratio.
    const double printed = o.value.to_double() * scale_of(o.unit);
    const double slack =
        std::pow(10.0, -o.value.places) * scale_of(o.unit) + std::fabs(printed) * 1e-6;
    EXPECT_NEAR(*expected, printed, slack)
        << measure(o.measure).name << " of " << ledger.area(o.area).code << " in " << o.year.value
        << ", " << ledger.vintage(o.vintage).id;
  }
  RecordProperty("compared", static_cast<int>(compared));
  EXPECT_GT(compared, 60U);
}

}  // namespace aggregates_test
}  // namespace muster
