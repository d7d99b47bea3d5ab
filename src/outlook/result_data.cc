// The outlook as JSON and CSV.
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "outlook/result.h"

namespace muster {
namespace {

using Json = nlohmann::ordered_json;

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

Json fan_json(const Fan& fan, double factor) {
  Json json = Json::object();
  constexpr std::array<const char*, 5> kNames = {"p5", "p25", "p50", "p75", "p95"};
  for (std::size_t i = 0; i < kNames.size(); ++i) json[kNames[i]] = rounded(fan.at[i] * factor);
  json["mean"] = rounded(fan.mean * factor);
  return json;
}

// Each figure of an area in a year, in each of its currencies.
template <typename Take>
void each_figure(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area,
                 std::size_t year, Take take) {
  const auto persons = population_of(ledger, outlook, area);
  for (std::size_t i = 0; i < kQuantityCount; ++i) {
    const auto quantity = static_cast<Quantity>(i);
    if (area.fans[i].empty() || (quantity == Quantity::share && !outlook.measured)) continue;
    const Fan& fan = area.fans[i][year];
    if (!is_money(quantity)) {
      take(quantity, "", "", "", fan, 1.0);
      continue;
    }
    // Current national amounts were drawn in dollars of the base year times own prices.
    std::vector<ToldIn> told{current_currency(ledger, outlook, area)};
    if (!is_current(quantity)) told = currencies_of(ledger, outlook, area);
    const std::string prices =
        is_current(quantity) ? "current" : "constant:" + std::to_string(outlook.panel.base.value);
    for (const ToldIn& in : told) {
      take(quantity, prices, std::string(in.currency.text()), "", fan, in.per_usd);
      if (persons)
        take(quantity, prices, std::string(in.currency.text()), "head", fan, in.per_usd / *persons);
    }
  }
}

std::string_view constant_name(Quantity quantity) {
  const std::string_view name = name_of(quantity);
  return name.starts_with("current_") ? name.substr(8) : name;
}

Json area_json(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area) {
  Json json{{"area", ledger.area(area.area).code}, {"name", ledger.area(area.area).name}};
  if (!area.is_group) {
    const AllyBelief& belief = outlook.beliefs.allies[area.index];
    if (outlook.measured)
      json["last_known"] = {
          {"year", area.today_year.value},
          {"percent_of_gdp", rounded(belief.share->percent)},
          {"vintage", ledger.vintage(outlook.panel.allies[area.index].share.back().vintage).id}};
    json["estimated"] = {{"share_trend", rounded(belief.share->trend)},
                         {"share_sd", rounded(belief.share->sd)},
                         {"share_sd_trend", rounded(belief.share->sd_trend)},
                         {"share_sd_revision", rounded(belief.share->sd_revision)},
                         {"share_degrees_of_freedom", rounded(belief.share->degrees)},
                         {"share_own_weight", rounded(belief.share->own_weight)},
                         {"growth_mean", rounded(belief.growth.mean)},
                         {"growth_sd", rounded(belief.growth.sd)},
                         {"growth_own_weight", rounded(belief.growth.own_weight)},
                         {"inflation_mean", rounded(belief.prices.mean)},
                         {"inflation_sd", rounded(belief.prices.sd)},
                         {"inflation_own_weight", rounded(belief.prices.own_weight)}};
  }
  if (!area.without.empty()) {
    json["without"] = Json::array();
    for (const AreaId id : area.without) json["without"].push_back(ledger.area(id).code);
  }
  json["years"] = Json::array();
  for (std::size_t year = 0; year < outlook.years(); ++year) {
    Json told{{"year", outlook.year(year).value}};
    if (!area.is_group && outlook.measured) told["chance"] = rounded(area.met[year]);
    if (!area.assumed.empty()) told["assumed_percent_of_gdp"] = rounded(area.assumed[year + 1]);
    if (area.is_group && outlook.measured) {
      told["allies_meeting"] = Json::array();
      for (const double p : area.counts[year]) told["allies_meeting"].push_back(rounded(p));
    }
    each_figure(ledger, outlook, area, year,
                [&](Quantity quantity, const std::string& prices, const std::string& currency,
                    std::string_view per, const Fan& fan, double factor) {
                  if (currency.empty()) {
                    told[name_of(quantity)] = fan_json(fan, factor);
                  } else {
                    Json row{{"prices", prices}, {"currency", currency}};
                    if (!per.empty()) row["per"] = per;
                    row.update(fan_json(fan, factor));
                    told[constant_name(quantity)].push_back(std::move(row));
                  }
                });
    json["years"].push_back(std::move(told));
  }
  return json;
}

Json drivers_json(const Ledger& ledger, const std::vector<Driver>& drivers) {
  Json json = Json::array();
  for (const Driver& driver : drivers)
    json.push_back({{"area", ledger.area(driver.area).code},
                    {"part_of_mean", rounded(driver.part)},
                    {"part_of_variance", rounded(driver.variance)}});
  return json;
}

Json one_json(const Ledger& ledger, const Outlook& outlook) {
  const OutlookAsk& ask = outlook.ask;
  Json json{{"guideline", ask.guideline->id},
            {"threshold", ask.guideline->threshold.to_double()},
            {"deadline", ask.deadline.value},
            {"as_of", to_string(ask.scope.as_of)},
            {"publisher", ask.scope.publisher},
            {"path", name_of(ask.path)},
            {"paths", ask.paths},
            {"seed", ask.seed},
            {"base_year", outlook.panel.base.value},
            {"calibration", rounded(outlook.beliefs.calibration)},
            {"common",
             {{"growth", rounded(outlook.beliefs.common[0])},
              {"share", rounded(outlook.beliefs.common[1])},
              {"prices", rounded(outlook.beliefs.common[2])}}},
            {"statements", Json::array()},
            {"headlines", headlines(ledger, outlook)},
            {"groups", Json::array()},
            {"allies", Json::array()}};
  for (const Statement& said : statements(ledger, outlook))
    json["statements"].push_back({{"kind", said.assumed ? "assumed" : "believed"},
                                  {"about", said.about},
                                  {"text", said.text}});
  for (const AreaOutlook& area : outlook.groups)
    json["groups"].push_back(area_json(ledger, outlook, area));
  for (const AreaOutlook& area : outlook.allies)
    json["allies"].push_back(area_json(ledger, outlook, area));
  if (!outlook.groups.empty() && outlook.measured)
    json["drivers"] = {{"above_trend", drivers_json(ledger, outlook.drivers_above_trend)},
                       {"above_today", drivers_json(ledger, outlook.drivers_above_today)}};
  return json;
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
    each_figure(ledger, outlook, area, year,
                [&](Quantity quantity, const std::string& prices, const std::string& currency,
                    std::string_view per, const Fan& fan, double factor) {
                  out += at;
                  out += constant_name(quantity);
                  out += "," + prices + "," + currency + "," + std::string(per);
                  for (const double value : fan.at) out += "," + number(value * factor);
                  out += "," + number(fan.mean * factor) + "\n";
                });
  }
}

}  // namespace

std::string outlook_json(const Ledger& ledger, const std::vector<Outlook>& outlooks) {
  Json json{{"schema", "muster.outlook/1"}, {"outlooks", Json::array()}};
  for (const Outlook& outlook : outlooks) json["outlooks"].push_back(one_json(ledger, outlook));
  return json.dump(1) + "\n";
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
  Json json{{"schema", "muster.outlook-backtest/1"},
            {"horizons", Json::array()},
            {"publications", Json::array()}};
  for (const HorizonScore& h : backtest.horizons) {
    Json row{{"years_ahead", h.years},
             {"cases", h.cases},
             {"within_50", rounded(h.within_50)},
             {"within_90", rounded(h.within_90)},
             {"within_50_recalibrated", rounded(h.within_50_recalibrated)},
             {"within_90_recalibrated", rounded(h.within_90_recalibrated)},
             {"crps", rounded(h.crps)},
             {"crps_recalibrated", rounded(h.crps_recalibrated)},
             {"crps_random_walk", rounded(h.crps_walk)},
             {"mean_absolute_error", rounded(h.error)},
             {"mean_absolute_error_random_walk", rounded(h.error_walk)}};
    if (h.estimates > 0) {
      row["publisher_estimates"] = h.estimates;
      row["mean_absolute_error_publisher"] = rounded(h.error_estimate);
    }
    json["horizons"].push_back(std::move(row));
  }
  for (const OriginScore& origin : backtest.origins)
    json["publications"].push_back({{"vintage", ledger.vintage(origin.vintage).id},
                                    {"allies", origin.allies},
                                    {"cases", origin.cases},
                                    {"within_90", origin.within_90},
                                    {"within_90_recalibrated", origin.within_90_recalibrated},
                                    {"factor", rounded(origin.factor)}});
  return json.dump(1) + "\n";
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
