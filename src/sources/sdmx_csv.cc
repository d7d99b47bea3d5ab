#include "sources/sdmx_csv.h"

#include <algorithm>

#include "base/text.h"
#include "sources/delimited.h"
#include "sources/sdmx_figures.h"

namespace muster {
namespace {

using Fields = std::vector<std::string_view>;

std::string_view first_line(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text.substr(0, std::min(text.find('\n'), std::size_t{4096}));
}

// Some agencies write semicolons: the first character after the first column's name tells.
char delimiter_of(std::string_view text) {
  const std::string_view header = first_line(text);
  const auto bracket = header.find(']');
  const auto begin = header.starts_with("STRUCTURE[") && bracket != std::string_view::npos
                         ? bracket
                         : std::size_t{0};
  const auto at = header.find_first_of(",;\t", begin);
  return at == std::string_view::npos ? ',' : header[at];
}

struct SdmxColumn {
  std::string id;
  bool labelled = false;  // "FREQ:Frequency": values are "M: Monthly"
};

SdmxColumn sdmx_column_of(std::string_view header) {
  SdmxColumn column;
  const auto colon = header.find(':');
  column.labelled = colon != std::string_view::npos;
  std::string_view id = header.substr(0, colon);
  if (id.ends_with("[]")) id.remove_suffix(2);
  column.id = id;
  return column;
}

bool is_particular(std::string_view id) {
  return id == "DATAFLOW" || id == "KEY" || id == "STRUCTURE_ID" || id == "ACTION" ||
         id.starts_with("STRUCTURE");
}

}  // namespace

bool is_sdmx_csv(std::string_view text) {
  const std::string_view header = first_line(text);
  const bool begins = header.starts_with("DATAFLOW") || header.starts_with("STRUCTURE") ||
                      header.starts_with("KEY");
  return begins && header.find("TIME_PERIOD") != std::string_view::npos &&
         header.find("OBS_VALUE") != std::string_view::npos;
}

Result<SourceFile> read_sdmx_csv(std::string_view text, const Ledger& ledger,
                                 const SourceHints& hints) {
  DelimitedReader reader(text, delimiter_of(text));
  Fields fields;
  reader.next(fields);
  std::vector<SdmxColumn> columns;
  char separator = ';';
  for (const std::string_view field : fields) {
    // "STRUCTURE[;]": what stands between the values of an attribute that has several.
    if (field.starts_with("STRUCTURE[") && field.size() >= 12) separator = field[10];
    columns.push_back(sdmx_column_of(field));
    const auto twice = [&](const SdmxColumn& column) { return column.id == columns.back().id; };
    if (std::ranges::count_if(columns, twice) > 1)
      return Error{"two columns '" + columns.back().id + "'", "line 1", ""};
  }
  SdmxFigures figures(ledger, hints, separator);
  SdmxRow row;
  while (reader.next(fields)) {
    if (fields.size() == 1 && fields[0].empty()) continue;
    const std::string line = "line " + std::to_string(reader.line());
    if (fields.size() != columns.size()) {
      return Error{"a row of " + std::to_string(fields.size()) + " fields", line,
                   "the header has " + std::to_string(columns.size())};
    }
    row.clear();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (columns[i].id == "ACTION" && fields[i] == "D")
        return Error{"the action D deletes", line,
                     "the ledger never deletes: a correction is a "
                     "newer vintage"};
      if (is_particular(columns[i].id)) continue;
      std::string_view value = fields[i];
      if (columns[i].labelled) value = value.substr(0, value.find(": "));
      row.set(columns[i].id, value);
    }
    if (auto error = figures.add(row)) return within(line, *std::move(error));
  }
  if (reader.error()) return *reader.error();
  return figures.finish(std::nullopt);
}

}  // namespace muster
