// As-of lookups in a ledger of made-up observations, beside SQLite's prepared statements over the
// same rows: one figure as known on a day, and all members of NATO in one year.
//
// usage: bench_lookups MILLIONS [FILE.sqlite]

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <string>

#include "ledger/as_of.h"
#include "ledger/ledger_data.h"

namespace {

using namespace muster;

constexpr int kMeasures = 16;
constexpr std::int16_t kFirstYear = 1965;

struct Shape {
  int areas;
  int years;
  int vintages;
};

Date days_after(Date day, int days) { return {day.days + days}; }
Date day_of(int vintage) { return days_after(make_date(2000, 1, 1), 97 * vintage); }

// One figure for each measure, area, year and vintage; the value says which.
std::unique_ptr<LedgerData> made_ledger(const Shape& shape) {
  auto data = std::make_unique<LedgerData>();
  const Ledger& embedded = embedded_ledger();
  data->areas.assign(embedded.areas.begin(), embedded.areas.end());
  data->memberships.assign(embedded.memberships.begin(), embedded.memberships.end());
  for (int v = 0; v < shape.vintages; ++v) {
    Vintage vintage{};
    vintage.id = data->strings.emplace_back("NATO-" + to_string(day_of(v)));
    vintage.publisher = "NATO";
    vintage.published = day_of(v);
    data->vintages.push_back(vintage);
  }
  data->unit_table = {{UnitKind::percent, 0, {}}};
  data->cell_start = {0, 2};
  data->cell_pool = "A1";
  data->first.push_back(0);
  for (int m = 0; m < static_cast<int>(kMeasureCount); ++m) {
    for (int a = 0; a < static_cast<int>(data->areas.size()); ++a) {
      const bool filled = m < kMeasures && a < shape.areas;
      for (int y = 0; filled && y < shape.years; ++y) {
        for (int v = 0; v < shape.vintages; ++v) {
          data->year.push_back(static_cast<std::int16_t>(kFirstYear + y));
          data->units.push_back(((m * 1000LL + a) * 1000 + y) * 1000 + v);
          data->places.push_back(2);
          data->unit.push_back(0);
          data->basis.push_back(0);
          data->status.push_back('A');
          data->vintage.push_back(static_cast<std::uint16_t>(v));
          data->cell.push_back(0);
        }
      }
      data->first.push_back(static_cast<std::uint32_t>(data->year.size()));
    }
  }
  index_vintages(*data);
  index_years(*data);
  return data;
}

void print_size(const LedgerData& data) {
  const auto bytes_of = [](const auto& column) { return column.size() * sizeof(column[0]); };
  const std::size_t bytes = bytes_of(data.year) + bytes_of(data.units) + bytes_of(data.places) +
                            bytes_of(data.unit) + bytes_of(data.basis) + bytes_of(data.status) +
                            bytes_of(data.vintage) + bytes_of(data.cell) + bytes_of(data.first) +
                            bytes_of(data.years) + bytes_of(data.year_first);
  const std::size_t rows = data.year.size();
  std::printf("%zu observations, %.1f bytes each in memory\n", rows,
              static_cast<double>(bytes) / static_cast<double>(rows));
}

struct Question {
  MeasureId measure;
  AreaId area;
  Year year;
  Date as_of;
};

std::vector<Question> questions(const Shape& shape, std::size_t count) {
  std::mt19937 random(1);
  const auto below = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned long>(most));
  };
  std::vector<Question> made;
  for (std::size_t i = 0; i < count; ++i) {
    made.push_back({static_cast<MeasureId>(below(kMeasures)),
                    static_cast<AreaId>(below(shape.areas)),
                    {static_cast<std::int16_t>(kFirstYear + below(shape.years))},
                    days_after(day_of(below(shape.vintages)), below(90))});
  }
  return made;
}

struct Timed {
  double nanoseconds;  // each, the median of several rounds
  std::int64_t sum;    // of what was found, to see that others find the same
};

Timed timed(std::size_t count, const std::function<std::int64_t()>& ask) {
  std::vector<double> rounds;
  std::int64_t sum = 0;
  for (int round = 0; round < 5; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    sum = ask();
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
    rounds.push_back(taken.count() / static_cast<double>(count));
  }
  std::ranges::nth_element(rounds, rounds.begin() + 2);
  return {rounds[2], sum};
}

// What is asked of both: one figure, and that of all members (a question's area is not used then).
struct Asked {
  std::vector<Question> points;
  std::vector<Question> sections;
  std::vector<AreaId> members;
};

std::int64_t sum_of_points(const Ledger& ledger, const Asked& asked) {
  std::int64_t sum = 0;
  for (const Question& q : asked.points) {
    const auto row = newest_row(ledger, rows_of(ledger, q.measure, q.area, q.year),
                                vintages_known(ledger, "NATO", q.as_of));
    if (row) sum += ledger.observations.units[*row];
  }
  return sum;
}

std::int64_t sum_of_sections(const Ledger& ledger, const Asked& asked) {
  std::int64_t sum = 0;
  std::vector<std::uint32_t> newest(asked.members.size());
  for (const Question& q : asked.sections) {
    newest_rows(ledger, q.measure, asked.members, q.year, vintages_known(ledger, "NATO", q.as_of),
                newest);
    for (const std::uint32_t row : newest) {
      if (row != kNoRow) sum += ledger.observations.units[row];
    }
  }
  return sum;
}

void require(bool done, const char* what) {
  if (done) return;
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

sqlite3* made_database(const std::string& file, const LedgerData& data,
                       const std::vector<AreaId>& members) {
  std::remove(file.c_str());
  sqlite3* database = nullptr;
  require(sqlite3_open(file.c_str(), &database) == SQLITE_OK, "the database can't be made");
  const auto run = [&](const char* sql) {
    require(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  };
  run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000");
  run("CREATE TABLE obs(measure INT, area INT, year INT, published INT, units INT, places INT, "
      "PRIMARY KEY(measure, area, year, published)) WITHOUT ROWID");
  run("CREATE TABLE member(area INTEGER PRIMARY KEY)");
  run("BEGIN");
  sqlite3_stmt* row = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO obs VALUES(?, ?, ?, ?, ?, 2)", -1, &row, nullptr);
  for (std::size_t pair = 0; pair + 1 < data.first.size(); ++pair) {
    for (std::size_t i = data.first[pair]; i < data.first[pair + 1]; ++i) {
      sqlite3_bind_int64(row, 1, static_cast<std::int64_t>(pair / data.areas.size()));
      sqlite3_bind_int64(row, 2, static_cast<std::int64_t>(pair % data.areas.size()));
      sqlite3_bind_int64(row, 3, data.year[i]);
      sqlite3_bind_int64(row, 4, data.vintages[data.vintage[i]].published.days);
      sqlite3_bind_int64(row, 5, data.units[i]);
      require(sqlite3_step(row) == SQLITE_DONE, "a row can't be written");
      sqlite3_reset(row);
    }
  }
  sqlite3_finalize(row);
  sqlite3_prepare_v2(database, "INSERT INTO member VALUES(?)", -1, &row, nullptr);
  for (const AreaId area : members) {
    sqlite3_bind_int64(row, 1, static_cast<std::int64_t>(index_of(area)));
    sqlite3_step(row);
    sqlite3_reset(row);
  }
  sqlite3_finalize(row);
  run("COMMIT");
  return database;
}

// The sum of what a statement returns in its first column.
std::int64_t sum_of(sqlite3_stmt* statement) {
  std::int64_t sum = 0;
  while (sqlite3_step(statement) == SQLITE_ROW) sum += sqlite3_column_int64(statement, 0);
  sqlite3_reset(statement);
  return sum;
}

// The database and its two statements.
class Sqlite {
 public:
  explicit Sqlite(sqlite3* database)
      : database_(database),
        point_(prepared(
            "SELECT units, places FROM obs WHERE measure = ? AND area = ? AND year = ? AND "
            "published <= ? ORDER BY published DESC LIMIT 1")),
        section_(
            prepared("SELECT (SELECT units FROM obs WHERE measure = ?1 AND obs.area = member.area "
                     "AND year = ?2 AND published <= ?3 ORDER BY published DESC LIMIT 1) FROM "
                     "member")) {}

  // The rest is asked within one transaction.
  void begin() { sqlite3_exec(database_.get(), "BEGIN", nullptr, nullptr, nullptr); }

  std::int64_t sum_of_points(const Asked& asked) {
    std::int64_t sum = 0;
    for (const Question& q : asked.points) {
      sqlite3_bind_int64(point_.get(), 1, static_cast<std::int64_t>(q.measure));
      sqlite3_bind_int64(point_.get(), 2, static_cast<std::int64_t>(index_of(q.area)));
      sqlite3_bind_int64(point_.get(), 3, q.year.value);
      sqlite3_bind_int64(point_.get(), 4, q.as_of.days);
      sum += sum_of(point_.get());
    }
    return sum;
  }

  std::int64_t sum_of_sections(const Asked& asked) {
    std::int64_t sum = 0;
    for (const Question& q : asked.sections) {
      sqlite3_bind_int64(section_.get(), 1, static_cast<std::int64_t>(q.measure));
      sqlite3_bind_int64(section_.get(), 2, q.year.value);
      sqlite3_bind_int64(section_.get(), 3, q.as_of.days);
      sum += sum_of(section_.get());
    }
    return sum;
  }

 private:
  struct Free {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Free>;

  Statement prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr);
    return Statement(statement);
  }

  std::unique_ptr<sqlite3, Free> database_;  // before the statements: it is closed after them
  Statement point_;
  Statement section_;
};

// Asks SQLite the same and prints both times. What is to be reached holds for questions that are
// asked each by itself, not for many within one transaction.
void compare(Sqlite& sqlite, const Asked& asked, const Timed& point, const Timed& section,
             bool in_one_transaction) {
  const Timed their_point = timed(asked.points.size(), [&] { return sqlite.sum_of_points(asked); });
  require(their_point.sum == point.sum, "SQLite finds other figures");
  const Timed their_section =
      timed(asked.sections.size(), [&] { return sqlite.sum_of_sections(asked); });
  require(their_section.sum == section.sum, "SQLite finds other figures");

  const auto print = [&](const std::string& what, const Timed& ours, const Timed& theirs,
                         const char* wanted) {
    std::printf("%s: %.0f ns, SQLite%s %.0f ns, ratio %.0f%s\n", what.c_str(), ours.nanoseconds,
                in_one_transaction ? " in one transaction" : "", theirs.nanoseconds,
                theirs.nanoseconds / ours.nanoseconds, in_one_transaction ? "" : wanted);
  };
  print("point", point, their_point, " (at least 50)");
  print(std::to_string(asked.members.size()) + " members", section, their_section,
        " (at least 60)");
}

}  // namespace

int main(int argc, char** argv) {
  const int millions = argc > 1 ? std::atoi(argv[1]) : 1;
  const std::string file = argc > 2 ? argv[2] : "build/bench/lookups.sqlite";
  const Shape shape = millions > 1 ? Shape{250, 60, 50 * millions / 12} : Shape{250, 25, 10};
  const auto data = made_ledger(shape);
  const Ledger ledger = data->view();
  print_size(*data);

  const Asked asked{questions(shape, 200'000), questions(shape, 20'000),
                    members(ledger, *area_coded(ledger, "NATO"), Year{2025})};
  const Timed point = timed(asked.points.size(), [&] { return sum_of_points(ledger, asked); });
  const Timed section =
      timed(asked.sections.size(), [&] { return sum_of_sections(ledger, asked); });
  {
    Sqlite sqlite(made_database(file, *data, asked.members));
    compare(sqlite, asked, point, section, false);
    sqlite.begin();
    compare(sqlite, asked, point, section, true);
  }
  std::remove(file.c_str());
  return 0;
}
