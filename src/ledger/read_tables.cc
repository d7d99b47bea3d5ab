#include "ledger/read_tables.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/csv.h"
#include "base/text.h"
#include "ledger/figure_rules.h"
#include "ledger/support.h"

namespace muster {
namespace {

using Fields = std::vector<std::string>;

// Reads all tables into one LedgerData. Every step returns the first error, or nothing.
class Reader {
 public:
  explicit Reader(const DataFiles& files) : files_(files), data_(std::make_unique<LedgerData>()) {}

  Result<std::unique_ptr<LedgerData>> read() {
    using Step = std::optional<Error> (Reader::*)();
    constexpr Step kSteps[] = {
        &Reader::read_areas,           &Reader::read_groups,     &Reader::read_currencies,
        &Reader::read_publishers,      &Reader::read_vintages,   &Reader::read_support,
        &Reader::read_observations,    &Reader::read_censored,   &Reader::read_annual,
        &Reader::read_daily,           &Reader::read_guidelines, &Reader::read_agreements,
        &Reader::read_events,          &Reader::read_offices,    &Reader::read_known,
        &Reader::read_publisher_counts};
    for (const Step step : kSteps) {
      if (auto error = (this->*step)()) return *error;
    }
    return std::move(data_);
  }

 private:
  // Calls `row(fields, place)` for each row; it returns an error's what and hint, or nothing.
  using RowReader = std::function<std::optional<Error>(const Fields&)>;

  std::optional<Error> each_row(const std::string& name, const Fields& header,
                                const RowReader& read_row) {
    const auto file = files_.find(name);
    if (file == files_.end()) return Error{"the table is missing", name, "add the file"};
    auto table = parse_csv(file->second, name, header);
    if (!table) return table.error();
    for (const CsvRow& row : table->rows) {
      if (auto error = read_row(row.fields)) {
        error->where = table->place(row);
        return error;
      }
    }
    return std::nullopt;
  }

  std::string_view keep(const std::string& text) {
    if (text.empty()) return {};
    return data_->strings.emplace_back(text);
  }

  // The parsers below set `out` or return the error.
  std::optional<Error> area(const std::string& code, AreaId& out) const {
    const auto found = area_index_.find(code);
    if (found == area_index_.end()) {
      return Error{"unknown area '" + code + "'", "", "declare it in areas.csv"};
    }
    out = found->second;
    return std::nullopt;
  }

  std::optional<Error> optional_area(const std::string& code, std::optional<AreaId>& out) const {
    if (code.empty()) return std::nullopt;
    AreaId id{};
    if (auto error = area(code, id)) return error;
    out = id;
    return std::nullopt;
  }

  std::optional<Error> vintage(const std::string& id, VintageId& out) const {
    const auto found = vintage_index_.find(id);
    if (found == vintage_index_.end()) {
      return Error{"undeclared vintage '" + id + "'", "", "declare it in vintages.csv"};
    }
    out = found->second;
    return std::nullopt;
  }

  static std::optional<Error> decimal(const std::string& text, Decimal& out) {
    auto value = parse_decimal(text);
    if (!value) return value.error();
    out = *value;
    return std::nullopt;
  }

  static std::optional<Error> year(const std::string& text, Year& out) {
    auto period = parse_period(text);
    if (!period || text.size() != 4)
      return Error{"'" + text + "' is no year", "", "write it as 2024"};
    out = year_of(period->from);
    return std::nullopt;
  }

  // A day, month or year; an empty text leaves `out` as it is.
  static std::optional<Error> period(const std::string& text, Period& out) {
    if (text.empty()) return std::nullopt;
    auto value = parse_period(text);
    if (!value) return value.error();
    out = *value;
    return std::nullopt;
  }

  // From and to as days; either may be empty (for ever).
  static std::optional<Error> span_of_days(const std::string& from, const std::string& to,
                                           Period& out) {
    Period first;
    Period last;
    if (auto error = period(from, first)) return error;
    if (auto error = period(to, last)) return error;
    out = {from.empty() ? kDistantPast : first.from, to.empty() ? kDistantFuture : last.to};
    if (out.to < out.from)
      return Error{"it ends before it begins: " + from + " to " + to, "", "swap the days"};
    return std::nullopt;
  }

  static std::optional<Error> yes_no(const std::string& text, bool& out) {
    if (text != "yes" && text != "no" && !text.empty()) {
      return Error{"'" + text + "' is neither yes nor no", "", ""};
    }
    out = text == "yes";
    return std::nullopt;
  }

  // The first error among several parsers, so that a row reads as one expression.
  template <typename... Errors>
  static std::optional<Error> first_of(Errors... errors) {
    std::optional<Error> found;
    ((found = found ? found : errors), ...);
    return found;
  }

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

  std::optional<Error> read_guidelines() {
    return each_row("guidelines.csv",
                    {"id", "text", "metric", "threshold", "unit", "comparator", "rounding", "who",
                     "applies_from", "deadline", "definition"},
                    [&](const Fields& f) -> std::optional<Error> {
                      Guideline row{};
                      row.id = keep(f[0]);
                      row.text = keep(f[1]);
                      row.metric = keep(f[2]);
                      row.unit = keep(f[4]);
                      row.comparator = keep(f[5]);
                      row.who = keep(f[7]);
                      row.deadline = keep(f[9]);
                      row.definition = keep(f[10]);
                      Decimal rounding;
                      auto error = first_of(decimal(f[3], row.threshold), decimal(f[6], rounding),
                                            year(f[8], row.applies_from));
                      if (error) return error;
                      if (rounding.places != 0 || rounding.units < 0 || rounding.units > 6)
                        return Error{"rounding '" + f[6] + "' is no number of decimals", "", ""};
                      row.rounding = static_cast<std::uint8_t>(rounding.units);
                      data_->guidelines.push_back(row);
                      return std::nullopt;
                    });
  }

  std::optional<Error> read_agreements() {
    return each_row(
        "agreements.csv",
        {"guideline", "from", "to", "where", "strength", "deadline", "text", "event", "confidence"},
        [&](const Fields& f) -> std::optional<Error> {
          Agreement row{};
          row.guideline = keep(f[0]);
          row.where = keep(f[3]);
          row.strength = keep(f[4]);
          row.deadline = keep(f[5]);
          row.text = keep(f[6]);
          row.event = keep(f[7]);
          row.confidence = keep(f[8]);
          const bool known = std::ranges::any_of(data_->guidelines,
                                                 [&](const Guideline& g) { return g.id == f[0]; });
          if (!known)
            return Error{"unknown guideline '" + f[0] + "'", "", "declare it in guidelines.csv"};
          if (auto error = span_of_days(f[1], f[2].empty() ? f[1] : f[2], row.agreed)) return error;
          data_->agreements.push_back(row);
          return std::nullopt;
        });
  }

  std::optional<Error> read_events() {
    std::set<std::string> seen;
    return each_row(
        "events.csv", {"id", "from", "to", "name", "variants", "kind", "place", "area", "note"},
        [&](const Fields& f) -> std::optional<Error> {
          Event row{};
          row.id = keep(f[0]);
          row.name = keep(f[3]);
          row.variants = keep(f[4]);
          row.kind = keep(f[5]);
          row.place = keep(f[6]);
          row.note = keep(f[8]);
          if (!seen.insert(f[0]).second) return Error{"event '" + f[0] + "' stands twice", "", ""};
          auto error = first_of(span_of_days(f[1], f[2].empty() ? f[1] : f[2], row.period),
                                optional_area(f[7], row.area));
          if (error) return error;
          data_->events.push_back(row);
          return std::nullopt;
        });
  }

  // `precision` says how sure the dates of an office are; the bounds follow from it.
  std::optional<Error> bounds(const Fields& f, Office& row) const {
    const std::string& precision = f[7];
    const Period never{kDistantPast, kDistantFuture};
    Period from = never;
    Period to = never;
    if (auto error = first_of(period(f[4], from), period(f[5], to))) return error;
    row.begun = from;
    row.ended = to;
    if (precision == "day" || precision == "month" || precision == "year") {
      if (f[4].empty()) return Error{"precision '" + precision + "' without a first day", "", ""};
      if (f[5].empty()) row.ended = {data_->facts_checked, kDistantFuture};
    } else if (precision == "end day") {
      if (f[4].empty()) row.begun = {kDistantPast, to.from};
    } else if (precision == "start day") {
      row.ended = {from.to, kDistantFuture};
    } else if (precision.starts_with("attested ")) {
      auto day = parse_date(std::string_view(precision).substr(9));
      if (!day) return day.error();
      row.begun = {kDistantPast, *day};
      row.ended = {*day, kDistantFuture};
    } else if (precision != "unsourced dates") {
      return Error{"unknown precision '" + precision + "'", "",
                   "it is day, month, year, start day, end day, attested <day> or unsourced dates"};
    }
    if (row.ended.to < row.begun.from)
      return Error{f[2] + " left the office before taking it", "", ""};
    return std::nullopt;
  }

  std::optional<Error> read_offices() {
    // Read on 24 November 2026: an office without an end was held on that day.
    data_->facts_checked = make_date(2026, 11, 24);
    return each_row("offices.csv",
                    {"area", "office", "person", "variants", "from", "to", "acting", "precision"},
                    [&](const Fields& f) -> std::optional<Error> {
                      Office row{};
                      row.office = keep(f[1]);
                      row.person = keep(f[2]);
                      row.variants = keep(f[3]);
                      auto error =
                          first_of(area(f[0], row.area), yes_no(f[6], row.acting), bounds(f, row));
                      if (error) return error;
                      data_->offices.push_back(row);
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

  std::optional<Error> read_known() {
    return each_row(
        "known_publications.csv", {"publisher", "title", "published", "url", "holds"},
        [&](const Fields& f) -> std::optional<Error> {
          KnownPublication row{keep(f[0]), keep(f[1]), {}, keep(f[3]), keep(f[4])};
          if (std::ranges::find(data_->publishers, f[0], &Publisher::id) == data_->publishers.end())
            return Error{"unknown publisher '" + f[0] + "'", "", "declare it in publishers.csv"};
          if (f[2].empty())
            return Error{"a publication without its day", "",
                         "write the month where only it is known"};
          if (auto error = period(f[2], row.published)) return error;
          if (!f[3].starts_with("https://"))
            return Error{"'" + f[3] + "' is no address", "", "begin it with https://"};
          const bool twice =
              std::ranges::any_of(data_->known_publications, [&](const KnownPublication& other) {
                return other.publisher == row.publisher && other.published == row.published;
              });
          if (twice)
            return Error{f[0] + " of " + f[2] + " stands twice", "", "one row a day and publisher"};
          data_->known_publications.push_back(row);
          return std::nullopt;
        });
  }

  static std::optional<Error> whole(const std::string& text, int& out) {
    Decimal value;
    if (auto error = decimal(text, value)) return error;
    if (value.places != 0 || value.units < 0 || value.units > 9999)
      return Error{"'" + text + "' is no number of allies", "", "write it as 23"};
    out = static_cast<int>(value.units);
    return std::nullopt;
  }

  static std::optional<Error> one_of(const std::string& text,
                                     std::initializer_list<std::string_view> words) {
    std::string known;
    for (const std::string_view word : words) {
      if (text == word) return std::nullopt;
      known += (known.empty() ? "" : ", ") + std::string(word);
    }
    return Error{"unknown word '" + text + "'", "", "it is one of " + known};
  }

  std::optional<Error> read_publisher_counts() {
    return each_row(
        "publisher_counts.csv",
        {"metric", "threshold", "year", "count", "membership", "stated_on", "stated_by", "kind",
         "source", "confidence", "note"},
        [&](const Fields& f) -> std::optional<Error> {
          PublisherCount row{};
          row.metric = keep(f[0]);
          row.said_by = keep(f[6]);
          row.kind = keep(f[7]);
          row.source = keep(f[8]);
          row.confidence = keep(f[9]);
          row.note = keep(f[10]);
          auto error =
              first_of(decimal(f[1], row.threshold), year(f[2], row.year), whole(f[3], row.count),
                       whole(f[4], row.membership), period(f[5], row.stated),
                       one_of(f[7], {"stated", "reported"}), one_of(f[9], {"high", "medium"}));
          if (error) return error;
          const bool guided = std::ranges::any_of(data_->guidelines, [&](const Guideline& g) {
            return g.metric == f[0] && g.threshold == row.threshold;
          });
          if (!guided)
            return Error{"no guideline is " + f[1] + " of " + f[0], "",
                         "it is a metric and threshold of guidelines.csv"};
          if (f[5].empty() || f[8].empty())
            return Error{"a count without its day or source", "", "say who told it, and when"};
          if (row.count > row.membership)
            return Error{f[3] + " of " + f[4] + " allies", "", "the count is of the membership"};
          data_->publisher_counts.push_back(row);
          return std::nullopt;
        });
  }

  const DataFiles& files_;
  std::unique_ptr<LedgerData> data_;
  std::map<std::string, AreaId, std::less<>> area_index_;
  std::map<std::string, VintageId, std::less<>> vintage_index_;
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
                                                 "publisher_counts.csv"};
  return names;
}

Result<std::unique_ptr<LedgerData>> read_ledger(const DataFiles& files) {
  return Reader(files).read();
}

}  // namespace muster
