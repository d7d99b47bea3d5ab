#include "sources/world_bank.h"

#include <algorithm>

#include "sources/bank_figures.h"
#include "sources/delimited.h"

namespace muster {
namespace {

using Fields = std::vector<std::string_view>;

bool is_header(const Fields& fields, std::initializer_list<std::string_view> names) {
  return fields.size() >= names.size() && std::equal(names.begin(), names.end(), fields.begin());
}

class BankReader {
 public:
  BankReader(std::string_view text, const Ledger& ledger, const SourceHints& hints)
      : reader_(text, ','), ledger_(ledger), hints_(hints), figures_(file_, ledger) {
    file_.kind = "World Bank indicator";
  }

  Result<SourceFile> read() {
    Fields fields;
    bool begun = false;
    std::size_t rows = 0;
    while (reader_.next(fields)) {
      std::optional<Error> error;
      if (begun) {
        error = wide_ ? take_wide(fields) : take_long(fields);
      } else if (fields.size() >= 2 && fields[0] == "Last Updated Date") {
        const auto day = parse_date(fields[1]);
        if (!day) error = at("'" + std::string(fields[1]) + "' is no day", day.error().hint);
        if (day) file_.publication().published = *day;
      } else if (is_header(fields,
                           {"Country Name", "Country Code", "Indicator Name", "Indicator Code"})) {
        begun = wide_ = true;
        error = take_header(fields);
      } else if (is_header(fields, {"Country Name", "Country Code", "Year", "Value"})) {
        begun = true;
        const auto indicator = given_indicator();
        if (!indicator) return indicator.error();
        indicator_ = *indicator;
      } else if (++rows > 10 || (fields.size() > 3)) {
        error =
            at("not the Bank's columns",
               "expected Country Name, Country Code, Indicator Name, Indicator Code, then years");
      }
      if (error) return *error;
    }
    if (reader_.error()) return *reader_.error();
    if (file_.publication().figures.empty())
      return Error{"it holds no figures", "", "is this the Bank's file?"};
    figures_.describe();
    return std::move(file_);
  }

 private:
  Error at(std::string what, std::string hint) const {
    return {std::move(what), "line " + std::to_string(reader_.line()), std::move(hint)};
  }

  Result<const Indicator*> given_indicator() const {
    if (!hints_.indicator.empty()) return find_indicator(hints_.indicator);
    return Error{"the file does not say which indicator it holds", "",
                 "say it by --indicator, as in --indicator SP.POP.TOTL"};
  }

  std::optional<Error> take_header(const Fields& fields) {
    for (std::size_t i = 4; i < fields.size(); ++i) {
      if (fields[i].empty() && i + 1 == fields.size()) break;  // the Bank's trailing comma
      const auto year = parse_figure_year(fields[i]);
      if (!year) return at("'" + std::string(fields[i]) + "' where a year should be", "");
      if (!years_.empty() && year->value != years_.back().value + 1)
        return at("the year " + std::string(fields[i]) + " is out of order",
                  "columns go year by year");
      years_.push_back(*year);
    }
    return std::nullopt;
  }

  std::optional<Error> take_wide(const Fields& fields) {
    if (fields.size() == 1 && fields[0].empty()) return std::nullopt;
    if (fields.size() < years_.size() + 4 || fields.size() > years_.size() + 5) {
      return at("a row of " + std::to_string(fields.size()) + " fields",
                "the header has " + std::to_string(years_.size() + 4));
    }
    if (indicator_ == nullptr || indicator_->code != fields[3]) {
      const auto indicator = find_indicator(fields[3]);
      if (!indicator) return at(indicator.error().what, indicator.error().hint);
      indicator_ = *indicator;
    }
    if (auto error = take_country(fields[0], fields[1])) return error;
    for (std::size_t i = 4; i < fields.size() && i - 4 < years_.size(); ++i) {
      if (auto error = take_value(years_[i - 4], fields[i])) return error;
    }
    return std::nullopt;
  }

  std::optional<Error> take_long(const Fields& fields) {
    if (fields.size() == 1 && fields[0].empty()) return std::nullopt;
    if (fields.size() != 4)
      return at("a row of " + std::to_string(fields.size()) + " fields", "the header has 4");
    const auto year = parse_figure_year(fields[2]);
    if (!year) return at("'" + std::string(fields[2]) + "' where a year should be", "");
    if (auto error = take_country(fields[0], fields[1])) return error;
    return take_value(*year, fields[3]);
  }

  std::optional<Error> take_value(Year year, std::string_view text) {
    auto error = figures_.add(*indicator_, country_, year, text, last_year());
    if (error) return within("line " + std::to_string(reader_.line()), *std::move(error));
    return std::nullopt;
  }

  // The country of the row, looked up when it is another than the last row's.
  std::optional<Error> take_country(std::string_view name, std::string_view code) {
    if (country_.code == code && country_.name == name) return std::nullopt;
    auto country = figures_.country(name, code);
    if (!country) return at(country.error().what, country.error().hint);
    country_ = std::move(country).value();
    return std::nullopt;
  }

  // National currency is that of the file's day throughout. A long table may not say its day: then
  // that of the day on which the ledger's facts were read.
  Year last_year() const {
    const Date published = file_.publication().published;
    if (published != kDistantPast) return year_of(published);
    return years_.empty() ? year_of(ledger_.facts_checked) : years_.back();
  }

  DelimitedReader reader_;
  const Ledger& ledger_;
  const SourceHints& hints_;
  SourceFile file_;
  BankFigures figures_;

  bool wide_ = false;
  std::vector<Year> years_;
  const Indicator* indicator_ = nullptr;
  BankCountry country_;  // of the row
};

}  // namespace

bool is_world_bank_csv(std::string_view text) {
  const std::string_view head = text.substr(0, 512);
  return head.find("\"Data Source\",\"World Development Indicators\"") != std::string_view::npos ||
         head.find("Country Name,Country Code,Year,Value") != std::string_view::npos ||
         head.find("\"Country Name\",\"Country Code\",\"Indicator Name\"") !=
             std::string_view::npos;
}

Result<SourceFile> read_world_bank_csv(std::string_view text, const Ledger& ledger,
                                       const SourceHints& hints) {
  return BankReader(text, ledger, hints).read();
}

}  // namespace muster
