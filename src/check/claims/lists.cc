// "Belgium, Canada and Spain did not", "only Poland and Estonia were above 3%".

#include <algorithm>

#include "base/text.h"
#include "check/claims/meeting.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

bool all_allies(const Scene& scene, const AreaList& list) {
  const auto is_member = [&](AreaId area) {
    return !scene.ledger().area(area).is_group &&
           std::ranges::any_of(scene.ledger().memberships, [&](const Membership& m) {
             return m.group == scene.nato() && m.area == area;
           });
  };
  return std::ranges::all_of(list.areas, is_member);
}

// Was a count of the others given in this sentence: "22 met it, while …"?
bool counts_others(const Claims& claims) {
  return std::ranges::any_of(
      claims, [](const Claim& claim) { return claim.kind == ClaimKind::count_meeting_guideline; });
}

// "only A and B", "A and B alone": there are no others.
bool only_beside(const Scene& scene, std::size_t first_area, std::size_t last_area) {
  const bool before = first_area > 0 && scene.mention(first_area - 1).is(C::only) &&
                      scene.gap(first_area - 1, first_area) <= 1;
  // "Poland alone", "Poland only", and not "France only just makes it".
  const bool behind = last_area + 1 < scene.size() && scene.mention(last_area + 1).is(C::only) &&
                      scene.gap(last_area, last_area + 1) == 0 &&
                      !scene.is_word(last_area + 1, "just") &&
                      scene.word_behind(last_area + 1) != "just";
  // "Poland is the only ally that spends more than 4%"
  bool only_ally = false;
  for (std::size_t j = last_area + 1; j + 1 < scene.size() && j <= last_area + 2; ++j) {
    if (!scene.mention(j).is(C::only) || scene.gap(last_area, j) > 3) continue;
    for (std::size_t k = j + 1; k < scene.size() && k <= j + 2; ++k)
      only_ally = only_ally || (scene.mention(k).is(C::member_noun) && scene.gap(j, k) <= 2);
  }
  return before || behind || only_ally;
}

// The last mention of a list with what stands in parentheses behind it: "… and Poland (2.00%)".
std::size_t with_figure(const Scene& scene, std::size_t last_area) {
  const std::size_t next = last_area + 1;
  const bool figure = next < scene.size() && scene.in_parentheses(next) &&
                      !scene.in_parentheses(last_area) && scene.word_behind(last_area) == "(" &&
                      scene.mention(next).kind == MentionKind::quantity &&
                      scene.word_behind(next) == ")";
  return figure ? next : last_area;
}

// "There had been five - the US, Britain, Estonia, Greece and Poland": as many names as were
// counted, where who meets a guideline is being counted.
void find_names_of_count(Scene& scene, const AreaList& list, Claims& claims) {
  const std::size_t first_area = list.at.front();
  if (first_area == 0 || list.areas.size() < 2 || !all_allies(scene, list)) return;
  std::size_t begin = scene.mention(first_area).first;
  std::string_view lead = scene.word_before(first_area);
  if (lead == "the") lead = scene.word(--begin - 1);
  std::size_t i = first_area - 1;
  // "The seven are Estonia, Greece, …"
  const bool those = one_of(lead, {"are", "were"}) && scene.word(scene.mention(i).first) == lead &&
                     i > 0 && scene.word_before(i - 1) == "the" && scene.gap(i - 1, i) == 0;
  if (!those && !one_of(lead, {":", "-", "\xE2\x80\x94", "\xE2\x80\x93", "namely"})) return;
  if (those) --i;
  while (i > 0 && (scene.mention(i).is(C::member_noun) || scene.mention(i).is(C::other))) --i;
  const Mention& m = scene.mention(i);
  const bool count = m.kind == MentionKind::quantity && !m.ordinal &&
                     m.quantity.unit == StatedUnit::count &&
                     m.quantity.value == static_cast<double>(list.areas.size());
  if (!count || scene.mention(first_area).first - m.end > 6 || scene.is_wish(i)) return;
  const Claim* counted = nullptr;
  for (const Claim& claim : claims) {
    if (claim.kind == ClaimKind::count_meeting_guideline && claim.guideline != nullptr)
      counted = &claim;
    const bool read =
        claim.kind == ClaimKind::list_meeting_guideline && claim.subject == list.areas;
    if (read) return;
  }
  const bool spoken_of =
      scene.discourse().counts || scene.sentence_has({C::meet_it, C::guideline_noun});
  const Guideline* guideline =
      counted != nullptr ? counted->guideline : (spoken_of ? scene.discourse().guideline : nullptr);
  if (guideline == nullptr) return;
  Claim claim =
      scene.claim(ClaimKind::list_meeting_guideline, i, with_figure(scene, list.at.back()));
  claim.subject = list.areas;
  claim.measure = guideline->metric;
  claim.guideline = guideline;
  claim.years = counted != nullptr ? counted->years : scene.years_of(i);
  const auto* number = counted != nullptr ? std::get_if<Count>(&counted->detail) : nullptr;
  bool missing = number != nullptr && number->missing;
  // "Eight countries - A, B and C - will miss the target": the verb stands behind the names.
  const std::string_view closing = scene.word_behind(list.at.back());
  if (counted == nullptr && one_of(closing, {"-", "\xE2\x80\x94", "\xE2\x80\x93"})) {
    bool meets = false;
    const std::size_t next = list.at.back() + 1;
    for (std::size_t j = next; j < scene.size() && j < next + 4; ++j) {
      // "- but on new estimates …": the sentence ends with the names.
      if (scene.mention(j).is(C::clause)) {
        meets = meets || j == next;
        break;
      }
      missing = missing || scene.mention(j).is({C::miss, C::negation});
      meets = meets || scene.mention(j).is({C::meet, C::meet_it, C::spend, C::guideline_noun});
    }
    if (!missing && !meets) return;
  }
  claim.detail = List{missing, true, std::nullopt};
  claims.push_back(std::move(claim));
}

// "Greece is one of the seven at 2%; the rest are the US, Lithuania and Poland": more of those who
// were counted.
void find_the_rest(Scene& scene, const AreaList& list, Claims& claims) {
  const std::size_t first_area = list.at.front();
  const Guideline* guideline = scene.discourse().guideline;
  std::size_t token = scene.mention(first_area).first;
  if (token > scene.begin() && scene.word(token - 1) == "the") --token;
  if (guideline == nullptr || !scene.discourse().counts || token < scene.begin() + 2 ||
      list.areas.size() < 2 || !all_allies(scene, list) ||
      !one_of(scene.word(token - 1), {"are", "were"}) ||
      !one_of(scene.word(token - 2), {"rest", "others"}))
    return;
  Claim claim = scene.claim(ClaimKind::list_meeting_guideline, first_area, list.at.back());
  claim.begin = scene.begin_of_word(token - 2);
  for (const Claim& other : claims) {
    const bool read =
        other.kind == ClaimKind::list_meeting_guideline && other.subject == list.areas;
    if (read) return;
  }
  claim.subject = list.areas;
  claim.measure = guideline->metric;
  claim.guideline = guideline;
  claim.years = scene.discourse().count_years;
  claim.detail = List{};
  claims.push_back(std::move(claim));
}

}  // namespace

void find_lists(Scene& scene, Claims& claims) {
  for (const AreaList& list : scene.area_lists()) {
    if (!all_allies(scene, list)) continue;
    const std::size_t first_area = list.at.front();
    const std::size_t last_area = list.at.back();
    if (scene.is_wish(first_area) || scene.sentence_has(C::first_time)) continue;
    if (scene.is_off_topic(first_area)) continue;  // "a poll shows 62% of Germans for 2%"
    if (scene.is_denied(first_area)) continue;
    std::size_t first = first_area;
    std::size_t last = last_area;
    std::optional<Meeting> meeting;
    bool complete = false;
    if (scene.can_be_subject(first_area) || scene.is_excepted(first_area)) {
      meeting = meeting_behind(scene, last_area);
      if (meeting) last = std::max(last, meeting->last);
    }
    const bool included = first_area > 0 && scene.mention(first_area - 1).is(C::including) &&
                          scene.gap(first_area - 1, first_area) <= 1;
    if (!meeting) {
      meeting = meeting_before(scene, first_area, first);
      if (!meeting) continue;
      // "Among those meeting it are Poland and Greece".
      const std::size_t begin = scene.mention(first).first;
      const bool among = scene.contains_word(begin > 3 ? begin - 3 : 0, begin, "among");
      complete = !included && !among;
      last = last_area;
      if (last_area + 1 < scene.size() && scene.mention(last_area + 1).is(C::only))
        last = last_area + 1;
      // "the US has 3.61 percent, …": a list of figures, not of names.
      const std::string_view behind = scene.word_behind(last_area);
      const bool ends = behind.empty() || behind == "." || behind == "," || behind == ";" ||
                        behind == ":" || behind == "(" || behind == "-" || behind == "and" ||
                        behind == "alone" || behind == "\xE2\x80\x94" || behind == "in";
      if (!ends) continue;
    } else {
      // A single country with a share of its own is a level: "Poland spends 4% of GDP", "Italy is
      // at 1.5%". As a list it needs the words of a guideline, or NATO's own threshold.
      const int clause = scene.clause(first_area);
      bool named = scene.clause_has(
                       clause, {C::guideline_noun, C::meet, C::meet_it, C::miss, C::negation}) ||
                   only_beside(scene, first_area, last_area);
      if (meeting->percent) {
        const bool among = scene.contains_word(scene.mention(last_area).end,
                                               scene.mention(*meeting->percent).first, "among");
        named = named || among || scene.is_natos(*meeting->percent);
      }
      const bool plain = !meeting->threshold || meeting->threshold->bound == Bound::exact;
      const bool several = list.areas.size() > 1 && meeting->guideline != nullptr;
      // "Canada stands at 1.37%, well short of the target": its own share.
      if (list.areas.size() == 1 && meeting->guideline == nullptr && plain && meeting->percent &&
          !only_beside(scene, first_area, last_area))
        continue;
      if (!named && !meeting->missing && plain && !several) continue;
      // "Norway and France spend 2.20% and 2.06%": to each its own.
      if (meeting->percent && *meeting->percent + 1 < scene.size()) {
        const std::size_t next = *meeting->percent + 1;
        if (list.areas.size() > 1 && scene.mention(next).kind == MentionKind::quantity &&
            scene.mention(next).quantity.unit == StatedUnit::percent &&
            scene.gap(*meeting->percent, next) <= 2)
          continue;
      }
      // Another number than a guideline's is a level, said of each: "Greece and Estonia spend over
      // 3%".
      if (meeting->guideline == nullptr && !scene.clause_has(clause, C::guideline_noun) &&
          !only_beside(scene, first_area, last_area))
        continue;
    }
    // "Sweden meets the 2% target and Spain does not": the guideline of the one before.
    if (meeting->elliptical) {
      const Claim* nearest = nullptr;
      for (const Claim& claim : claims) {
        const bool of_guideline = (claim.kind == ClaimKind::list_meeting_guideline ||
                                   claim.kind == ClaimKind::count_meeting_guideline) &&
                                  claim.guideline != nullptr;
        if (of_guideline && claim.begin < scene.mention(first_area).begin_byte &&
            (nearest == nullptr || claim.begin > nearest->begin))
          nearest = &claim;
      }
      if (nearest != nullptr) meeting->guideline = nearest->guideline;
    }
    // "All allies but Spain and Italy meet it": those named do not, and there are no others.
    if (scene.is_excepted(first_area)) {
      bool all = false;
      for (std::size_t j = first_area >= 4 ? first_area - 4 : 0; j < first_area; ++j) {
        all = all || scene.mention(j).is(C::all);
        if (scene.mention(j).is(C::all) && j < first) first = j;
      }
      if (!all) continue;
      meeting->missing = !meeting->missing;
      complete = true;
    }
    for (std::size_t j = first_area >= 3 ? first_area - 3 : 0; j < first_area; ++j) {
      if (scene.mention(j).is(C::only) && scene.gap(j, first_area) <= 3) {
        complete = true;
        first = std::min(first, j);
      }
    }
    if (only_beside(scene, first_area, last_area)) complete = true;
    // "22 met the target, while A, B and C did not": the rest of the alliance.
    if (meeting->elliptical && list.areas.size() > 1 && counts_others(claims)) complete = true;
    // "Romania joins them; the others are the US and Greece": not all of those who do.
    bool others = false;
    for (std::size_t j = first_area >= 2 ? first_area - 2 : 0; j < first_area; ++j)
      others = others || (scene.mention(j).is(C::other) && scene.gap(j, first_area) <= 3);
    if (included || others) complete = false;

    if (last == last_area) last = with_figure(scene, last_area);
    last = scene.with_time(last);
    const bool planned = std::ranges::any_of(claims, [&](const Claim& other) {
      return other.kind == ClaimKind::forecast && other.subject == list.areas;
    });
    if (planned) continue;
    Claim claim = scene.claim(ClaimKind::list_meeting_guideline, first, last);
    claim.subject = list.areas;
    claim.measure = meeting->guideline != nullptr ? meeting->guideline->metric
                                                  : measure(MeasureId::defence_share_of_gdp).name;
    claim.guideline = meeting->guideline;
    claim.years = scene.years_of(last);
    if (!claim.years.named && meeting->elliptical && !claims.empty() &&
        claims.back().kind == ClaimKind::count_meeting_guideline)
      claim.years = claims.back().years;
    // "Seven met it in 2022. Those seven are …": the year of the count before.
    if (!claim.years.named && meeting->elliptical && scene.discourse().counts &&
        scene.discourse().count_years.named)
      claim.years = scene.discourse().count_years;
    claim.future = scene.is_future(last);
    // What one ally promises or is to reach is a forecast; what a publisher expects of several, a
    // list.
    if (claim.future && !meeting->missing && (list.areas.size() == 1 || scene.is_plan(last)))
      claim.kind = ClaimKind::forecast;
    // "Poland alone passed 4%": no guideline's number.
    if (claim.kind == ClaimKind::list_meeting_guideline && claim.guideline == nullptr)
      claim.kind = ClaimKind::comparison;
    claim.detail = List{meeting->missing, complete, meeting->threshold};
    claims.push_back(std::move(claim));
    if (meeting->percent) scene.use(*meeting->percent);
    for (std::size_t j = last_area + 1; j <= meeting->last && j < scene.size(); ++j) {
      if (scene.mention(j).kind == MentionKind::quantity && !scene.in_parentheses(j)) scene.use(j);
    }
  }
  for (const AreaList& list : scene.area_lists()) {
    find_names_of_count(scene, list, claims);
    find_the_rest(scene, list, claims);
  }
}

}  // namespace muster
