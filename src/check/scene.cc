#include "check/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "measures/value.h"

namespace muster {
namespace {

using C = LexicalClass;

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

bool Scene::is_capitalized(std::size_t token) const {
  if (token >= sentence_.end || mentions_.tokens.list[token].kind != TokenKind::word) return false;
  const auto first = static_cast<unsigned char>(mentions_.between(token, token + 1).front());
  // Beyond ASCII the lexicon's words are not told apart by case: "Šimonytė" opens with 0xC5.
  return (first >= 'A' && first <= 'Z') || first >= 0xC3;
}

bool Scene::is_dash(std::size_t token) const {
  const std::string_view text = word(token);
  return text == "\xE2\x80\x94" ||
         ((text == "-" || text == "\xE2\x80\x93") && mentions_.tokens.list[token].space_before);
}

// "five of the 28 - the US, Britain, Estonia, Greece and Poland - hit the target": where the names
// between dashes end, if it is they that begin at this token.
std::optional<std::size_t> Scene::end_of_inserted_names(std::size_t dash) const {
  std::size_t end = dash + 1;
  while (end < sentence_.end && !is_dash(end)) ++end;
  if (end == sentence_.end) return std::nullopt;
  int areas = 0;
  for (const Mention& m : sentence_.mentions) {
    if (m.first <= dash || m.first >= end) continue;
    if (m.kind == MentionKind::area) ++areas;
    const bool figure = m.kind == MentionKind::quantity && m.first > 0 && word(m.first - 1) == "(";
    if (m.kind != MentionKind::area && !figure) return std::nullopt;
  }
  return areas >= 2 ? std::optional(end) : std::nullopt;
}

void Scene::find_clauses() {
  int clause = 0;
  int highest = 0;
  int depth = 0;
  constexpr std::size_t kNone = 0;  // no dash is the first token that follows something
  std::size_t insertion_end = kNone;
  int resumed = 0;  // behind the insertion
  std::size_t token = sentence_.first;
  for (const Mention& mention : sentence_.mentions) {
    for (; token < mention.first; ++token) {
      const std::string_view text = word(token);
      if (text == "(") ++depth;
      if (text == ")" && depth > 0) --depth;
      if (insertion_end != kNone && token == insertion_end) {
        clause = resumed;
        insertion_end = kNone;
        continue;
      }
      const bool dash = is_dash(token);
      if (depth == 0 && dash && insertion_end == kNone) {
        insertion_end = end_of_inserted_names(token).value_or(kNone);
        resumed = clause;
      }
      if (depth == 0 && (text == ";" || text == ":" || dash)) clause = ++highest;
    }
    if (mention.is(C::clause)) clause = ++highest;
    clauses_.push_back(clause);
    inserted_.push_back(insertion_end != kNone);
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
        linked =
            joint || text == "the" || mentions_.tokens.list[token].kind == TokenKind::possessive;
      }
      // The alliance is no item beside its members: "Sweden, NATO's 32nd member".
      const bool mixed = (mention(i).area == nato_) != (list.areas.back() == nato_);
      // "… than Sweden; Canadian spending rose": no item beside a name.
      const auto is_adjective = [&](std::size_t j) {
        return mention(j).flags.demonym && !mention(j).flags.name;
      };
      const bool adjective = is_adjective(i) && !is_adjective(list.at.back());
      if (!linked || !separated || mixed || adjective) close();
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

std::optional<std::size_t> Scene::beside(std::size_t i, ClassMask classes) const {
  std::optional<std::size_t> nearest;
  std::size_t least = 0;
  for (std::size_t j = 0; j < size(); ++j) {
    if (clauses_[j] != clauses_[i] || !mention(j).classes.has_any(classes)) continue;
    const std::size_t low = std::min(i, j);
    const std::size_t high = std::max(i, j);
    if (low != high && between(low, high, ",")) continue;
    const std::size_t distance = low == high ? 0 : gap(low, high) + 1;
    if (nearest && distance >= least) continue;
    nearest = j;
    least = distance;
  }
  return nearest;
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
    const bool passes = mention(j).is(C::pronoun) || mention(j).is(C::member_noun) ||
                        mention(j).is(C::total) || mention(j).is(C::combined) ||
                        (mention(j).kind == MentionKind::area && word_before(j) != "in");
    if (!passes) return std::nullopt;
  }
  return std::nullopt;
}

bool Scene::continues_share(std::size_t i) const {
  if (!discourse_.speaks_of_shares || sentence_has(C::other_source)) return false;
  // "2.4% with Ukrainian aid counted" is still of GDP.
  for (std::size_t j = 0; j < size(); ++j) {
    if (mention(j).is(C::off_topic) && !one_of(word_behind(j), {"counted", "included", "excluded"}))
      return false;
  }
  const bool another_whole =
      word_behind(i) == "of" || sentence_has({C::equipment, C::real, C::account, C::personnel});
  const double value = mention(i).quantity.value;
  const bool moves = i > 0 && (mention(i - 1).is(C::up) || mention(i - 1).is(C::down)) &&
                     gap(i - 1, i) <= 2 && !one_of(word_before(i), {"from", "to", "at"});
  const bool moved = i + 1 < size() && (mention(i + 1).is(C::up) || mention(i + 1).is(C::down)) &&
                     gap(i, i + 1) <= 1;
  return !another_whole && !moves && !moved && value > 0 && value < kLargestShareOfGdp;
}

bool Scene::is_bare_share(std::size_t i) const {
  const Mention& m = mention(i);
  if (m.quantity.unit != StatedUnit::count || m.quantity.bound != Bound::exact || i == 0)
    return false;
  // "2.00" has decimals too.
  const double value = m.quantity.value;
  const std::string_view written = words(m.first, m.end);
  const bool decimals =
      value < kLargestShareOfGdp && written.find_first_of(".,") != std::string_view::npos;
  // "Germany 1.19 / 2.12": columns, of which the head says what they are.
  if (word_behind(i) == "/" || word_before(i) == "/") return false;
  const bool beside =
      mention(i - 1).kind == MentionKind::area && gap(i - 1, i) <= 1 && !between(i - 1, i, ",");
  return decimals && beside && (discourse_.speaks_of_shares || sentence_has(C::gdp));
}

StatedValue Scene::share_or_money(std::size_t i) const {
  StatedValue value = mention(i).quantity;
  const std::string_view written = words(mention(i).first, mention(i).end);
  const std::size_t point = written.find_last_of(".,");
  const bool decimals = value.unit == StatedUnit::count && value.value < kLargestShareOfGdp &&
                        point != std::string_view::npos;
  if (!decimals) return value;
  value.unit = StatedUnit::percent;
  value.step = value.coarse_step = std::pow(10.0, -static_cast<double>(written.size() - point - 1));
  return value;
}

StatedValue Scene::factor_at(std::size_t i, double tolerance) const {
  StatedValue factor;
  factor.unit = StatedUnit::fraction;
  factor.value = factor.high = multiple_of(mention(i));
  factor.step = factor.coarse_step = factor.value * tolerance;
  if (mention(i).kind == MentionKind::quantity) factor.bound = mention(i).quantity.bound;
  if (i > 0 && mention(i - 1).is(C::hedge) && gap(i - 1, i) == 0) {
    if (const auto bound = bound_named(mention(i - 1).value)) factor.bound = *bound;
  }
  return factor;
}

bool Scene::is_wish(std::size_t i) const {
  // "Had all allies spent 2%, …"
  if (is_one_of(sentence_.first, WordSet::condition) &&
      !contains_word(sentence_.first, mention(i).first, ","))
    return true;
  // A condition governs its whole clause: "put them at 2% and you would have …".
  for (std::size_t j = i; j < size(); ++j) {
    const std::string_view modal = word(mention(j).first);
    if (clauses_[j] == clauses_[i] && mention(j).is(C::wish) &&
        (modal == "would" || modal == "if") && (j == i || !between(i, j, ",")) &&
        !is_expectation(j))
      return true;
  }
  // "members are asked to spend 2%": not what they do.
  for (std::size_t token = sentence_.first + 1; token < mention(i).first; ++token) {
    if (word(token) == "to" && one_of(word(token - 1), {"asked", "urged", "told"}) &&
        !contains_word(token, mention(i).first, ","))
      return true;
  }
  for (std::size_t j = 0; j < i; ++j) {
    // "his proposed benchmark of 5% is met by nobody": what is proposed is not what is stated.
    const bool adjective = one_of(word(mention(j).first), {"proposed", "suggested", "demanded"}) &&
                           j + 1 < i && mention(j + 1).is(C::guideline_noun) && gap(j, j + 1) == 0;
    if (clauses_[j] == clauses_[i] && mention(j).is(C::wish) && !adjective && !is_expectation(j))
      return true;
  }
  return false;
}

bool Scene::is_expectation(std::size_t wish) const {
  const std::string_view modal = word(mention(wish).first);
  // "he said 23 allies would spend 2% this year": what is expected, told in the past.
  if (modal == "would") {
    const std::string_view next = word_behind(wish);
    const bool who_before = wish > 0 && gap(wish - 1, wish) <= 1 &&
                            (mention(wish - 1).kind == MentionKind::area ||
                             mention(wish - 1).is({C::member_noun, C::pronoun}) ||
                             mention(wish - 1).kind == MentionKind::quantity);
    bool said = false;
    bool dated = false;
    for (std::size_t j = 0; j < size(); ++j) {
      const Mention& m = mention(j);
      said = said ||
             (j < wish && m.is({C::reporting, C::agree, C::future}) &&
              one_of(word(m.first), {"said", "says", "expected", "told", "estimated", "promised",
                                     "pledged", "announced", "vowed", "confirmed"}));
      dated = dated || (j > wish && m.kind == MentionKind::time && clauses_[j] == clauses_[wish]);
    }
    const bool conditional = contains_word(sentence_.first, sentence_.end, "if") ||
                             contains_word(sentence_.first, sentence_.end, "unless");
    // "it would be good for Germany to be at 3%"
    const std::size_t verb = mention(wish).end;
    const bool opinion =
        next == "be" && !(verb + 1 < sentence_.end &&
                          one_of(word(verb + 1), {"at", "above", "over", "below", "close"}));
    return said && dated && who_before && !conditional && !opinion &&
           !contains_word(sentence_.first, sentence_.end, "nothing") &&
           one_of(next, {"spend", "reach", "meet", "hit", "raise", "rise", "increase", "be", "get",
                         "go", "pass", "top", "exceed", "lift", "put"});
  }
  if (modal != "should") return false;
  for (std::size_t j = 0; j < size(); ++j) {
    const bool dated =
        mention(j).kind == MentionKind::time &&
        (mention(j).when.kind == WhenKind::year_offset || mention(j).when.kind == WhenKind::period);
    if (dated && clauses_[j] == clauses_[wish]) return true;
  }
  const std::string_view verb = word_behind(wish);
  return verb == "be" || verb == "reach" || verb == "meet" || verb == "go" || verb == "top" ||
         verb == "rise" || verb == "hit";
}

bool Scene::is_future(std::size_t i) const {
  for (std::size_t j = 0; j < i; ++j) {
    // "ahead of Germany" is a place, "ahead of the summit" a time.
    const bool place =
        word(mention(j).first) == "ahead" && mention(j + 1).kind == MentionKind::area;
    if (clauses_[j] == clauses_[i] && !place &&
        (mention(j).is(C::future) || (mention(j).is(C::wish) && is_expectation(j))))
      return true;
  }
  return false;
}

bool Scene::is_natos(std::size_t i) const {
  std::size_t token = mention(i).first;
  if (token > sentence_.first && mentions_.tokens.list[token - 1].kind == TokenKind::possessive)
    --token;
  return token > sentence_.first && word(token - 1) == "nato";
}

bool Scene::is_plan(std::size_t i) const {
  for (std::size_t j = 0; j < i; ++j) {
    if (clauses_[j] != clauses_[i] || !mention(j).is(C::future)) continue;
    // "Denmark said it will be at 2.4%": its own word.
    const bool own_word = j >= 2 && mention(j).first >= 2 && word(mention(j).first) == "will" &&
                          one_of(word(mention(j).first - 1), {"it", "they"}) &&
                          sentence_has(C::reporting);
    if (own_word) return true;
    const std::string_view verb = word(mention(j).first);
    if (verb.starts_with("p") || verb.starts_with("c") || verb == "wants" || verb == "want" ||
        verb.starts_with("a") || verb.starts_with("m") || verb.starts_with("in") ||
        verb.starts_with("v") || verb.starts_with("has") || verb == "set")
      return true;
  }
  return false;
}

bool Scene::is_negated(std::size_t i) const {
  for (std::size_t j = i; j-- > 0 && clauses_[j] == clauses_[i];) {
    const bool none = mention(j).kind == MentionKind::quantity && mention(j).is(C::number) &&
                      mention(j).quantity.value == 0;
    // "not even the United States spends 5%"; "not even 2%" is a bound
    const bool not_even = mention(j).is(C::hedge) && word(mention(j).first) == "not" &&
                          j + 1 < size() && mention(j + 1).kind == MentionKind::area;
    if (mention(j).is(C::negation) || none || not_even) return true;
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
  // "has given 1.8% of its GDP to Ukraine"
  for (std::size_t j = 0; j < size(); ++j) {
    if (clauses_[j] != clauses_[i]) continue;
    if (mention(j).kind == MentionKind::area && ledger_.area(mention(j).area).code == "UKR" &&
        one_of(word_before(j), {"to", "for"}))
      return true;
  }
  for (std::size_t j = i; j-- > 0 && clauses_[j] == clauses_[i];) {
    // "the second-largest contributor to the common budget, is at 1.38%": told in passing.
    const bool in_passing =
        word_behind(j) == "," && j + 1 < i && mention(j + 1).is({C::present, C::past});
    if (mention(j).is(C::off_topic)) {
      if (in_passing) break;
      return true;
    }
    if (mention(j).is(C::defence)) break;
  }
  constexpr std::size_t kReach = 4;  // tokens: "4% of GDP in public debt"
  for (std::size_t j = i + 1; j < size() && clauses_[j] == clauses_[i] && gap(i, j) <= kReach;
       ++j) {
    // "2.4% of GDP with aid to Ukraine counted": still defence.
    if (mention(j).is(C::off_topic))
      return !one_of(word_behind(j), {"counted", "included", "excluded"});
    if (mention(j).is(C::defence)) break;
  }
  return false;
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

bool Scene::is_in_force(const Guideline& guideline) const {
  return is_agreed(ledger_, guideline, facts_.day);
}

const Guideline* Scene::guideline_of_threshold(const StatedValue& threshold, bool equipment) const {
  if (threshold.unit != StatedUnit::percent || threshold.is_range()) return nullptr;
  for (const Guideline& guideline : ledger_.guidelines) {
    const bool of_equipment = guideline.metric == measure(MeasureId::equipment_share).name;
    const bool same = threshold.value == guideline.threshold.to_double();
    if (same && of_equipment == equipment && is_in_force(guideline)) return &guideline;
  }
  return nullptr;
}

const Guideline* Scene::guideline_near(std::size_t i) const {
  const bool equipment = beside(i, C::equipment).has_value();
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
  // "Croatia (1.81% of GDP) is under the mark", though equipment was spoken of last.
  const bool of_equipment =
      discourse_.guideline != nullptr &&
      discourse_.guideline->metric == measure(MeasureId::equipment_share).name;
  if (of_equipment && !equipment && sentence_has({C::gdp, C::equipment})) {
    for (const Guideline* guideline : share_guidelines(ledger_)) {
      if (is_in_force(*guideline)) return guideline;
    }
    return nullptr;
  }
  return discourse_.guideline;
}

}  // namespace muster
