#include "check/scene.h"

#include <algorithm>
#include <array>

#include "measures/value.h"

namespace muster {
namespace {

using C = LexicalClass;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// Prepositions that make an area the object of something, never the one that spends.
bool makes_object(std::string_view word) {
  return one_of(word, {"than", "behind", "against", "to",       "from",  "with",     "after",
                       "near", "at",     "towards", "toward",   "on",    "via",      "visited",
                       "into", "like",   "told",    "informed", "urged", "attacked", "invaded"});
}

}  // namespace

Scene::Scene(const Ledger& ledger, const Mentions& mentions, const Sentence& sentence,
             const DocumentFacts& facts, Discourse& discourse)
    : ledger_(ledger),
      mentions_(mentions),
      sentence_(sentence),
      facts_(facts),
      discourse_(discourse) {
  nato_ = *area_coded(ledger, "NATO");
  used_.assign(size(), false);
  find_clauses();
  find_area_lists();
}

std::string_view Scene::word_before(std::size_t i) const {
  const std::size_t token = mention(i).first;
  return token > sentence_.first ? word(token - 1) : std::string_view{};
}

std::string_view Scene::word_behind(std::size_t i) const {
  const std::size_t token = mention(i).end;
  return token < sentence_.end ? word(token) : std::string_view{};
}

bool Scene::contains_word(std::size_t first_token, std::size_t end_token,
                          std::string_view wanted) const {
  for (std::size_t token = first_token; token < end_token; ++token) {
    if (word(token) == wanted) return true;
  }
  return false;
}

void Scene::find_clauses() {
  int clause = 0;
  int depth = 0;
  std::size_t token = sentence_.first;
  for (const Mention& mention : sentence_.mentions) {
    for (; token < mention.first; ++token) {
      const std::string_view text = word(token);
      if (text == "(") ++depth;
      if (text == ")" && depth > 0) --depth;
      const bool dash = text == "\xE2\x80\x94" || ((text == "-" || text == "\xE2\x80\x93") &&
                                                   mentions_.tokens.list[token].space_before);
      if (depth == 0 && (text == ";" || text == ":" || dash)) ++clause;
    }
    if (mention.is(C::clause)) ++clause;
    clauses_.push_back(clause);
    parentheses_.push_back(depth > 0);
    token = mention.end;
  }
}

void Scene::find_area_lists() {
  AreaList list;
  const auto close = [&] {
    if (!list.at.empty()) lists_.push_back(std::exchange(list, {}));
  };
  for (std::size_t i = 0; i < size(); ++i) {
    if (mention(i).kind != MentionKind::area || mention(i).flags.place) continue;
    if (!list.at.empty()) {
      bool linked = true;
      bool separated = false;
      bool in_brackets = false;
      for (std::size_t token = mention(list.at.back()).end; token < mention(i).first && linked;
           ++token) {
        const std::string_view text = word(token);
        if (text == "(") in_brackets = true;
        if (text == ")") {
          in_brackets = false;
          continue;
        }
        if (in_brackets) continue;
        const bool joint = one_of(text, {",", "and", "&", "or", "as", "well", "plus", ";"});
        separated = separated || joint;
        linked = joint || text == "the";
      }
      // The alliance is no item beside its members: "Sweden, NATO's 32nd member".
      const bool mixed = (mention(i).area == nato_) != (list.areas.back() == nato_);
      if (!linked || !separated || mixed) close();
    }
    list.at.push_back(i);
    list.areas.push_back(mention(i).area);
  }
  close();
}

bool Scene::clause_has(int clause, ClassMask classes) const {
  for (std::size_t i = 0; i < size(); ++i) {
    if (clauses_[i] == clause && mention(i).classes.has_any(classes)) return true;
  }
  return false;
}

bool Scene::sentence_has(ClassMask classes) const {
  return std::ranges::any_of(sentence_.mentions,
                             [&](const Mention& m) { return m.classes.has_any(classes); });
}

std::optional<std::size_t> Scene::left(std::size_t i, ClassMask classes, bool same_clause) const {
  for (std::size_t j = i; j-- > 0;) {
    if (same_clause && clauses_[j] != clauses_[i]) return std::nullopt;
    if (mention(j).classes.has_any(classes)) return j;
  }
  return std::nullopt;
}

std::optional<std::size_t> Scene::right(std::size_t i, ClassMask classes, bool same_clause) const {
  for (std::size_t j = i + 1; j < size(); ++j) {
    if (same_clause && clauses_[j] != clauses_[i]) return std::nullopt;
    if (mention(j).classes.has_any(classes)) return j;
  }
  return std::nullopt;
}

std::optional<std::size_t> Scene::gdp_behind(std::size_t i) const {
  constexpr std::size_t kReach = 5;  // tokens: "of its own annual GDP"
  for (std::size_t j = i + 1; j < size() && gap(i, j) <= kReach; ++j) {
    if (mention(j).is(C::gdp)) return j;
    const bool passes = mention(j).is(C::pronoun) || mention(j).is(C::total) ||
                        mention(j).is(C::combined) ||
                        (mention(j).kind == MentionKind::area && word_before(j) != "in");
    if (!passes) return std::nullopt;
  }
  return std::nullopt;
}

bool Scene::continues_share(std::size_t i) const {
  if (discourse_.measure != MeasureId::defence_share_of_gdp || sentence_has(C::off_topic))
    return false;
  const bool another_whole =
      word_behind(i) == "of" || sentence_has({C::equipment, C::real, C::account, C::personnel});
  return !another_whole && (in_parentheses(i) || sentence_has(C::spender));
}

bool Scene::is_wish(std::size_t i) const {
  for (std::size_t j = 0; j < i; ++j) {
    if (clauses_[j] == clauses_[i] && mention(j).is(C::wish)) return true;
  }
  return false;
}

bool Scene::is_future(std::size_t i) const {
  for (std::size_t j = 0; j < i; ++j) {
    if (clauses_[j] == clauses_[i] && mention(j).is(C::future)) return true;
  }
  return false;
}

bool Scene::is_negated(std::size_t i) const {
  for (std::size_t j = i; j-- > 0 && clauses_[j] == clauses_[i];) {
    const bool none = mention(j).kind == MentionKind::quantity && mention(j).is(C::number) &&
                      mention(j).quantity.value == 0;
    if (mention(j).is(C::negation) || none) return true;
  }
  return false;
}

bool Scene::is_present(std::size_t i) const {
  // The verb nearest before it decides; a sentence without one is of the past.
  for (std::size_t j = i + 1; j-- > 0;) {
    if (mention(j).is(C::past)) return false;
    if (mention(j).is(C::present)) return true;
  }
  return sentence_has(C::present) && !sentence_has(C::past);
}

bool Scene::is_off_topic(std::size_t i) const {
  for (std::size_t j = i; j-- > 0 && clauses_[j] == clauses_[i];) {
    if (mention(j).is(C::off_topic)) return true;
    if (mention(j).is(C::defence)) break;
  }
  constexpr std::size_t kReach = 4;  // tokens: "4% of GDP in public debt"
  for (std::size_t j = i + 1; j < size() && clauses_[j] == clauses_[i] && gap(i, j) <= kReach;
       ++j) {
    if (mention(j).is(C::off_topic)) return true;
    if (mention(j).is(C::defence)) break;
  }
  return false;
}

bool Scene::can_be_subject(std::size_t i) const {
  const Mention& m = mention(i);
  if (m.kind != MentionKind::area || m.flags.place) return false;
  const std::string_view before = word_before(i) == "the" && m.first >= sentence_.first + 2
                                      ? word(m.first - 2)
                                      : word_before(i);
  if (makes_object(before)) return false;
  if (m.flags.capital_city && one_of(before, {"in", "of", "for", "by"})) return false;
  const Area& area = ledger_.area(m.area);
  const bool enemy_or_friend = !area.is_group && area.code != "USA" &&
                               one_of(before, {"of", "in", "for", "on"}) &&
                               one_of(area.code, {"UKR", "RUS", "CHN"});
  if (enemy_or_friend) return false;
  // "NATO said", "NATO figures": the publisher, not the spender.
  if (m.area == nato_) {
    const bool reporting = i + 1 < size() && mention(i + 1).is(C::reporting) && gap(i, i + 1) <= 1;
    if (reporting || before == "according") return false;
  }
  // "Dutch Prime Minister Mark Rutte": the country of an office.
  if (i + 1 < size() && gap(i, i + 1) <= 1 &&
      (mention(i + 1).is(C::office) || mention(i + 1).kind == MentionKind::person))
    return false;
  return true;
}

AreaList Scene::list_of(std::size_t i) const {
  for (const AreaList& list : lists_) {
    if (std::ranges::find(list.at, i) != list.at.end()) return list;
  }
  return {{i}, {mention(i).area}};
}

std::vector<AreaId> Scene::subject_of(std::size_t i) const {
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
  // To the left, in the clause first: the nearest area that can spend.
  for (const bool same_clause : {true, false}) {
    for (std::size_t j = i; j-- > 0;) {
      if (same_clause && clauses_[j] != clauses_[i]) break;
      // "NATO's 2%", "NATO's largest spender": the owner of it, not the one of whom it is said.
      const bool owner = mention(j).area == nato_ && gap(j, i) == 1 &&
                         mentions_.tokens.list[mention(j).end].kind == TokenKind::possessive;
      if (can_be_subject(j) && !in_parentheses(j) && !owner) return list_of(j).areas;
    }
    // "allies" and "members" by themselves are the alliance.
    if (const auto noun = left(i, C::member_noun, same_clause);
        noun && (*noun == 0 || mention(*noun - 1).kind != MentionKind::quantity))
      return {nato_};
  }
  // To the right: "4.12% by Poland".
  for (std::size_t j = i + 1; j < size() && clauses_[j] == clauses_[i]; ++j) {
    if (mention(j).kind != MentionKind::area) continue;
    const std::string_view before =
        word_before(j) == "the" ? word(mention(j).first - 2) : word_before(j);
    if (one_of(before, {"by", "for", "in", "of"}) && !mention(j).flags.place)
      return list_of(j).areas;
    break;
  }
  // "At 2.85% of GDP, Lithuania is …"
  const std::string_view opening = word(sentence_.first);
  if (opening == "at" || opening == "with") {
    for (std::size_t j = i + 1; j < size(); ++j) {
      if (can_be_subject(j) && word_before(j) == ",") return list_of(j).areas;
    }
  }
  // A pronoun, or a sentence that names nobody, goes on about whom the last one did.
  const bool names_nobody = std::ranges::none_of(
      sentence_.mentions, [](const Mention& m) { return m.kind == MentionKind::area; });
  if (names_nobody && !discourse_.subject.empty()) return discourse_.subject;
  return {};
}

std::optional<Period> Scene::period_at(std::size_t time) const {
  return resolve(mention(time).when, facts_.day, is_future(time));
}

std::optional<Year> Scene::year_at(std::size_t time) const {
  if (!mention(time).when.whole_years()) return std::nullopt;
  const auto period = period_at(time);
  if (!period) return std::nullopt;
  return year_of(period->to);
}

ClaimYears Scene::years_of(std::size_t i) const {
  const auto named = [&](std::size_t time) -> std::optional<ClaimYears> {
    if (mention(time).kind != MentionKind::time) return std::nullopt;
    if (one_of(word_before(time), {"since", "by", "until", "before", "after"})) return std::nullopt;
    const auto year = year_at(time);
    if (!year) return std::nullopt;
    return ClaimYears{{*year}, true};
  };
  // Just behind: "3.19% of GDP in 2024".
  constexpr std::size_t kNear = 6;
  for (std::size_t j = i + 1; j < size() && clauses_[j] == clauses_[i]; ++j) {
    if (mention(j).kind == MentionKind::time && gap(i, j) <= kNear) {
      if (auto years = named(j)) return *years;
      break;
    }
    if (mention(j).kind == MentionKind::quantity || mention(j).kind == MentionKind::area ||
        between(i, j, ","))
      break;
  }
  // Before it in the clause; else the one year that the sentence speaks of.
  for (std::size_t j = i; j-- > 0 && clauses_[j] == clauses_[i];) {
    if (auto years = named(j)) return *years;
  }
  std::optional<ClaimYears> only;
  for (std::size_t j = 0; j < size(); ++j) {
    auto years = named(j);
    if (!years) continue;
    if (only && only->candidates != years->candidates) {
      only.reset();
      break;
    }
    only = years;
  }
  if (only) return *only;
  if (discourse_.period &&
      period_of_year(year_of(discourse_.period->from).value) == *discourse_.period &&
      !facts_.report_year) {
    ClaimYears years = default_years(is_present(i));
    const Year last = year_of(discourse_.period->to);
    std::erase(years.candidates, last);
    years.candidates.insert(years.candidates.begin(), last);
    return years;
  }
  return default_years(is_present(i));
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
  const int year = year_of(*facts_.day).value;
  const auto latest = latest_year(ledger_, MeasureId::defence_share_of_gdp, nato_,
                                  {*facts_.day, "NATO", std::nullopt});
  if (present && latest) add(latest->value);
  add(year - 1);
  if (latest && latest->value >= year - 1) add(latest->value);
  add(year);
  return years;
}

const Guideline* Scene::guideline_of_threshold(const StatedValue& threshold, bool equipment) const {
  if (threshold.unit != StatedUnit::percent) return nullptr;
  for (const Guideline& guideline : ledger_.guidelines) {
    const bool of_equipment = guideline.metric == measure(MeasureId::equipment_share).name;
    const bool same = threshold.value == guideline.threshold.to_double();
    if (same && of_equipment == equipment) return &guideline;
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

Claim Scene::claim(ClaimKind kind, std::size_t first, std::size_t last) const {
  Claim claim;
  claim.kind = kind;
  claim.begin = mention(std::min(first, last)).begin_byte;
  claim.end = mention(std::max(first, last)).end_byte;
  // A quotation that opens a parenthesis closes it.
  const std::size_t opening = mention(std::min(first, last)).first;
  const std::size_t closing = mention(std::max(first, last)).end;
  if (closing < sentence_.end && word(closing) == ")" && contains_word(opening, closing, "("))
    claim.end = mentions_.tokens.list[closing].end;
  return claim;
}

}  // namespace muster
