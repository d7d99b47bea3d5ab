// RFC 4180 tables: a header line, then rows of as many fields. Used for the project's own data
// files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace muster {

struct CsvRow {
  int line = 0;  // where the row begins, counted from 1
  std::vector<std::string> fields;
};

struct CsvTable {
  std::string name;  // of the file, for messages
  std::vector<std::string> header;
  std::vector<CsvRow> rows;

  // "name:line", for messages.
  std::string place(const CsvRow& row) const { return name + ":" + std::to_string(row.line); }
};

// Reads a whole table whose header must be exactly `header`. Fails with file and line on a stray
// quote, an unclosed one, or a row of the wrong width. CRLF and a leading byte order mark are
// accepted.
Result<CsvTable> parse_csv(std::string_view text, std::string name,
                           const std::vector<std::string>& header);

// `field` as it must be written into a CSV file: quoted only where needed.
std::string csv_field(std::string_view field);

}  // namespace muster
