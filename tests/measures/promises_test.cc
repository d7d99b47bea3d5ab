// Promises are judged by the figures, never by what the table says of itself.

#include "measures/promises.h"

#include <gtest/gtest.h>

#include "measures/value.h"

namespace muster {
namespace promises_test {

const Scope kAll = {make_date(2026, 11, 30), "NATO", std::nullopt};

TEST(Promises, every_state_is_what_its_figure_says) {
  const Ledger& ledger = embedded_ledger();
  const auto made = promises_made(ledger, std::nullopt, kAll);
  EXPECT_EQ(made.size(), ledger.promises.size());
  std::size_t judged = 0;
  for (const PromiseStanding& s : made) {
    const Promise& promise = *s.promise;
    EXPECT_EQ(s.state == PromiseState::replaced, s.replaced_by != nullptr);
    if (s.state != PromiseState::kept && s.state != PromiseState::missed) continue;
    ++judged;
    ASSERT_TRUE(s.figure) << promise.said_by;
    EXPECT_EQ(s.figure->value >= promise.threshold.to_double() - 0.005,
              s.state == PromiseState::kept)
        << ledger.area(promise.area).code << " " << promise.threshold.to_string();
    EXPECT_TRUE(promise.by.value == 0 || s.year == promise.by);
  }
  EXPECT_GT(judged, 40U);
}

TEST(Promises, only_what_was_said_by_the_day_is_known) {
  const Ledger& ledger = embedded_ledger();
  const Scope then = {make_date(2022, 2, 26), "NATO", std::nullopt};
  for (const PromiseStanding& s : promises_made(ledger, area_coded(ledger, "DEU"), then)) {
    EXPECT_LE(s.promise->said.from, then.as_of);
    EXPECT_NE(s.state, PromiseState::missed) << "2024 and 2031 were still to come";
  }
}

// Merkel and von der Leyen's 1.5% by 2024 gave way to 2% by 2031, that to 2% "from now on", which
// 2022's figure did not bear out.
TEST(Promises, a_promise_gives_way_to_the_next) {
  const Ledger& ledger = embedded_ledger();
  std::vector<PromiseState> states;
  for (const PromiseStanding& s : promises_made(ledger, area_coded(ledger, "DEU"), kAll)) {
    if (s.promise->metric == "defence_share_of_gdp" &&
        s.promise->said.from < make_date(2023, 12, 31))
      states.push_back(s.state);
  }
  EXPECT_EQ(states, (std::vector{PromiseState::replaced, PromiseState::replaced,
                                 PromiseState::missed, PromiseState::kept}));
}

TEST(Promises, what_other_publications_said_stands_beside) {
  const Ledger& ledger = embedded_ledger();
  const auto made = promises_made(ledger, area_coded(ledger, "ALB"), kAll);
  ASSERT_FALSE(made.empty());
  EXPECT_EQ(made.front().state, PromiseState::missed);
  ASSERT_EQ(made.front().otherwise.size(), 2U);
  EXPECT_EQ(ledger.vintage(made.front().otherwise.front()).id, "NATO-2025-04-24");
}

TEST(Promises, money_and_shares_of_income_are_told_and_not_judged) {
  for (const PromiseStanding& s : promises_made(embedded_ledger(), std::nullopt, kAll)) {
    if (s.promise->unit == "PERCENT") continue;
    EXPECT_FALSE(s.figure);
    EXPECT_TRUE(s.state == PromiseState::unjudged || s.state == PromiseState::replaced);
    EXPECT_FALSE(promised_words(*s.promise).empty());
  }
}

}  // namespace promises_test
}  // namespace muster
