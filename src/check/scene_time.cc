// Which year what a scene says is said of.

#include <algorithm>

#include "base/text.h"
#include "check/scene.h"
#include "measures/value.h"

namespace muster {
namespace {

using C = LexicalClass;

}  // namespace

std::optional<Period> Scene::period_at(std::size_t time) const {
  // "seven met it in 2022, down from eight the year before": counted from the year that was named.
  const std::string_view last = word(mention(time).end - 1);
  if (mention(time).when.kind == WhenKind::year_offset && one_of(last, {"before", "earlier"})) {
    for (std::size_t j = time; j-- > 0;) {
      if (mention(j).kind != MentionKind::time) continue;
      const When& named = mention(j).when;
      if (named.kind == WhenKind::period && named.whole_years())
        return period_of_year(year_of(named.period.to).value + mention(time).when.years);
      break;
    }
  }
  return resolve(mention(time).when, facts_.day, is_future(time));
}

std::optional<Year> Scene::year_at(std::size_t time) const {
  if (!mention(time).when.whole_years()) return std::nullopt;
  const auto period = period_at(time);
  if (!period) return std::nullopt;
  // "2026-27": a fiscal year, named by the year in which it begins.
  const bool fiscal = year_of(period->to).value == year_of(period->from).value + 1;
  return year_of(fiscal ? period->from : period->to);
}

bool Scene::belongs_to_another(std::size_t time, std::size_t i) const {
  constexpr std::size_t kNear = 4;  // tokens: "1.86 percent in 2020"
  for (std::size_t k = time; k-- > i && gap(k, time) <= kNear;) {
    if (mention(k).kind != MentionKind::quantity || in_parentheses(k)) continue;
    if (k == i) return false;
    // "… 1.58 percent with a high of 1.86 percent in 2020", "24 have made it, against six in 2021"
    if (clauses_[k] != clauses_[i]) return true;
    for (const std::string_view parting : {",", "with", "against", "from", "than", "versus"}) {
      if (between(i, k, parting)) return true;
    }
    // "spends 1.24% and will spend 1.5% in 2024"
    for (std::size_t verb = i + 1; verb < k; ++verb) {
      if (mention(verb).is({C::future, C::spend, C::present, C::past})) return true;
    }
    return false;
  }
  return false;
}

// "In 2014 it spent 3.71% and now spends 3.38%", "was 1.66% in 2022 and is 2.02%": a verb stands
// between the time and mention i, and another figure of its kind has the time.
bool Scene::is_of_earlier_figure(std::size_t time, std::size_t i) const {
  // "…, and in 2014 Denmark spent 1.15%": a new clause begins with the time.
  if (time + 1 < size() && mention(time + 1).kind == MentionKind::area &&
      gap(time, time + 1) <= 2 && time > 0 &&
      (between(time - 1, time, ",") || clauses_[time - 1] != clauses_[time]))
    return false;
  if (mention(i).kind != MentionKind::quantity) return false;
  const auto is_figure = [&](std::size_t j) {
    return mention(j).kind == MentionKind::quantity &&
           mention(j).quantity.unit == mention(i).quantity.unit &&
           (mention(j).quantity.unit == StatedUnit::percent ||
            mention(j).quantity.unit == StatedUnit::money);
  };
  bool verb = false;
  bool figure_behind_verb = false;  // going left
  for (std::size_t j = i; j-- > time + 1;) {
    if (is_figure(j)) figure_behind_verb = verb;
    if (mention(j).is(C::present) || mention(j).is(C::spend)) verb = true;
  }
  if (figure_behind_verb) return true;
  constexpr std::size_t kNear = 6;
  for (std::size_t j = time; verb && j-- > 0 && gap(j, time) <= kNear;) {
    if (is_figure(j) && clauses_[j] == clauses_[time]) return true;
  }
  return false;
}

// "In 2014 Denmark spent 1.15%, which means that the Dutch …": others and their figures stand
// between the time and mention i.
bool Scene::is_far_from(std::size_t time, std::size_t i) const {
  // A comma parts them, but not one right behind the time: "In 2014, Poland spent 1.88%".
  std::size_t token = mention(std::min(time, i)).end;
  const bool opens = time < i && token + 1 < sentence_.end && word(token) == "," &&
                     !one_of(word(token + 1), {"which", "he", "she", "and", "but", "while", "since",
                                               "though", "although", "as", "even", "whereas"});
  for (token += opens ? 1 : 0; token < mention(std::max(time, i)).first; ++token) {
    if (word(token) == ",") return true;
  }
  std::size_t subjects = 0;
  std::size_t counts = 0;
  for (std::size_t j = std::min(time, i) + 1; j < std::max(time, i); ++j) {
    const Mention& m = mention(j);
    if (m.kind == MentionKind::quantity && !in_parentheses(j) && !m.ordinal) {
      if (m.quantity.unit != StatedUnit::count) return true;
      ++counts;
    }
    const bool joins_list = j > 0 && mention(j - 1).kind == MentionKind::area;
    if (m.kind == MentionKind::area && !joins_list && can_be_subject(j)) ++subjects;
  }
  return subjects > 1 || counts > 2;
}

// That year in the first place, and the likely ones, as if none had been named.
ClaimYears Scene::perhaps_of(ClaimYears named, std::size_t i) const {
  named.named = false;
  for (const Year year : default_years(is_present(i)).candidates) {
    if (std::ranges::find(named.candidates, year) == named.candidates.end())
      named.candidates.push_back(year);
  }
  return named;
}

ClaimYears Scene::years_of(std::size_t i) const {
  const auto named = [&](std::size_t time) -> std::optional<ClaimYears> {
    if (mention(time).kind != MentionKind::time) return std::nullopt;
    // "in his last year as prime minister"
    if (one_of(word_before(time), {"his", "her", "their", "its"})) return std::nullopt;
    // "on the previous year", "than 2014": what it is compared with; "than in 2014, when three met
    // it" is the year of what follows.
    const bool when_follows =
        time < i &&
        contains_word(mention(time).end, std::min(mention(time).end + 2, sentence_.end), "when");
    if (!when_follows &&
        one_of(word_before(time), {"since", "until", "before", "after", "on", "over", "above",
                                   "than", "against", "versus", "as"}))
      return std::nullopt;
    // "up from the previous year"; but "figures from 2024"
    if (word_before(time) == "from" && mention(time).end > mention(time).first + 1)
      return std::nullopt;
    // "at 2015 prices"
    if (one_of(word_behind(time), {"prices", "dollars", "levels", "terms"})) return std::nullopt;
    const std::size_t first = mention(time).first;
    // "than in 2014", "as many as in 2014"
    const bool compared = word_before(time) == "in" && first >= sentence_.first + 2 &&
                          one_of(word(first - 2), {"than", "as"});
    if (!when_follows && compared && time > i) return std::nullopt;
    // "its best since the early 1990s"
    // But not "…, since in 2014 Sweden spent 1.06%".
    const bool because =
        word_before(time) == "in" && first >= sentence_.first + 2 && word(first - 2) == "since";
    if (!when_follows && !because && contains_word(first >= 3 ? first - 3 : 0, first, "since"))
      return std::nullopt;
    // "by 2018 seven were": a year; "by 2030": a deadline.
    const auto passed = year_at(time);
    const bool is_past = passed && facts_.day && *passed < year_of(*facts_.day);
    if (word_before(time) == "by" && !is_past) return std::nullopt;
    // "North Macedonia, which joined in 2020, spends": the year of joining.
    for (std::size_t k = time; k-- > 0 && gap(k, time) <= 4;) {
      if (mention(k).is(C::join) && clauses_[k] == clauses_[time]) return std::nullopt;
    }
    // "the 2014 pledge", "a pledge made in 2014": the pledge's year, not the figure's.
    const bool of_agreement =
        (time + 1 < size() && mention(time + 1).is(C::agreement) && gap(time, time + 1) == 0) ||
        (time > 0 && mention(time - 1).is(C::agreement) && gap(time - 1, time) <= 2);
    if (of_agreement && !when_follows) return std::nullopt;
    const auto year = year_at(time);
    if (!year || belongs_to_another(time, i)) return std::nullopt;
    return ClaimYears{{*year}, true};
  };
  // Just behind: "3.19% of GDP in 2024".
  constexpr std::size_t kNear = 6;
  const std::size_t from = gdp_behind(i).value_or(i);  // "2.55% of NATO's combined GDP in 2014"
  for (std::size_t j = from + 1; j < size() && clauses_[j] == clauses_[i]; ++j) {
    // "three met it, five years ago only nine": the next one's time.
    const bool next_ones =
        mention(j).kind == MentionKind::time && between(from, j, ",") && j + 1 < size() &&
        gap(j, j + 1) <= 1 &&
        (mention(j + 1).kind == MentionKind::quantity || mention(j + 1).kind == MentionKind::area);
    const bool only_between = mention(j).kind == MentionKind::time && between(from, j, ",") &&
                              j + 2 < size() && mention(j + 1).is(C::only) &&
                              mention(j + 2).kind == MentionKind::quantity;
    if (next_ones || only_between) break;
    if (mention(j).kind == MentionKind::time && gap(from, j) <= kNear) {
      if (auto years = named(j)) return *years;
      break;
    }
    if (mention(j).kind == MentionKind::quantity || mention(j).kind == MentionKind::area ||
        between(from, j, ","))
      break;
  }
  // Before it in the clause; else the one year that the sentence speaks of.
  for (std::size_t j = i; j-- > 0 && clauses_[j] == clauses_[i];) {
    auto years = named(j);
    if (!years) continue;
    if (is_of_earlier_figure(j, i)) return default_years(is_present(i));
    return is_far_from(j, i) ? perhaps_of(*years, i) : *years;
  }
  std::optional<ClaimYears> only;
  bool firmly = false;  // said of mention i, and not of something else in the sentence
  for (std::size_t j = 0; j < size(); ++j) {
    auto years = named(j);
    if (!years) continue;
    // Of another clause with a figure of its own it may say nothing here.
    bool taken = false;
    const bool figure =
        mention(i).kind == MentionKind::quantity && mention(i).quantity.unit != StatedUnit::count;
    for (std::size_t k = 0; figure && k < size() && clauses_[j] != clauses_[i]; ++k)
      taken = taken || (clauses_[k] == clauses_[j] && mention(k).kind == MentionKind::quantity &&
                        mention(k).quantity.unit != StatedUnit::count);
    if (taken) continue;
    if (only && only->candidates != years->candidates) {
      only.reset();
      break;
    }
    only = years;
    firmly = clauses_[j] == clauses_[i] && !is_far_from(j, i);
  }
  if (only) return firmly ? *only : perhaps_of(*only, i);
  if (discourse_.period && sentence_has(C::same_time)) {
    ClaimYears years = default_years(is_present(i));
    const Year last = year_of(discourse_.period->to);
    std::erase(years.candidates, last);
    years.candidates.insert(years.candidates.begin(), last);
    return years;
  }
  ClaimYears years = default_years(is_present(i));
  // "In 2014 only Estonia was near it. Lithuania spent 0.88%.": still of that year, it may be.
  if (discourse_.period && facts_.day && sentence_has(C::past)) {
    const Year last = year_of(discourse_.period->to);
    if (std::ranges::find(years.candidates, last) == years.candidates.end())
      years.candidates.push_back(last);
  }
  // "18 allies will be at 2%": this year.
  if (is_future(i) && facts_.day) {
    const Year current = year_of(*facts_.day);
    std::erase(years.candidates, current);
    years.candidates.insert(years.candidates.begin(), current);
  }
  return years;
}

std::size_t Scene::with_time(std::size_t last) const {
  constexpr std::size_t kReach = 3;  // tokens between neighbours: "on defence", "in"
  for (std::size_t j = last + 1;
       j < size() && clauses_[j] == clauses_[last] && gap(j - 1, j) <= kReach; ++j) {
    if (mention(j).kind == MentionKind::time)
      return between(j - 1, j, ",") || one_of(word_before(j), {"since", "by", "until", "from"})
                 ? last
                 : j;
    if (!mention(j).is(C::defence) && !mention(j).is(C::outlay)) break;
    if (between(j - 1, j, ",")) break;
  }
  return last;
}

ClaimYears Scene::default_years(bool present) const {
  ClaimYears years;
  const auto add = [&](int year) {
    const Year candidate{static_cast<std::int16_t>(year)};
    if (std::ranges::find(years.candidates, candidate) == years.candidates.end())
      years.candidates.push_back(candidate);
  };
  if (facts_.report_year) add(facts_.report_year->value);
  if (!facts_.day) return years;
  const CalendarDay day = calendar_day(*facts_.day);
  const int year = day.year;
  // From June on, NATO's tables have estimates for the current year, and the present tense means
  // them.
  constexpr int kMidYear = 6;
  if (present) add(day.month >= kMidYear ? year : year - 1);
  const auto latest = latest_year(ledger_, MeasureId::defence_share_of_gdp, nato_,
                                  {*facts_.day, "NATO", std::nullopt});
  add(year - 1);
  if (latest && latest->value >= year - 1) add(latest->value);
  add(year);
  return years;
}

}  // namespace muster
