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

std::string percent(double value) { return to_prose(value, Unit{}); }

std::string two_decimals(double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

std::string at_prices(const Outlook& outlook) {
  return "at the prices and exchange rates of " + std::to_string(outlook.panel.base.value);
}

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
  return parts.empty() ? "no year" : join_prose(parts);
}

std::string vintages_text(const Ledger& ledger, std::vector<VintageId> vintages) {
  std::ranges::sort(vintages);
  const auto repeated = std::ranges::unique(vintages);
  vintages.erase(repeated.begin(), repeated.end());
  std::vector<std::string> ids;
  ids.reserve(vintages.size());
  for (const VintageId vintage : vintages) ids.emplace_back(ledger.vintage(vintage).id);
  return ids.empty() ? "nothing" : join_prose(ids);
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

namespace {

Statement path_statement(const Outlook& outlook) {
  const OutlookAsk& ask = outlook.ask;
  const double threshold = ask.guideline->threshold.to_double();
  if (!outlook.measured)
    return {"path",
            percent(threshold) +
                " of GDP in every year. Nobody publishes what is spent on it "
                "today, so these are whole amounts, not what is to be added",
            true};
  const bool closes_the_gap = ask.path == PathKind::linear || ask.path == PathKind::frontloaded ||
                              ask.path == PathKind::backloaded;
  return {"path",
          described(ask.path, threshold, ask.deadline.value) +
              (closes_the_gap ? "; allies above it hold their share" : ""),
          true};
}

Statement own_path_statement(const Area& area, const PathOverride& own) {
  std::string text(area.name);
  text += own.kind ? " by the path " + std::string(name_of(*own.kind)) : std::string(":");
  for (const auto& [year, share] : own.shares)
    text += " " + percent(share) + " in " + std::to_string(year.value) + ";";
  if (text.back() == ';') text.pop_back();
  if (!own.source.empty()) text += " (" + own.source + ")";
  return {"own path", text, true};
}

bool has_amounts(const Outlook& outlook) { return outlook.panel.base.value != 0; }

Statement money_statement(const Ledger& ledger, const Outlook& outlook) {
  if (!has_amounts(outlook))
    return {"money", "no GDP at current prices is known on that day: there are no amounts", true};
  std::vector<VintageId> levels;
  for (const AreaOutlook& area : outlook.allies)
    if (const auto& gdp = outlook.panel.allies[area.index].gdp) levels.push_back(gdp->vintage);
  return {"money",
          at_prices(outlook) + ", the last year whose GDP is known (" +
              vintages_text(ledger, levels) +
              "); at current prices an ally's amounts are in its own currency, the "
              "alliance's in dollars at the United States' prices",
          true};
}

Statement share_statement(const Ledger& ledger, const Outlook& outlook) {
  // Below so much weight of its own figures, an ally's trend is mostly the group's.
  constexpr double kOwnWeight = 0.25;
  std::vector<Year> last;
  std::size_t mostly_the_groups = 0;
  for (const AreaOutlook& area : outlook.allies) {
    last.push_back(area.today_year);
    if (outlook.beliefs.allies[area.index].share->own_weight < kOwnWeight) ++mostly_the_groups;
  }
  std::string share = vintages_text(ledger, outlook.panel.vintages) + "; last known " +
                      years_of(last) + "; a trend that fades, of its own figures and the group's";
  if (mostly_the_groups > 0)
    share += ". Mostly the group's for want of own figures: " + std::to_string(mostly_the_groups) +
             " of " + std::to_string(outlook.allies.size());
  return {"share", share, false};
}

Statement bands_statement(const Beliefs& beliefs) {
  std::string bands = "90% bands; ";
  if (beliefs.calibration_cases == 0) {
    bands += "no earlier publication can judge them yet";
  } else {
    bands += "earlier publications judge them in " +
             with_thousands(static_cast<double>(beliefs.calibration_cases), 0) +
             " cases, and by these they are multiplied by " + two_decimals(beliefs.calibration);
  }
  return {"bands", bands, false};
}

Statement drawn_statement(const Outlook& outlook) {
  return {"drawn",
          with_thousands(static_cast<double>(outlook.ask.paths), 0) + " paths, seed " +
              std::to_string(outlook.ask.seed) +
              (outlook.exact ? ", quantiles of all of them"
                             : ", quantiles by bins, the widest " +
                                   two_decimals(100 * outlook.bin_of_spread) + "% of its band"),
          false};
}

}  // namespace

std::vector<Statement> statements(const Ledger& ledger, const Outlook& outlook) {
  std::vector<Statement> said{path_statement(outlook)};
  if (outlook.measured)
    for (const auto& [area, own] : outlook.ask.overrides)
      if (std::ranges::find(outlook.allies, area, &AreaOutlook::area) != outlook.allies.end())
        said.push_back(own_path_statement(ledger.area(area), own));
  said.push_back(money_statement(ledger, outlook));
  if (outlook.measured) said.push_back(share_statement(ledger, outlook));
  if (has_amounts(outlook)) {
    said.push_back({"growth", rate_text(ledger, outlook, &AllyRecord::growth), false});
    said.push_back({"prices", rate_text(ledger, outlook, &AllyRecord::inflation), false});
  }
  if (outlook.ask.without_chance) {
    said.push_back(
        {"chance", "none: every spread is set to zero, and what is left is arithmetic", true});
  } else {
    if (outlook.measured) said.push_back(bands_statement(outlook.beliefs));
    said.push_back(drawn_statement(outlook));
  }
  for (const std::string& remark : outlook.panel.remarks)
    said.push_back({"left out", remark, false});
  return said;
}

namespace {

// What the headlines are about: the asked area at the deadline.
struct Headlined {
  const Outlook& outlook;
  const AreaOutlook& area;
  std::size_t at;        // the deadline, among the outlook's years
  std::string deadline;  // "2035"
  std::string goal;      // "3.5% of GDP"
  std::string who;       // "Poland", "the 23 allies in the European Union"
  bool chance;           // is there any?

  bool has(Quantity q) const { return !area.fans[static_cast<std::size_t>(q)].empty(); }
  const Fan& fan(Quantity q) const { return area.fan(q, at); }
};

Headlined headlined(const Ledger& ledger, const Outlook& outlook) {
  const OutlookAsk& ask = outlook.ask;
  const AreaOutlook& area =
      outlook.groups.empty() ? outlook.allies.front() : outlook.groups.front();
  std::string who = with_article(ledger.area(area.area));
  // Of a group that is not all of allies, such as the European Union, only these are told.
  if (area.is_group && !ledger.area(area.area).code.starts_with("NATO"))
    who = "the " + std::to_string(outlook.allies.size()) + " allies in " + who;
  return {outlook,
          area,
          static_cast<std::size_t>(ask.deadline.value - outlook.time.today.value) - 1,
          std::to_string(ask.deadline.value),
          percent(ask.guideline->threshold.to_double()) + " of GDP",
          who,
          !ask.without_chance};
}

// An area's amounts, which are in dollars, in the currency of its headlines.
struct AmountWords {
  ToldIn in;
  bool chance;

  std::string amount(double usd) const {
    const double value = usd * in.per_usd;
    const bool needs_decimal = std::fabs(value) < 1e10 || std::fabs(value) >= 1e12;
    return money_prose(value, in.currency, needs_decimal ? 1 : 0);
  }
  std::string more_or_less(double usd) const {
    return amount(std::fabs(usd)) + (usd < 0 ? " less" : " more");
  }
  // A band that is not just rounding.
  bool is_wide(const Fan& fan) const {
    return chance && std::fabs(fan.at.back() - fan.at.front()) > 1e-9 * std::fabs(fan.median());
  }
  std::string with_band(const Fan& fan) const {
    std::string text = amount(fan.median());
    if (is_wide(fan)) text += " (" + amount(fan.at.front()) + " to " + amount(fan.at.back()) + ")";
    return text;
  }
};

AmountWords amount_words(const Ledger& ledger, const Headlined& about) {
  // A group's in dollars, an ally's in its own currency, which is the last.
  if (about.area.is_group) return {{kUsd, 1}, about.chance};
  return {currencies_of(ledger, about.outlook, about.area).back(), about.chance};
}

std::string meeting_headline(const Headlined& about) {
  const auto& distribution = about.area.counts[about.at];
  std::string text = "Without new policy " + std::to_string(count_at(distribution, 0.5)) +
                     " of the " + std::to_string(about.outlook.allies.size()) +
                     " allies with armed forces";
  if (about.chance)
    text += " (90% band: " + std::to_string(count_at(distribution, 0.05)) + " to " +
            std::to_string(count_at(distribution, 0.95)) + ")";
  return text + " would spend at least " + about.goal + " in " + about.deadline + ".";
}

std::string share_headline(const Headlined& about) {
  const Fan& share = about.fan(Quantity::share);
  std::string text = "Without new policy " + about.who + " would spend " + percent(share.median()) +
                     " of GDP in " + about.deadline;
  if (about.chance) {
    std::array<char, 32> met{};
    std::snprintf(met.data(), met.size(), "%.0f%%", 100 * about.area.met[about.at]);
    text += " (90% band: " + percent(share.at.front()) + " to " + percent(share.at.back()) +
            "); the chance of at least " + about.goal + " is " + met.data();
  }
  return text + ".";
}

std::string whole_amount_headline(const Headlined& about, const AmountWords& words) {
  return about.goal + " of " + about.who + " is " + words.with_band(about.fan(Quantity::spending)) +
         " in " + about.deadline + ", " + at_prices(about.outlook) + ".";
}

std::string above_today_headline(const Headlined& about, const AmountWords& words) {
  const Fan& sum = about.fan(Quantity::cumulative_above_today);
  if (sum.at.front() == 0 && sum.at.back() == 0)
    return "On the assumed path " + about.who + " would hold today's share.";
  return "On the assumed path " + about.who + " would spend " +
         words.with_band(about.fan(Quantity::above_today)) + " more in " + about.deadline +
         " than at today's share, and " + words.with_band(sum) + " more in all from " +
         std::to_string(about.outlook.year(0).value) + " to " + about.deadline + ", " +
         at_prices(about.outlook) + ".";
}

std::string above_trend_headline(const Headlined& about, const AmountWords& words) {
  const Fan& fan = about.fan(Quantity::above_trend);
  std::string text = "Against what would be spent without new policy that is " +
                     words.more_or_less(fan.median()) + " in " + about.deadline;
  if (words.is_wide(fan))
    text += " (" + words.more_or_less(fan.at.front()) + " to " + words.more_or_less(fan.at.back()) +
            ")";
  return text + ".";
}

}  // namespace

std::vector<std::string> headlines(const Ledger& ledger, const Outlook& outlook) {
  const Headlined about = headlined(ledger, outlook);
  std::vector<std::string> lines;
  if (outlook.measured)
    lines.push_back(about.area.is_group ? meeting_headline(about) : share_headline(about));
  if (!about.area.has_costs) return lines;
  const AmountWords words = amount_words(ledger, about);
  if (!outlook.measured) {
    if (about.has(Quantity::spending)) lines.push_back(whole_amount_headline(about, words));
    return lines;
  }
  if (outlook.ask.path == PathKind::trend) return lines;
  if (about.has(Quantity::above_today) && about.has(Quantity::cumulative_above_today))
    lines.push_back(above_today_headline(about, words));
  if (about.has(Quantity::above_trend)) lines.push_back(above_trend_headline(about, words));
  return lines;
}

}  // namespace muster
