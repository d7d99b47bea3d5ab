#include "ledger/publication_rows.h"

#include <map>

#include "ledger/sqlite.h"

namespace muster {
namespace {

std::string day_or_nothing(Date date) { return date == kDistantPast ? "" : to_string(date); }

Result<Date> day_from(const std::string& text) {
  if (text.empty()) return kDistantPast;
  return parse_date(text);
}

Year year_from(std::int64_t value) { return {static_cast<std::int16_t>(value)}; }

Decimal decimal_from(const Statement& row, int units) {
  return {row.integer(units), static_cast<std::uint8_t>(row.integer(units + 1))};
}

// Reads one file's tables; each step fails with a sentence.
class Reader {
 public:
  Reader(sqlite3* database, const std::string& file) : database_(database), file_(file) {}

  Result<std::vector<Publication>> read(Rates rates) {
    if (auto error = vintages()) return *error;
    if (auto error = withdrawn()) return *error;
    if (auto error = figures()) return *error;
    if (auto error = daily_rates(rates)) return *error;
    if (auto error = annual_rates()) return *error;
    if (auto error = support()) return *error;
    return std::move(found_);
  }

 private:
  Error damaged(const std::string& what) const {
    return {what, file_, "the ledger file is damaged: see muster ledger check"};
  }

  std::optional<Error> end(const Statement& rows) const {
    if (rows.ok()) return std::nullopt;
    return database_error(database_, file_);
  }

  // The publication of a row's vintage; null for a key that is none.
  Publication* publication(std::int64_t key) {
    const auto at = index_.find(key);
    return at == index_.end() ? nullptr : &found_[at->second];
  }

  std::optional<Error> vintages() {
    Statement rows(
        database_,
        "SELECT key, id, publisher, title, published, cut_off, first_year, last_year, price_base, "
        "estimate_years, measure_name, what_is_here, url, archive_url FROM vintage ORDER BY id");
    while (rows.step()) {
      Publication p;
      p.id = rows.text(1);
      p.publisher = rows.text(2);
      p.title = rows.text(3);
      const auto published = day_from(rows.text(4));
      const auto cut_off = day_from(rows.text(5));
      const auto base = parse_price_basis(rows.text(8));
      if (!published || !cut_off || !base) return damaged("vintage '" + p.id + "' can't be read");
      p.published = *published;
      p.cut_off = *cut_off;
      p.first_year = year_from(rows.integer(6));
      p.last_year = year_from(rows.integer(7));
      p.base = *base;
      p.estimate_years = rows.text(9);
      p.measure_name = rows.text(10);
      p.what_is_here = rows.text(11);
      p.url = rows.text(12);
      p.archive_url = rows.text(13);
      index_.emplace(rows.integer(0), found_.size());
      found_.push_back(std::move(p));
    }
    return end(rows);
  }

  std::optional<Error> withdrawn() {
    Statement rows(database_, "SELECT vintage, day, why FROM withdrawn");
    while (rows.step()) {
      Publication* p = publication(rows.integer(0));
      if (p == nullptr) return damaged("the withdrawal of " + rows.text(1) + " can't be read");
      p->withdrawn = TakenBack{rows.text(1), rows.text(2)};
    }
    return end(rows);
  }

  std::optional<Error> figures() {
    Statement rows(
        database_,
        "SELECT vintage, measure, ref_area, time_period, unit, price_basis, source_cell, "
        "obs_units, obs_places, obs_status, extent FROM observation");
    while (rows.step()) {
      const auto measure = measure_named(rows.view(1));
      const auto unit = parse_unit(rows.view(4));
      const auto basis = parse_price_basis(rows.view(5));
      const std::string_view status = rows.view(9);
      const auto extent = extent_named(rows.view(10));
      Publication* p = publication(rows.integer(0));
      if (!measure || !unit || !basis || p == nullptr || status.size() != 1 || !extent)
        return damaged("the observation at " + rows.text(6) + " can't be read");
      p->figures.push_back({*measure, rows.text(2), year_from(rows.integer(3)),
                            decimal_from(rows, 7), *unit, *basis, static_cast<ObsStatus>(status[0]),
                            rows.text(6), *extent});
    }
    return end(rows);
  }

  std::optional<Error> daily_rates(Rates rates) {
    std::string query =
        "SELECT vintage, currency, per, time_period, rate_units, rate_places FROM daily_rate";
    if (rates == Rates::used) {
      // By the key's first column, so that the other currencies' rows are not read.
      query += " WHERE vintage IN (SELECT key FROM vintage) AND currency = 'USD' AND per = 'EUR'";
    }
    Statement rows(database_, query);
    while (rows.step()) {
      const auto day = parse_date(rows.text(3));
      Publication* p = publication(rows.integer(0));
      if (!day || p == nullptr) return damaged("the rate of " + rows.text(3) + " can't be read");
      p->daily_rates.push_back(
          {*day, currency(rows.view(1)), currency(rows.view(2)), decimal_from(rows, 4)});
    }
    return end(rows);
  }

  std::optional<Error> annual_rates() {
    Statement rows(database_,
                   "SELECT vintage, currency, per, time_period, rate_units, rate_places, method, "
                   "partial_year FROM annual_rate");
    while (rows.step()) {
      Publication* p = publication(rows.integer(0));
      if (p == nullptr) return damaged("the rate of " + rows.text(3) + " can't be read");
      p->annual_rates.push_back({year_from(rows.integer(3)), currency(rows.view(1)),
                                 currency(rows.view(2)), decimal_from(rows, 4), rows.text(6),
                                 rows.integer(7) != 0});
    }
    return end(rows);
  }

  std::optional<Error> support() {
    Statement rows(database_,
                   "SELECT vintage, donor, ref_area, component, time_period, obs_units, "
                   "obs_places, unit, source_cell FROM support");
    while (rows.step()) {
      Publication* p = publication(rows.integer(0));
      if (p == nullptr) return damaged("the figure at " + rows.text(8) + " can't be read");
      p->support.push_back({rows.text(1), rows.text(2), rows.text(3), rows.text(4),
                            decimal_from(rows, 5), rows.text(7), rows.text(8)});
    }
    return end(rows);
  }

  sqlite3* database_;
  const std::string& file_;
  std::vector<Publication> found_;
  std::map<std::int64_t, std::size_t> index_;  // by the vintage's key
};

bool write_figures(sqlite3* database, const Publication& p, RowKeys keys) {
  Statement row(
      database,
      "INSERT INTO observation(vintage, measure, ref_area, time_period, unit, price_basis, "
      "source_cell, obs_units, obs_places, obs_status, extent, file) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const PublishedFigure& figure : p.figures) {
    const char status = static_cast<char>(figure.status);
    row.bind(keys.vintage, measure(figure.measure).name, std::string_view(figure.area),
             std::int64_t{figure.year.value}, std::string_view(to_string(figure.unit)),
             std::string_view(to_string(figure.basis)), std::string_view(figure.cell),
             figure.value.units, std::int64_t{figure.value.places}, std::string_view(&status, 1),
             to_string(figure.extent), keys.file);
    if (!row.run()) return false;
  }
  return true;
}

bool write_rates(sqlite3* database, const Publication& p, RowKeys keys) {
  Statement daily(database,
                  "INSERT INTO daily_rate(vintage, currency, per, time_period, rate_units, "
                  "rate_places, file) VALUES(?, ?, ?, ?, ?, ?, ?)");
  for (const PublishedDailyRate& rate : p.daily_rates) {
    daily.bind(keys.vintage, rate.currency.text(), rate.per.text(),
               std::string_view(to_string(rate.day)), rate.rate.units,
               std::int64_t{rate.rate.places}, keys.file);
    if (!daily.run()) return false;
  }
  // A mean over more of the year's days than were there before does not replace the earlier one.
  Statement annual(
      database,
      "INSERT INTO annual_rate(vintage, currency, per, time_period, rate_units, rate_places, "
      "method, partial_year, file) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  for (const PublishedAnnualRate& rate : p.annual_rates) {
    annual.bind(keys.vintage, rate.currency.text(), rate.per.text(), std::int64_t{rate.year.value},
                rate.rate.units, std::int64_t{rate.rate.places}, std::string_view(rate.method),
                std::int64_t{rate.partial_year ? 1 : 0}, keys.file);
    if (!annual.run()) return false;
  }
  return true;
}

bool write_support(sqlite3* database, const Publication& p, RowKeys keys) {
  Statement row(database,
                "INSERT INTO support(vintage, donor, ref_area, component, time_period, unit, "
                "source_cell, obs_units, obs_places, file) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const PublishedSupport& figure : p.support) {
    row.bind(keys.vintage, std::string_view(figure.donor), std::string_view(figure.area),
             std::string_view(figure.component), std::string_view(figure.period),
             std::string_view(figure.unit), std::string_view(figure.cell), figure.value.units,
             std::int64_t{figure.value.places}, keys.file);
    if (!row.run()) return false;
  }
  return true;
}

}  // namespace

Result<std::vector<Publication>> read_publications(sqlite3* database, const std::string& file,
                                                   Rates rates) {
  return Reader(database, file).read(rates);
}

std::optional<std::int64_t> write_vintage(sqlite3* database, const Publication& p) {
  Statement vintage(
      database,
      "INSERT INTO vintage(id, publisher, title, published, cut_off, first_year, last_year, "
      "price_base, estimate_years, measure_name, what_is_here, url, archive_url) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING");
  vintage.bind(std::string_view(p.id), std::string_view(p.publisher), std::string_view(p.title),
               std::string_view(day_or_nothing(p.published)),
               std::string_view(day_or_nothing(p.cut_off)), std::int64_t{p.first_year.value},
               std::int64_t{p.last_year.value}, std::string_view(to_string(p.base)),
               std::string_view(p.estimate_years), std::string_view(p.measure_name),
               std::string_view(p.what_is_here), std::string_view(p.url),
               std::string_view(p.archive_url));
  if (!vintage.run()) return std::nullopt;
  Statement key(database, "SELECT key FROM vintage WHERE id = ?");
  key.bind(std::string_view(p.id));
  if (!key.step()) return std::nullopt;
  return key.integer(0);
}

bool write_rows(sqlite3* database, const Publication& publication, RowKeys keys) {
  return write_figures(database, publication, keys) && write_rates(database, publication, keys) &&
         write_support(database, publication, keys);
}

}  // namespace muster
