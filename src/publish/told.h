// A figure as it is told to a reader, with all that it takes to find it again: what is printed
// never parts from its vintage, basis and cell.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "measures/compliance.h"
#include "measures/figure.h"

namespace muster {

struct Told {
  std::string text;     // as printed: "4.07", "$1.303 trillion"
  std::string measure;  // a measure's name, or "count_meeting:share-2"
  std::string area;     // code
  Year year;
  double value = 0;         // in plain units
  std::string unit;         // "PERCENT", "USD", "PERSONS", "ALLIES", "POINTS"
  std::string price_basis;  // "current", "constant:2021", empty
  ObsStatus status = ObsStatus::actual;
  std::string vintage;
  VintageId vintage_id{};
  std::vector<std::string> working;
  std::vector<std::string> cells;  // empty where the working says from which figures it is
};

// How a figure is printed: in a sentence with its unit, or in a table whose head has the unit.
enum class Manner { sentence, table };

// Tables have money in millions, persons as they are, per cent with `places` decimals.
Told told(const Ledger& ledger, MeasureId measure, AreaId area, Year year, const Figure& figure,
          Manner manner, int places = 2);
// How many allies meet (or miss) a guideline.
Told told_count(const Ledger& ledger, const Compliance& compliance, AreaId group, bool met);

// "By the older figures of NATO-2024-06-17, ": what is told of another publication than the one
// beside it says so; empty where it is the same. What it counts is named where that differs.
std::string by_figures_of(const Ledger& ledger, VintageId vintage, VintageId beside);

// The place that a figure has among others of its vintage; its source is the figure's.
Told told_rank(Told figure, const Rank& rank);

// "NATO-2025-04-24, an estimate at constant 2021 prices, cell table 3": what is shown beside it.
std::string provenance(const Told& told);

// A sentence with figures in it.
class Prose {
 public:
  using Part = std::variant<std::string, Told>;

  Prose& operator<<(std::string_view text) {
    parts_.emplace_back(std::string(text));
    return *this;
  }
  Prose& operator<<(Told told) {
    parts_.emplace_back(std::move(told));
    return *this;
  }
  const std::vector<Part>& parts() const { return parts_; }
  // Without what stands behind the figures.
  std::string plain() const;

 private:
  std::vector<Part> parts_;
};

// "22: NATO-2025-04-24, …; 10: NATO-2024-06-17, …": each of its figures with what is behind it.
std::string sources_of(const Prose& prose);

// A table of which each figure knows its source. The first cell of a row says what the row is of.
using TableCell = std::variant<std::string, Told>;
struct DataTable {
  std::string id;     // anchor and file name: "shares"
  std::string title;  // at most 31 characters: a worksheet's name too
  std::string note;   // unit, basis, vintages
  std::vector<std::string> columns;
  std::vector<std::vector<TableCell>> rows;
};

}  // namespace muster
