#include "sources/bank_layout.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "sources/areas.h"
#include "sources/bank_figures.h"
#include "sources/delimited.h"
#include "sources/figures.h"
#include "sources/separators.h"

namespace muster {
namespace {

using Record = std::vector<std::string>;

struct HeadRecord {
  std::size_t line;
  Record fields;
  std::size_t filled() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(fields, [](const std::string& field) { return !field.empty(); }));
  }
};

// The records at the beginning, enough to know the columns by. What is wrong with them is told when
// they are read.
std::vector<HeadRecord> head_of(std::string_view text, char delimiter) {
  constexpr std::size_t kEnough = 128U << 10U;
  std::string_view head = text.substr(0, kEnough);
  if (text.size() > kEnough) head = head.substr(0, head.rfind('\n') + 1);
  DelimitedReader reader(head, delimiter);
  std::vector<HeadRecord> records;
  std::vector<std::string_view> fields;
  bool whole = true;
  while (whole) {
    whole = reader.next(fields);  // a record that is cut off counts for what of it is there
    if (fields.empty()) continue;
    HeadRecord record{reader.line(), {}};
    for (const std::string_view field : fields) record.fields.emplace_back(trimmed(field));
    records.push_back(std::move(record));
  }
  return records;
}

// A heading as R and people change it: "Country.Name" and "country name" are one.
std::string bare(std::string_view heading) {
  std::string letters;
  for (const char c : ascii_lower(heading)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

bool is_capitals(std::string_view text, std::size_t length) {
  return text.size() == length && std::ranges::all_of(text, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

// "NY.GDP.MKTP.CN"
bool is_indicator_code(std::string_view text) {
  return text.size() > 6 && text.find('.') == 2 &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.") == std::string_view::npos;
}

class LayoutFinder {
 public:
  LayoutFinder(std::vector<HeadRecord> records, const Ledger& ledger)
      : records_(std::move(records)), ledger_(ledger) {}

  std::optional<BankLayout> find() {
    if (!find_header() || !find_code()) return std::nullopt;
    find_indicator_column();
    find_row_number();
    find_years();
    if (!layout_.is_wide() && !find_long_columns()) return std::nullopt;
    find_name();
    find_decimal_mark();
    return std::move(layout_);
  }

 private:
  // The first record with three headings that is as wide as what follows; a preamble has two.
  bool find_header() {
    constexpr std::size_t kPreamble = 30;
    for (std::size_t i = 0; i < records_.size() && i < kPreamble; ++i) {
      if (records_[i].filled() < 3) continue;
      layout_.header_line = records_[i].line;
      layout_.headings = records_[i].fields;
      for (std::size_t j = i + 1; j < records_.size(); ++j) {
        if (records_[j].filled() >= 3) rows_.push_back(std::move(records_[j].fields));
      }
      drop_corner();
      return !rows_.empty();
    }
    return false;
  }

  void drop_corner() {
    std::size_t number = 0;
    for (const Record& row : rows_) {
      if (row.size() != layout_.headings.size() + 1 || row[0] != std::to_string(++number)) return;
    }
    layout_.without_corner = true;
    layout_.headings.insert(layout_.headings.begin(), "");
  }

  std::size_t width() const { return layout_.headings.size(); }

  // Do all fields of a column that hold something meet `is`, and is there one?
  template <typename Is>
  bool all_in(std::size_t column, Is is) const {
    bool any = false;
    for (const Record& row : rows_) {
      if (column >= row.size() || row[column].empty()) continue;
      if (!is(std::string_view(row[column]))) return false;
      any = true;
    }
    return any;
  }

  template <typename Is>
  std::size_t count_in(std::size_t column, Is is) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        rows_, [&](const Record& row) { return column < row.size() && is(row[column]); }));
  }

  std::size_t distinct_in(std::size_t column) const {
    std::set<std::string_view> seen;
    for (const Record& row : rows_) {
      if (column < row.size()) seen.insert(row[column]);
    }
    return seen.size();
  }

  bool is_heading(std::size_t column, std::initializer_list<std::string_view> words) const {
    return one_of(bare(layout_.headings[column]), words);
  }

  // Three letters before two, known ones before unknown; else the column that is called so.
  bool find_code() {
    const auto known = [&](std::string_view text) {
      return area_of_code(ledger_, text).has_value();
    };
    for (const std::size_t length : {std::size_t{3}, std::size_t{2}}) {
      std::size_t most = 0;
      for (std::size_t i = 0; i < width(); ++i) {
        if (!all_in(i, [&](std::string_view text) { return is_capitals(text, length); })) continue;
        const std::size_t count = count_in(i, known);
        if (count > most) layout_.code = i;
        most = std::max(most, count);
      }
      if (most > 0) break;
      if (length == 2 && !code_by_word()) return false;
    }
    layout_.in_banks_words = is_heading(layout_.code, {"countrycode"});
    return true;
  }

  bool code_by_word() {
    for (std::size_t i = 0; i < width(); ++i) {
      if (!is_heading(i, {"countrycode"})) continue;
      layout_.code = i;
      return true;
    }
    return false;
  }

  void find_indicator_column() {
    for (std::size_t i = 0; i < width() && !layout_.indicator; ++i) {
      if (all_in(i, is_indicator_code) || is_heading(i, {"indicatorcode", "seriescode"}))
        layout_.indicator = i;
    }
    layout_.names_indicator = layout_.indicator.has_value();
  }

  void find_row_number() {
    const auto is_count = [](std::string_view text) {
      return text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const bool called = is_heading(0, {"", "x", "1", "index", "unnamed0", "rownames", "level0"});
    if (called && layout_.code != 0 && all_in(0, is_count)) layout_.row_number = 0;
  }

  void find_years() {
    for (std::size_t i = 0; i < width(); ++i) {
      if (const auto year = bank_year(layout_.headings[i])) layout_.years.emplace_back(i, *year);
    }
  }

  bool is_taken(std::size_t column) const {
    return column == layout_.code || column == layout_.indicator || column == layout_.row_number ||
           column == layout_.year;
  }

  bool find_long_columns() {
    for (std::size_t i = 0; i < width() && !layout_.year; ++i) {
      if (is_heading(i, {"year"})) layout_.year = i;
    }
    for (std::size_t i = 0; i < width() && !layout_.year; ++i) {
      if (!is_taken(i) && all_in(i, [](auto text) { return bank_year(text).has_value(); }))
        layout_.year = i;
    }
    if (!layout_.year) return false;
    for (std::size_t i = 0; i < width(); ++i) {
      if (!is_taken(i) && is_indicator_code(layout_.headings[i])) layout_.values.push_back(i);
    }
    if (!layout_.values.empty()) {
      layout_.names_indicator = true;
      return true;
    }
    for (std::size_t i = 0; i < width(); ++i) {
      if (!is_taken(i) && is_heading(i, {"value", "obsvalue"})) layout_.values.push_back(i);
    }
    const auto is_figure = [](std::string_view text) {
      return looks_like_number(text) || is_no_figure(text);
    };
    for (std::size_t i = 0; i < width() && layout_.values.empty(); ++i) {
      if (!is_taken(i) && all_in(i, is_figure)) layout_.values.push_back(i);
    }
    return !layout_.values.empty();
  }

  // The text nearest to the code that is another for every country, before it or else behind it.
  void find_name() {
    const std::size_t countries = distinct_in(layout_.code);
    const auto known = [&](std::string_view text) { return find_area(ledger_, text).ok(); };
    const auto is_name = [&](std::size_t i) {
      const bool figure = std::ranges::find(layout_.values, i) != layout_.values.end();
      if (is_taken(i) || figure || bank_year(layout_.headings[i])) return false;
      if (is_heading(i, {"countryname", "country"})) return true;
      const auto is_short_code = [](std::string_view text) { return is_capitals(text, 2); };
      if (all_in(i, looks_like_number) || all_in(i, is_short_code)) return false;
      return countries > 1 ? distinct_in(i) == countries : all_in(i, known);
    };
    for (std::size_t i = layout_.code; i-- > 0 && !layout_.name;) {
      if (is_name(i)) layout_.name = i;
    }
    for (std::size_t i = layout_.code + 1; i < width() && !layout_.name; ++i) {
      if (is_name(i)) layout_.name = i;
    }
  }

  // Commas where some figure can't be read otherwise and none has a point.
  void find_decimal_mark() {
    bool commas = false;
    const auto see = [&](const Record& row, std::size_t column) {
      if (column >= row.size()) return true;
      const auto mark = decimal_mark_of(row[column]);
      commas = commas || mark == DecimalMark::comma;
      return mark != DecimalMark::point;
    };
    for (const Record& row : rows_) {
      for (const auto& [column, year] : layout_.years) {
        if (!see(row, column)) return;
      }
      for (const std::size_t column : layout_.values) {
        if (!see(row, column)) return;
      }
    }
    layout_.decimal_commas = commas;
  }

  std::vector<HeadRecord> records_;
  const Ledger& ledger_;
  std::vector<Record> rows_;
  BankLayout layout_;
};

}  // namespace

std::optional<Year> bank_year(std::string_view text) {
  text = trimmed(text);
  if (text.size() == 13 && text.substr(4, 4) == " [YR" && text.ends_with(']') &&
      text.substr(8, 4) == text.substr(0, 4))
    text = text.substr(0, 4);
  if (text.starts_with('X')) text.remove_prefix(1);
  if (text.starts_with("YR")) text.remove_prefix(2);
  if (text.size() == 6 && (text.ends_with(".0") || text.ends_with(",0"))) text.remove_suffix(2);
  return parse_figure_year(text);
}

std::optional<BankLayout> find_bank_layout(std::string_view text, const Ledger& ledger) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    auto layout = LayoutFinder(head_of(text, delimiter), ledger).find();
    if (!layout) continue;
    layout->delimiter = delimiter;
    return layout;
  }
  return std::nullopt;
}

}  // namespace muster
