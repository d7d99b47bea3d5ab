#include "ledger/table_reader.h"

#include "base/csv.h"
#include "base/text.h"

namespace muster {

std::optional<Error> TableReader::each_row(const std::string& name, const Fields& header,
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

std::string_view TableReader::keep(const std::string& text) {
  if (text.empty()) return {};
  return data_->strings.emplace_back(text);
}

std::optional<Error> TableReader::area(const std::string& code, AreaId& out) const {
  const auto found = area_index_.find(code);
  if (found == area_index_.end()) {
    return Error{"unknown area '" + code + "'", "", "declare it in areas.csv"};
  }
  out = found->second;
  return std::nullopt;
}

std::optional<Error> TableReader::optional_area(const std::string& code,
                                                std::optional<AreaId>& out) const {
  if (code.empty()) return std::nullopt;
  AreaId id{};
  if (auto error = area(code, id)) return error;
  out = id;
  return std::nullopt;
}

std::optional<Error> TableReader::vintage(const std::string& id, VintageId& out) const {
  const auto found = vintage_index_.find(id);
  if (found == vintage_index_.end()) {
    return Error{"undeclared vintage '" + id + "'", "", "declare it in vintages.csv"};
  }
  out = found->second;
  return std::nullopt;
}

std::optional<Error> TableReader::decimal(const std::string& text, Decimal& out) {
  auto value = parse_decimal(text);
  if (!value) return value.error();
  out = *value;
  return std::nullopt;
}

std::optional<Error> TableReader::year(const std::string& text, Year& out) {
  auto period = parse_period(text);
  if (!period || text.size() != 4)
    return Error{"'" + text + "' is no year", "", "write it as 2024"};
  out = year_of(period->from);
  return std::nullopt;
}

std::optional<Error> TableReader::period(const std::string& text, Period& out) {
  if (text.empty()) return std::nullopt;
  auto value = parse_period(text);
  if (!value) return value.error();
  out = *value;
  return std::nullopt;
}

std::optional<Error> TableReader::span_of_days(const std::string& from, const std::string& to,
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

std::optional<Error> TableReader::yes_no(const std::string& text, bool& out) {
  if (text != "yes" && text != "no" && !text.empty()) {
    return Error{"'" + text + "' is neither yes nor no", "", ""};
  }
  out = text == "yes";
  return std::nullopt;
}

std::optional<Error> TableReader::whole(const std::string& text, int& out) {
  Decimal value;
  if (auto error = decimal(text, value)) return error;
  if (value.places != 0 || value.units < 0 || value.units > 9999)
    return Error{"'" + text + "' is no number of allies", "", "write it as 23"};
  out = static_cast<int>(value.units);
  return std::nullopt;
}

std::optional<Error> TableReader::one_of(const std::string& text,
                                         std::initializer_list<std::string_view> words) {
  std::string known;
  for (const std::string_view word : words) {
    if (text == word) return std::nullopt;
    known += (known.empty() ? "" : ", ") + std::string(word);
  }
  return Error{"unknown word '" + text + "'", "", "it is one of " + known};
}

}  // namespace muster
