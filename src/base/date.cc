#include "base/date.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace muster {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::chrono::year_month_day civil(int year, int month, int day) {
  return std::chrono::year_month_day{std::chrono::year{year},
                                     std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(day)}};
}

// All of `text` as digits, or -1.
int digits(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : -1;
}

int last_day_of_month(int year, int month) {
  const auto last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                    std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

}  // namespace

bool is_calendar_day(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && civil(year, month, day).ok();
}

Date make_date(int year, int month, int day) {
  const std::chrono::sys_days days{civil(year, month, day)};
  return Date{static_cast<std::int32_t>(days.time_since_epoch().count())};
}

CalendarDay calendar_day(Date date) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days}}};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

Year year_of(Date date) { return Year{static_cast<std::int16_t>(calendar_day(date).year)}; }

Period period_of_year(int year) { return {make_date(year, 1, 1), make_date(year, 12, 31)}; }

Period period_of_month(int year, int month) {
  return {make_date(year, month, 1), make_date(year, month, last_day_of_month(year, month))};
}

Period period_of_day(Date date) { return {date, date}; }

Result<Period> parse_period(std::string_view text) {
  const Error bad{"'" + std::string(text) + "' is no date", "",
                  "write a day as 2025-04-26, a month as 2025-04 or a year as 2025"};
  const bool shaped = text.size() == 4 || (text.size() == 7 && text[4] == '-') ||
                      (text.size() == 10 && text[4] == '-' && text[7] == '-');
  if (!shaped) return bad;
  const int year = digits(text.substr(0, 4));
  if (year < 1900 || year > 2199) return bad;
  if (text.size() == 4) return period_of_year(year);
  const int month = digits(text.substr(5, 2));
  if (month < 1 || month > 12) return bad;
  if (text.size() == 7) return period_of_month(year, month);
  const int day = digits(text.substr(8, 2));
  if (!is_calendar_day(year, month, day)) return bad;
  return period_of_day(make_date(year, month, day));
}

Result<Date> parse_date(std::string_view text) {
  auto period = parse_period(text);
  if (!period) return period.error();
  if (text.size() != 10) {
    return Error{"'" + std::string(text) + "' is no day", "", "write it as 2025-04-26"};
  }
  return period->from;
}

std::string to_string(Year year) { return std::to_string(year.value); }

std::string to_string(Date date) {
  const CalendarDay day = calendar_day(date);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", day.year, day.month, day.day);
  return text.data();
}

std::string to_prose(Date date) {
  const CalendarDay day = calendar_day(date);
  return std::to_string(day.day) + " " + std::string(month_name(day.month)) + " " +
         std::to_string(day.year);
}

std::string to_string(const Period& period) {
  std::string first = to_string(period.from);
  if (period.from == period.to) return first;
  const Year year = year_of(period.from);
  if (period == period_of_year(year.value)) return first.substr(0, 4);
  if (const auto month = parse_period(first.substr(0, 7)); month && *month == period)
    return first.substr(0, 7);
  return first + ".." + to_string(period.to);
}

std::string to_prose(const Period& period) {
  if (period.from == period.to) return to_prose(period.from);
  const CalendarDay from = calendar_day(period.from);
  const CalendarDay to = calendar_day(period.to);
  if (period == period_of_year(from.year)) return std::to_string(from.year);
  if (period == period_of_month(from.year, from.month)) {
    return std::string(month_name(from.month)) + " " + std::to_string(from.year);
  }
  if (from.year == to.year && from.month == to.month) {
    return std::to_string(from.day) + " to " + to_prose(period.to);
  }
  return to_prose(period.from) + " to " + to_prose(period.to);
}

std::string_view month_name(int month) { return kMonths.at(static_cast<std::size_t>(month) - 1); }

}  // namespace muster
