// Where the columns of a World Bank table stand. The Bank's own downloads have a preamble and four
// columns before the years; spreadsheets, R and pandas save them again with other separators,
// without the preamble, with row numbers before, with "X2015" or "2015.0" for a year, and the Bank
// itself has them in several languages. So a column is told by what stands in it: codes of
// countries and indicators, years, numbers. Words decide only where that leaves a choice.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/ledger.h"

namespace muster {

// "2015", "X2015", "2015.0", "YR2015", "2015 [YR2015]".
std::optional<Year> bank_year(std::string_view text);

struct BankLayout {
  char delimiter = ',';
  std::size_t header_line = 1;        // counted from 1
  bool without_corner = false;        // R's write.table: no heading above the row numbers
  std::vector<std::string> headings;  // of all columns
  std::size_t code = 0;               // the country's
  std::optional<std::size_t> name;    // the country's
  std::optional<std::size_t> indicator;
  std::optional<std::size_t> row_number;

  // Wide: a column a year, as they follow.
  std::vector<std::pair<std::size_t, Year>> years;
  // Long: a row a year, with the figure in one column, or in several that are headed by their
  // indicator.
  std::optional<std::size_t> year;
  std::vector<std::size_t> values;

  bool decimal_commas = false;
  bool names_indicator = false;  // by a column or by headings
  bool in_banks_words = false;   // a heading is the Bank's for a country's code

  bool is_wide() const { return !years.empty(); }
};

// None where no header has rows of countries' codes below it.
std::optional<BankLayout> find_bank_layout(std::string_view text, const Ledger& ledger);

}  // namespace muster
