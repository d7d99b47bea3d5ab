// Calendar days, years and periods. No clock and no time zones: today is something the caller says.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace muster {

// A calendar year, as statistics use it (fiscal years are named by the publisher's own rule).
struct Year {
  std::int16_t value = 0;
  auto operator<=>(const Year&) const = default;
};

// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};

inline constexpr Date kDistantPast{-1'000'000};
inline constexpr Date kDistantFuture{1'000'000};

struct CalendarDay {
  int year;
  int month;  // 1 to 12
  int day;    // 1 to 31
};

Date make_date(int year, int month, int day);
CalendarDay calendar_day(Date date);
Year year_of(Date date);
// False for the 31st of February and its like.
bool is_calendar_day(int year, int month, int day);

// From and to, both included.
struct Period {
  Date from = kDistantPast;
  Date to = kDistantFuture;
  auto operator<=>(const Period&) const = default;
  bool contains(Date date) const { return from <= date && date <= to; }
  bool overlaps(const Period& other) const { return from <= other.to && other.from <= to; }
};

Period period_of_year(int year);
Period period_of_month(int year, int month);
Period period_of_day(Date date);

// "2024", "2024-07" or "2024-07-01". Years from 1900 to 2199.
Result<Period> parse_period(std::string_view text);
// "2024-07-01" only.
Result<Date> parse_date(std::string_view text);

std::string to_string(Year year);             // 2024
std::string to_string(Date date);             // 2024-07-01
std::string to_prose(Date date);              // 1 July 2024
std::string to_string(const Period& period);  // 2024-07-01; 2024-07; 2024; 2025-06-24..2025-06-25
std::string to_prose(const Period& period);   // 1 July 2024; July 2024; 2024; 24 to 25 June 2025

// "January" for 1.
std::string_view month_name(int month);

}  // namespace muster
