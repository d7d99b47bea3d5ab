#include "base/csv.h"

namespace muster {
namespace {

std::string joined(const std::vector<std::string>& fields) {
  std::string text;
  for (const std::string& field : fields) text += (text.empty() ? "" : ",") + field;
  return text;
}

}  // namespace

Result<CsvTable> parse_csv(std::string_view text, std::string name,
                           const std::vector<std::string>& header) {
  CsvTable table;
  table.name = std::move(name);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

  int line = 1;
  std::size_t at = 0;
  while (at < text.size()) {
    CsvRow row;
    row.line = line;
    bool row_done = false;
    while (!row_done) {
      std::string field;
      if (at < text.size() && text[at] == '"') {
        ++at;
        for (;; ++at) {
          if (at >= text.size()) {
            return Error{"a quoted field is never closed", table.place(row), "add the missing \""};
          }
          if (text[at] == '"') {
            if (at + 1 >= text.size() || text[at + 1] != '"') break;
            ++at;
          }
          if (text[at] == '\n') ++line;
          field += text[at];
        }
        ++at;
        const bool ends =
            at >= text.size() || text[at] == ',' || text[at] == '\n' || text[at] == '\r';
        if (!ends)
          return Error{"text after a closing quote", table.place(row),
                       "double the quotes within a field"};
      } else {
        while (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r') {
          if (text[at] == '"') {
            return Error{"a quote inside an unquoted field", table.place(row),
                         "quote the whole field"};
          }
          field += text[at++];
        }
      }
      row.fields.push_back(std::move(field));
      if (at < text.size() && text[at] == ',') {
        ++at;
        continue;
      }
      if (at < text.size() && text[at] == '\r') ++at;
      if (at < text.size() && text[at] == '\n') ++at;
      ++line;
      row_done = true;
    }
    const bool blank = row.fields.size() == 1 && row.fields[0].empty();
    if (blank) continue;
    if (table.header.empty()) {
      if (row.fields != header) {
        return Error{"the header is '" + joined(row.fields) + "'", table.place(row),
                     "expected '" + joined(header) + "'"};
      }
      table.header = std::move(row.fields);
      continue;
    }
    if (row.fields.size() != table.header.size()) {
      return Error{"a row of " + std::to_string(row.fields.size()) + " fields", table.place(row),
                   "the header has " + std::to_string(table.header.size())};
    }
    table.rows.push_back(std::move(row));
  }
  if (table.header.empty())
    return Error{"the table is empty", table.name, "it needs a header line"};
  return table;
}

std::string csv_field(std::string_view field) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(field);
  std::string quoted = "\"";
  for (const char c : field) {
    quoted += c;
    if (c == '"') quoted += '"';
  }
  return quoted + "\"";
}

}  // namespace muster
