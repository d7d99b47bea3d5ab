// Times as texts name them: "2024", "11 July 2022", "last year", "since February". What they mean
// is settled by the article's day; reading them is not.
#pragma once

#include <cstdint>
#include <optional>

#include "base/date.h"
#include "check/lexicon.h"
#include "check/tokens.h"

namespace muster {

enum class WhenKind : std::uint8_t {
  period,       // written out: a year, a month of a year, a day, some years
  month,        // a month (and perhaps days) without its year
  year_offset,  // years from the article's: "last year", "a decade ago"
  report_day,   // "Thursday", "today": the article's own days
};

struct When {
  WhenKind kind = WhenKind::period;
  Period period{};    // kind period
  int month = 0;      // kind month
  int first_day = 0;  // kind month, where days are given
  int last_day = 0;
  int years = 0;  // kind year_offset
  bool whole_years() const {
    return kind == WhenKind::year_offset ||
           (kind == WhenKind::period &&
            period.from == make_date(year_of(period.from).value, 1, 1) &&
            period.to == make_date(year_of(period.to).value, 12, 31));
  }
};

// A time beginning at a token, and how many tokens it covers.
struct WhenMatch {
  When when;
  std::size_t tokens = 0;
};
std::optional<WhenMatch> match_when(const Lexicon& lexicon, std::string_view text,
                                    const std::vector<Token>& tokens, std::size_t first,
                                    std::size_t end);

// What it means in an article of `day`. A month without its year is the nearest past one, or the
// nearest to come where `future`. None where `day` is unknown and needed.
std::optional<Period> resolve(const When& when, std::optional<Date> day, bool future);

}  // namespace muster
