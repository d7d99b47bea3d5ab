#include "outlook/result.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/decimal.h"
#include "base/text.h"
#include "measures/compliance.h"
#include "measures/convert.h"

namespace muster {
namespace {

std::string range_of(const std::vector<std::string>& items) { return join_prose(items); }

std::string percent(double value) { return to_prose(value, Unit{}); }

// "2025 (18 allies), 2024 (13)": in which years the last known figures are.
std::string years_of(std::vector<Year> years) {
  std::ranges::sort(years, std::ranges::greater{});
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < years.size();) {
    const auto count = static_cast<std::size_t>(std::ranges::count(years, years[i]));
    parts.push_back(std::to_string(years[i].value) +
                    (years.size() == 1 ? "" : " (" + std::to_string(count) + " allies)"));
    i += count;
  }
  return parts.empty() ? "no year" : range_of(parts);
}

std::string vintages_text(const Ledger& ledger, std::vector<VintageId> vintages) {
  std::ranges::sort(vintages);
  const auto repeated = std::ranges::unique(vintages);
  vintages.erase(repeated.begin(), repeated.end());
  std::vector<std::string> ids;
  ids.reserve(vintages.size());
  for (const VintageId vintage : vintages) ids.emplace_back(ledger.vintage(vintage).id);
  return ids.empty() ? "nothing" : range_of(ids);
}

// Where a rate's history ends and what its forecasts are from.
std::string rate_text(const Ledger& ledger, const Outlook& outlook,
                      std::vector<Known> AllyRecord::*which) {
  std::vector<VintageId> past, ahead;
  std::vector<Year> last;
  for (const AreaOutlook& area : outlook.allies) {
    Year newest;
    for (const Known& known : outlook.panel.allies[area.index].*which) {
      (is_forecast(ledger, known) ? ahead : past).push_back(known.vintage);
      if (!is_forecast(ledger, known)) newest = known.year;
    }
    if (newest.value != 0) last.push_back(newest);
  }
  std::string text = vintages_text(ledger, past) + "; last known " + years_of(last);
  text += ahead.empty() ? ", then drawn about each ally's own mean (no forecasts are in the ledger)"
                        : "; forecasts of " + vintages_text(ledger, ahead);
  return text;
}

}  // namespace

std::vector<ToldIn> currencies_of(const Ledger& ledger, const Outlook& outlook,
                                  const AreaOutlook& area) {
  std::vector<ToldIn> told{{kUsd, 1}};
  if (const auto rate = convert_at_annual_rate(ledger, 1.0, kUsd, kEur, outlook.panel.base))
    told.push_back({kEur, rate->amount});
  if (area.is_group) return told;
  const auto& gdp = outlook.panel.allies[area.index].gdp;
  if (gdp && gdp->national != kUsd && gdp->national != kEur)
    told.push_back({gdp->national, gdp->national_per_usd});
  return told;
}

ToldIn current_currency(const Ledger&, const Outlook& outlook, const AreaOutlook& area) {
  if (area.is_group) return {kUsd, 1};
  const auto& gdp = outlook.panel.allies[area.index].gdp;
  return gdp ? ToldIn{gdp->national, gdp->national_per_usd} : ToldIn{kUsd, 1};
}

std::optional<double> population_of(const Ledger& ledger, const Outlook& outlook,
                                    const AreaOutlook& area) {
  if (!area.is_group) {
    const auto& persons = outlook.panel.allies[area.index].population;
    return persons ? std::optional(persons->value) : std::nullopt;
  }
  double sum = 0;
  const auto members = members_on(ledger, area.area, outlook.panel.as_of);
  for (const AreaOutlook& ally : outlook.allies) {
    if (std::ranges::find(members, ally.area) == members.end() || !ally.has_costs) continue;
    const auto persons = population_of(ledger, outlook, ally);
    if (!persons) return std::nullopt;
    sum += *persons;
  }
  return sum > 0 ? std::optional(sum) : std::nullopt;
}

std::size_t count_at(const std::vector<double>& distribution, double probability) {
  double sum = 0;
  for (std::size_t n = 0; n < distribution.size(); ++n) {
    sum += distribution[n];
    if (sum >= probability - 1e-12) return n;
  }
  return distribution.size() - 1;
}

std::vector<Statement> statements(const Ledger& ledger, const Outlook& outlook) {
  std::vector<Statement> said;
  const OutlookAsk& ask = outlook.ask;
  const double threshold = ask.guideline->threshold.to_double();
  if (!outlook.measured) {
    said.push_back({"path",
                    percent(threshold) +
                        " of GDP in every year. Nobody publishes what is spent on it "
                        "today, so these are whole amounts, not what is to be added",
                    true});
  } else {
    std::string path = described(ask.path, threshold, ask.deadline.value);
    if (ask.path == PathKind::linear || ask.path == PathKind::frontloaded ||
        ask.path == PathKind::backloaded)
      path += "; allies above it hold their share";
    said.push_back({"path", path, true});
    for (const auto& [area, own] : ask.overrides) {
      if (std::ranges::find(outlook.allies, area, &AreaOutlook::area) == outlook.allies.end())
        continue;
      std::string text(ledger.area(area).name);
      text += own.kind ? " by the path " + std::string(name_of(*own.kind)) : std::string(":");
      for (const auto& [year, share] : own.shares)
        text += " " + percent(share) + " in " + std::to_string(year.value) + ";";
      if (text.back() == ';') text.pop_back();
      if (!own.source.empty()) text += " (" + own.source + ")";
      said.push_back({"own path", text, true});
    }
  }
  if (outlook.panel.base.value != 0) {
    const std::string base = std::to_string(outlook.panel.base.value);
    std::vector<VintageId> levels;
    for (const AreaOutlook& area : outlook.allies)
      if (const auto& gdp = outlook.panel.allies[area.index].gdp) levels.push_back(gdp->vintage);
    said.push_back({"money",
                    "at the prices and exchange rates of " + base +
                        ", the last year whose GDP is known (" + vintages_text(ledger, levels) +
                        "); at current prices an ally's amounts are in its own currency, the "
                        "alliance's in dollars at the United States' prices",
                    true});
  } else {
    said.push_back(
        {"money", "no GDP at current prices is known on that day: there are no amounts", true});
  }
  std::vector<Year> last;
  std::size_t own = 0;
  for (const AreaOutlook& area : outlook.allies) {
    last.push_back(area.today_year);
    own += outlook.beliefs.allies[area.index].share->own_weight >= 0.25 ? 1 : 0;
  }
  if (outlook.measured) {
    std::string share = vintages_text(ledger, outlook.panel.vintages) + "; last known " +
                        years_of(last) + "; a trend that fades, of its own figures and the group's";
    if (own < outlook.allies.size())
      share += ". Mostly the group's for want of own figures: " +
               std::to_string(outlook.allies.size() - own) + " of " +
               std::to_string(outlook.allies.size());
    said.push_back({"share", share, false});
  }
  if (outlook.panel.base.value != 0) {
    said.push_back({"growth", rate_text(ledger, outlook, &AllyRecord::growth), false});
    said.push_back({"prices", rate_text(ledger, outlook, &AllyRecord::inflation), false});
  }
  if (ask.without_chance) {
    said.push_back(
        {"chance", "none: every spread is set to zero, and what is left is arithmetic", true});
  } else {
    std::array<char, 64> factor{};
    std::snprintf(factor.data(), factor.size(), "%.2f", outlook.beliefs.calibration);
    std::string bands = "90% bands; ";
    if (outlook.beliefs.calibration_cases == 0) {
      bands += "no earlier publication can judge them yet";
    } else {
      bands += "earlier publications judge them in " +
               with_thousands(static_cast<double>(outlook.beliefs.calibration_cases), 0) +
               " cases, and by these they are multiplied by " + factor.data();
    }
    if (outlook.measured) said.push_back({"bands", bands, false});
    std::string drawn = with_thousands(static_cast<double>(ask.paths), 0) + " paths, seed " +
                        std::to_string(ask.seed);
    if (outlook.exact) {
      drawn += ", quantiles of all of them";
    } else {
      std::snprintf(factor.data(), factor.size(), "%.2f", 100 * outlook.bin_of_spread);
      drawn += std::string(", quantiles by bins, the widest ") + factor.data() + "% of its band";
    }
    said.push_back({"drawn", drawn, false});
  }
  for (const std::string& remark : outlook.panel.remarks)
    said.push_back({"left out", remark, false});
  return said;
}

std::vector<std::string> headlines(const Ledger& ledger, const Outlook& outlook) {
  std::vector<std::string> lines;
  const std::size_t at =
      static_cast<std::size_t>(outlook.ask.deadline.value - outlook.time.today.value) - 1;
  const std::string deadline = std::to_string(outlook.ask.deadline.value);
  const std::string goal = percent(outlook.ask.guideline->threshold.to_double()) + " of GDP";
  const AreaOutlook& area =
      outlook.groups.empty() ? outlook.allies.front() : outlook.groups.front();
  // Of a group that is not all of allies, such as the European Union, only these are told.
  std::string who = with_article(ledger.area(area.area));
  if (area.is_group && !ledger.area(area.area).code.starts_with("NATO"))
    who = "the " + std::to_string(outlook.allies.size()) + " allies in " + who;
  const bool chance = !outlook.ask.without_chance;
  if (outlook.measured && area.is_group) {
    const auto& distribution = area.counts[at];
    std::string text = "Without new policy " + std::to_string(count_at(distribution, 0.5)) +
                       " of the " + std::to_string(outlook.allies.size()) +
                       " allies with armed forces";
    if (chance)
      text += " (90% band: " + std::to_string(count_at(distribution, 0.05)) + " to " +
              std::to_string(count_at(distribution, 0.95)) + ")";
    lines.push_back(text + " would spend at least " + goal + " in " + deadline + ".");
  } else if (outlook.measured) {
    const Fan& share = area.fan(Quantity::share, at);
    std::string text = "Without new policy " + who + " would spend " + percent(share.median()) +
                       " of GDP in " + deadline;
    if (chance) {
      std::array<char, 32> met{};
      std::snprintf(met.data(), met.size(), "%.0f%%", 100 * area.met[at]);
      text += " (90% band: " + percent(share.at.front()) + " to " + percent(share.at.back()) +
              "); the chance of at least " + goal + " is " + met.data();
    }
    lines.push_back(text + ".");
  }
  if (!area.has_costs) return lines;
  const auto amount = [](double value, Currency currency) {
    return money_prose(value, currency,
                       std::fabs(value) < 1e10 || std::fabs(value) >= 1e12 ? 1 : 0);
  };
  const auto is_wide = [&](const Fan& fan) {
    return chance && std::fabs(fan.at.back() - fan.at.front()) > 1e-9 * std::fabs(fan.median());
  };
  const auto money = [&](const Fan& fan, double per_usd, Currency currency) {
    std::string text = amount(fan.median() * per_usd, currency);
    if (is_wide(fan))
      text += " (" + amount(fan.at.front() * per_usd, currency) + " to " +
              amount(fan.at.back() * per_usd, currency) + ")";
    return text;
  };
  const auto more_or_less = [&](double value, Currency currency) {
    return amount(std::fabs(value), currency) + (value < 0 ? " less" : " more");
  };
  const ToldIn told = currencies_of(ledger, outlook, area).back();
  const ToldIn in = area.is_group ? ToldIn{kUsd, 1} : told;
  const std::string base =
      "at the prices and exchange rates of " + std::to_string(outlook.panel.base.value);
  const auto wanted = [&](Quantity q) { return !area.fans[static_cast<std::size_t>(q)].empty(); };
  if (!outlook.measured) {
    if (wanted(Quantity::spending))
      lines.push_back(goal + " of " + who + " is " +
                      money(area.fan(Quantity::spending, at), in.per_usd, in.currency) + " in " +
                      deadline + ", " + base + ".");
    return lines;
  }
  if (outlook.ask.path != PathKind::trend && wanted(Quantity::above_today) &&
      wanted(Quantity::cumulative_above_today)) {
    const Fan& sum = area.fan(Quantity::cumulative_above_today, at);
    if (sum.at.front() == 0 && sum.at.back() == 0) {
      lines.push_back("On the assumed path " + who + " would hold today's share.");
    } else {
      lines.push_back("On the assumed path " + who + " would spend " +
                      money(area.fan(Quantity::above_today, at), in.per_usd, in.currency) +
                      " more in " + deadline + " than at today's share, and " +
                      money(sum, in.per_usd, in.currency) + " more in all from " +
                      std::to_string(outlook.year(0).value) + " to " + deadline + ", " + base +
                      ".");
    }
  }
  if (outlook.ask.path != PathKind::trend && wanted(Quantity::above_trend)) {
    const Fan& fan = area.fan(Quantity::above_trend, at);
    std::string text = "Against what would be spent without new policy that is " +
                       more_or_less(fan.median() * in.per_usd, in.currency) + " in " + deadline;
    if (is_wide(fan))
      text += " (" + more_or_less(fan.at.front() * in.per_usd, in.currency) + " to " +
              more_or_less(fan.at.back() * in.per_usd, in.currency) + ")";
    lines.push_back(text + ".");
  }
  return lines;
}

}  // namespace muster
