// The outlook as JSON and CSV.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "base/json_writer.h"
#include "outlook/result.h"

namespace muster {
namespace {

bool is_money(Quantity quantity) {
  return quantity != Quantity::share && quantity != Quantity::growth;
}

// At most ten digits: more than the draws are good for.
std::string number(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.10g", value);
  return text.data();
}
double rounded(double value) { return std::strtod(number(value).c_str(), nullptr); }

// A figure of an area in a year; of an amount there is one a currency, and one a head.
struct ToldFigure {
  Quantity quantity;
  Fan fan;
  std::string prices;    // "current", "constant:2021"; empty where it is no amount
  std::string currency;  // empty where it is no amount
  std::string_view per;  // "head", or empty
};

Fan scaled(Fan fan, double factor) {
  for (double& value : fan.at) value *= factor;
  fan.mean *= factor;
  return fan;
}

std::vector<ToldFigure> told_figures(const Ledger& ledger, const Outlook& outlook,
                                     const AreaOutlook& area, std::size_t year) {
  std::vector<ToldFigure> figures;
  const auto persons = population_of(ledger, outlook, area);
  for (std::size_t i = 0; i < kQuantityCount; ++i) {
    const auto quantity = static_cast<Quantity>(i);
    if (area.fans[i].empty() || (quantity == Quantity::share && !outlook.measured)) continue;
    const Fan& fan = area.fans[i][year];
    if (!is_money(quantity)) {
      figures.push_back({quantity, fan, "", "", ""});
      continue;
    }
    // Current national amounts were drawn in dollars of the base year times own prices.
    std::vector<ToldIn> told{current_currency(ledger, outlook, area)};
    if (!is_current(quantity)) told = currencies_of(ledger, outlook, area);
    const std::string prices =
        is_current(quantity) ? "current" : "constant:" + std::to_string(outlook.panel.base.value);
    for (const ToldIn& in : told) {
      const std::string currency(in.currency.text());
      figures.push_back({quantity, scaled(fan, in.per_usd), prices, currency, ""});
      if (persons)
        figures.push_back({quantity, scaled(fan, in.per_usd / *persons), prices, currency, "head"});
    }
  }
  return figures;
}

std::string_view constant_name(Quantity quantity) {
  const std::string_view name = name_of(quantity);
  return name.starts_with("current_") ? name.substr(8) : name;
}

void write_fan(JsonWriter& out, const Fan& fan) {
  constexpr std::array<const char*, 5> kNames = {"p5", "p25", "p50", "p75", "p95"};
  for (std::size_t i = 0; i < kNames.size(); ++i) out.member(kNames[i], rounded(fan.at[i]));
  out.member("mean", rounded(fan.mean));
}

void write_figure(JsonWriter& out, const ToldFigure& figure) {
  out.begin_object();
  if (is_money(figure.quantity)) {
    out.member("prices", figure.prices);
    out.member("currency", figure.currency);
    if (!figure.per.empty()) out.member("per", figure.per);
  }
  write_fan(out, figure.fan);
  out.end_object();
}

// An amount is a list: at constant and at current prices, in each currency.
void write_figures(JsonWriter& out, std::vector<ToldFigure> figures) {
  for (auto first = figures.begin(); first != figures.end();) {
    const std::string_view name = constant_name(first->quantity);
    const auto next = std::stable_partition(first, figures.end(), [&](const ToldFigure& figure) {
      return constant_name(figure.quantity) == name;
    });
    const bool is_list = is_money(first->quantity);
    out.key(name);
    if (is_list) out.begin_array();
    for (; first != next; ++first) write_figure(out, *first);
    if (is_list) out.end_array();
  }
}

void write_belief(JsonWriter& out, const AllyBelief& belief) {
  out.begin_object("estimated");
  out.member("share_trend", rounded(belief.share->trend));
  out.member("share_sd", rounded(belief.share->sd));
  out.member("share_sd_trend", rounded(belief.share->sd_trend));
  out.member("share_sd_revision", rounded(belief.share->sd_revision));
  out.member("share_degrees_of_freedom", rounded(belief.share->degrees));
  out.member("share_own_weight", rounded(belief.share->own_weight));
  out.member("growth_mean", rounded(belief.growth.mean));
  out.member("growth_sd", rounded(belief.growth.sd));
  out.member("growth_own_weight", rounded(belief.growth.own_weight));
  out.member("inflation_mean", rounded(belief.prices.mean));
  out.member("inflation_sd", rounded(belief.prices.sd));
  out.member("inflation_own_weight", rounded(belief.prices.own_weight));
  out.end_object();
}

void write_year(JsonWriter& out, const Ledger& ledger, const Outlook& outlook,
                const AreaOutlook& area, std::size_t year) {
  out.begin_object();
  out.member("year", outlook.year(year).value);
  if (!area.is_group && outlook.measured) out.member("chance", rounded(area.met[year]));
  if (!area.assumed.empty()) out.member("assumed_percent_of_gdp", rounded(area.assumed[year + 1]));
  if (area.is_group && outlook.measured) {
    out.begin_array("allies_meeting");
    for (const double p : area.counts[year]) out.value(rounded(p));
    out.end_array();
  }
  write_figures(out, told_figures(ledger, outlook, area, year));
  out.end_object();
}

void write_area(JsonWriter& out, const Ledger& ledger, const Outlook& outlook,
                const AreaOutlook& area) {
  out.begin_object();
  out.member("area", ledger.area(area.area).code);
  out.member("name", ledger.area(area.area).name);
  if (!area.is_group) {
    const AllyBelief& belief = outlook.beliefs.allies[area.index];
    if (outlook.measured) {
      const VintageId vintage = outlook.panel.allies[area.index].share.back().vintage;
      out.begin_object("last_known");
      out.member("year", area.today_year.value);
      out.member("percent_of_gdp", rounded(belief.share->percent));
      out.member("vintage", ledger.vintage(vintage).id);
      out.end_object();
    }
    write_belief(out, belief);
  }
  if (!area.without.empty()) {
    out.begin_array("without");
    for (const AreaId id : area.without) out.value(ledger.area(id).code);
    out.end_array();
  }
  out.begin_array("years");
  for (std::size_t year = 0; year < outlook.years(); ++year)
    write_year(out, ledger, outlook, area, year);
  out.end_array();
  out.end_object();
}

void write_drivers(JsonWriter& out, const Ledger& ledger, std::string_view name,
                   const std::vector<Driver>& drivers) {
  out.begin_array(name);
  for (const Driver& driver : drivers) {
    out.begin_object();
    out.member("area", ledger.area(driver.area).code);
    out.member("part_of_mean", rounded(driver.part));
    out.member("part_of_variance", rounded(driver.variance));
    out.end_object();
  }
  out.end_array();
}

// What was asked, and what is common to all allies.
void write_frame(JsonWriter& out, const Outlook& outlook) {
  const OutlookAsk& ask = outlook.ask;
  out.member("guideline", ask.guideline->id);
  out.member("threshold", ask.guideline->threshold.to_double());
  out.member("deadline", ask.deadline.value);
  out.member("as_of", to_string(ask.scope.as_of));
  out.member("publisher", ask.scope.publisher);
  out.member("path", name_of(ask.path));
  out.member("paths", ask.paths);
  out.member("seed", ask.seed);
  out.member("base_year", outlook.panel.base.value);
  out.member("calibration", rounded(outlook.beliefs.calibration));
  out.begin_object("common");
  out.member("growth", rounded(outlook.beliefs.common[0]));
  out.member("share", rounded(outlook.beliefs.common[1]));
  out.member("prices", rounded(outlook.beliefs.common[2]));
  out.end_object();
}

void write_outlook(JsonWriter& out, const Ledger& ledger, const Outlook& outlook) {
  out.begin_object();
  write_frame(out, outlook);
  out.begin_array("statements");
  for (const Statement& said : statements(ledger, outlook)) {
    out.begin_object();
    out.member("kind", said.assumed ? "assumed" : "believed");
    out.member("about", said.about);
    out.member("text", said.text);
    out.end_object();
  }
  out.end_array();
  out.member("headlines", headlines(ledger, outlook));
  out.begin_array("groups");
  for (const AreaOutlook& area : outlook.groups) write_area(out, ledger, outlook, area);
  out.end_array();
  out.begin_array("allies");
  for (const AreaOutlook& area : outlook.allies) write_area(out, ledger, outlook, area);
  out.end_array();
  if (!outlook.groups.empty() && outlook.measured) {
    out.begin_object("drivers");
    write_drivers(out, ledger, "above_trend", outlook.drivers_above_trend);
    write_drivers(out, ledger, "above_today", outlook.drivers_above_today);
    out.end_object();
  }
  out.end_object();
}

void csv_rows(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area,
              std::string& out) {
  const std::string begin =
      std::string(outlook.ask.guideline->id) + "," + std::string(ledger.area(area.area).code) + ",";
  for (std::size_t year = 0; year < outlook.years(); ++year) {
    const std::string at = begin + std::to_string(outlook.year(year).value) + ",";
    if (!area.is_group && outlook.measured)
      out += at + "chance,,,,,,,,," + number(area.met[year]) + "\n";
    if (!area.assumed.empty())
      out += at + "assumed_share,,,,,,,,," + number(area.assumed[year + 1]) + "\n";
    if (area.is_group && outlook.measured)
      for (std::size_t n = 0; n < area.counts[year].size(); ++n)
        out += at + "chance_of_" + std::to_string(n) + "_meeting,,,,,,,,," +
               number(area.counts[year][n]) + "\n";
    for (const ToldFigure& figure : told_figures(ledger, outlook, area, year)) {
      out += at;
      out += constant_name(figure.quantity);
      out += "," + figure.prices + "," + figure.currency + "," + std::string(figure.per);
      for (const double value : figure.fan.at) out += "," + number(value);
      out += "," + number(figure.fan.mean) + "\n";
    }
  }
}

}  // namespace

std::string outlook_json(const Ledger& ledger, const std::vector<Outlook>& outlooks) {
  JsonWriter out(1);
  out.begin_object();
  out.member("schema", "muster.outlook/1");
  out.begin_array("outlooks");
  for (const Outlook& outlook : outlooks) write_outlook(out, ledger, outlook);
  out.end_array();
  out.end_object();
  return out.text() + "\n";
}

std::string outlook_csv(const Ledger& ledger, const std::vector<Outlook>& outlooks) {
  std::string out = "guideline,area,year,quantity,prices,currency,per,p5,p25,p50,p75,p95,mean\n";
  for (const Outlook& outlook : outlooks) {
    for (const AreaOutlook& area : outlook.groups) csv_rows(ledger, outlook, area, out);
    for (const AreaOutlook& area : outlook.allies) csv_rows(ledger, outlook, area, out);
  }
  return out;
}

std::string backtest_json(const Ledger& ledger, const Backtest& backtest) {
  JsonWriter out(1);
  out.begin_object();
  out.member("schema", "muster.outlook-backtest/1");
  out.begin_array("horizons");
  for (const HorizonScore& h : backtest.horizons) {
    out.begin_object();
    out.member("years_ahead", h.years);
    out.member("cases", h.cases);
    out.member("within_50", rounded(h.within_50));
    out.member("within_90", rounded(h.within_90));
    out.member("within_50_recalibrated", rounded(h.within_50_recalibrated));
    out.member("within_90_recalibrated", rounded(h.within_90_recalibrated));
    out.member("crps", rounded(h.crps));
    out.member("crps_recalibrated", rounded(h.crps_recalibrated));
    out.member("crps_random_walk", rounded(h.crps_walk));
    out.member("mean_absolute_error", rounded(h.error));
    out.member("mean_absolute_error_random_walk", rounded(h.error_walk));
    if (h.estimates > 0) {
      out.member("publisher_estimates", h.estimates);
      out.member("mean_absolute_error_publisher", rounded(h.error_estimate));
    }
    out.end_object();
  }
  out.end_array();
  out.begin_array("publications");
  for (const OriginScore& origin : backtest.origins) {
    out.begin_object();
    out.member("vintage", ledger.vintage(origin.vintage).id);
    out.member("allies", origin.allies);
    out.member("cases", origin.cases);
    out.member("within_90", origin.within_90);
    out.member("within_90_recalibrated", origin.within_90_recalibrated);
    out.member("factor", rounded(origin.factor));
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.text() + "\n";
}

std::string backtest_csv(const Backtest& backtest) {
  std::string out =
      "years_ahead,cases,within_50,within_90,within_50_recalibrated,within_90_recalibrated,crps,"
      "crps_recalibrated,crps_random_walk,mean_absolute_error,mean_absolute_error_random_walk,"
      "publisher_estimates,mean_absolute_error_publisher\n";
  for (const HorizonScore& h : backtest.horizons) {
    out += std::to_string(h.years) + "," + std::to_string(h.cases);
    for (const double value :
         {h.within_50, h.within_90, h.within_50_recalibrated, h.within_90_recalibrated, h.crps,
          h.crps_recalibrated, h.crps_walk, h.error, h.error_walk})
      out += "," + number(value);
    out += "," + std::to_string(h.estimates) + "," +
           (h.estimates > 0 ? number(h.error_estimate) : std::string()) + "\n";
  }
  return out;
}

}  // namespace muster
