#include "publish/corrections.h"

#include <algorithm>

#include "base/csv.h"
#include "base/text.h"

namespace muster {

Result<std::vector<Correction>> read_corrections(std::string_view csv, std::string_view file) {
  const auto table = parse_csv(csv, std::string(file), {"day", "about", "text"});
  if (!table) return table.error();
  std::vector<Correction> corrections;
  for (const CsvRow& row : table->rows) {
    const auto day = parse_date(row.fields[0]);
    if (!day) return Error{day.error().what, table->place(row), day.error().hint};
    if (trimmed(row.fields[2]).empty())
      return Error{"a correction without text", table->place(row), "say what was wrong"};
    corrections.push_back({*day, row.fields[1], row.fields[2]});
  }
  std::ranges::stable_sort(corrections, std::greater<>{}, &Correction::day);
  return corrections;
}

}  // namespace muster
