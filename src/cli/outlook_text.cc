#include "cli/outlook_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "cli/terminal.h"
#include "outlook/result.h"

namespace muster::cli {
namespace {

std::string band(const Fan& fan, double factor, int places) {
  return fmt::format("{:.{}f} to {:.{}f}", fan.at.front() * factor, places, fan.at.back() * factor,
                     places);
}

// What amounts are divided by: so that the largest has at most five digits.
struct Scale {
  double divisor = 1;
  std::string_view word;
};
Scale scale_for(double largest) {
  if (largest >= 1e11) return {1e9, "billion"};
  return {1e6, "million"};
}

bool has(const AreaOutlook& area, Quantity quantity) {
  return !area.fans[static_cast<std::size_t>(quantity)].empty();
}

void print_group(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& group) {
  fmt::print("\n{}\n", ledger.area(group.area).name);
  const bool path = outlook.ask.path != PathKind::trend && has(group, Quantity::above_today);
  Table table({Align::right, Align::right, Align::right, Align::right, Align::right, Align::right,
               Align::right, Align::right, Align::right});
  std::vector<std::string> head{"year"};
  if (outlook.measured) head.insert(head.end(), {"meet it", "90% band"});
  if (has(group, Quantity::above_today) && outlook.measured)
    head.insert(head.end(), {"% of GDP", "90% band"});
  if (path)
    head.insert(head.end(),
                {"$bn above today's share", "90% band", "above no new policy", "90% band"});
  if (!outlook.measured && has(group, Quantity::spending))
    head.insert(head.end(), {"$bn", "90% band"});
  table.row(head);
  for (std::size_t year = 0; year < outlook.years(); ++year) {
    std::vector<std::string> row{std::to_string(outlook.year(year).value)};
    if (outlook.measured) {
      const auto& n = group.counts[year];
      row.push_back(std::to_string(count_at(n, 0.5)));
      row.push_back(std::to_string(count_at(n, 0.05)) + " to " + std::to_string(count_at(n, 0.95)));
      if (has(group, Quantity::above_today)) {
        const Fan& share = group.fan(Quantity::share, year);
        row.push_back(fmt::format("{:.2f}", share.median()));
        row.push_back(band(share, 1, 2));
      }
    }
    if (path) {
      for (const Quantity q : {Quantity::above_today, Quantity::above_trend}) {
        const Fan& fan = group.fan(q, year);
        row.push_back(fmt::format("{:.0f}", fan.median() * 1e-9));
        row.push_back(band(fan, 1e-9, 0));
      }
    }
    if (!outlook.measured && has(group, Quantity::spending)) {
      const Fan& fan = group.fan(Quantity::spending, year);
      row.push_back(fmt::format("{:.0f}", fan.median() * 1e-9));
      row.push_back(band(fan, 1e-9, 0));
    }
    table.row(row);
  }
  fmt::print("{}", table.print());
  if (!group.without.empty())
    fmt::print("{}\n", wrapped("Without " + join_prose([&] {
                                 std::vector<std::string> names;
                                 names.reserve(group.without.size());
                                 for (const AreaId id : group.without)
                                   names.emplace_back(ledger.area(id).name);
                                 return names;
                               }()) +
                                   ", of which no share or no GDP is known here.",
                               terminal_width(), 0));
}

void print_allies(const Ledger& ledger, const Outlook& outlook) {
  const auto at =
      static_cast<std::size_t>(outlook.ask.deadline.value - outlook.time.today.value) - 1;
  const std::string deadline = std::to_string(outlook.ask.deadline.value);
  const bool path = outlook.ask.path != PathKind::trend;
  const bool costs = path && std::ranges::any_of(outlook.allies, [](const AreaOutlook& area) {
                       return has(area, Quantity::above_today);
                     });
  fmt::print(
      "\nAlly by ally in {}{}\n", deadline,
      costs ? fmt::format("; $bn at the prices and exchange rates of {}", outlook.panel.base.value)
            : std::string());
  Table table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right,
               Align::right, Align::right, Align::right, Align::right});
  std::vector<std::string> head{"", "last known", "no new policy", "90% band", "chance"};
  if (path) head.emplace_back("assumed");
  if (costs)
    head.insert(head.end(), {"$bn above today's share", "90% band", "summed up", "growth a year"});
  table.row(head);
  std::vector<const AreaOutlook*> order;
  order.reserve(outlook.allies.size());
  for (const AreaOutlook& area : outlook.allies) order.push_back(&area);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](const AreaOutlook* area) {
    return area->fan(Quantity::share, at).median();
  });
  for (const AreaOutlook* const area : order) {
    const Fan& share = area->fan(Quantity::share, at);
    std::vector<std::string> row{std::string(ledger.area(area->area).name),
                                 fmt::format("{:.2f} ({})", area->today, area->today_year.value),
                                 fmt::format("{:.2f}", share.median()), band(share, 1, 2),
                                 fmt::format("{:.0f}%", 100 * area->met[at])};
    if (path)
      row.push_back(area->assumed.empty() ? "" : fmt::format("{:.2f}", area->assumed[at + 1]));
    if (costs && has(*area, Quantity::above_today)) {
      const Fan& more = area->fan(Quantity::above_today, at);
      row.push_back(fmt::format("{:.1f}", more.median() * 1e-9));
      row.push_back(band(more, 1e-9, 1));
      row.push_back(
          fmt::format("{:.1f}", area->fan(Quantity::cumulative_above_today, at).median() * 1e-9));
      if (at > 0) {
        const double ratio =
            area->fan(Quantity::spending, at).median() / area->fan(Quantity::spending, 0).median();
        row.push_back(
            fmt::format("{:.1f}%", 100 * (std::pow(ratio, 1.0 / static_cast<double>(at)) - 1)));
      }
    }
    table.row(row);
  }
  fmt::print("{}", table.print());
}

void print_share_of_ally(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area) {
  fmt::print("\n{}'s share of GDP without new policy, per cent ({:.2f} in {})\n",
             ledger.area(area.area).name, area.today, area.today_year.value);
  Table table({Align::right, Align::right, Align::right, Align::right, Align::right, Align::right,
               Align::right, Align::right});
  table.row(
      {"year", "5%", "25%", "50%", "75%", "95%", "chance", area.assumed.empty() ? "" : "assumed"});
  for (std::size_t year = 0; year < outlook.years(); ++year) {
    std::vector<std::string> row{std::to_string(outlook.year(year).value)};
    for (const double value : area.fan(Quantity::share, year).at)
      row.push_back(fmt::format("{:.2f}", value));
    row.push_back(fmt::format("{:.0f}%", 100 * area.met[year]));
    if (!area.assumed.empty()) row.push_back(fmt::format("{:.2f}", area.assumed[year + 1]));
    table.row(row);
  }
  fmt::print("{}", table.print());
}

void print_costs_of_ally(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area) {
  const ToldIn in = currencies_of(ledger, outlook, area).back();
  double largest = 0;
  for (const Fan& fan : area.fans[static_cast<std::size_t>(Quantity::spending)])
    largest = std::max(largest, fan.median() * in.per_usd);
  const Scale scale = scale_for(largest);
  const bool path = !area.assumed.empty() && has(area, Quantity::above_today);
  // A guideline for which nobody publishes what is spent is a whole amount: it rises from nothing
  // that is known.
  const bool rise = has(area, Quantity::increase) && has(area, Quantity::growth);
  const auto persons = population_of(ledger, outlook, area);
  fmt::print("\nWhat it comes to: {} {} at the prices of {} (medians; 90% bands){}\n",
             in.currency.text(), scale.word, outlook.panel.base.value,
             persons ? fmt::format("; per head of {} persons",
                                   to_prose(*persons, Unit{UnitKind::persons, 0, {}}))
                     : "");
  Table table({Align::right, Align::right, Align::right, Align::right, Align::right, Align::right,
               Align::right, Align::right, Align::right});
  std::vector<std::string> head{"year", "spending"};
  if (path)
    head.insert(head.end(),
                {"above today's share", "90% band", "per head", "above no new policy", "90% band"});
  if (rise) head.insert(head.end(), {"increase", "growth"});
  table.row(head);
  const double factor = in.per_usd / scale.divisor;
  for (std::size_t year = 0; year < outlook.years(); ++year) {
    std::vector<std::string> row{
        std::to_string(outlook.year(year).value),
        fmt::format("{:.1f}", area.fan(Quantity::spending, year).median() * factor)};
    if (path) {
      const Fan& today = area.fan(Quantity::above_today, year);
      const Fan& trend = area.fan(Quantity::above_trend, year);
      row.push_back(fmt::format("{:.1f}", today.median() * factor));
      row.push_back(band(today, factor, 1));
      row.push_back(persons ? fmt::format("{:.0f}", today.median() * in.per_usd / *persons) : "");
      row.push_back(fmt::format("{:.1f}", trend.median() * factor));
      row.push_back(band(trend, factor, 1));
    }
    if (rise) {
      row.push_back(fmt::format("{:.1f}", area.fan(Quantity::increase, year).median() * factor));
      row.push_back(fmt::format("{:.1f}%", area.fan(Quantity::growth, year).median()));
    }
    table.row(row);
  }
  fmt::print("{}", table.print());
}

void print_ally(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area) {
  if (outlook.measured) print_share_of_ally(ledger, outlook, area);
  if (has(area, Quantity::spending)) print_costs_of_ally(ledger, outlook, area);
}

void print_drivers(const Ledger& ledger, const std::vector<Driver>& drivers,
                   std::string_view what) {
  if (drivers.empty() || drivers.front().part == 0) return;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < std::min<std::size_t>(drivers.size(), 5); ++i) {
    std::string part = fmt::format("{} {:.0f}%", with_article(ledger.area(drivers[i].area)),
                                   100 * drivers[i].part);
    if (drivers[i].variance != 0)
      part += fmt::format(" ({:.0f}% of its variance)", 100 * drivers[i].variance);
    parts.push_back(part);
  }
  fmt::print("{}\n", wrapped(fmt::format("Of {} in all years: {}.", what, join_prose(parts)),
                             terminal_width(), 0));
}

}  // namespace

Quantities quantities_in_text() {
  return kShareOnly | bit(Quantity::spending) | bit(Quantity::above_trend) |
         bit(Quantity::above_today) | bit(Quantity::cumulative_above_today) |
         bit(Quantity::cumulative_above_trend) | bit(Quantity::increase) | bit(Quantity::growth);
}

void print_outlook(const Ledger& ledger, const Outlook& outlook) {
  const Palette colour = palette();
  const Guideline& guideline = *outlook.ask.guideline;
  fmt::print("{}{}: {}, by {}{}\n", colour.bold, guideline.id, guideline.text,
             outlook.ask.deadline.value, colour.off);
  fmt::print("{}, as known on {}\n", capitalised(with_article(ledger.area(outlook.ask.area))),
             to_prose(outlook.ask.scope.as_of));
  const auto said = statements(ledger, outlook);
  for (const bool assumed : {true, false}) {
    fmt::print("\n{}\n", assumed ? "Assumed" : "Believed (docs/outlook.md)");
    for (const Statement& one : said) {
      if (one.assumed == assumed)
        fmt::print("  {:<9} {}\n", one.about, wrapped(one.text, terminal_width() - 12, 12));
    }
  }
  fmt::print("\n");
  for (const std::string& line : headlines(ledger, outlook))
    fmt::print("{}\n", wrapped(line, terminal_width(), 0));
  for (const AreaOutlook& group : outlook.groups) print_group(ledger, outlook, group);
  if (!outlook.groups.empty()) {
    if (!outlook.measured) return;
    if (outlook.ask.path != PathKind::trend) {
      fmt::print("\n");
      print_drivers(ledger, outlook.drivers_above_today, "what is spent above today's share");
      print_drivers(ledger, outlook.drivers_above_trend, "what is spent above no new policy");
    }
    print_allies(ledger, outlook);
    return;
  }
  print_ally(ledger, outlook, outlook.allies.front());
}

void print_backtest(const Ledger& ledger, const Backtest& backtest, const Scope& scope) {
  fmt::print(
      "The share of GDP without new policy, as each publication of {} up to {} would have had it,\n"
      "and what later ones said\n\n",
      scope.publisher, to_prose(scope.as_of));
  Table table({Align::right, Align::right, Align::right, Align::right, Align::right, Align::right,
               Align::right, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.row({"", "", "within 50%", "", "within 90%", "", "CRPS", "", "", "error", "", ""});
  table.row({"years", "cases", "raw", "recal.", "raw", "recal.", "raw", "recal.", "walk", "model",
             "walk", "publisher"});
  for (const HorizonScore& h : backtest.horizons) {
    table.row({std::to_string(h.years), std::to_string(h.cases),
               fmt::format("{:.0f}%", 100 * h.within_50),
               fmt::format("{:.0f}%", 100 * h.within_50_recalibrated),
               fmt::format("{:.1f}%", 100 * h.within_90),
               fmt::format("{:.1f}%", 100 * h.within_90_recalibrated),
               fmt::format("{:.3f}", h.crps), fmt::format("{:.3f}", h.crps_recalibrated),
               fmt::format("{:.3f}", h.crps_walk), fmt::format("{:.3f}", h.error),
               fmt::format("{:.3f}", h.error_walk),
               h.estimates > 0 ? fmt::format("{:.3f} ({})", h.error_estimate, h.estimates)
                               : std::string()});
  }
  fmt::print("{}\n", table.print());
  fmt::print(
      "{}\n",
      wrapped(
          "Years after the last share that the publication has; 0 is that share itself, which "
          "later "
          "publications revised. CRPS and mean absolute error in percentage points of GDP; walk: a "
          "random walk with the group's spread as known on the day; publisher: its own first "
          "figure "
          "for that year (cases). Recalibrated: bands multiplied by what earlier publications had "
          "found by the day. Cases of one publication share its year's shocks.",
          terminal_width(), 0));
  fmt::print("\n");
  Table origins(
      {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right});
  origins.row({"publication", "allies", "cases", "within 90%", "recal.", "factor"});
  for (const OriginScore& origin : backtest.origins) {
    const auto part = [&](std::size_t within) {
      return origin.cases == 0 ? std::string()
                               : fmt::format("{:.0f}%", 100.0 * static_cast<double>(within) /
                                                            static_cast<double>(origin.cases));
    };
    origins.row({std::string(ledger.vintage(origin.vintage).id), std::to_string(origin.allies),
                 std::to_string(origin.cases), part(origin.within_90),
                 part(origin.within_90_recalibrated), fmt::format("{:.2f}", origin.factor)});
  }
  fmt::print("{}", origins.print());
}

}  // namespace muster::cli
