// What a scene's phrases refer to: whom a figure is said of, which year, which guideline.

#include <algorithm>

#include "base/text.h"
#include "check/scene.h"
#include "measures/value.h"

namespace muster {
namespace {

using C = LexicalClass;

}  // namespace

bool Scene::can_be_subject(std::size_t i) const {
  const Mention& m = mention(i);
  if (m.kind != MentionKind::area || m.flags.place || is_excepted(i) || is_denied(i)) return false;
  const std::string_view before = word_before(i) == "the" && m.first >= sentence_.first + 2
                                      ? word(m.first - 2)
                                      : word_before(i);
  // "ten times as much as Germany": what is compared with.
  if (before == "as" && m.first >= sentence_.first + 2 &&
      one_of(word(m.first - (word_before(i) == "the" ? 3 : 2)),
             {"much", "many", "high", "large", "big"}))
    return false;
  // "1.3 million are American"
  if (m.flags.demonym && !m.flags.name && one_of(before, {"are", "is", "were", "was"}))
    return false;
  const std::size_t lead = word_before(i) == "the" ? 2 : 1;
  // "told Europe their contributions must rise": whose they are is said behind it.
  const bool told_of_own = m.end < sentence_.end && one_of(word(m.end), {"their", "its"});
  if (m.first >= sentence_.first + lead && is_one_of(m.first - lead, WordSet::object_of) &&
      !told_of_own)
    return false;
  if (m.flags.capital_city && m.flags.ambiguous)
    return false;  // Brussels: NATO's seat, the Union's
  if (m.flags.capital_city && one_of(before, {"in", "of", "for", "by"})) return false;
  const Area& area = ledger_.area(m.area);
  const bool enemy_or_friend = !area.is_group && area.code != "USA" &&
                               one_of(before, {"of", "in", "for", "on"}) &&
                               one_of(area.code, {"UKR", "RUS", "CHN"});
  if (enemy_or_friend) return false;
  // "the largest economy in Europe": where it is the largest.
  if (area.is_group && before == "in") {
    for (std::size_t j = i; j-- > 0 && gap(j, i) <= 4;) {
      if (mention(j).is({C::superlative_high, C::superlative_low})) return false;
    }
  }
  // "joined the EU in 1995 and NATO in 2024": what is joined does not spend.
  if (area.is_group) {
    for (std::size_t j = i >= 4 ? i - 4 : 0; j < i; ++j) {
      if (mention(j).is(C::join) && clauses_[j] == clauses_[i]) return false;
    }
  }
  // "the NATO threshold", "NATO's 2% target": whose it is.
  if (m.area == nato_) {
    std::size_t j = i + 1;
    if (j < size() && mention(j).kind == MentionKind::quantity) ++j;
    if (j < size() && mention(j).is(C::guideline_noun) && gap(i, j) <= 3 && !between(i, j, "is") &&
        !between(i, j, ","))
      return false;
  }
  // "by NATO's count it is 1.24%"
  if (m.area == nato_) {
    std::size_t behind = m.end;
    if (behind < sentence_.end && mentions_.tokens.list[behind].kind == TokenKind::possessive)
      ++behind;
    if (behind < sentence_.end &&
        one_of(word(behind), {"count", "reckoning", "definition", "calculation", "calculations",
                              "method", "reading", "criteria", "book", "books", "tally"}))
      return false;
  }
  // "NATO said", "NATO figures": the publisher, not the spender.
  if (m.area == nato_) {
    bool reporting = false;
    for (std::size_t j = i + 1; j < size() && j <= i + 2 && gap(i, j) <= 3; ++j)
      reporting = reporting || mention(j).is(C::reporting);
    // "NATO's largest member": somebody else is spoken of.
    const bool possessive = mention(i).end < sentence_.end &&
                            mentions_.tokens.list[mention(i).end].kind == TokenKind::possessive;
    const bool one_member = possessive && i + 1 < size() && gap(i, i + 1) <= 3 &&
                            mention(i + 1).is(C::member_noun) &&
                            one_of(word(mention(i + 1).end - 1), {"ally", "member"});
    if (one_member) return false;
    const bool of_member =
        possessive && i + 1 < size() && gap(i, i + 1) <= 1 &&
        (mention(i + 1).is(C::superlative_high) || mention(i + 1).is(C::superlative_low) ||
         mention(i + 1).ordinal || mention(i + 1).is(C::member_noun));
    if (of_member) return false;
    // "NATO's 2% of GDP", "NATO's three Baltic members"
    if (possessive && i + 1 < size() && gap(i, i + 1) <= 1 &&
        (mention(i + 1).kind == MentionKind::quantity || mention(i + 1).is(C::guideline_noun)))
      return false;
    // "tops NATO's table", "joined NATO": the object of a verb.
    if (i > 0 && gap(i - 1, i) <= 1 && mention(i - 1).is({C::rank_first, C::rank_last, C::join}))
      return false;
    if (i > 0 && gap(i - 1, i) == 0 && mention(i - 1).is({C::agree, C::future, C::wish}))
      return false;
    // "the largest army in NATO": the circle, where somebody else is named before it.
    if (one_of(before, {"in", "within", "inside", "across"})) {
      for (std::size_t j = 0; j < i; ++j) {
        const Mention& other = mention(j);
        if (other.kind == MentionKind::area && !other.flags.place && other.area != nato_ &&
            !ledger_.area(other.area).is_group)
          return false;
      }
    }
    // "NATO has it at 1.49%"
    const std::size_t next = mention(i).end;
    const bool puts_it = next + 1 < sentence_.end &&
                         one_of(word(next), {"has", "puts", "sees", "counts", "had"}) &&
                         one_of(word(next + 1), {"it", "them"});
    if (reporting || puts_it || before == "according") return false;
  }
  // "Dutch Prime Minister Mark Rutte": the country of an office.
  if (i + 1 < size() && gap(i, i + 1) <= 1 &&
      (mention(i + 1).is(C::office) || mention(i + 1).kind == MentionKind::person))
    return false;
  return true;
}

bool Scene::can_be_subject_of(std::size_t j, std::size_t i) const {
  if (!can_be_subject(j) || in_parentheses(j)) return false;
  if (mention(j).area != nato_) return true;
  // "NATO's 2%", "NATO's largest spender", "64% of NATO's total": the owner of it, not the one of
  // whom it is said.
  const bool owner =
      gap(j, i) == 1 && mentions_.tokens.list[mention(j).end].kind == TokenKind::possessive;
  return !owner && word_before(j) != "of";
}

bool Scene::is_denied(std::size_t i) const {
  if (mention(i).kind != MentionKind::area) return false;
  std::size_t before = i;
  while (before > 0 && mention(before - 1).is(C::only) && gap(before - 1, before) == 0) --before;
  if (before == 0) return false;
  const Mention& m = mention(before - 1);
  const std::size_t between = gap(before - 1, before);
  const bool adjacent = between == 0 || (between == 1 && word(mention(before).first - 1) == "the");
  return adjacent && (m.is(C::negation) || (m.is(C::hedge) && word(m.first) == "not"));
}

bool Scene::is_excepted(std::size_t i) const {
  const std::size_t first = mention(i).first;
  std::size_t token = first;
  if (token > sentence_.first && word(token - 1) == "the") --token;
  if (token <= sentence_.first) return false;
  const std::string_view before = word(token - 1);
  if (before == "but" && i > 0 && is_denied(i - 1)) return false;  // "not Germany but Poland"
  if (is_one_of(token - 1, WordSet::excepting)) return true;
  const std::string_view second = token >= sentence_.first + 2 ? word(token - 2) : "";
  return (before == "for" && second == "except") || (before == "from" && second == "apart") ||
         (before == "from" && second == "aside") || (before == "than" && second == "other") ||
         (before == "of" && second == "exception");
}

bool Scene::are_followed(const std::vector<AreaId>& areas) const {
  return std::ranges::all_of(areas, [&](AreaId area) {
    if (ledger_.area(area).is_group) return ledger_.area(area).code.starts_with("NATO");
    return std::ranges::any_of(ledger_.memberships, [&](const Membership& m) {
      return m.group == nato_ && m.area == area;
    });
  });
}

std::size_t Scene::back_to(AreaId area, std::size_t i, std::size_t reach) const {
  for (std::size_t j = i; j-- > 0;) {
    if (mention(j).kind == MentionKind::area && mention(j).area == area)
      return gap(j, i) > reach ? i : j;
  }
  return i;
}

AreaList Scene::list_of(std::size_t i) const {
  for (const AreaList& list : lists_) {
    if (std::ranges::find(list.at, i) != list.at.end()) return list;
  }
  return {{i}, {mention(i).area}};
}

bool Scene::has_company(std::size_t i, std::size_t before) const {
  for (std::size_t j = i + 1; j < before && gap(i, j) <= 4; ++j) {
    if (mention(j).is(C::member_noun))
      return between(i, j, "and") && (between(i, j, "its") || mention(j - 1).is(C::pronoun));
  }
  return false;
}

std::optional<AreaId> Scene::area_in_parallel(std::size_t i) const {
  const auto area_behind = [&](std::size_t figure) -> std::optional<AreaId> {
    const std::size_t last = gdp_behind(figure).value_or(figure);
    const std::size_t area = last + 1;
    const bool in_the = area < size() && word_before(area) == "the" && gap(last, area) == 2 &&
                        word(mention(area).first - 2) == "in";
    const bool in = area < size() && word_before(area) == "in" && gap(last, area) == 1;
    if (area >= size() || mention(area).kind != MentionKind::area || !(in || in_the) ||
        ledger_.area(mention(area).area).is_group)
      return std::nullopt;
    return mention(area).area;
  };
  const auto own = area_behind(i);
  if (!own) return std::nullopt;
  for (std::size_t j = 0; j < size(); ++j) {
    const bool other = j != i && mention(j).kind == MentionKind::quantity &&
                       mention(j).quantity.unit == mention(i).quantity.unit && area_behind(j);
    if (other) return own;
  }
  return std::nullopt;
}

std::vector<AreaId> Scene::subject_of(std::size_t i) const {
  std::vector<AreaId> subject = whole_subject_of(i);
  // "Canada and the allies in Europe" are one circle.
  const auto is = [&](std::size_t k, std::string_view code) {
    return ledger_.area(subject[k]).code == code;
  };
  if (subject.size() == 2 &&
      ((is(0, "CAN") && is(1, "NATO_EUR")) || (is(0, "NATO_EUR") && is(1, "CAN"))))
    return {*area_coded(ledger_, "NATO_EUR_CAN")};
  if (subject != std::vector{nato_}) return subject;
  // "Excluding the US, NATO's members spend 2.02%": the others.
  for (std::size_t j = 0; j < size(); ++j) {
    if (mention(j).kind != MentionKind::area || !is_excepted(j)) continue;
    const bool us = ledger_.area(mention(j).area).code == "USA";
    const auto others = area_coded(ledger_, "NATO_EUR_CAN");
    return us && others ? std::vector{*others} : std::vector<AreaId>{};
  }
  return subject;
}

std::vector<AreaId> Scene::whole_subject_of(std::size_t i) const {
  // "Poland (4.12%)"
  if (in_parentheses(i) && i > 0) {
    for (std::size_t j = i; j-- > 0;) {
      if (mention(j).kind == MentionKind::area && !mention(j).flags.place && !in_parentheses(j)) {
        return mention(i).first - mention(j).end <= 4 ? std::vector{mention(j).area}
                                                      : std::vector<AreaId>{};
      }
      if (!in_parentheses(j)) break;
    }
  }
  // "nobody is thriftier than Spain, whose 1.28% is the least"
  if (word_before(i) == "whose" && i > 0 && mention(i - 1).kind == MentionKind::area &&
      gap(i - 1, i) <= 2)
    return {mention(i - 1).area};
  // "less than the UK's 2.33%"
  if (i > 0 && mention(i - 1).kind == MentionKind::area && mention(i - 1).area != nato_ &&
      gap(i - 1, i) == 1 && mentions_.tokens.list[mention(i - 1).end].kind == TokenKind::possessive)
    return {mention(i - 1).area};
  // "from 1.28% of GDP in Spain to 4.12% in Poland"
  if (const auto own = area_in_parallel(i)) return {*own};
  // "4.12% (Poland)"
  if (i + 1 < size() && mention(i + 1).kind == MentionKind::area && in_parentheses(i + 1) &&
      !in_parentheses(i) && word_behind(i) == "(" && gap(i, i + 1) <= 2 &&
      word_behind(i + 1) == ")")
    return {mention(i + 1).area};
  // "than Poland: 4.12% of GDP"
  if (i > 0 && mention(i - 1).kind == MentionKind::area && gap(i - 1, i) == 1 &&
      between(i - 1, i, ":"))
    return {mention(i - 1).area};
  // "with the United States on 3.22%"
  if (i > 0 && mention(i - 1).kind == MentionKind::area && !mention(i - 1).flags.place &&
      gap(i - 1, i) == 1 && one_of(word_before(i), {"on", "at"}))
    return list_of(i - 1).areas;
  // "about $250 billion for everyone else"
  if (i + 1 < size() && mention(i + 1).kind == MentionKind::area && gap(i, i + 1) == 1 &&
      (word_behind(i) == "for" || word_behind(i) == "by"))
    return {mention(i + 1).area};
  // "Of the 23, five spend more than 3%": some that are counted and not named.
  for (std::size_t j = i; j-- > 0 && clauses_[j] == clauses_[i] && gap(j, i) <= 4;) {
    if (mention(j).kind == MentionKind::area) break;
    const Mention& count = mention(j);
    if (!count.is(C::spend) || j == 0 || gap(j - 1, j) > 0) continue;
    const Mention& who = mention(j - 1);
    if (who.kind == MentionKind::quantity && who.quantity.unit == StatedUnit::count &&
        !who.ordinal && who.quantity.value <= 40)
      return {};
    break;
  }
  // To the left, in the clause first: the nearest area that can spend.
  for (const bool same_clause : {true, false}) {
    for (std::size_t j = i; j-- > 0;) {
      if (same_clause && clauses_[j] != clauses_[i]) break;
      if (mention(j).is(C::bloc)) return {};  // another circle than the alliance
      if (!can_be_subject_of(j, i)) continue;
      // "the US and its NATO allies": all of them together; "Poland and its partners": who knows.
      if (has_company(j, i))
        return ledger_.area(mention(j).area).code == "USA" ? std::vector{nato_}
                                                           : std::vector<AreaId>{};
      return list_of(j).areas;
    }
    // "allies" and "members" by themselves are the alliance.
    if (const auto noun = left(i, C::member_noun, same_clause); noun && stands_for_alliance(*noun))
      return {nato_};
  }
  // To the right: "4.12% by Poland".
  for (std::size_t j = i + 1; j < size() && clauses_[j] == clauses_[i]; ++j) {
    if (mention(j).kind == MentionKind::quantity) break;           // what follows belongs to that
    if (mention(j).is({C::present, C::past, C::negation})) break;  // "… and are not in NATO"
    if (mention(j).kind != MentionKind::area) continue;
    const std::string_view before =
        word_before(j) == "the" ? word(mention(j).first - 2) : word_before(j);
    if (one_of(before, {"by", "for", "in", "of", "among", "across"}) && !mention(j).flags.place &&
        !mention(j).flags.capital_city)
      return list_of(j).areas;
    break;
  }
  // "At 2.85% of GDP, Lithuania is …"
  const std::string_view opening = word(sentence_.first);
  if (opening == "at" || opening == "with") {
    for (std::size_t j = i + 1; j < size() && clauses_[j] == clauses_[i]; ++j) {
      // "With 3.76% of GDP Greece is ahead"
      const bool next = j == gdp_behind(i).value_or(i) + 1 && gap(j - 1, j) <= 1;
      if (can_be_subject(j) && (next || word_before(j) == ",")) return list_of(j).areas;
    }
  }
  // A pronoun, or a sentence that names nobody, goes on about whom the last one did.
  bool names_nobody = true;
  for (std::size_t j = 0; j < i; ++j) names_nobody = names_nobody && !can_be_subject_of(j, i);
  // "Keir Starmer promised to raise spending to 2.5%"
  for (std::size_t j = i; names_nobody && j-- > 0 && clauses_[j] == clauses_[i];) {
    const auto country = country_of_holder(j);
    if (country && is_plan(i)) return {*country};
  }
  // "European spending rose 11%": who is meant is not clear.
  if (names_nobody && contains_word(sentence_.first, mention(i).first, "european")) return {};
  if (names_nobody && !discourse_.subject.empty()) return discourse_.subject;
  return {};
}

std::optional<AreaId> Scene::country_of_holder(std::size_t person) const {
  if (mention(person).kind != MentionKind::person) return std::nullopt;
  std::optional<AreaId> country;
  for (const Office& office : ledger_.offices) {
    if (office.person != mention(person).value) continue;
    if (office.area == nato_ || (country && *country != office.area)) return std::nullopt;
    country = office.area;
  }
  return country;
}

bool Scene::stands_for_alliance(std::size_t noun) const {
  // "NATO's median ally": one of them.
  const std::string_view last = word(mention(noun).end - 1);
  const bool one = one_of(last, {"ally", "member", "country", "nation"});
  if (one && !one_of(word_before(noun), {"each", "every"})) return false;
  if (noun == 0) return true;
  const Mention& before = mention(noun - 1);
  // "three Baltic members": some, whatever stands between.
  if (before.kind == MentionKind::quantity && gap(noun - 1, noun) > 0 && gap(noun - 1, noun) <= 2)
    return false;
  if (gap(noun - 1, noun) > 2)
    return word_before(noun) != "than" && word_before(noun) != "any" &&
           word_before(noun) != "other";
  if (before.kind == MentionKind::quantity) {
    // "the 29 allies", all of them; "five allies", some.
    const std::string_view lead =
        before.first > sentence_.first ? word(before.first - 1) : std::string_view{};
    return before.quantity.value >= 26 && before.quantity.value <= 32 &&
           before.quantity.unit == StatedUnit::count &&
           (lead == "the" || lead == "all" || lead == "its");
  }
  if (before.is(C::other) || before.is(C::negation) || before.is(C::only)) return false;
  const std::string_view lead = word_before(noun);
  return !one_of(lead,
                 {"any", "some", "few", "many", "several", "most", "more", "other", "no", "than"});
}

std::optional<Period> Scene::period_at(std::size_t time) const {
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
    return false;
  }
  return false;
}

// "In 2014 it spent 3.71% and now spends 3.38%", "was 1.66% in 2022 and is 2.02%": a verb stands
// between the time and mention i, and another figure of its kind has the time.
bool Scene::is_of_earlier_figure(std::size_t time, std::size_t i) const {
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

ClaimYears Scene::years_of(std::size_t i) const {
  const auto named = [&](std::size_t time) -> std::optional<ClaimYears> {
    if (mention(time).kind != MentionKind::time) return std::nullopt;
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
    if (!when_follows && contains_word(first >= 3 ? first - 3 : 0, first, "since"))
      return std::nullopt;
    // "by 2018 seven were": a year; "by 2030": a deadline.
    const auto passed = year_at(time);
    const bool is_past = passed && facts_.day && *passed < year_of(*facts_.day);
    if (word_before(time) == "by" && !is_past) return std::nullopt;
    // "North Macedonia, which joined in 2020, spends": the year of joining.
    for (std::size_t k = time; k-- > 0 && gap(k, time) <= 4;) {
      if (mention(k).is(C::join)) return std::nullopt;
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
    return *years;
  }
  std::optional<ClaimYears> only;
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
  }
  if (only) return *only;
  if (discourse_.period && sentence_has(C::same_time)) {
    ClaimYears years = default_years(is_present(i));
    const Year last = year_of(discourse_.period->to);
    std::erase(years.candidates, last);
    years.candidates.insert(years.candidates.begin(), last);
    return years;
  }
  ClaimYears years = default_years(is_present(i));
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
      return one_of(word_before(j), {"since", "by", "until", "from"}) ? last : j;
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

bool Scene::is_in_force(const Guideline& guideline) const {
  return std::ranges::any_of(ledger_.agreements, [&](const Agreement& agreement) {
    return agreement.guideline == guideline.id &&
           (!facts_.day || agreement.agreed.from <= *facts_.day);
  });
}

const Guideline* Scene::guideline_of_threshold(const StatedValue& threshold, bool equipment) const {
  if (threshold.unit != StatedUnit::percent) return nullptr;
  for (const Guideline& guideline : ledger_.guidelines) {
    const bool of_equipment = guideline.metric == measure(MeasureId::equipment_share).name;
    const bool same = threshold.value == guideline.threshold.to_double();
    if (same && of_equipment == equipment && is_in_force(guideline)) return &guideline;
  }
  return nullptr;
}

const Guideline* Scene::guideline_near(std::size_t i) const {
  const bool equipment = clause_has(clauses_[i], C::equipment);
  const auto try_at = [&](std::size_t j) -> const Guideline* {
    if (mention(j).kind != MentionKind::quantity) return nullptr;
    return guideline_of_threshold(mention(j).quantity, equipment);
  };
  for (std::size_t distance = 1; distance < size(); ++distance) {
    if (i + distance < size()) {
      if (const Guideline* found = try_at(i + distance)) return found;
    }
    if (i >= distance) {
      if (const Guideline* found = try_at(i - distance)) return found;
    }
  }
  if (!sentence_has(C::guideline_noun)) return nullptr;
  return discourse_.guideline;
}

}  // namespace muster
