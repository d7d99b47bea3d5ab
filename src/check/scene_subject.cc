// Whom what a scene says is said of.

#include <algorithm>

#include "base/text.h"
#include "check/scene.h"

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
  // "after Montenegro became a member": a clause of its own.
  const bool acts = one_of(before, {"after", "before", "until"}) && i + 1 < size() &&
                    gap(i, i + 1) <= 1 && !between(i, i + 1, ",") &&
                    mention(i + 1).is({C::present, C::past, C::join, C::spend, C::future, C::up,
                                       C::down, C::meet, C::miss});
  // "told Europe their contributions must rise": whose they are is said behind it.
  const bool told_of_own = m.end < sentence_.end && one_of(word(m.end), {"their", "its"});
  if (m.first >= sentence_.first + lead && is_one_of(m.first - lead, WordSet::object_of) &&
      !told_of_own && !acts)
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
      if (mention(j).is(C::join) && clauses_[j] == clauses_[i] && !between(j, i, ",")) return false;
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
  // "doubled its NATO defence spending"
  if (m.area == nato_ && one_of(word_before(i), {"its", "their", "his", "her", "our"}))
    return false;
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
  // "…, but the Europeans spend 2.02%": another clause, unless all or none were spoken of.
  if (before == "but" && token >= sentence_.first + 2 && word(token - 2) == ",") return false;
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

AreaList Scene::object_list_of(std::size_t i) const {
  const AreaList whole = list_of(i);
  AreaList list;
  for (std::size_t k = 0; k < whole.at.size(); ++k) {
    const std::size_t area = whole.at[k];
    if (area < i) continue;
    if (!list.at.empty()) {
      std::size_t verb = area + 1;
      while (verb < size() && in_parentheses(verb)) ++verb;
      const bool acts = verb < size() && gap(area, verb) <= 4 && !between(area, verb, ",") &&
                        mention(verb).is({C::spend, C::present, C::past, C::future, C::meet,
                                          C::miss, C::up, C::down});
      // Two items are not parted by a comma: "than Germany, and Sweden and Latvia spend …".
      const bool comma = between(list.at.back(), area, ",");
      const bool new_clause = comma && list.at.size() == 1 && between(list.at.back(), area, "and");
      if (between(list.at.back(), area, ";") || (acts && comma) || new_clause) break;
    }
    list.at.push_back(area);
    list.areas.push_back(whole.areas[k]);
  }
  return list;
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
                        one_of(word(mention(area).first - 2), {"in", "across"});
    const bool in =
        area < size() && one_of(word_before(area), {"in", "across"}) && gap(last, area) == 1;
    if (area >= size() || mention(area).kind != MentionKind::area || !(in || in_the))
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
  // "Poland overtook Greece, first in 2022 with 3.54%"
  for (std::size_t j = i; j-- > 1 && gap(j, i) <= 7;) {
    const bool apposed = mention(j).ordinal && word_before(j) == "," && gap(j - 1, j) == 1 &&
                         mention(j - 1).kind == MentionKind::area && mention(j - 1).area != nato_;
    if (apposed) return {mention(j - 1).area};
    if (mention(j).kind == MentionKind::area && mention(j).area != nato_) break;
  }
  // "1.28%: Spain's, the lowest."
  if (i == 0 && mention(i).first == sentence_.first && word_behind(i) == ":" && size() > 1 &&
      mention(1).kind == MentionKind::area && gap(0, 1) <= 2)
    return {mention(1).area};
  // "nobody is thriftier than Spain, whose 1.28% is the least"
  if (word_before(i) == "whose" && i > 0 && mention(i - 1).kind == MentionKind::area &&
      gap(i - 1, i) <= 2)
    return {mention(i - 1).area};
  // "the total is $1.47 trillion"
  if (i > 0 && one_of(word_before(i), {"is", "was", "of", "to", "at"})) {
    std::size_t noun = i - 1;
    if (noun > 0 && mention(noun).is({C::present, C::past})) --noun;
    if (mention(noun).is(C::total) && word_before(noun) == "the" && gap(noun, i) <= 2 &&
        clauses_[noun] == clauses_[i] && word(mention(noun).end - 1) == "total")
      return {nato_};
  }
  // "2.20% of GDP is what Norway spends"
  const std::size_t whole = gdp_behind(i).value_or(i);
  if (mention(whole).end + 1 < sentence_.end && word(mention(whole).end) == "is" &&
      word(mention(whole).end + 1) == "what") {
    for (std::size_t j = whole + 1; j < size() && gap(whole, j) <= 4; ++j) {
      if (mention(j).kind == MentionKind::area) return list_of(j).areas;
    }
  }
  // "at 4.12% of GDP Poland is above the target"
  if (one_of(word_before(i), {"at", "with"}) && whole + 1 < size() &&
      mention(whole + 1).kind == MentionKind::area && !mention(whole + 1).flags.place &&
      (gap(whole, whole + 1) == 0 ||
       (gap(whole, whole + 1) == 1 && word_before(whole + 1) == "the")))
    return list_of(whole + 1).areas;
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
  // "with the United States on 3.22%", "than the United Kingdom with 2.40%"
  if (i > 0 && mention(i - 1).kind == MentionKind::area && !mention(i - 1).flags.place &&
      mention(i - 1).area != nato_ && gap(i - 1, i) == 1 &&
      one_of(word_before(i), {"on", "at", "with"}))
    return list_of(i - 1).areas;
  // "about $250 billion for everyone else"
  if (i + 1 < size() && mention(i + 1).kind == MentionKind::area && gap(i, i + 1) == 1 &&
      (word_behind(i) == "for" || word_behind(i) == "by"))
    return {mention(i + 1).area};
  // "NATO has 32 members …; together they spend $1.47 trillion"
  const auto combined = left(i, C::combined);
  if (combined && gap(*combined, i) <= 3 && word_behind(*combined) == "they" &&
      sentence_has(C::member_noun))
    return {nato_};
  // "Of the 23, five spend more than 3%": some that are counted and not named.
  for (std::size_t j = i; j-- > 0 && clauses_[j] == clauses_[i] && gap(j, i) <= 4;) {
    if (mention(j).kind == MentionKind::area) break;
    const Mention& count = mention(j);
    if (!count.is(C::spend) || j == 0 || gap(j - 1, j) > 0) continue;
    const Mention& who = mention(j - 1);
    if (who.kind == MentionKind::quantity && who.quantity.unit == StatedUnit::count &&
        !who.ordinal && who.quantity.value <= kMostAllies)
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
      // "more than Greece, and Sweden joined": who stands before is the object of something.
      AreaList list = list_of(j);
      while (list.at.size() > 1 && list.at.front() < j && !can_be_subject(list.at.front())) {
        list.at.erase(list.at.begin());
        list.areas.erase(list.areas.begin());
      }
      return list.areas;
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
  // "The Bundeswehr's regular budget": somebody who is not known here.
  for (std::size_t token = sentence_.first + 1; names_nobody && token < mention(i).first; ++token) {
    const bool owner = mentions_.tokens.list[token].kind == TokenKind::possessive &&
                       is_capitalized(token - 1) && one_of(word(sentence_.first), {"the"});
    if (owner) return {};
  }
  // "European spending rose 11%": who is meant is not clear.
  if (names_nobody && contains_word(sentence_.first, mention(i).first, "european")) return {};
  if (names_nobody && !discourse_.subject.empty()) return discourse_.subject;
  return {};
}

std::optional<AreaId> Scene::country_of_holder(std::size_t person) const {
  if (mention(person).kind != MentionKind::person) return std::nullopt;
  // Of several offices (Tusk, Rutte) that which was held on the article's day.
  const auto country_of = [&](const auto& counts) -> std::optional<AreaId> {
    std::optional<AreaId> country;
    for (const Office& office : ledger_.offices) {
      if (office.person != mention(person).value || !counts(office)) continue;
      if (ledger_.area(office.area).is_group || (country && *country != office.area))
        return std::nullopt;
      country = office.area;
    }
    return country;
  };
  const auto held = [&](const Office& office) {
    return facts().day && office.begun.from <= *facts().day && *facts().day <= office.ended.to;
  };
  const bool any_held = std::ranges::any_of(ledger_.offices, [&](const Office& office) {
    return office.person == mention(person).value && held(office);
  });
  return any_held ? country_of(held) : country_of([](const Office&) { return true; });
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
    return facts_.alliance.may_be_all(before.quantity.value) &&
           before.quantity.unit == StatedUnit::count &&
           (lead == "the" || lead == "all" || lead == "its");
  }
  if (before.is(C::other) || before.is(C::negation) || before.is(C::only)) return false;
  const std::string_view lead = word_before(noun);
  return !one_of(lead,
                 {"any", "some", "few", "many", "several", "most", "more", "other", "no", "than"});
}

}  // namespace muster
