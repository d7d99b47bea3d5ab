#include "sources/ecb.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "sources/delimited.h"
#include "sources/figures.h"

namespace muster {
namespace {

// Decimals of a computed mean: more than any rate is quoted with.
constexpr std::uint8_t kMeanPlaces = 6;

using Fields = std::vector<std::string_view>;

bool is_currency_code(std::string_view text) {
  return text.size() == 3 &&
         std::ranges::all_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

class RatesReader {
 public:
  explicit RatesReader(std::string_view text) : reader_(text, ',') {
    file_.kind = "ECB euro reference rates";
  }

  Result<SourceFile> read() {
    Fields fields;
    if (!reader_.next(fields)) return Error{"it is empty", "", ""};
    if (auto error = take_header(fields)) return *error;
    while (reader_.next(fields)) {
      if (fields.size() == 1 && fields[0].empty()) continue;
      if (auto error = take_day(fields)) return *error;
    }
    if (reader_.error()) return *reader_.error();
    if (file_.publication().daily_rates.empty())
      return Error{"it holds no rates", "", "is this the Bank's file?"};
    tell_missing();
    complete_rates(file_);
    return std::move(file_);
  }

 private:
  Error at(std::string what, std::string hint) const {
    return {std::move(what), "line " + std::to_string(reader_.line()), std::move(hint)};
  }

  std::optional<Error> take_header(const Fields& fields) {
    for (std::size_t i = 1; i < fields.size(); ++i) {
      const std::string_view code = trimmed(fields[i]);
      if (code.empty() && i + 1 == fields.size()) break;  // the Bank's trailing comma
      if (!is_currency_code(code)) {
        return at("'" + std::string(code) + "' where a currency should be",
                  "columns are headed by ISO 4217 codes");
      }
      if (std::ranges::find(columns_, currency(code)) != columns_.end())
        return at("the currency " + std::string(code) + " has two columns", "");
      columns_.push_back(currency(code));
    }
    missing_.resize(columns_.size());
    return std::nullopt;
  }

  std::optional<Error> take_day(const Fields& fields) {
    const auto day = parse_date(trimmed(fields[0]));
    if (!day) {
      return at("'" + std::string(fields[0]) + "' where a day should be",
                "days are as in 2024-06-17");
    }
    if (fields.size() < columns_.size() + 1 || fields.size() > columns_.size() + 2) {
      return at("a row of " + std::to_string(fields.size()) + " fields",
                "the header has " + std::to_string(columns_.size() + 1));
    }
    if (!days_.insert(*day).second)
      return at(to_string(*day) + " stands twice", "is this the Bank's file?");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string_view text = trimmed(fields[i + 1]);
      if (text == "N/A" || text.empty()) {
        ++missing_[i];
        continue;
      }
      const auto rate = parse_decimal(text);
      if (!rate || rate->units <= 0) {
        return at("'" + std::string(text) + "' where the rate of " +
                      std::string(columns_[i].text()) + " should be",
                  "rates are plain numbers above zero");
      }
      file_.publication().daily_rates.push_back({*day, columns_[i], kEur, *rate});
    }
    return std::nullopt;
  }

  void tell_missing() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (missing_[i] == 0) continue;
      file_.left_out.push_back({std::string(columns_[i].text()), "N/A",
                                "no rate on " + std::to_string(missing_[i]) + " days"});
    }
  }

  DelimitedReader reader_;
  SourceFile file_;
  std::vector<Currency> columns_;
  std::vector<std::size_t> missing_;  // days without a rate, by column
  std::set<Date> days_;
};

// The days of one year.
struct YearOfDays {
  std::set<Date> days;
  // Does it reach from the first working days to the last ones? A year without its end has a mean
  // that still moves.
  bool whole() const {
    constexpr int kHolidays = 6;  // at most, around New Year
    const Year year = year_of(*days.begin());
    return days.begin()->days - make_date(year.value, 1, 1).days <= kHolidays &&
           make_date(year.value, 12, 31).days - days.rbegin()->days <= kHolidays;
  }
};

struct Sum {
  double total = 0;
  std::size_t days = 0;
  void add(double rate) {
    total += rate;
    ++days;
  }
};

// None where it rounds to nothing.
std::optional<PublishedAnnualRate> mean_of(Year year, Currency which, Currency per, const Sum& sum,
                                           const YearOfDays& days) {
  const auto units =
      static_cast<std::int64_t>(std::llround(sum.total / static_cast<double>(sum.days) * 1e6));
  if (units <= 0) return std::nullopt;
  // A mean is of the whole year though a month's working days have no rate.
  constexpr std::size_t kMonth = 20;
  return PublishedAnnualRate{year,
                             which,
                             per,
                             Decimal{units, kMeanPlaces},
                             "ECB mean of " + std::to_string(sum.days) + " daily reference rates",
                             !days.whole() || days.days.size() - sum.days > kMonth};
}

// Per euro as quoted, and per dollar from each day's two rates: the mean of crossed rates is not
// the cross of means.
void add_means(Publication& p, const std::map<Year, YearOfDays>& years) {
  std::map<Date, double> dollars_per_euro;
  for (const PublishedDailyRate& rate : p.daily_rates) {
    if (rate.currency == kUsd) dollars_per_euro.emplace(rate.day, rate.rate.to_double());
  }
  std::map<std::tuple<Year, Currency, Currency>, Sum> sums;
  for (const PublishedDailyRate& rate : p.daily_rates) {
    const double per_euro = rate.rate.to_double();
    sums[{year_of(rate.day), rate.currency, kEur}].add(per_euro);
    const auto dollars = dollars_per_euro.find(rate.day);
    if (dollars == dollars_per_euro.end()) continue;
    if (rate.currency == kUsd) {
      sums[{year_of(rate.day), kEur, kUsd}].add(1 / per_euro);
    } else {
      sums[{year_of(rate.day), rate.currency, kUsd}].add(per_euro / dollars->second);
    }
  }
  for (const auto& [key, sum] : sums) {
    const auto& [year, which, per] = key;
    if (auto mean = mean_of(year, which, per, sum, years.at(year)))
      p.annual_rates.push_back(*std::move(mean));
  }
}

}  // namespace

bool is_ecb_rates(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!text.starts_with("Date,")) return false;
  const std::string_view header = text.substr(5, text.find('\n') - 5);
  const std::string_view first = trimmed(header.substr(0, header.find(',')));
  return is_currency_code(first);
}

void complete_rates(SourceFile& file) {
  Publication& p = file.publication();
  std::map<Year, YearOfDays> years;
  std::set<Currency> currencies;
  for (const PublishedDailyRate& rate : p.daily_rates) {
    years[year_of(rate.day)].days.insert(rate.day);
    currencies.insert(rate.currency);
  }
  add_means(p, years);
  p.publisher = "ECB";
  p.first_year = years.begin()->first;
  p.last_year = years.rbegin()->first;
  p.published = p.cut_off = *years.rbegin()->second.days.rbegin();
  p.title = "Euro foreign exchange reference rates, to " + to_prose(p.published);
  p.measure_name = "reference rates";
  p.what_is_here = "daily rates of " + std::to_string(currencies.size()) +
                   " currencies, and their means by year";
}

Result<SourceFile> read_ecb_rates(std::string_view text) { return RatesReader(text).read(); }

}  // namespace muster
