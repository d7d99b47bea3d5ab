#include "sources/import.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "ledger/figure_rules.h"
#include "ledger/quotation.h"
#include "sources/stored_double.h"

namespace muster {
namespace {

enum class Standing : std::uint8_t { absent, same, other };

struct Comparison {
  Standing standing = Standing::absent;
  std::optional<Observation> there;
};

// A workbook's binary double that ends half way between two decimals of which kKeptPlaces are kept
// goes up in one program and down in another.
bool same_but_for_the_last_kept_place(const Decimal& a, const Decimal& b) {
  if (a == b) return true;
  if (a.places != kKeptPlaces || b.places != kKeptPlaces) return false;
  return a.units - b.units == 1 || b.units - a.units == 1;
}

// How a figure compares with what the ledger has for it in one vintage. One of the two may be the
// other rounded, as the press quotes: a more precise figure is news, a rounded one of what is there
// is not, nor is another cell.
Comparison compare(const Ledger& ledger, VintageId vintage, const PublishedFigure& figure,
                   std::optional<AreaId> area) {
  if (!area) return {};
  Comparison result;
  const RowRange rows = rows_of(ledger, figure.measure, *area, figure.year);
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    if (static_cast<VintageId>(ledger.observations.vintage[row]) != vintage) continue;
    const Observation there = ledger.observation(figure.measure, *area, row);
    const bool alike = there.unit.kind == figure.unit.kind &&
                       there.unit.currency == figure.unit.currency && there.basis == figure.basis;
    if (!alike) continue;
    const bool equal =
        there.unit == figure.unit && same_but_for_the_last_kept_place(there.value, figure.value);
    const ToldFigure told{figure.value, figure.unit, figure.extent};
    const ToldFigure before{there.value, there.unit, there.extent};
    const bool rounded = is_rounding_of(told, before);
    const bool quoted = is_rounding_of(before, told);
    // The press seldom says which figures are estimates.
    const bool status = there.status == figure.status || there.extent != Extent::printed;
    if (!(equal || rounded || quoted) || !status) return {Standing::other, there};
    if (equal || rounded) result = {Standing::same, there};
  }
  return result;
}

// The areas of figures that follow each other, which mostly are of one area.
class AreaOfFigure {
 public:
  explicit AreaOfFigure(const Ledger& ledger) : ledger_(ledger) {}
  std::optional<AreaId> operator()(const PublishedFigure& figure) {
    if (figure.area != code_) {
      code_ = figure.area;
      area_ = area_coded(ledger_, code_);
    }
    return area_;
  }

 private:
  const Ledger& ledger_;
  std::string code_;
  std::optional<AreaId> area_;
};

bool agrees_wholly(const Ledger& ledger, VintageId vintage, const Publication& publication) {
  bool any = false;
  AreaOfFigure area(ledger);
  for (const PublishedFigure& figure : publication.figures) {
    const Comparison comparison = compare(ledger, vintage, figure, area(figure));
    if (comparison.standing == Standing::other) return false;
    any = any || comparison.standing == Standing::same;
  }
  return any;
}

std::optional<Error> settle_vintage(Publication& p, std::optional<Date> published,
                                    const Ledger& ledger) {
  if (published && p.published != kDistantPast && *published != p.published) {
    return Error{"the file says that it is of " + to_prose(p.published), "--published",
                 "leave --published away"};
  }
  if (published) p.published = *published;
  if (p.published != kDistantPast) {
    p.id = p.publisher + "-" + to_string(p.published);
    return std::nullopt;
  }
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
    const Vintage& v = ledger.vintages[i];
    const bool alike = v.publisher == p.publisher && v.first_year == p.first_year &&
                       v.last_year == p.last_year && v.base == p.base;
    if (!alike || !agrees_wholly(ledger, static_cast<VintageId>(i), p)) continue;
    p.id = v.id;
    p.published = v.published;
    return std::nullopt;
  }
  return Error{"the file does not say when it was published", "",
               "say it by --published DATE, as in --published 2024-06-17"};
}

// What no publication of its day can hold.
std::optional<Error> fault_in_time(const Publication& p) {
  for (const PublishedFigure& figure : p.figures) {
    if (auto fault = fault_of_year(figure.year, figure.status, p.published)) {
      fault->where = figure.cell;
      return fault;
    }
  }
  return std::nullopt;
}

Error contradiction(const std::string& id, const std::vector<std::string>& cells,
                    std::size_t count) {
  return {
      std::to_string(count) + (count == 1 ? " figure differs" : " figures differ") +
          " from those of " + id + " in the ledger: " + join_prose(cells) +
          (count > cells.size() ? " and " + std::to_string(count - cells.size()) + " more" : ""),
      "", "a correction is a newer vintage: give its day by --published"};
}

// The first few cells that differ, and how many do.
struct Differing {
  std::vector<std::string> cells;
  std::size_t count = 0;

  void add(const std::string& cell, const std::string& now, const std::string& before) {
    constexpr std::size_t kNamed = 3;
    if (++count <= kNamed) cells.push_back(cell + " (" + now + ", not " + before + ")");
  }
};

std::string with_status(const Decimal& value, ObsStatus status) {
  return value.to_string() + " " + static_cast<char>(status);
}

void keep_new_figures(Publication& p, const Ledger& ledger, VintageId vintage,
                      Differing& differing) {
  std::vector<PublishedFigure> fresh;
  AreaOfFigure area(ledger);
  for (PublishedFigure& figure : p.figures) {
    const Comparison comparison = compare(ledger, vintage, figure, area(figure));
    if (comparison.standing == Standing::other) {
      const Observation& before = *comparison.there;
      differing.add(
          figure.cell, with_status(figure.value, figure.status),
          with_status(before.value, before.status) + " as at " + std::string(before.cell));
    }
    if (comparison.standing == Standing::absent) fresh.push_back(std::move(figure));
  }
  p.figures = std::move(fresh);
}

// Of rows that have a key and a value: those whose key is not among the rows that are there.
template <typename Row, typename Key, typename Value, typename Cell>
void keep_new_rows(std::vector<Row>& rows, const std::vector<Row>& before, Key key, Value value,
                   Cell cell, Differing& differing) {
  std::map<decltype(key(rows.front())), const Row*> known;
  for (const Row& row : before) known.emplace(key(row), &row);
  std::vector<Row> fresh;
  for (Row& row : rows) {
    const auto at = known.find(key(row));
    if (at == known.end()) {
      fresh.push_back(std::move(row));
    } else if (!(value(row) == value(*at->second))) {
      differing.add(cell(row), value(row).to_string(), value(*at->second).to_string());
    }
  }
  rows = std::move(fresh);
}

void keep_new_rates(Publication& p, const Publication& before, Differing& differing) {
  const auto key = [](const PublishedDailyRate& rate) {
    return std::tuple(rate.day, rate.currency, rate.per);
  };
  const auto cell = [](const PublishedDailyRate& rate) {
    return std::string(rate.currency.text()) + " on " + to_string(rate.day);
  };
  const auto value = [](const PublishedDailyRate& rate) { return rate.rate; };
  keep_new_rows(p.daily_rates, before.daily_rates, key, value, cell, differing);
}

void keep_new_support(Publication& p, const Publication& before, Differing& differing) {
  const auto key = [](const PublishedSupport& row) {
    return std::tuple(row.donor, row.component, row.period, row.unit);
  };
  const auto cell = [](const PublishedSupport& row) { return row.cell; };
  const auto value = [](const PublishedSupport& row) { return row.value; };
  keep_new_rows(p.support, before.support, key, value, cell, differing);
}

}  // namespace

Result<Import> prepare_import(Publication publication, std::optional<Date> published,
                              const Ledger& ledger, std::span<const Publication> there,
                              Date today) {
  Import result;
  result.publication = std::move(publication);
  Publication& p = result.publication;
  result.read = p.cells();
  if (published) {
    if (auto error = fault_of_publication_day(*published, today))
      return within("--published", *std::move(error));
  }
  if (auto error = settle_vintage(p, published, ledger)) return *error;
  const auto before = std::ranges::find(there, p.id, &Publication::id);
  if (before != there.end() && before->withdrawn) {
    result.withdrawn = before->withdrawn;
    return result;
  }
  if (auto error = fault_in_time(p)) return *error;
  const auto vintage = std::ranges::find(ledger.vintages, p.id, &Vintage::id);
  if (vintage == ledger.vintages.end()) return result;
  result.known_vintage = true;

  Differing differing;
  keep_new_figures(p, ledger, static_cast<VintageId>(vintage - ledger.vintages.begin()), differing);
  if (before != there.end()) {
    keep_new_rates(p, *before, differing);
    keep_new_support(p, *before, differing);
  }
  if (differing.count > 0) return contradiction(p.id, differing.cells, differing.count);
  return result;
}

}  // namespace muster
