#include "ledger/read_tables.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "base/text.h"
#include "ledger/figure_rules.h"
#include "ledger/read_facts.h"
#include "ledger/support.h"

namespace muster {
namespace {

// What the figures stand on, and the figures. Every step returns the first error, or nothing.
class FigureTables : TableReader {
 public:
  using TableReader::TableReader;

  std::optional<Error> read() {
    using Step = std::optional<Error> (FigureTables::*)();
    constexpr Step kSteps[] = {&FigureTables::read_areas,        &FigureTables::read_groups,
                               &FigureTables::read_currencies,   &FigureTables::read_publishers,
                               &FigureTables::read_vintages,     &FigureTables::read_support,
                               &FigureTables::read_observations, &FigureTables::read_censored,
                               &FigureTables::read_annual,       &FigureTables::read_daily};
    for (const Step step : kSteps) {
      if (auto error = (this->*step)()) return error;
    }
    return std::nullopt;
  }

 private:
  std::optional<Error> read_areas() {
    return each_row("areas.csv",
                    {"area", "iso2", "name", "variants", "takes_article", "kind",
                     "has_armed_forces", "european"},
                    [&](const Fields& f) -> std::optional<Error> {
                      Area row{keep(f[0]), keep(f[1]),      keep(f[2]), keep(f[3]),
                               false,      f[5] == "group", false,      false};
                      if (f[5] != "group" && f[5] != "country")
                        return Error{"kind '" + f[5] + "' is neither country nor group", "", ""};
                      auto error =
                          first_of(yes_no(f[4], row.takes_article),
                                   yes_no(f[6], row.has_armed_forces), yes_no(f[7], row.european));
                      if (error) return error;
                      const auto id = static_cast<AreaId>(data_->areas.size());
                      if (!area_index_.emplace(f[0], id).second)
                        return Error{"area '" + f[0] + "' is declared twice", "", ""};
                      data_->areas.push_back(row);
                      return std::nullopt;
                    });
  }

  std::optional<Error> read_groups() {
    return each_row("groups.csv", {"group", "area", "from", "to", "note"},
                    [&](const Fields& f) -> std::optional<Error> {
                      Membership row{};
                      auto error = first_of(area(f[0], row.group), area(f[1], row.area),
                                            span_of_days(f[2], f[3], row.period));
                      if (error) return error;
                      if (!data_->areas[index_of(row.group)].is_group)
                        return Error{"'" + f[0] + "' is no group", "", ""};
                      for (const Membership& other : data_->memberships) {
                        if (other.group == row.group && other.area == row.area &&
                            other.period.overlaps(row.period)) {
                          return Error{f[1] + " is in " + f[0] + " twice at the same time", "", ""};
                        }
                      }
                      data_->memberships.push_back(row);
                      return std::nullopt;
                    });
  }

  std::optional<Error> read_currencies() {
    return each_row("currencies.csv", {"area", "currency", "from", "to"},
                    [&](const Fields& f) -> std::optional<Error> {
                      CurrencyPeriod row{};
                      row.currency = currency(f[1]);
                      if (row.currency.none())
                        return Error{"'" + f[1] + "' is no ISO 4217 code", "", ""};
                      auto error =
                          first_of(area(f[0], row.area), span_of_days(f[2], f[3], row.period));
                      if (error) return error;
                      data_->currencies.push_back(row);
                      return std::nullopt;
                    });
  }

  std::optional<Error> read_publishers() {
    return each_row(
        "publishers.csv",
        {"publisher", "name", "what", "definition", "terms", "citation", "republication"},
        [&](const Fields& f) -> std::optional<Error> {
          if (f[6] != "yes" && f[6] != "no")
            return Error{"'" + f[6] + "' says nothing of republication", "", "write yes or no"};
          data_->publishers.push_back({keep(f[0]), keep(f[1]), keep(f[2]), keep(f[3]), keep(f[4]),
                                       keep(f[5]), f[6] == "yes"});
          return std::nullopt;
        });
  }

  std::optional<Error> read_vintages() {
    auto error = each_row(
        "vintages.csv",
        {"vintage", "publisher", "title", "published", "cut_off", "first_year", "last_year",
         "price_base", "estimate_years", "measure_name", "what_is_here", "url", "archive_url"},
        [&](const Fields& f) -> std::optional<Error> {
          Vintage row{};
          row.id = keep(f[0]);
          row.publisher = keep(f[1]);
          row.title = keep(f[2]);
          row.cut_off = kDistantPast;
          const bool known = std::ranges::any_of(data_->publishers,
                                                 [&](const Publisher& p) { return p.id == f[1]; });
          if (!known)
            return Error{"unknown publisher '" + f[1] + "'", "", "declare it in publishers.csv"};
          auto published = parse_date(f[3]);
          if (!published) return published.error();
          row.published = *published;
          Period cut_off{kDistantPast, kDistantPast};
          Year base{};
          auto bad =
              first_of(period(f[4], cut_off), year(f[5], row.first_year), year(f[6], row.last_year),
                       f[7].empty() ? std::nullopt : year(f[7], base));
          if (bad) return bad;
          row.cut_off = cut_off.to;
          row.base = f[7].empty() ? PriceBasis{} : PriceBasis::constant(base.value);
          row.estimate_years = keep(f[8]);
          row.measure_name = keep(f[9]);
          row.what_is_here = keep(f[10]);
          for (const std::size_t address : {11U, 12U}) {
            if (!f[address].empty() && !f[address].starts_with("https://"))
              return Error{"'" + f[address] + "' is no address", "", "it begins with https://"};
          }
          row.url = keep(f[11]);
          row.archive_url = keep(f[12]);
          const bool twice = std::ranges::any_of(data_->vintages,
                                                 [&](const Vintage& v) { return v.id == row.id; });
          if (twice) return Error{"vintage '" + f[0] + "' is declared twice", "", ""};
          data_->vintages.push_back(row);
          return std::nullopt;
        });
    if (error) return error;
    std::ranges::stable_sort(data_->vintages, {},
                             [](const Vintage& v) { return std::tuple(v.publisher, v.published); });
    for (std::size_t i = 0; i < data_->vintages.size(); ++i) {
      vintage_index_.emplace(data_->vintages[i].id, static_cast<VintageId>(i));
    }
    return std::nullopt;
  }

  struct Row {
    Observation observation;
    std::string place;
  };

  std::optional<Error> read_observations() {
    constexpr std::string_view kFolder = "observations/";
    std::vector<Row> rows;
    for (const auto& [name, content] : files_) {
      if (!name.starts_with(kFolder)) continue;
      if (auto error = read_observation_file(name, rows)) return error;
    }
    const auto order = [&](const Row& row) { return row_order(row.observation, *data_); };
    std::ranges::stable_sort(rows, {}, order);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const Observation& o = rows[i].observation;
      const Observation& before = rows[i - 1].observation;
      // A publisher may print one figure in two tables (the United States in national currency and
      // in dollars); that is two cells of one figure. Two figures for one key are a fault.
      const bool reprinted = o.value == before.value && o.cell != before.cell;
      if (order(rows[i - 1]) == order(rows[i]) && !reprinted) {
        return Error{"duplicate observation " + std::string(measure(o.measure).name) + " " +
                         std::string(data_->areas[index_of(o.area)].code) + " " +
                         std::to_string(o.year.value),
                     rows[i].place, "it stands at " + rows[i - 1].place + " already"};
      }
    }
    std::vector<Observation> observations;
    observations.reserve(rows.size());
    for (const Row& row : rows) observations.push_back(row.observation);
    const auto of_support = yearly_support(*data_, observations);
    observations.insert(observations.end(), of_support.begin(), of_support.end());
    lay_out(std::move(observations), *data_);
    return std::nullopt;
  }

  std::optional<Error> fault_of(const Observation& o, std::string_view code) const {
    const Date published = data_->vintages[index_of(o.vintage)].published;
    return first_of(fault_of_figure(o.measure, code, o.year, o.value, o.unit),
                    fault_of_currency(data_->currencies, o.unit),
                    fault_of_year(o.year, o.status, published));
  }

  std::optional<Error> read_observation_file(const std::string& name, std::vector<Row>& rows) {
    const std::size_t slash = name.find('/');
    const std::string id =
        name.substr(slash + 1, name.size() - slash - 1 - std::string_view(".csv").size());
    VintageId of_file{};
    if (auto error = vintage(id, of_file)) {
      error->where = name + ":1";
      return error;
    }
    int line = 1;
    return each_row(
        name,
        {"measure", "ref_area", "time_period", "obs_value", "unit", "price_basis", "obs_status",
         "extent", "source_cell"},
        [&](const Fields& f) -> std::optional<Error> {
          Observation o{};
          o.vintage = of_file;
          const auto id_of_measure = measure_named(f[0]);
          if (!id_of_measure)
            return Error{"unknown measure '" + f[0] + "'", "", "see src/ledger/vocabulary.cc"};
          o.measure = *id_of_measure;
          auto error = first_of(area(f[1], o.area), year(f[2], o.year), decimal(f[3], o.value));
          if (error) return error;
          auto unit = parse_unit(f[4]);
          if (!unit) return unit.error();
          o.unit = *unit;
          auto basis = parse_price_basis(f[5]);
          if (!basis) return basis.error();
          o.basis = *basis;
          if (f[6] != "A" && f[6] != "E" && f[6] != "P")
            return Error{"unknown status '" + f[6] + "'", "", "it is A, E or P"};
          o.status = static_cast<ObsStatus>(f[6][0]);
          const auto extent = extent_named(f[7]);
          if (!extent)
            return Error{"unknown extent '" + f[7] + "'", "",
                         "it is printed, transcribed or quoted"};
          o.extent = *extent;
          if (auto fault = fault_of(o, f[1])) return fault;
          if (f[8].empty())
            return Error{"a figure without its source cell", "",
                         "say where the publisher prints it"};
          o.cell = keep(f[8]);
          rows.push_back({o, name + ":" + std::to_string(++line)});
          return std::nullopt;
        });
  }

  std::optional<Error> read_censored() {
    return each_row("censored.csv", {"vintage", "measure", "year", "group", "threshold", "source"},
                    [&](const Fields& f) -> std::optional<Error> {
                      CensoredBelow row{};
                      const auto id = measure_named(f[1]);
                      if (!id) return Error{"unknown measure '" + f[1] + "'", "", ""};
                      row.measure = *id;
                      row.source = keep(f[5]);
                      auto error = first_of(vintage(f[0], row.vintage), year(f[2], row.year),
                                            area(f[3], row.group), decimal(f[4], row.threshold));
                      if (error) return error;
                      data_->censored.push_back(row);
                      return std::nullopt;
                    });
  }

  std::optional<Error> read_annual() {
    std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
    return each_row(
        "rates_annual.csv", {"currency", "year", "per", "rate", "method", "partial_year"},
        [&](const Fields& f) -> std::optional<Error> {
          AnnualRate row{};
          row.currency = currency(f[0]);
          row.per = currency(f[2]);
          if (row.currency.none() || row.per.none())
            return Error{"'" + f[0] + "' per '" + f[2] + "' are no ISO 4217 codes", "", ""};
          row.method = keep(f[4]);
          auto error = first_of(year(f[1], row.year), decimal(f[3], row.rate),
                                yes_no(f[5], row.partial_year));
          if (error) return error;
          if (row.rate.units <= 0) return Error{"a rate of " + f[3], "", "rates are above zero"};
          if (!seen.emplace(f[0], f[1], f[2], f[4]).second) {
            return Error{"the rate of " + f[0] + " per " + f[2] + " in " + f[1] + " stands twice",
                         "", "one row a method"};
          }
          data_->annual_rates.push_back(row);
          return std::nullopt;
        });
  }

  std::optional<Error> read_daily() {
    return each_row("rates_daily_usd_per_eur.csv", {"date", "usd_per_eur"},
                    [&](const Fields& f) -> std::optional<Error> {
                      DailyRate row{};
                      auto date = parse_date(f[0]);
                      if (!date) return date.error();
                      row.date = *date;
                      if (auto error = decimal(f[1], row.usd_per_eur)) return error;
                      const bool in_order =
                          data_->daily_rates.empty() || data_->daily_rates.back().date < row.date;
                      if (!in_order)
                        return Error{"the day " + f[0] + " is out of order or stands twice", "",
                                     "sort by date"};
                      data_->daily_rates.push_back(row);
                      return std::nullopt;
                    });
  }

  std::optional<Error> read_support() {
    return each_row(
        "support_to_ukraine.csv",
        {"donor", "area", "component", "period", "value", "unit", "vintage", "source_cell"},
        [&](const Fields& f) -> std::optional<Error> {
          SupportFigure row{};
          row.donor = keep(f[0]);
          row.component = keep(f[2]);
          row.period = keep(f[3]);
          row.unit = keep(f[5]);
          row.cell = keep(f[7]);
          auto error = first_of(optional_area(f[1], row.area), decimal(f[4], row.value),
                                vintage(f[6], row.vintage));
          if (error) return error;
          if (f[7].empty())
            return Error{"a figure without its source cell", "",
                         "say where the publisher prints it"};
          data_->support.push_back(row);
          return std::nullopt;
        });
  }
};

}  // namespace

const std::vector<std::string>& ledger_table_names() {
  static const std::vector<std::string> names = {"areas.csv",
                                                 "groups.csv",
                                                 "currencies.csv",
                                                 "publishers.csv",
                                                 "vintages.csv",
                                                 "censored.csv",
                                                 "rates_annual.csv",
                                                 "rates_daily_usd_per_eur.csv",
                                                 "guidelines.csv",
                                                 "agreements.csv",
                                                 "events.csv",
                                                 "offices.csv",
                                                 "support_to_ukraine.csv",
                                                 "known_publications.csv",
                                                 "publisher_counts.csv",
                                                 "promises.csv"};
  return names;
}

Result<std::unique_ptr<LedgerData>> read_ledger(const DataFiles& files) {
  TablesRead read{files, std::make_unique<LedgerData>(), {}, {}};
  if (auto error = FigureTables(read).read()) return *error;
  if (auto error = read_facts(read)) return *error;
  return std::move(read.data);
}

}  // namespace muster
