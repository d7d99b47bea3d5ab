// "spends more than all the others combined", "more on defence than France", "twice as much as".

#include <algorithm>

#include "base/text.h"
#include "check/claims/comparison.h"

namespace muster {

using C = LexicalClass;

MeasureId compared_measure(const Scene& scene, std::size_t i) {
  // "more of its GDP", "the ninth-highest share of GDP", whatever else the clause speaks of.
  for (std::size_t j = i + 1; j < scene.size() && scene.gap(i, j) <= 4; ++j) {
    if (scene.between(i, j, ",")) break;
    if (scene.mention(j).is(C::gdp)) return MeasureId::defence_share_of_gdp;
  }
  const int clause = scene.clause(i);
  // What stands beyond a comma and "and" is said of others.
  const auto speaks_of = [&](LexicalClass what) {
    for (std::size_t j = 0; j < scene.size(); ++j) {
      if (scene.clause(j) != clause || !scene.mention(j).is(what)) continue;
      const std::size_t low = std::min(i, j);
      const std::size_t high = std::max(i, j);
      const bool parted =
          low != high && scene.between(low, high, ",") && scene.between(low, high, "and");
      if (!parted) return true;
    }
    return false;
  };
  if (speaks_of(C::per_head)) return MeasureId::defence_per_capita;
  if (speaks_of(C::personnel)) return MeasureId::military_personnel;
  if (speaks_of(C::equipment)) return MeasureId::equipment_share;
  if (scene.beside(i, C::absolute)) return MeasureId::defence_expenditure;
  const bool share = speaks_of(C::gdp) && !scene.clause_has(clause, C::absolute);
  return share ? MeasureId::defence_share_of_gdp : MeasureId::defence_expenditure;
}

void push_comparison(Scene& scene, std::size_t first, std::size_t last,
                     const std::vector<AreaId>& subject, std::size_t year_at, Comparison comparison,
                     Claims& claims) {
  Claim claim = scene.claim(ClaimKind::comparison, first, scene.with_time(last));
  claim.subject = subject;
  claim.measure = measure(comparison.measure).name;
  claim.years = scene.years_of(year_at);
  claim.future = scene.is_future(first);
  if (comparison.group == AreaId{}) comparison.group = scene.nato();
  claim.detail = std::move(comparison);
  claims.push_back(std::move(claim));
}

namespace {

// "Greece and Turkey together spend less": their sum, where the word stands before the verb.
bool are_together(const Scene& scene, std::size_t i, const std::vector<AreaId>& subject) {
  if (subject.size() < 2) return false;
  const auto combined = scene.left(i, C::combined);
  return combined.has_value();
}

// "No ally", "nobody", "no other country": of whom something is denied.
bool nobody_before(const Scene& scene, std::size_t i) {
  constexpr std::size_t kNear = 8;  // tokens
  const std::size_t end = scene.mention(i).first;
  // "Nobody expected Poland to spend more": somebody else does it.
  for (std::size_t j = i; j-- > 0 && scene.gap(j, i) <= kNear;) {
    if (scene.can_be_subject(j) && scene.mention(j).area != scene.nato()) return false;
  }
  for (std::size_t token = end; token-- > scene.begin() && end - token <= kNear;) {
    const std::string_view word = scene.word(token);
    if (one_of(word, {"nobody", "none"})) return true;
    if (word == "no" && one_of(scene.word(token + 1), {"ally", "country", "member", "nation", "one",
                                                       "other", "state", "nato"}))
      return true;
    if (one_of(word, {",", ";", ":"})) return false;
  }
  return false;
}

// "No ally spends more of its GDP on defence than Poland": Poland is the first.
void find_unsurpassed(Scene& scene, std::size_t i, std::size_t than, Claims& claims) {
  const std::size_t area = than + 1;
  const Mention& m = scene.mention(i);
  const bool named = area < scene.size() && scene.mention(area).kind == MentionKind::area &&
                     scene.gap(than, area) <= 1 &&
                     !scene.ledger().area(scene.mention(area).area).is_group &&
                     scene.list_of(area).areas.size() == 1;
  if (!named || !scene.are_followed({scene.mention(area).area}) || scene.is_wish(i) ||
      !scene.facts().on_topic || !scene.sentence_has({C::spend, C::outlay}) ||
      scene.is_off_topic(i) || scene.sentence_has(C::other_region))
    return;
  Comparison comparison;
  comparison.measure = compared_measure(scene, i);
  comparison.relation = m.is(C::less) || (m.is(C::hedge) && m.value == "less_than")
                            ? Relation::lowest
                            : Relation::highest;
  if (!scene.sentence_has({C::gdp, C::absolute, C::per_head}) &&
      comparison.measure == MeasureId::defence_expenditure)
    comparison.or_measure = MeasureId::defence_share_of_gdp;
  // "No ally but the US spends more than Germany": the second place.
  for (std::size_t j = 0; j < i; ++j) {
    if (scene.mention(j).kind != MentionKind::area || !scene.is_excepted(j)) continue;
    const AreaList excepted = scene.list_of(j);
    comparison.place += static_cast<int>(excepted.areas.size());
    if (comparison.relation == Relation::highest) comparison.others = excepted.areas;
    break;
  }
  push_comparison(scene, i, area, {scene.mention(area).area}, i, comparison, claims);
}

// "Estonia has overtaken the United States"
void find_overtaking(Scene& scene, std::size_t i, Claims& claims) {
  if (!scene.facts().on_topic || scene.is_wish(i) || scene.is_negated(i) || scene.is_off_topic(i) ||
      scene.is_future(i))
    return;
  const std::size_t area = i + 1;
  if (area >= scene.size() || scene.mention(area).kind != MentionKind::area ||
      scene.gap(i, area) > 1)
    return;
  const std::vector<AreaId> subject = scene.subject_of(i);
  const AreaList overtaken = scene.object_list_of(area);
  const std::vector<AreaId> others = overtaken.areas;
  const bool followed = subject.size() == 1 && scene.are_followed(subject) &&
                        scene.are_followed(others) &&
                        std::ranges::find(others, subject.front()) == others.end();
  const bool topic = scene.sentence_has({C::spend, C::outlay, C::spender, C::gdp}) ||
                     scene.discourse().speaks_of_shares;
  if (!followed || !topic || scene.sentence_has({C::personnel, C::equipment, C::other_region}))
    return;
  Comparison comparison;
  comparison.others = others;
  comparison.measure = compared_measure(scene, i);
  if (!scene.sentence_has({C::gdp, C::absolute, C::per_head})) {
    comparison.measure = MeasureId::defence_share_of_gdp;
    comparison.or_measure = MeasureId::defence_expenditure;
  }
  push_comparison(scene, scene.back_to(subject.front(), i, kComparisonReach), overtaken.at.back(),
                  subject, i, comparison, claims);
}

// "more … than", "outspends", "twice as much as".
void find_more(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  const bool outspend = m.is(C::outspend);
  const bool hedge = m.is(C::hedge) && (m.value == "more_than" || m.value == "less_than") &&
                     scene.word(m.first) != "not" &&  // "not even Poland spends …"
                     (scene.word(m.end - 1) == "than" ||
                      one_of(scene.word_behind(i), {"that", "those", "any", "every",
                                                    "all"}));  // "under the Hague commitment"
  std::size_t than = i;
  if (!outspend && !hedge) {
    const auto found = scene.right(i, C::than);
    if (!found || scene.gap(i, *found) > 8) return;
    than = *found;
  }
  Comparison comparison;
  comparison.measure = compared_measure(scene, i);
  comparison.relation =
      m.is(C::less) || (hedge && m.value == "less_than") ? Relation::less : Relation::more;
  // "America's GDP is bigger than that of all others combined"
  const auto of = scene.left(i, {C::gdp, C::defence, C::outlay, C::spend, C::spender});
  const bool of_economy = !outspend && !hedge && of && scene.mention(*of).is(C::gdp) &&
                          !scene.clause_has(scene.clause(i), {C::spend, C::outlay, C::defence}) &&
                          scene.gap(*of, i) <= 3;
  if (of_economy) comparison.measure = MeasureId::gdp;
  const bool spending = outspend || of_economy ||
                        scene.clause_has(scene.clause(i), {C::spend, C::outlay}) ||
                        scene.sentence_has({C::spend, C::outlay});
  if (nobody_before(scene, i)) return find_unsurpassed(scene, i, than, claims);
  if (!spending || !scene.facts().on_topic || scene.is_wish(i) || scene.is_negated(i) ||
      scene.is_off_topic(i))
    return;
  const std::vector<AreaId> subject = scene.subject_of(i);
  if (subject.empty() || !scene.are_followed(subject)) return;

  // What stands behind "than": the others, or areas.
  bool others = false;
  bool combined = false;
  bool every = false;
  std::size_t last = than;
  for (std::size_t j = than + 1;
       j < scene.size() && scene.clause(j) == scene.clause(i) && scene.gap(last, j) <= 4; ++j) {
    const Mention& next = scene.mention(j);
    if (next.kind == MentionKind::quantity || next.kind == MentionKind::time) break;
    // "…, NATO figures show"
    if (next.kind == MentionKind::area && next.area == scene.nato() && scene.between(last, j, ","))
      break;
    if (next.is(C::other)) others = true;
    if (next.is(C::combined)) combined = true;
    if (next.is(C::pronoun)) continue;  // "all its allies"
    if (next.is(C::all)) every = true;
    const bool noun = next.is(C::all) || next.is(C::member_noun) || next.is(C::other) ||
                      next.is(C::combined) ||
                      (next.kind == MentionKind::area && next.area == scene.nato());
    // "than any European ally": the first among them.
    if (next.kind == MentionKind::area && scene.between(than, j, "any") &&
        scene.ledger().area(next.area).code.starts_with("NATO_")) {
      comparison.group = next.area;
      last = j;
      continue;
    }
    // "… than Latvia, which means that Croatia …"
    const bool another_clause = !comparison.others.empty() && scene.between(last, j, ",");
    if (another_clause) break;
    if (next.kind == MentionKind::area && next.area != scene.nato() && !others) {
      const AreaList list = scene.object_list_of(j);
      comparison.others.insert(comparison.others.end(), list.areas.begin(), list.areas.end());
      last = list.at.back();
      j = last;
      continue;
    }
    if (!noun) break;
    last = j;
  }
  // "than any other ally", "than anybody else": the first place.
  const auto says = [&](std::string_view word) {
    return scene.contains_word(scene.mention(than).end, scene.mention(last).end, word);
  };
  if (!combined && comparison.others.empty() && last > than &&
      (says("any") || says("anybody") || says("anyone") || says("every"))) {
    if (subject.size() != 1 || scene.ledger().area(subject.front()).is_group) return;
    comparison.relation =
        comparison.relation == Relation::less ? Relation::lowest : Relation::highest;
    // "than any ally but Poland and Estonia": the third place.
    for (std::size_t j = last + 1; j < scene.size() && scene.gap(last, j) <= 4; ++j) {
      if (scene.mention(j).kind != MentionKind::area) continue;
      if (!scene.is_excepted(j)) break;
      const AreaList excepted = scene.list_of(j);
      comparison.place += static_cast<int>(excepted.areas.size());
      if (comparison.relation == Relation::highest) comparison.others = excepted.areas;
      last = excepted.at.back();
      break;
    }
    push_comparison(scene, scene.back_to(subject.front(), i, kComparisonReach), last, subject, i,
                    comparison, claims);
    return;
  }
  // "all its allies combined" are the others too.
  others = others || (every && combined);
  const bool whole_alliance =
      others &&
      (combined || scene.contains_word(scene.mention(than).end, scene.mention(last).end, "rest"));
  if (whole_alliance) {
    comparison.others.clear();
    comparison.others_combined = true;
  } else if (comparison.others.empty()) {
    return;
  }
  if (std::ranges::find(comparison.others, subject.front()) != comparison.others.end()) return;
  comparison.others_together = combined && !comparison.others_combined;
  comparison.together = are_together(scene, i, subject);
  if ((comparison.together || comparison.others_together) && !measure(comparison.measure).additive)
    return;
  push_comparison(scene, scene.back_to(subject.front(), i, kComparisonReach), last, subject, i,
                  comparison, claims);
}

// "twice as much of its GDP on defence as Germany", "more than three times as much as all others
// together".
void find_times(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  // "twice", "half"; "three times"
  const bool number = m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::count &&
                      !m.ordinal && scene.word_behind(i) == "times";
  if (!number && !m.is(C::multiple)) return;
  const std::size_t as = number ? m.end + 1 : m.end;
  const bool as_much = as + 1 < scene.end() && scene.word(as) == "as" &&
                       one_of(scene.word(as + 1), {"much", "many", "large", "high", "big"});
  // "three times Spain's", "twice that of Spain", "half of what France does"
  std::optional<std::size_t> of_area;
  for (std::size_t j = i + 1; !as_much && j < scene.size() && scene.gap(i, j) <= 4; ++j) {
    if (scene.mention(j).kind != MentionKind::area) continue;
    const std::size_t behind = scene.mention(j).end;
    const bool owns = behind < scene.end() &&
                      one_of(scene.word(behind), {"'s", "\xE2\x80\x99s", "'"}) &&
                      (scene.ends_at(behind + 1) || scene.word(behind + 1) == "share");
    const bool that_of = scene.contains_word(as, scene.mention(j).first, "that") ||
                         scene.contains_word(as, scene.mention(j).first, "those") ||
                         (scene.contains_word(as, scene.mention(j).first, "what") &&
                          one_of(scene.word_behind(j), {"does", "did", "spends", "spent", "do"}));
    if (owns || that_of) of_area = j;
    break;
  }
  // "US GDP equalled that of all the others put together"
  const bool equal = m.is(C::multiple) && m.value == "1";
  if (!(as_much || of_area || equal) || !scene.facts().on_topic || scene.is_wish(i) ||
      scene.is_negated(i) ||
      !scene.sentence_has({C::spend, C::outlay, C::personnel, C::spender, C::gdp}))
    return;
  const std::vector<AreaId> subject = scene.subject_of(i);
  if (subject.size() != 1 || !scene.are_followed(subject)) return;
  Comparison comparison;
  comparison.measure = compared_measure(scene, i);
  const auto noun = scene.left(i, {C::gdp, C::defence, C::outlay, C::spend, C::spender});
  if (noun && scene.mention(*noun).is(C::gdp) && scene.gap(*noun, i) <= 3)
    comparison.measure = MeasureId::gdp;
  if (comparison.measure == MeasureId::defence_expenditure &&
      !scene.sentence_has({C::gdp, C::absolute, C::per_head}))
    comparison.or_measure = MeasureId::defence_share_of_gdp;
  bool other = false;
  bool combined = false;
  std::size_t last = i;
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    const Mention& next = scene.mention(j);
    if (next.kind == MentionKind::quantity || next.kind == MentionKind::time) break;
    std::string_view lead = scene.word_before(j);
    if (lead == "the") lead = scene.word(next.first - 2);
    if (next.kind == MentionKind::area && next.area != scene.nato() &&
        (lead == "as" || (of_area && j == *of_area))) {
      const AreaList list = scene.list_of(j);
      comparison.others = list.areas;
      last = list.at.back();
      break;
    }
    if (next.is({C::other, C::all, C::member_noun, C::combined}) ||
        (next.kind == MentionKind::area && next.area == scene.nato())) {
      other = other || next.is(C::other);
      combined = combined || next.is(C::combined);
      last = j;
    }
  }
  if (comparison.others.empty() && !(other && combined)) return;
  if (!scene.are_followed(comparison.others) ||
      std::ranges::find(comparison.others, subject.front()) != comparison.others.end())
    return;
  comparison.others_combined = comparison.others.empty();
  comparison.others_together = combined && !comparison.others_combined;
  if (comparison.others_together && !measure(comparison.measure).additive) return;
  // "As large as" is even less of an exact figure than "twice".
  comparison.factor = scene.factor_at(i, equal ? 0.4 : 0.3);
  if (comparison.factor->value < 1) comparison.relation = Relation::less;
  push_comparison(scene, scene.back_to(subject.front(), i, kComparisonReach), last, subject, i,
                  comparison, claims);
}

// "Only Belgium and Spain spend a smaller share": who was spoken of comes next.
void find_only_these(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  if (!m.is({C::more, C::less}) || scene.right(i, C::than) || !scene.facts().on_topic) return;
  if (scene.is_wish(i) || scene.is_negated(i) || scene.is_off_topic(i) ||
      scene.sentence_has(C::other_region))
    return;
  std::optional<std::size_t> verb;
  for (std::size_t j = i; j-- > 0 && scene.gap(j, i) <= 3 && !verb;) {
    if (scene.mention(j).is({C::spend, C::present, C::past})) verb = j;
  }
  if (!verb || *verb == 0 || scene.mention(*verb - 1).kind != MentionKind::area ||
      scene.gap(*verb - 1, *verb) > 0)
    return;
  const AreaList list = scene.list_of(*verb - 1);
  const std::size_t first = list.at.front();
  const bool only =
      first > 0 && scene.mention(first - 1).is(C::only) && scene.gap(first - 1, first) <= 1;
  // Of the sentence, or of the one before.
  std::vector<AreaId> before = scene.discourse().subject;
  for (std::size_t j = 0; j + 1 < first; ++j) {
    if (scene.can_be_subject(j)) before = scene.list_of(j).areas;
  }
  if (before.size() != 1 || scene.ledger().area(before.front()).is_group) return;
  const bool ends = scene.ends_at(m.end) ||
                    (i + 1 < scene.size() && scene.mention(i + 1).is({C::spender, C::gdp}));
  if (!only || !ends || !scene.are_followed(list.areas) ||
      std::ranges::find(list.areas, before.front()) != list.areas.end())
    return;
  Comparison comparison;
  comparison.measure = compared_measure(scene, i);
  const bool share = scene.sentence_has({C::spender, C::gdp}) || scene.discourse().speaks_of_shares;
  if (share) comparison.measure = MeasureId::defence_share_of_gdp;
  comparison.or_measure = share ? MeasureId::defence_expenditure : MeasureId::defence_share_of_gdp;
  comparison.relation = m.is(C::less) ? Relation::lowest : Relation::highest;
  comparison.place = static_cast<int>(list.areas.size()) + 1;
  if (comparison.relation == Relation::highest) comparison.others = list.areas;
  push_comparison(scene, first - 1, i, before, i, comparison, claims);
}

// "wants 5% of GDP, a level that even the US does not reach", "… that no ally reaches": the number
// is somebody's wish, that nobody has it is a statement.
void find_unreached(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  if (m.kind != MentionKind::quantity || m.quantity.unit != StatedUnit::percent || scene.used(i) ||
      !scene.facts().on_topic || scene.sentence_has({C::equipment, C::off_topic}))
    return;
  const std::size_t whole = scene.gdp_behind(i).value_or(i);
  const std::size_t behind = scene.mention(whole).end;
  if (behind + 2 >= scene.end() || scene.word(behind) != "," || scene.word(behind + 1) != "a" ||
      !one_of(scene.word(behind + 2), {"level", "figure", "mark", "share", "number", "threshold"}))
    return;
  std::optional<std::size_t> who;
  bool nobody = false;
  bool denied = false;
  for (std::size_t j = whole + 1; j < scene.size() && scene.mention(j).first < behind + 12; ++j) {
    const Mention& next = scene.mention(j);
    if (next.is(C::negation)) {
      denied = true;
      nobody = nobody || next.value == "none";
    }
    const bool ally = next.kind == MentionKind::area && next.area != scene.nato();
    if (ally && !who) who = j;
    if (!next.is({C::meet, C::spend}) || !denied) continue;
    StatedValue threshold = m.quantity;
    Claim claim = scene.claim(ClaimKind::comparison, whole, j);
    claim.begin = scene.begin_of_word(behind + 1);
    claim.measure = measure(MeasureId::defence_share_of_gdp).name;
    claim.years = scene.default_years(true);
    if (nobody) {
      claim.subject = {scene.nato()};
      Count count;
      count.threshold = threshold;
      claim.detail = count;
    } else {
      if (!who || !scene.are_followed({scene.mention(*who).area})) return;
      claim.subject = {scene.mention(*who).area};
      threshold.bound = Bound::less_than;
      claim.detail = Level{MeasureId::defence_share_of_gdp, threshold};
    }
    claims.push_back(std::move(claim));
    scene.use(i);
    return;
  }
}

}  // namespace

void find_comparisons(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    const Mention& m = scene.mention(i);
    if (m.is(C::outspend) || m.is(C::more) || m.is(C::less) ||
        (m.is(C::hedge) && (m.value == "more_than" || m.value == "less_than")))
      find_more(scene, i, claims);
    if (m.is(C::overtake)) find_overtaking(scene, i, claims);
    find_times(scene, i, claims);
    find_unreached(scene, i, claims);
    find_only_these(scene, i, claims);
  }
}

}  // namespace muster
