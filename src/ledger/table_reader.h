// What every reader of the project's own CSV files needs: rows one by one, and parsers of fields
// whose errors say what and how to mend it (where is added by each_row()).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/read_tables.h"

namespace muster {

// What one table declared and later ones refer to.
struct TablesRead {
  const DataFiles& files;
  std::unique_ptr<LedgerData> data = std::make_unique<LedgerData>();
  std::map<std::string, AreaId, std::less<>> areas;
  std::map<std::string, VintageId, std::less<>> vintages;
};

class TableReader {
 public:
  explicit TableReader(TablesRead& read)
      : files_(read.files),
        data_(read.data.get()),
        area_index_(read.areas),
        vintage_index_(read.vintages) {}

 protected:
  using Fields = std::vector<std::string>;

  // Calls `read_row(fields)` for each row; it returns an error's what and hint, or nothing.
  using RowReader = std::function<std::optional<Error>(const Fields&)>;

  std::optional<Error> each_row(const std::string& name, const Fields& header,
                                const RowReader& read_row);
  std::string_view keep(const std::string& text);
  // The parsers below set `out` or return the error.
  std::optional<Error> area(const std::string& code, AreaId& out) const;
  std::optional<Error> optional_area(const std::string& code, std::optional<AreaId>& out) const;
  std::optional<Error> vintage(const std::string& id, VintageId& out) const;
  static std::optional<Error> decimal(const std::string& text, Decimal& out);
  static std::optional<Error> year(const std::string& text, Year& out);
  // A day, month or year; an empty text leaves `out` as it is.
  static std::optional<Error> period(const std::string& text, Period& out);
  // From and to as days; either may be empty (for ever).
  static std::optional<Error> span_of_days(const std::string& from, const std::string& to,
                                           Period& out);
  static std::optional<Error> yes_no(const std::string& text, bool& out);
  // A number of allies.
  static std::optional<Error> whole(const std::string& text, int& out);
  static std::optional<Error> one_of(const std::string& text,
                                     std::initializer_list<std::string_view> words);

  // The first error among several parsers, so that a row reads as one expression.
  template <typename... Errors>
  static std::optional<Error> first_of(Errors... errors) {
    std::optional<Error> found;
    ((found = found ? found : errors), ...);
    return found;
  }

  const DataFiles& files_;
  LedgerData* data_;
  std::map<std::string, AreaId, std::less<>>& area_index_;
  std::map<std::string, VintageId, std::less<>>& vintage_index_;
};

}  // namespace muster
