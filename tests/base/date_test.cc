#include "base/date.h"

#include <gtest/gtest.h>

namespace muster {
namespace date_test {

TEST(Date, a_day_a_month_and_a_year_are_periods) {
  EXPECT_EQ(to_string(parse_period("2024")->to), "2024-12-31");
  EXPECT_EQ(to_string(parse_period("2024-02")->to), "2024-02-29");
  EXPECT_EQ(to_string(parse_period("2025-02")->to), "2025-02-28");
  EXPECT_EQ(to_string(parse_period("2025-04-26")->from), "2025-04-26");
}

TEST(Date, refuses_what_is_no_date) {
  for (const char* text : {"", "24", "2024-13", "2024-02-30", "2024/01/01", "1899", "2024-1-1",
                           "20240101", "yesterday"}) {
    EXPECT_FALSE(parse_period(text)) << text;
  }
}

TEST(Date, every_day_of_two_centuries_survives_being_written_and_read) {
  for (Date day = make_date(1900, 1, 1); day < make_date(2100, 1, 1); ++day.days) {
    ASSERT_EQ(parse_date(to_string(day))->days, day.days) << to_string(day);
  }
}

TEST(Date, a_period_is_written_as_it_is_read) {
  for (const char* text : {"2024", "2024-07", "2025-04-26"})
    EXPECT_EQ(to_string(*parse_period(text)), text);
  EXPECT_EQ(to_string(Period{make_date(2025, 6, 24), make_date(2025, 6, 25)}),
            "2025-06-24..2025-06-25");
}

TEST(Date, prose_is_as_short_as_the_period_allows) {
  EXPECT_EQ(to_prose(period_of_year(2024)), "2024");
  EXPECT_EQ(to_prose(period_of_month(2024, 7)), "July 2024");
  EXPECT_EQ(to_prose(Period{make_date(2025, 6, 24), make_date(2025, 6, 25)}), "24 to 25 June 2025");
}

}  // namespace date_test
}  // namespace muster
